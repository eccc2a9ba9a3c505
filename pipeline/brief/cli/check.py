"""`brief check`: find every mistake in the content, and write nothing."""

from __future__ import annotations

import click

from brief.app import jobs, project
from brief.cli.build import finished
from brief.cli.options import audience_option, dossier_argument, jobs_option, strict_option
from brief.cli.report import report
from brief.load import load_audiences


@click.command(name="check")
@dossier_argument
@audience_option
@strict_option
@jobs_option
def command(*, dossiers: tuple[str, ...], audiences: tuple[str, ...], strict: bool, workers: int) -> None:
    """Say what is wrong with the content; write nothing.

    Every dossier is read, selected and rendered for every audience unless told; no file is made of it, which is
    quicker than `brief build` and finds every mistake but those that only a finished file can have.
    """
    chosen = project.configured(audiences=audiences)
    layers = project.layers(chosen)
    folders = project.dossiers(chosen, dossiers)
    wanted = project.audiences(load_audiences(layers), chosen.audiences)
    is_named = bool(chosen.audiences)
    todo = [jobs.Job(folder, each.name, (), layers, is_named) for folder in folders for each in wanted]
    results = finished(todo, workers, strict=strict)
    warnings = {problem: None for made in results for problem in made.problems}
    if warnings:
        report(tuple(warnings))
    else:
        for folder in folders:
            checked = [made.job.audience for made in results if made.job.folder == folder and not made.is_empty]
            click.echo(f"{folder.name}: nothing wrong for {', '.join(checked)}", err=True)
