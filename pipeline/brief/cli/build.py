"""`brief build`: make the files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from brief.app import jobs, project
from brief.app.output import keep
from brief.cli.options import audience_option, dossier_argument, jobs_option, json_option, strict_option
from brief.cli.progress import progress
from brief.cli.report import report
from brief.cli.stdout import say
from brief.diagnostics.problems import BriefError
from brief.formats import FORMATS
from brief.load import load_audiences

if TYPE_CHECKING:
    from brief.build import Write


@click.command(name="build")
@dossier_argument
@audience_option
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    help=f"Only this format: {', '.join(FORMATS)}. Repeatable.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Where to write.  [output]"
)
@json_option("the files: dossier, audience, format, path, bytes, sha256")
@strict_option
@jobs_option
def command(
    *,
    dossiers: tuple[str, ...],
    audiences: tuple[str, ...],
    formats: tuple[str, ...],
    output: Path | None,
    as_json: bool,
    strict: bool,
    workers: int,
) -> None:
    """Make the briefs: every dossier, audience and format unless told.

    The paths of the files are printed, one to a line. Everything is made and checked before anything is written: when
    one brief fails, the files of the last good build stay as they are.
    """
    chosen = project.configured(audiences=audiences, formats=formats, output=output)
    layers = project.layers(chosen)
    folders = project.dossiers(chosen, dossiers)
    names = project.formats(FORMATS, chosen.formats)
    with _writing(names, workers, is_one=len(folders) == len(chosen.audiences) == 1) as write:
        wanted = project.audiences(load_audiences(layers), chosen.audiences)
        is_named = bool(chosen.audiences)
        todo = [jobs.Job(folder, each.name, names, layers, is_named) for folder in folders for each in wanted]
        results = finished(todo, workers, strict=strict, write=write)
    files = {_path(made.job, name): data for made in results for name, data in made.files}
    paths = keep(chosen.output, files)
    warnings = {problem: None for made in results for problem in made.problems}
    if warnings:
        report(tuple(warnings))
    if as_json:
        rows = [_row(made.job, name, data, chosen.output) for made in results for name, data in made.files]
        say(json.dumps(rows, indent=2))
    else:
        say("\n".join(map(str, paths)))


def _writing(formats: Sequence[str], workers: int, *, is_one: bool) -> AbstractContextManager[Write | None]:
    """Return, for one brief alone, the processes that get ready to write it while it is read and rendered here."""
    if not is_one or workers < 2:
        return nullcontext()
    from brief.app.pool import writing

    return writing(formats, workers)


def finished(todo: Sequence[jobs.Job], workers: int, *, strict: bool, write: Write | None = None) -> list[jobs.Made]:
    """Return what came of every job, in the order of the jobs; raise `BriefError` with the problems of all of them."""
    done: dict[jobs.Job, jobs.Made] = {}
    with progress(len(todo)) as advance:
        for made in jobs.made(todo, workers, write):
            done[made.job] = made
            advance(f"{made.job.folder.name} for {made.job.audience}")
    results = [done[job] for job in todo]
    problems = [problem for made in results for problem in made.problems]
    if any(strict or not problem.is_warning for problem in problems):
        raise BriefError(problems)
    return results


def _path(job: jobs.Job, name: str) -> Path:
    dossier = job.folder.name
    return Path(dossier, f"{dossier}-{job.audience}{FORMATS[name].suffix}")


def _row(job: jobs.Job, name: str, data: bytes, output: Path) -> dict[str, str | int]:
    return {
        "dossier": job.folder.name,
        "audience": job.audience,
        "format": name,
        "path": str(output / _path(job, name)),
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
