"""A mark on a heading hides the heading alone; what is under it is shown, which its author may not have meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from brief.checks.finished_file import FinishedFile
from brief.diagnostics.problems import Place, Problem
from brief.model.brief import Selection, Withheld
from brief.model.dossier import Section
from brief.model.text import Kind, Prose

if TYPE_CHECKING:
    from brief.page.vocabulary import Page


def marked_headings(selection: Selection, page: Page, files: Mapping[str, FinishedFile]) -> list[Problem]:
    """Return a W709 for each heading that is withheld by its own mark while the brief shows what is under it."""
    del page, files
    headings = [one for one in selection.withheld if one.kind == Kind.HEADING and _has_own_mark(one)]
    return [
        _problem(heading, shown, selection.brief.audience.name)
        for section in selection.brief.record.sections
        for heading, shown in _exposed(section, headings)
    ]


def _has_own_mark(heading: Withheld) -> bool:
    """Return whether a heading is withheld by the mark at its end, and not because nothing is left under it."""
    return heading.reason_place.file == heading.place.file and heading.reason_place.line == heading.place.line


def _exposed(section: Section, headings: list[Withheld]) -> Iterator[tuple[Withheld, Place]]:
    """Give each withheld heading of a section that a shown block follows, before any other heading, and that block."""
    blocks = sorted(_blocks(section.body))
    for heading in headings:
        file, line = heading.place.file, heading.place.line
        after = [entry for entry in blocks if entry[0].file == file and entry[0].line > line]
        hidden = [one.place.line for one in headings if one.place.file == file and one.place.line > line]
        if after and not after[0][1] and after[0][0].line < min(hidden, default=after[0][0].line + 1):
            yield heading, after[0][0]


def _blocks(body: Prose) -> Iterator[tuple[Place, bool]]:
    """Give the place of each block that is not a division, and whether it is a heading."""
    for node in body:
        if node.kind is Kind.DIVISION:
            yield from _blocks(node.children)
        else:
            yield node.place, node.kind is Kind.HEADING


def _problem(heading: Withheld, shown: Place, audience: str) -> Problem:
    text = f"this mark hides the heading alone: what is under it is shown to {audience}"
    hint = 'to hide both, put them between a line `::: {audience="..."}` and a line `:::`'
    related = ((shown, "this is shown"),)
    return Problem("W709/heading-marked-alone", text, heading.reason_place, hint=hint, related=related)
