"""Number headings, paragraphs, figures and tables in the order of the page, and label them for references."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from brief.model import Numbering
from brief.page.elements import classes
from brief.render.prose import CITE, NOTE
from brief.render.transforms.page_context import PageContext

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
CAPTIONS = {"figure": "figcaption", "table": "caption"}
_REMOVED = "x-removed"


def number_page(main: etree._Element, context: PageContext) -> PageContext:
    """Write all numbers into the page, and return the context with the label of each id (`Figure 1`, `section 2`)."""
    numbering, words = context.numbering, context.words
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
                label = _number_caption(caption, words[kind], captions[kind])
                labels[_ensure_id(element, f"{kind}-{captions[kind]}")] = label
        elif kind == "p":
            if numbering.has_paragraphs and counts[0] and _is_running(element):
                paragraphs += 1
                number = f"{paragraphs}" if numbering is Numbering.PARAGRAPHS else f"{counts[0]}.{paragraphs}"
                element.set("class", "numbered")
                _prepend_number(element, number)
                name = _ensure_id(element, f"paragraph-{number.replace('.', '-')}")
                labels[name] = f"{words['paragraph']} {number}"
            elif element.get("id"):
                labels[element.get("id", "")] = words["passage"]
        elif next(element.iterancestors("nav", "aside"), None) is None:
            depth = HEADINGS.index(kind)
            counts[depth:] = [counts[depth] + 1, *[0] * (len(counts) - depth - 1)]
            if depth == 0 and numbering is Numbering.PARAGRAPHS_BY_PART:
                paragraphs = 0
            label = _number_heading(element, counts[: depth + 1], numbering, words)
            labels |= dict.fromkeys(_ids(element), label)
    return replace(context, labels=labels)


def _number_heading(heading: etree._Element, counts: list[int], numbering: Numbering, words: Mapping[str, str]) -> str:
    """Give a heading its id and, where headings of its level have one, its number; return its label."""
    _ensure_id(heading, "-".join(["heading", *map(str, counts)]))
    if numbering is Numbering.NONE or (numbering.has_paragraphs and len(counts) > 1):
        return f"{words['quote_open']}{_heading_text(heading)}{words['quote_close']}"
    number = ".".join(map(str, counts))
    _prepend_number(heading, number)
    return f"{words['section']} {number}"


def _is_running(paragraph: etree._Element) -> bool:
    """Return whether a paragraph is running prose: in a section, but not in a list, quotation, table or box."""
    if paragraph.get("class"):
        return False
    for outer in paragraph.iterancestors():
        if outer.tag == "section":
            return "prose" in classes(outer)
        if outer.tag != "div" or outer.get("class"):
            return False
    return False


def _prepend_number(element: etree._Element, number: str) -> None:
    span = etree.Element("span")
    span.set("class", "number")
    span.text = number
    span.tail = " " + (element.text or "").lstrip()
    element.text = None
    element.insert(0, span)


def _number_caption(caption: etree._Element, word: str, count: int) -> str:
    """Write a label at the start of a caption, and return it."""
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


def _ensure_id(element: etree._Element, default: str) -> str:
    """Return an element's id, which becomes `default` when it has none."""
    if not element.get("id"):
        element.set("id", default)
    return str(element.get("id"))


def _ids(heading: etree._Element) -> list[str]:
    """Return the ids that mean a heading: its own, and that of the section whose title it is."""
    ids = [heading.get("id", "")]
    outer = heading.getparent()
    if outer is not None and outer.tag == "section" and outer.get("id") and outer.index(heading) == 0:
        ids.append(outer.get("id", ""))
    return ids


def _heading_text(heading: etree._Element) -> str:
    """Return a heading's words without its number and notes."""
    return "".join(map(str, reusable_copy(heading).itertext())).strip()


def reusable_copy(heading: etree._Element) -> etree._Element:
    """Return a copy of a heading or caption to show elsewhere: without number, label, notes, calls, links and ids."""
    copied = copy.deepcopy(heading)
    copied.tail = None
    for each in copied.iter("span", "sup"):
        if each.get("class") in ("number", "label", "note") or each.find("a[@class='noteref']") is not None:
            each.tag = _REMOVED
        elif each.get("class") == "claim":
            each.tag = "a"
    etree.strip_elements(copied, _REMOVED, NOTE, CITE, with_tail=False)
    etree.strip_tags(copied, "a")
    etree.strip_attributes(copied, "id")
    return copied
