"""Fill lists of what the page holds: every part with its sections, every figure, every table."""

from __future__ import annotations

from lxml import etree

from brief.diagnostics.problems import BriefError, Problem
from brief.render.transforms.number import CAPTIONS, reusable_copy
from brief.render.transforms.page_context import PageContext

CONTENTS = "x-contents"  # data-of: headings (the default), figures or tables
_LISTED_HEADINGS = ("h2", "h3")  # parts and the sections in them
_CAPTIONS = {"figures": CAPTIONS["figure"], "tables": CAPTIONS["table"]}


def fill_contents(main: etree._Element, context: PageContext) -> PageContext:
    """Replace every placeholder of contents with a list of links.

    A list that would be empty is left out, together with the `nav` around it. Raise `ValueError` when a placeholder
    asks for a kind of list that does not exist.
    """
    for placeholder in list(main.iter(CONTENTS)):
        kind = placeholder.get("data-of") or "headings"
        entries = _heading_list(main) if kind == "headings" else _caption_list(main, kind)
        outer = next((each for each in placeholder.iterancestors("nav")), placeholder)
        parent = outer.getparent()
        if parent is None:
            raise AssertionError("a placeholder of contents is outside the page")
        if len(entries):
            placeholder.addprevious(entries)
        else:
            parent.remove(outer)
    etree.strip_elements(main, CONTENTS, with_tail=False)
    return context


def _heading_list(main: etree._Element) -> etree._Element:
    top = etree.Element("ol", {"class": "contents"})
    inner: etree._Element | None = None
    for heading in main.iter(*_LISTED_HEADINGS):
        if next(heading.iterancestors("nav"), None) is not None:
            continue
        if heading.tag == "h2" or not len(top):
            inner = None
            top.append(_heading_entry(heading))
        else:
            if inner is None:
                inner = etree.SubElement(top[-1], "ol", {"class": "contents"})
            inner.append(_heading_entry(heading))
    return top


def _heading_entry(heading: etree._Element) -> etree._Element:
    number = heading.find("span[@class='number']")
    return _entry(heading, heading.get("id"), "" if number is None else number.text or "")


def _caption_list(main: etree._Element, kind: str) -> etree._Element:
    """Return the list of the figures or tables that have a caption; raise `BriefError` (E304) for others."""
    if kind not in _CAPTIONS:
        text = f"`data-of` of `<x-contents>` is `{kind}`"
        raise BriefError([Problem("E304/unknown-attribute", text, hint="write `headings`, `figures` or `tables`")])
    top = etree.Element("ol", {"class": f"contents {kind}"})
    for caption in main.iter(_CAPTIONS[kind]):
        label, outer = caption.find("span[@class='label']"), caption.getparent()
        if label is not None and outer is not None:
            top.append(_entry(caption, outer.get("id"), "".join(map(str, label.itertext()))))
    return top


def _entry(element: etree._Element, target: str | None, number: str) -> etree._Element:
    """Return one entry: a number and the words of a heading or caption, with their markup (a subscript stays one)."""
    copied = reusable_copy(element)
    item = etree.Element("li")
    link = etree.SubElement(item, "a", {"href": f"#{target}"})
    for name in ("lang", "dir"):
        if element.get(name):
            link.set(name, element.get(name, ""))
    link.text = (copied.text or "").lstrip()
    link.extend(list(copied))
    if number:
        span = etree.Element("span", {"class": "number"})
        span.text, span.tail, link.text = number, f" {link.text}", None
        link.insert(0, span)
    return item
