"""`brief check`: find every mistake in the content, or in files made before, without writing files."""

from __future__ import annotations

from pathlib import Path

import click

from brief.app import jobs
from brief.app.file_check import check_files, lines
from brief.app.project import Project
from brief.cli.options import (
    audience_option,
    dossier_argument,
    jobs_option,
    open_project,
    show_text_option,
    strict_option,
)
from brief.cli.problem_output import output_format_option, problems_as_json_option, problems_on_stdout
from brief.cli.progress import progress
from brief.cli.report import report
from brief.diagnostics.problems import BriefError, Problem


@click.command(name="check")
@dossier_argument
@audience_option
@click.option(
    "--files",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Check the files that a build wrote to this folder.",
)
@strict_option
@show_text_option
@output_format_option("on stdout")
@problems_as_json_option()
@jobs_option
def command(
    *,
    dossiers: tuple[str, ...],
    audiences: tuple[str, ...],
    files: Path | None,
    strict: bool,
    shows_text: bool,
    output_format: str,
    workers: int,
) -> None:
    """Check the content without writing files.

    By default, every dossier is read, selected and rendered for every audience. No files are made, so this is quicker
    than `brief build`, and it finds all mistakes except those that only a finished file can have.

    With --files, files that were made before are checked as `brief build` checks them, against the dossier as it is
    now. Each is named as passed, refused, missing or not checked. The status is 1 if a file is refused, if the folder
    has a file with another name, or if it has none to check.

    Problems are printed on stderr. With --output-format they are on stdout as well: annotations of a GitHub pull
    request, a GitLab code quality report, SARIF, JUnit XML, or a JSON list.
    """
    with problems_on_stdout(output_format, is_strict=strict, shows_text=shows_text) as found:
        project = open_project(audiences=audiences)
        folders = project.find_dossiers(dossiers)
        if files is None:
            found.extend(_check_content(project, folders, workers, strict=strict))
        else:
            found.extend(_check_files(project, folders, files, is_whole=not (dossiers or audiences), strict=strict))
        if found:
            report(found, shows_text=shows_text)


def _check_content(project: Project, folders: tuple[Path, ...], workers: int, *, strict: bool) -> tuple[Problem, ...]:
    """Return the warnings; without any, say which briefs were checked. Raise `BriefError` for all else."""
    todo = jobs.plan_jobs(project, folders)
    with progress(len(todo)) as show:
        results = jobs.collect(todo, workers, is_strict=strict, on_result=show)
    if warnings := jobs.distinct_problems(results):
        return warnings
    for folder in folders:
        names = [result.job.audience for result in results if result.job.folder == folder and not result.is_empty]
        click.echo(f"{folder.name}: no problems ({', '.join(names)})", err=True)
    return ()


def _check_files(
    project: Project, folders: tuple[Path, ...], root: Path, *, is_whole: bool, strict: bool
) -> tuple[Problem, ...]:
    names = project.find_formats(project.settings.formats)
    found = check_files(root, jobs.plan_jobs(project, folders, names), is_whole=is_whole)
    for line in lines(found):
        click.echo(line, err=True)
    if any(strict or not problem.is_warning for problem in found.problems):
        raise BriefError(found.problems)
    return found.problems
