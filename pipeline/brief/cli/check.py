"""`brief check`: find every mistake in the content without writing files."""

from __future__ import annotations

import click

from brief.app import jobs
from brief.cli.options import (
    audience_option,
    dossier_argument,
    jobs_option,
    open_project,
    show_text_option,
    strict_option,
)
from brief.cli.progress import progress
from brief.cli.report import report


@click.command(name="check")
@dossier_argument
@audience_option
@strict_option
@show_text_option
@jobs_option
def command(
    *, dossiers: tuple[str, ...], audiences: tuple[str, ...], strict: bool, shows_text: bool, workers: int
) -> None:
    """Check the content without writing files.

    By default, every dossier is read, selected and rendered for every audience. No files are made, so this is quicker
    than `brief build`, and it finds all mistakes except those that only a finished file can have.
    """
    project = open_project(audiences=audiences)
    folders = project.find_dossiers(dossiers)
    todo = jobs.plan_jobs(project, folders)
    with progress(len(todo)) as show:
        results = jobs.collect(todo, workers, is_strict=strict, on_result=show)
    if warnings := jobs.distinct_problems(results):
        report(warnings, shows_text=shows_text)
        return
    for folder in folders:
        names = [result.job.audience for result in results if result.job.folder == folder and not result.is_empty]
        click.echo(f"{folder.name}: no problems ({', '.join(names)})", err=True)
