"""Releases: what passed its checks, in a folder that says what it is, for each audience alone and for the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from brief.app.output import writing
from brief.app.release_folders import put_folder, recover
from brief.app.release_plan import Release, plan_release
from brief.diagnostics.problems import BriefError, Problem
from brief.release.identity import Identity, identity_of


@dataclass(frozen=True, slots=True)
class ReleasedDossier:
    """Where a release of one dossier is, with its archives, and warnings about its versions."""

    dossier: str
    folder: Path
    audiences: Mapping[str, str] = field(hash=False)  # the version that each got
    archives: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()


def write_releases(
    root: Path, releases: Sequence[Release], *, archive: str = "", moment: datetime | None = None
) -> list[ReleasedDossier]:
    """Write the release of each dossier below `root`, whole or not at all, and return where each is.

    A release that is there with the same content stays as it is. `archive` is a name in `ARCHIVES`, or empty; `moment`
    is the time of all that is made, instead of the day of the dossier. Raise `BriefError`: E801 for a version that was
    released with other content, that is not higher than the last one, or that was withdrawn; E803 for a file that does
    not say for whom it is; E502 and E504 as all writing does.
    """
    by_dossier: dict[Path, list[Release]] = {}
    for release in releases:
        by_dossier.setdefault(release.folder, []).append(release)
    _require_identities(releases)
    with writing(root) as write:
        recover(root)
        plans = [plan_release(root, group, moment) for group in by_dossier.values()]
        problems = [problem for plan in plans for problem in plan.problems]
        if any(not problem.is_warning for problem in problems):
            raise BriefError(problems)
        for plan in plans:
            if plan.is_new:
                put_folder(plan.folder, plan.files)
        archives = {plan.folder: plan.archives(archive) for plan in plans}
        statuses = {Path(name): data for plan in plans for name, data in plan.statuses.items()}
        write(statuses | {path: data for found in archives.values() for path, data in found.items()})
    return [
        ReleasedDossier(
            plan.dossier,
            plan.folder,
            plan.versions,
            tuple(root / path for path in archives[plan.folder]),
            plan.problems,
        )
        for plan in plans
    ]


def _require_identities(releases: Sequence[Release]) -> None:
    problems = []
    for release in releases:
        evidence, finished = release.evidence, release.finished
        for name, data in finished.data.items():
            wanted = Identity(evidence.audience, evidence.reference, evidence.version)
            if identity_of(name, data) != wanted:
                text = f"`{finished.names[name]}` does not say that it is {evidence.reference} for {evidence.audience}"
                hint = (
                    "let `brief.html.j2` have the `meta` elements `brief.audience`, `brief.reference`, `brief.version`"
                )
                problems.append(Problem("E803/no-identity", text, hint=hint))
    if problems:
        raise BriefError(problems)
