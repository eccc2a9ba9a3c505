"""`brief build`: build briefs and write their files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import click

from brief.app import jobs
from brief.app.built_files import write_build
from brief.cli.options import (
    audience_option,
    dossier_argument,
    format_option,
    jobs_option,
    json_option,
    open_project,
    output_option,
    show_text_option,
    strict_option,
)
from brief.cli.problem_output import output_format_option, problems_on_stdout
from brief.cli.progress import progress
from brief.cli.report import report
from brief.cli.stdout import print_data
from brief.cli.unsearched import mention_unsearched
from brief.diagnostics.codes import Exit


@click.command(name="build")
@dossier_argument
@audience_option
@format_option
@output_option("Folder to write to.")
@click.option("--force", is_flag=True, help="Replace files that were edited after they were built.")
@json_option("the files", "dossier, audience, format, path, bytes, sha256")
@output_format_option("on stdout, instead of paths,")
@strict_option
@show_text_option
@jobs_option
def command(
    *,
    dossiers: tuple[str, ...],
    audiences: tuple[str, ...],
    formats: tuple[str, ...],
    output: Path | None,
    force: bool,
    as_json: bool,
    output_format: str,
    strict: bool,
    shows_text: bool,
    workers: int,
) -> None:
    """Build briefs. By default: every dossier, for every audience, in every format.

    Prints the paths of the files, one per line. Everything is built and checked before anything is written: if one
    brief fails, the files of the last successful build stay as they are. A file that was edited after it was built is
    kept: the new one is put beside it, and the exit status is 1.
    """
    if as_json and output_format != "text":
        raise click.UsageError("use either --json, which prints the files, or --output-format, which prints problems")
    with problems_on_stdout(output_format, is_strict=strict, shows_text=shows_text) as found:
        project = open_project(audiences=audiences, formats=formats, output=output)
        folders = project.find_dossiers(dossiers)
        names = project.find_formats(project.settings.formats)
        with jobs.writer_processes(project, folders, names, workers) as write:
            todo = jobs.plan_jobs(project, folders, names)
            with progress(len(todo)) as show:
                results = jobs.collect(todo, workers, is_strict=strict, write=write, on_result=show)
        files = {result.job.path(name): data for result in results for name, data in result.files}
        built = write_build(project.settings.output, files, replace_edited=force)
        found.extend((*jobs.distinct_problems(results), *built.problems))
        if found:
            report(found, shows_text=shows_text)
    mention_unsearched(results)
    if as_json:
        rows = [_row(each.job, name, data, built.paths) for each in results for name, data in each.files]
        print_data(json.dumps(rows, indent=2))
    elif output_format == "text":
        print_data("\n".join(map(str, built.paths.values())))
    if built.problems:
        raise click.exceptions.Exit(Exit.CONTENT)


def _row(job: jobs.Job, name: str, data: bytes, paths: Mapping[Path, Path]) -> dict[str, str | int]:
    return {
        "dossier": job.folder.name,
        "audience": job.audience,
        "format": name,
        "path": str(paths[job.path(name)]),
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
