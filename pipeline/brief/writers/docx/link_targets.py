"""What references can point to: read from the page before anything is written, because references look ahead."""

from __future__ import annotations

from dataclasses import dataclass

import lxml.etree as etree

from brief.page.vocabulary import ELEMENTS

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Target:
    """One thing with an id: `kind` is note, endnote, number, caption or place; `words` is what a field shows for it."""

    kind: str
    words: str = ""


def classes(element: etree._Element) -> list[str]:
    """Return an element's classes."""
    return (element.get("class") or "").split()


def is_of_contents(heading: etree._Element) -> bool:
    """Return whether a heading is that of a list of contents, which the contents themselves do not name."""
    following = heading.getnext()
    return following is not None and following.tag in ("ol", "ul") and "contents" in classes(following)


def words_of(element: etree._Element) -> str:
    """Return an element's text with its spaces collapsed."""
    return " ".join("".join(map(str, element.itertext())).split())


def number_of(element: etree._Element) -> etree._Element | None:
    """Return the `span.number` that an element begins with, if it begins with one."""
    first = element[0] if len(element) else None
    if first is None or (element.text or "").strip() or first.tag != "span" or "number" not in classes(first):
        return None
    return first


def targets(root: etree._Element) -> dict[str, Target]:
    """Return every id of a page with what stands there; raise `ValueError` on an element of no vocabulary."""
    found: dict[str, Target] = {}
    notes = 0
    for element in root.iter():
        if element.tag not in ELEMENTS:
            raise ValueError(f"`{element.tag}` is no element of a page")
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
                return Target("caption", " ".join(f"{label.text or ''}{words_of(number)}".split()))
    if element.tag in (*HEADINGS, "p"):
        number = number_of(element)
        if number is not None:
            return Target("number", words_of(number))
    if element.tag == "section" and len(element) and element[0].tag in HEADINGS:
        return _target(element[0])
    if element.tag == "li":
        outer = element.getparent()
        if outer is not None and "endnotes" in classes(outer):
            return Target("endnote", str(outer.index(element) + int(outer.get("start") or 1)))
    return Target("place")
