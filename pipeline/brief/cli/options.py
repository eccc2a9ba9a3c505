"""Options that several commands have, each with one wording, and the project that a command works on."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from brief.app.jobs import cores
from brief.app.project import Project, find_project
from brief.formats import FORMATS

_Command = TypeVar("_Command", bound=Callable[..., Any])

dossier_argument = click.argument("dossiers", nargs=-1, metavar="[DOSSIER]...")


def split_names(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names in the values of an option, each of which may hold several with commas between them."""
    names = (name.strip() for value in given for name in value.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


audience_option = click.option(
    "-a",
    "--audience",
    "audiences",
    multiple=True,
    callback=split_names,
    metavar="NAME",
    help="Only for this audience. Repeatable, or several with commas.",
)
format_option = click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    callback=split_names,
    metavar="NAME",
    help=f"Only in this format: {', '.join(FORMATS)}. Repeatable, or several with commas.",
)
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
show_text_option = click.option(
    "--show-text", "shows_text", is_flag=True, help="In messages, print text that is withheld from the audience."
)
jobs_option = click.option(
    "-j",
    "--jobs",
    "workers",
    type=click.IntRange(min=1),
    default=cores,
    metavar="N",
    help="Number of parallel jobs.  [default: number of CPUs]",
)


def output_option(what: str) -> Callable[[_Command], _Command]:
    """Return the option `--output` of a command that writes files: the folder that is `what`."""
    folder = click.Path(path_type=Path, file_okay=False)
    return click.option("-o", "--output", type=folder, metavar="DIR", help=f"{what}  [default: output]")


def json_option(what: str, fields: str) -> Callable[[_Command], _Command]:
    """Return the option `--json` of a command that prints a list of `what`, each with these fields."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print {what} as JSON: {fields}.")


def open_project(**flags: Path | tuple[str, ...] | None) -> Project:
    """Return the project that the current folder is in; flags that were given override its settings.

    A path in a flag is seen from the current folder.
    """
    folder = find_project(Path())
    values = {name: value for name, value in flags.items() if value}
    if folder != Path():
        values = {name: value.absolute() if isinstance(value, Path) else value for name, value in values.items()}
    return Project.open(folder, os.environ, values)
