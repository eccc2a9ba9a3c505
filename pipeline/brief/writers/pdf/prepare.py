"""What paper needs beyond the page: ids of notes, labels of bookmarks, first numbers of lists, widths of columns."""

from __future__ import annotations

import itertools
from copy import deepcopy

import lxml.etree as etree
import lxml.html

from brief.page.elements import classes
from brief.page.vocabulary import Page
from brief.writers.pdf.columns import set_widths
from brief.writers.pdf.headings import balance_headings

SECTION_LENGTH = 60  # characters of a section's title at the head of a sheet, which has room for two lines
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

# Comes before the page's own style sheet. PDF/A forbids interpolation of images (ISO 19005-2, 6.2.8).
PAPER_CSS = """
img { image-rendering: crisp-edges !important }
h1, h2, h3, h4, h5, h6 { bookmark-label: attr(data-bookmark) }
.note { float: footnote; footnote-policy: line }
.note .para { display: block }
"""


def paper_tree(page: Page) -> etree._Element:
    """Return a copy of the page's tree with what `PAPER_CSS` needs, and with column widths and balanced headings.

    A page without tokens, which no template makes, keeps the widths of columns that the engine finds.
    """
    root = deepcopy(page.tree())
    taken = {str(element.get("id")) for element in root.iter()}
    numbers = itertools.count(1)
    for note in root.iter("span"):
        if "note" in classes(note):
            name = note.get("id") or next(free for n in numbers if (free := f"note-{n}") not in taken)
            taken.add(name)
            note.set("id", name)
    for heading in root.iter(*HEADINGS):
        label = _label(heading)
        heading.set("data-bookmark", label)
        heading.set(
            "data-section", label if len(label) <= SECTION_LENGTH else f"{label[: SECTION_LENGTH - 1].rstrip()}…"
        )
    for ordered in root.iter("ol"):
        if ordered.get("start"):  # which the engine leaves to style sheets
            ordered.set("style", f"counter-reset: list-item {int(ordered.get('start', '1')) - 1}")
    if page.theme.tokens:
        set_widths(root, page.theme)
        balance_headings(root, page.theme, page.assets)
    return root


def serialize(root: etree._Element) -> str:
    """Return a paper tree as text, for the engine's own parser."""
    return str(lxml.html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))


def _label(heading: etree._Element) -> str:
    """Return a heading's words without its notes, with a space after its number."""
    words: list[str] = []
    _collect(heading, words)
    return " ".join("".join(words).split())


def _collect(element: etree._Element, words: list[str]) -> None:
    if "note" in classes(element):
        return
    words.append(element.text or "")
    for child in element:
        _collect(child, words)
        if "number" in classes(child) or child.tag == "br":
            words.append(" ")
        words.append(child.tail or "")
