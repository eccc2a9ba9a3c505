"""The option `--output-format`: the problems of a command on stdout, for other programs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from brief.app.project import find_project
from brief.app.repository import find_repository
from brief.cli.problem_formats import PROBLEM_FORMATS
from brief.cli.problem_formats.findings import Findings
from brief.cli.stdout import print_data
from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import BriefError, Problem

_Command = TypeVar("_Command", bound=Callable[..., Any])
_FIELDS = "rule, severity, message, place, label, hint, related, words"


def output_format_option(where: str) -> Callable[[_Command], _Command]:
    """Return the option of a command that prints problems there for other programs."""
    return click.option(
        "--output-format",
        type=click.Choice(["text", *PROBLEM_FORMATS]),
        default="text",
        metavar="NAME",
        help=f"Print problems {where} for other programs: {', '.join(PROBLEM_FORMATS)}.  [default: text, for people]",
    )


def problems_as_json_option() -> Callable[[_Command], _Command]:
    """Return the option `--json` of a command whose only data are problems."""
    what = f"The same as --output-format json: {_FIELDS}."
    return click.option("--json", "output_format", flag_value="json", help=what)


@contextmanager
def problems_on_stdout(output_format: str, *, is_strict: bool, shows_text: bool) -> Iterator[Problems]:
    """Give a list for problems that do not stop a command; at the end, print them or those of a `BriefError`.

    The error is raised again, so that it is reported on stderr as well. Nothing is printed for `text`.
    """
    found = Problems()
    try:
        yield found
    except BriefError as error:
        try:
            _print(output_format, error.problems, is_strict=is_strict, shows_text=shows_text)
        except BriefError as of_stdout:
            raise BriefError((*error.problems, *of_stdout.problems)) from error
        raise
    _print(output_format, found, is_strict=is_strict, shows_text=shows_text)


def _print(output_format: str, problems: tuple[Problem, ...] | Problems, *, is_strict: bool, shows_text: bool) -> None:
    if output_format == "text":
        return
    here = Path.cwd()
    project = Path(os.path.abspath(here / find_project(here)))  # noqa: PTH100 # `..` is taken out without following links
    findings = Findings(tuple(problems), find_repository(here, os.environ), project, is_strict, shows_text)
    if text := PROBLEM_FORMATS[output_format](findings):
        print_data(text)
