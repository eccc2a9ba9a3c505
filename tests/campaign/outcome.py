"""What became of a generated dossier: files that passed, refusals, and crashes."""

from __future__ import annotations

import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

from brief import FORMATS, BriefError, Project, build, load
from tests.campaign.dossier import NAME


@dataclass
class Outcome:
    """One dossier in all formats for all its audiences."""

    seconds: float = 0.0
    briefs: int = 0
    files: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)  # a rule's id or `crash`, and its text


def outcome_of(folder: Path, only: str | None = None) -> Outcome:
    """Return what becomes of the only dossier of a project, for all its audiences or for one."""
    made = Outcome()
    start = time.perf_counter()
    try:
        project = Project.open(folder)
        dossier = load(project.dossiers[NAME], project.audiences)
    except BriefError as error:
        made.failures += _refusals("load", error)
        return made
    for name, audience in project.audiences.items():
        if only not in (None, name):
            continue
        try:
            built = build(dossier, audience, tuple(FORMATS), project.layers)
        except BriefError as error:
            made.failures += _refusals(name, error)
        except Exception:  # noqa: BLE001  whatever else escapes is what the campaign looks for
            made.failures.append(("crash", f"{name}: {traceback.format_exc()}"))
        else:
            made.files += len(built.files)
        made.briefs += 1
    made.seconds = time.perf_counter() - start
    return made


def _refusals(name: str, error: BriefError) -> list[tuple[str, str]]:
    return [(problem.rule, f"{name}: {problem.text} {problem.words} ({problem.place})") for problem in error.problems]
