"""Which problems of a brief point at lines that have words withheld from its audience."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from brief.checks import withheld_terms
from brief.checks.extract import Extract
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.diagnostics.source_lines import source_line
from brief.model import Audience, Dossier
from brief.select import select


def with_private_lines(
    problems: Iterable[Problem], dossier: Dossier, folder: Path, audience: Audience
) -> tuple[Problem, ...]:
    """Return the problems of a brief, private where a line that they point at is for other audiences.

    Where the brief could not be selected, this is every line of the dossier. Lines of templates are never private.
    """
    found = tuple(problems)
    if not found:
        return ()
    has_private_line = _tester(dossier, audience)
    root = folder.resolve()

    def is_private(place: Place | None) -> bool:
        if place is None or not place.line or not Path(place.file).resolve().is_relative_to(root):
            return False
        return has_private_line(place)

    def is_hidden(problem: Problem) -> bool:
        return any(is_private(place) for place in (problem.place, *(place for place, _ in problem.related)))

    return tuple(replace(problem, is_private=True) if is_hidden(problem) else problem for problem in found)


def _tester(dossier: Dossier, audience: Audience) -> Callable[[Place], bool]:
    try:
        selection = select(dossier, audience)
    except BriefError:
        return lambda _: True
    terms = withheld_terms(selection)
    places = {(one.place.file, one.place.line) for one in selection.withheld if one.words}

    def has_withheld(place: Place) -> bool:
        line = source_line(place) or ""
        return (place.file, place.line) in places or next(terms.matches(Extract("", line)), None) is not None

    return has_withheld
