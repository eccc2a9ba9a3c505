"""How deep the headings of a page go under its title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import lxml.etree as etree

from brief.checks.limits.reading import Reading, letters
from brief.diagnostics.problems import Place, Problem

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

_LEVELS = {"h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5}  # under the title, which is h1


def shallow(read: Reading, page: Page) -> Iterator[Problem]:
    """Give W708 for each heading of the page that stands deeper than allowed, where its words were written.

    How deep a heading stands is the page's to say: a part may set sections under a heading of its own.
    """
    limit = read.limit("heading_levels")
    if limit is None:
        return
    written = [(letters(one.line.text), one.line.at(0)) for one in read.lines if one.is_heading]
    for element in page.tree().iter(*_LEVELS):
        level = _LEVELS[element.tag]
        place = _taken(written, letters(_words(element))) or read.dossier
        if level > limit:
            text = f"a heading stands {level} levels under the title; the limit is {limit:g}"
            hint = "take it one level up, or make it the first words of its paragraph"
            yield Problem("W708/deep-heading", text, place, hint=hint, related=read.related("heading_levels"))


def _words(heading: etree._Element) -> str:
    """Return what a heading says, without its number."""
    numbers = {number for number in heading.iter("span") if "number" in (number.get("class") or "").split()}
    said = [heading.text or ""]
    for child in heading.iterdescendants():
        said.append("" if child in numbers else child.text or "")
        said.append(child.tail or "")
    return "".join(said)


def _taken(written: list[tuple[str, Place]], said: str) -> Place | None:
    """Return where a heading was written, and take it out, so that the next of the same words is another."""
    same = [entry for entry in written if entry[0] == said]
    part = [entry for entry in written if entry[0] and entry[0] in said]  # a template or a note adds words of its own
    for entry in [*same, *part][:1]:
        written.remove(entry)
        return entry[1]
    return None
