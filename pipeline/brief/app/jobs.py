"""Building many briefs, in this process or in several; the results are the same either way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from brief.diagnostics.problems import BriefError, Problem, merged
from brief.formats import FORMATS

if TYPE_CHECKING:
    from brief.app.evidence import Evidence
    from brief.app.project import Project
    from brief.build import Write
    from brief.model import Audience, Dossier


@dataclass(frozen=True, slots=True)
class Job:
    """One brief to build: a dossier for an audience, in some formats. With no format, only its content is checked."""

    folder: Path
    audience: str
    formats: tuple[str, ...]
    layers: tuple[Path, ...]
    is_named: bool = True  # whether this audience was asked for by name, and not just with all others
    is_for_release: bool = False  # whether the result needs evidence for a manifest
    is_draft: bool = False

    def path(self, name: str) -> Path:
        """Return the path of the file in one format, within the folder for output."""
        dossier = self.folder.name
        draft = "-draft" if self.is_draft else ""
        return Path(dossier, f"{dossier}-{self.audience}{draft}{FORMATS[name].suffix}")


@dataclass(frozen=True, slots=True)
class JobResult:
    """The files of a job by format, and the problems found; there are no files after an error."""

    job: Job
    files: tuple[tuple[str, bytes], ...]
    problems: tuple[Problem, ...]
    is_empty: bool = False  # whether there was nothing to build, because the dossier has nothing for that audience
    has_unsearchable: bool = False  # whether some of what is withheld is too short to be searched for in the files
    evidence: Evidence | None = None  # for a release


def plan_jobs(project: Project, folders: Iterable[Path], formats: tuple[str, ...] = ()) -> list[Job]:
    """Return the jobs for some dossiers and the audiences that the settings name, or all; raise `BriefError` (E603)."""
    names = project.settings.audiences
    audiences = project.find_audiences(names)
    is_named = bool(names)
    return [
        Job(folder, audience.name, formats, project.layers, is_named) for folder in folders for audience in audiences
    ]


def collect(
    jobs: Sequence[Job],
    workers: int,
    *,
    is_strict: bool = False,
    write: Write | None = None,
    on_result: Callable[[JobResult], None] = lambda _: None,
) -> list[JobResult]:
    """Return the results of all jobs in the order of the jobs; `on_result` is called with each as soon as it is there.

    Raise `BriefError` with the problems of all jobs when one of them is an error, or, if `is_strict`, a warning.
    """
    done: dict[Job, JobResult] = {}
    for result in run_jobs(jobs, workers, write):
        done[result.job] = result
        on_result(result)
    results = [done[job] for job in jobs]
    problems = distinct_problems(results)
    if any(is_strict or not problem.is_warning for problem in problems):
        raise BriefError(problems)
    return results


def distinct_problems(results: Iterable[JobResult]) -> tuple[Problem, ...]:
    """Return the problems of all results, each once: what is wrong in a dossier is found for every audience."""
    return merged(problem for result in results for problem in result.problems)


def writer_processes(
    project: Project, folders: Sequence[Path], formats: Sequence[str], workers: int
) -> AbstractContextManager[Write | None]:
    """Return, for one brief alone, processes that get ready to write it while it is read and rendered in this one.

    For several briefs, or where only one process is wanted, there is nothing to return but `None`.
    """
    is_one = len(folders) == len(project.settings.audiences) == 1
    if not is_one or workers < 2:
        return nullcontext()
    from brief.app.pool import writing

    return writing(formats, workers)


def run_jobs(jobs: Sequence[Job], workers: int, write: Write | None = None) -> Iterator[JobResult]:
    """Give the result of each job as soon as it is known. Raise `BriefError` (E506) when a worker process dies.

    With `write`, everything but the writing is done in this process.
    """
    forget_dossiers()
    if write is None and min(workers, len(jobs)) > 1:
        from brief.app.pool import run_in_processes

        yield from run_in_processes(run_job, jobs, min(workers, len(jobs)))
    else:
        yield from (run_job(job, write) for job in jobs)


def run_job(job: Job, write: Write | None = None) -> JobResult:
    """Return the result of one job; everything that it needs is named in the job, so that any process can run it.

    The result is empty for an audience that was not asked for by name and that the dossier has nothing for.
    """
    from brief.app.private_lines import with_private_lines
    from brief.build import build
    from brief.checks import has_unsearchable
    from brief.formats import write_formats

    dossier, audiences = read_dossier(job.folder, job.layers)
    if isinstance(dossier, BriefError):
        return JobResult(job, (), dossier.problems)
    if is_empty(job):
        return JobResult(job, (), (), is_empty=True)
    try:
        audience = audiences[job.audience]
        built = build(dossier, audience, job.formats, job.layers, write or write_formats, is_draft=job.is_draft)
    except BriefError as error:
        problems = with_private_lines(error.problems, dossier, job.folder, audiences[job.audience])
        return JobResult(job, (), problems)
    warnings = with_private_lines(built.warnings, dossier, job.folder, audiences[job.audience])
    files = tuple(built.files.items())
    evidence = None
    if job.is_for_release:
        from brief.app.evidence import evidence_of

        evidence = evidence_of(built)
    is_short = bool(files) and has_unsearchable(built.selection)
    return JobResult(job, files, warnings, has_unsearchable=is_short, evidence=evidence)


def forget_dossiers() -> None:
    """Clear the cache of dossiers: their files may have changed since the last jobs of this process."""
    read_dossier.cache_clear()


def is_empty(job: Job) -> bool:
    """Return whether a job's audience was not asked for by name, and the dossier has nothing for it."""
    from brief.model.fields import dossier_audiences

    dossier, _ = read_dossier(job.folder, job.layers)
    if isinstance(dossier, BriefError) or job.is_named:
        return False
    return job.audience not in dossier_audiences(dossier)


@lru_cache(maxsize=1)
def read_dossier(folder: Path, layers: tuple[Path, ...]) -> tuple[Dossier | BriefError, Mapping[str, Audience]]:
    """Return a dossier, or what is wrong with it, and the audiences; read once for all jobs in a row."""
    from brief.load import load, load_audiences

    audiences = load_audiences(layers)
    try:
        return load(folder, audiences), audiences
    except BriefError as error:
        return error, audiences


def cores() -> int:
    """Return how many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # which Windows and macOS do not have
    return len(allowed(0)) if allowed else os.cpu_count() or 1
