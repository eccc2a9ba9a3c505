"""Numbers in the order of the page, for headings, paragraphs, figures and tables; and what a reference calls each."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from lxml import etree

from brief.model import Numbering
from brief.render.prose import CITE, NOTE

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
CAPTIONS = {"figure": "figcaption", "table": "caption"}
_GONE = "x-gone"


def number(main: etree._Element, numbering: Numbering, words: Mapping[str, str]) -> dict[str, str]:
    """Return what a reference to each id says (`Figure 1`, `paragraph 3.2`), having numbered all of `main` in place."""
    labels: dict[str, str] = {}
    counts = [0] * len(HEADINGS)
    paragraphs = 0
    captions = dict.fromkeys(CAPTIONS, 0)
    for element in list(main.iter(*HEADINGS, "p", *CAPTIONS)):
        kind = str(element.tag)
        if kind in CAPTIONS:
            caption = element.find(CAPTIONS[kind])
            if caption is not None:
                captions[kind] += 1
                labels[_name(element, f"{kind}-{captions[kind]}")] = _caption(caption, words[kind], captions[kind])
        elif kind == "p":
            if numbering is Numbering.PARAGRAPHS and counts[0] and _is_running(element):
                paragraphs += 1
                written = f"{counts[0]}.{paragraphs}"
                element.set("class", "numbered")
                _prepend(element, written)
                labels[_name(element, f"paragraph-{counts[0]}-{paragraphs}")] = f"{words['paragraph']} {written}"
            elif element.get("id"):
                labels[element.get("id", "")] = words["passage"]
        elif next(element.iterancestors("nav", "aside"), None) is None:
            depth = HEADINGS.index(kind)
            counts[depth:] = [counts[depth] + 1, *[0] * (len(counts) - depth - 1)]
            paragraphs = 0 if depth == 0 else paragraphs
            label = _heading(element, counts[: depth + 1], numbering, words)
            labels |= dict.fromkeys(_names(element), label)
    return labels


def _heading(element: etree._Element, counts: list[int], numbering: Numbering, words: Mapping[str, str]) -> str:
    """Return what a reference to a heading says, having given it its id and, where it has one, its number."""
    _name(element, "-".join(["heading", *map(str, counts)]))
    if numbering is Numbering.NONE or (numbering is Numbering.PARAGRAPHS and len(counts) > 1):
        return f"{words['quote_open']}{spoken(element)}{words['quote_close']}"
    written = ".".join(map(str, counts))
    _prepend(element, written)
    return f"{words['section']} {written}"


def _is_running(paragraph: etree._Element) -> bool:
    """Return whether this is a paragraph of running prose: in a section, and in no list, quotation, table or box."""
    if paragraph.get("class"):
        return False
    for outer in paragraph.iterancestors():
        if outer.tag == "section":
            return "prose" in (outer.get("class") or "").split()
        if outer.tag != "div" or outer.get("class"):
            return False
    return False


def _prepend(element: etree._Element, written: str) -> None:
    span = etree.Element("span")
    span.set("class", "number")
    span.text = written
    span.tail = " " + (element.text or "").lstrip()
    element.text = None
    element.insert(0, span)


def _caption(caption: etree._Element, word: str, count: int) -> str:
    """Return a caption's label, having written it at the caption's start."""
    outer = etree.Element("span")
    outer.set("class", "label")
    outer.text = f"{word} "
    inner = etree.SubElement(outer, "span")
    inner.set("class", "number")
    inner.text = str(count)
    inner.tail = "."
    outer.tail = " " + (caption.text or "").lstrip()
    caption.text = None
    caption.insert(0, outer)
    return f"{word} {count}"


def _name(element: etree._Element, name: str) -> str:
    """Return an element's id, having given it this one when it has none."""
    if not element.get("id"):
        element.set("id", name)
    return str(element.get("id"))


def _names(heading: etree._Element) -> list[str]:
    """Return the ids that mean this heading: its own, and its section's when it is that section's title."""
    names = [heading.get("id", "")]
    outer = heading.getparent()
    if outer is not None and outer.tag == "section" and outer.get("id") and outer.index(heading) == 0:
        names.append(outer.get("id", ""))
    return names


def spoken(heading: etree._Element) -> str:
    """Return a heading's words without its number and its notes."""
    return "".join(map(str, bare(heading).itertext())).strip()


def bare(heading: etree._Element) -> etree._Element:
    """Return a copy of a heading as others may show it: without its number or label, notes, calls, links, names."""
    copied = copy.deepcopy(heading)
    copied.tail = None
    for each in copied.iter("span", "sup"):
        if each.get("class") in ("number", "label", "note") or each.find("a[@class='noteref']") is not None:
            each.tag = _GONE
        elif each.get("class") == "claim":
            each.tag = "a"
    etree.strip_elements(copied, _GONE, NOTE, CITE, with_tail=False)
    etree.strip_tags(copied, "a")
    etree.strip_attributes(copied, "id")
    return copied
