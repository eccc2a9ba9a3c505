"""What references can point to: read from the page before anything is written, because references look ahead."""

from __future__ import annotations

from dataclasses import dataclass

import lxml.etree as etree

from brief.page.elements import classes, text_of
from brief.page.vocabulary import ELEMENTS
from brief.writers.docx.page_elements import HEADINGS, leading_number


@dataclass(frozen=True, slots=True)
class Target:
    """One thing with an id: `kind` is note, endnote, number, caption or place; `words` is what a field shows for it."""

    kind: str
    words: str = ""


def read_targets(root: etree._Element) -> dict[str, Target]:
    """Return the target of every id on a page; raise `ValueError` on an element outside the vocabulary."""
    found: dict[str, Target] = {}
    notes = 0
    for element in root.iter():
        if element.tag not in ELEMENTS:
            raise ValueError(f"`{element.tag}` is not an element of a page")
        is_note = element.tag == "span" and "note" in classes(element)
        notes += is_note
        identifier = element.get("id")
        if identifier:
            found.setdefault(identifier, Target("note", str(notes)) if is_note else _target(element))
    return found


def _target(element: etree._Element) -> Target:
    if element.tag in ("figure", "table"):
        for caption in element.iterchildren("figcaption", "caption"):
            label = caption.find("span[@class='label']")
            number = label.find("span[@class='number']") if label is not None else None
            if label is not None and number is not None:
                return Target("caption", " ".join(f"{label.text or ''}{text_of(number)}".split()))
    if element.tag in (*HEADINGS, "p"):
        number = leading_number(element)
        if number is not None:
            return Target("number", text_of(number))
    if element.tag == "section" and len(element) and element[0].tag in HEADINGS:
        return _target(element[0])
    if element.tag == "li":
        outer = element.getparent()
        if outer is not None and "endnotes" in classes(outer):
            return Target("endnote", str(outer.index(element) + int(outer.get("start") or 1)))
    return Target("place")
