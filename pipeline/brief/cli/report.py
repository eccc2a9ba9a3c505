"""Problems as they are printed: what is wrong, the line of the file, and how to fix it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import click

from brief.cli.excerpt import excerpt, printable, shortened
from brief.diagnostics.problems import Place, Problem
from brief.diagnostics.source_lines import source_line

_Paint = Callable[[str, str], str]
_SECOND = "blue"  # the colour of related places and of lines around the marked one
MOST = 100  # problems that are printed
_PLACES = 5  # that are shown of one problem


def report(problems: Sequence[Problem], outcome: str = "", *, shows_text: bool = False) -> None:
    """Print problems on stderr, each with its place, and a closing line with their number and the outcome.

    Of more problems than anybody reads, the first are printed: errors before warnings. What is private of a problem is
    printed only with `shows_text`.
    """
    colour = has_colour()
    shown = [problem for problem in problems if not problem.is_warning][:MOST]
    shown += [problem for problem in problems if problem.is_warning][: MOST - len(shown)]
    wanted = set(map(id, shown))
    for problem in (problem for problem in problems if id(problem) in wanted):
        click.echo(format_problem(problem, colour=colour, shows_text=shows_text) + "\n", err=True, color=colour)
    rest = f"the first {MOST} are shown" if len(problems) > MOST else ""
    click.echo(closing_line(problems, "; ".join(filter(None, [rest, outcome]))), err=True, color=colour)


def has_colour() -> bool:
    """Return whether stderr is a terminal whose user has not turned colour off (no-color.org)."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def closing_line(problems: Iterable[Problem], outcome: str) -> str:
    """Return the last line of a report, such as `3 errors in 2 files; nothing was written`."""
    found = list(problems)
    warnings = sum(problem.is_warning for problem in found)
    counts = [_count(len(found) - warnings, "error"), _count(warnings, "warning")]
    files = len({problem.place.file for problem in found if problem.place and problem.place.file})
    where = f" in {_count(files, 'file')}" if files else ""
    return " and ".join(count for count in counts if count) + where + (f"; {outcome}" if outcome else "")


def format_problem(problem: Problem, *, colour: bool = False, shows_text: bool = False) -> str:
    """Return one problem as a block of lines, without a newline at its end."""
    return "\n".join(_lines(problem, _coloured if colour else _plain, shows_text=shows_text))


def _coloured(text: str, style: str) -> str:
    """Return text in a colour; next to each is a word or a sign, so that no meaning depends on colour alone."""
    return click.style(text, fg=style, bold=True)


def _plain(text: str, style: str) -> str:  # noqa: ARG001 # it has the signature of `_coloured`
    return text


def _lines(problem: Problem, paint: _Paint, *, shows_text: bool) -> Iterator[str]:
    kind, style = ("warning", "yellow") if problem.is_warning else ("error", "red")
    words = f": `{problem.words}`" if problem.words and shows_text else ""
    yield f"{paint(f'{kind} {problem.rule}', style)}: {printable(shortened(problem.text + words))}"
    is_private = problem.is_private and not shows_text
    places = [(place, label) for place, label in ((problem.place, problem.label), *problem.related) if place]
    places = [(place, label) for place, label in places if place.file]
    hidden = len(places) - _PLACES
    gutter = max((len(str(place.line)) for place, _ in places if place.line), default=1)
    for index, (place, label) in enumerate(places[: _PLACES if hidden > 1 else None]):
        is_main = index == 0 and place is problem.place
        sign = "-->" if is_main else ":::"
        yield f"{' ' * gutter}{paint(sign, 'blue')} {printable(str(place))}"
        shown = replace(place, line=0) if is_private else place
        yield from _excerpted(shown, label, gutter, paint, style if is_main else _SECOND)
    if hidden > 1:
        yield f"{' ' * gutter}{paint(':::', 'blue')} and {hidden} more places"
    hints = [problem.hint, "`--show-text` prints what is withheld from the audience" if is_private else ""]
    if any(hints):
        yield f"{paint('help', 'cyan')}: {printable(shortened('; '.join(filter(None, hints))))}"


def _excerpted(place: Place, label: str, gutter: int, paint: _Paint, style: str) -> Iterator[str]:
    margin = " " * gutter + " "
    line = source_line(place)
    words = f" {printable(shortened(label))}" if label else ""
    if line is None:
        if words:
            yield f"{margin}{paint('=', 'blue')}{words}"
        return
    bar = paint("|", _SECOND)
    found = excerpt(line, place.column, place.width)
    yield f"{margin}{bar}"
    yield f"{paint(str(place.line).rjust(gutter), 'blue')} {bar} {found.line}".rstrip()
    if place.column:
        mark = "-" if style == _SECOND else "^"
        yield f"{margin}{bar} {' ' * found.left}{paint(mark * found.width + words, style)}"
    elif words:
        yield f"{margin}{paint('=', 'blue')}{words}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}" if number else ""
