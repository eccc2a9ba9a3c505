"""Options that several commands have, each with one wording, and the project that a command works on."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from brief.app.jobs import cores
from brief.app.project import Project

_Command = TypeVar("_Command", bound=Callable[..., Any])

dossier_argument = click.argument("dossiers", nargs=-1, metavar="[DOSSIER]...")
audience_option = click.option(
    "-a", "--audience", "audiences", multiple=True, metavar="NAME", help="Only for this audience. Repeatable."
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


def json_option(what: str, fields: str) -> Callable[[_Command], _Command]:
    """Return the option `--json` of a command that prints a list of `what`, each with these fields."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print {what} as JSON: {fields}.")


def open_project(**flags: Path | tuple[str, ...] | None) -> Project:
    """Return the project in the current folder; flags that were given override its settings."""
    return Project.open(Path(), os.environ, {name: value for name, value in flags.items() if value})
