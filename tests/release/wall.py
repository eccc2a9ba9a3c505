"""A dossier of a few lines, in HTML alone, that is released, changed and released again."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from brief.app.jobs import plan_jobs, run_jobs
from brief.app.project import Project
from brief.app.release_plan import Release
from brief.app.release_preparation import prepare_releases
from brief.app.releases import ReleasedDossier, write_releases

SETTINGS = """\
title: {legal: The wall in law, general: The wall}
reference: HW-1
version: "1.0"
as_of: 2026-11-23
language: en
authors: [Desk]
"""
FACTS = """\
---
title: What is said
role: facts
audience: [legal, general]
---
The wall leans.

::: {audience="legal"}
The owner of the quay must repair it before anybody is hurt.
:::
"""
CLAIMS = """\
- id: c-lean
  audience: [legal, general]
  statement: It leans by 3 cm.
  by: the diver
  status: alleged
- id: c-fault
  audience: legal
  statement: The contractor has used the wrong cement throughout.
  by: counsel
  status: disputed
"""
DOSSIER = {"dossier.yaml": SETTINGS, "sections/01-facts.md": FACTS, "claims.yaml": CLAIMS}


def write_dossier() -> None:
    """Write the dossier into the current folder."""
    for name, text in DOSSIER.items():
        path = Path("content/wall", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def change(old: str, new: str, name: str = "dossier.yaml") -> None:
    path = Path("content/wall", name)
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def prepared(*audiences: str) -> tuple[Release, ...]:
    """Return what is to be released of the dossier as it is now; the same is built once."""
    names = audiences or ("general", "legal")
    return built(names, *(Path("content/wall", name).read_text() for name in DOSSIER))


@cache
def built(audiences: tuple[str, ...], *_: str) -> tuple[Release, ...]:
    project = Project.open(values={"audiences": audiences})
    jobs = [replace(job, is_for_release=True) for job in plan_jobs(project, project.find_dossiers([]), ("html",))]
    results = list(run_jobs(jobs, 1))
    assert [problem for result in results for problem in result.problems if not problem.is_warning] == []
    return tuple(prepare_releases(results))


def release(*audiences: str, root: Path = Path("output/releases"), archive: str = "") -> ReleasedDossier:
    (done,) = write_releases(root, prepared(*audiences), archive=archive)
    return done
