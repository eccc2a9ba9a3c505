"""How many levels the headings of a page have under its title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import lxml.etree as etree

from brief.checks.limits.brief_text import BriefText, joined_words
from brief.diagnostics.problems import Place, Problem
from brief.page.elements import classes as classes_of

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

_LEVELS = {"h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5}  # under the title, which is h1


def check_headings(text: BriefText, page: Page) -> Iterator[Problem]:
    """Give a W708 for each heading of the page that is deeper than allowed, at the place where it was written.

    The page decides how deep a heading is: a part may put sections under a heading of its own.
    """
    limit = text.limit("heading_levels")
    if limit is None:
        return
    written = [(joined_words(one.block.text), one.block.at(0)) for one in text.blocks if one.is_heading]
    for element in page.tree().iter(*_LEVELS):
        level = _LEVELS[element.tag]
        place = _take_place(written, joined_words(_heading_text(element))) or text.dossier
        if level > limit:
            message = f"a heading is {level} levels below the title; the limit is {limit:g}"
            hint = "raise it one level, or make it a run-in heading"
            yield Problem("W708/deep-heading", message, place, hint=hint, related=text.related("heading_levels"))


def _heading_text(heading: etree._Element) -> str:
    """Return the text of a heading without its number."""
    numbers = {number for number in heading.iter("span") if "number" in classes_of(number)}
    texts = [heading.text or ""]
    for child in heading.iterdescendants():
        texts.append("" if child in numbers else child.text or "")
        texts.append(child.tail or "")
    return "".join(texts)


def _take_place(written: list[tuple[str, Place]], heading: str) -> Place | None:
    """Return where a heading was written, and remove it, so that the next one with the same words is another."""
    same = [entry for entry in written if entry[0] == heading]
    part = [entry for entry in written if entry[0] and entry[0] in heading]  # a template or a note adds words
    for entry in [*same, *part][:1]:
        written.remove(entry)
        return entry[1]
    return None
