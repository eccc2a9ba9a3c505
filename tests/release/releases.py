"""Releases of the sample, made from briefs that the tests built once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from brief.app.evidence import evidence_of
from brief.app.release_manifests import FinishedFiles
from brief.app.release_plan import Release
from brief.app.releases import write_releases
from brief.build import Build
from brief.checks import withheld_terms
from brief.formats import FORMATS

if TYPE_CHECKING:
    from tests.builds import Builds

AUDIENCES = ("executive", "general", "legal")
FOLDER = "claude-cloning-1.0"


def release_of(built: Build) -> Release:
    """Return one brief as it is released, without approvals."""
    evidence = evidence_of(built)
    names = {name: f"{evidence.dossier}-{evidence.audience}{FORMATS[name].suffix}" for name in built.files}
    finished = FinishedFiles(names, built.files)
    return Release(Path("content") / evidence.dossier, evidence, finished, withheld_terms(built.selection))


@cache
def sample_release(builds: Builds, audience: str) -> Release:
    """Return one brief of the sample as it is released."""
    return release_of(builds.sample(audience))


def release_sample(builds: Builds, root: Path, audiences: Sequence[str] = AUDIENCES, **options: str) -> Path:
    """Write a release of the sample, and return its folder."""
    (done,) = write_releases(root, [sample_release(builds, name) for name in audiences], **options)
    return done.folder
