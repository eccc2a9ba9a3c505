"""Making many briefs, in this process or in several; the results are the same either way."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from brief.diagnostics.problems import BriefError, Problem

if TYPE_CHECKING:
    from brief.build import Write
    from brief.model import Audience, Dossier


@dataclass(frozen=True, slots=True)
class Job:
    """One brief to make: a dossier for an audience, in some formats. No format at all: only its content is checked."""

    folder: Path
    audience: str
    formats: tuple[str, ...]
    layers: tuple[Path, ...]
    is_named: bool = True  # whether somebody asked for this audience, and not just for all of them


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a job: its files by format, and what there is to say about them; no files after an error."""

    job: Job
    files: tuple[tuple[str, bytes], ...]
    problems: tuple[Problem, ...]
    is_empty: bool = False  # whether there was nothing to make, because the dossier has nothing for that audience


def made(jobs: Sequence[Job], workers: int, write: Write | None = None) -> Iterator[Made]:
    """Give what came of each job, as soon as it is known. Raise `BriefError` (E506) when a worker process dies.

    With `write`, all is done here but the writing.
    """
    _read.cache_clear()
    if write is None and min(workers, len(jobs)) > 1:
        from brief.app.pool import pooled

        yield from pooled(make, jobs, min(workers, len(jobs)))
    else:
        yield from (make(job, write) for job in jobs)


def make(job: Job, write: Write | None = None) -> Made:
    """Return what comes of one job; everything it needs is named in the job, so that any process can do it.

    Of an audience that nobody named and that the dossier has nothing for, nothing comes.
    """
    from brief.build import build
    from brief.formats import write_formats
    from brief.model.fields import dossier_audiences

    dossier, audiences = _read(job.folder, job.layers)
    if isinstance(dossier, BriefError):
        return Made(job, (), dossier.problems)
    if not job.is_named and job.audience not in dossier_audiences(dossier):
        return Made(job, (), (), is_empty=True)
    try:
        result = build(dossier, audiences[job.audience], job.formats, job.layers, write or write_formats)
    except BriefError as error:
        return Made(job, (), error.problems)
    return Made(job, tuple(result.files.items()), result.warnings)


@lru_cache(maxsize=1)
def _read(folder: Path, layers: tuple[Path, ...]) -> tuple[Dossier | BriefError, Mapping[str, Audience]]:
    """Return a dossier, or what is wrong with it, and the audiences; read once for all jobs in a row."""
    from brief.load import load, load_audiences

    audiences = load_audiences(layers)
    try:
        return load(folder, audiences), audiences
    except BriefError as error:
        return error, audiences


def cores() -> int:
    """Return how many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
