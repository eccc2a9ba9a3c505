"""Lists of what the page holds: every part and section nested as they are, every figure, every table."""

from __future__ import annotations

from lxml import etree

from brief.render.transforms.number import CAPTIONS, bare

CONTENTS = "x-contents"  # data-of: headings (when nothing is said), figures or tables
HEADINGS = ("h2", "h3")  # parts and the sections in them
_CAPTIONS = {"figures": CAPTIONS["figure"], "tables": CAPTIONS["table"]}


def contents(main: etree._Element) -> None:
    """Turn every placeholder of contents under `main` into a list of links, in place.

    A list that would be empty is left out, with the `nav` that it stands in.
    """
    for placeholder in list(main.iter(CONTENTS)):
        kind = placeholder.get("data-of") or "headings"
        listed = _headings(main) if kind == "headings" else _captioned(main, kind)
        outer = next((each for each in placeholder.iterancestors("nav")), placeholder)
        parent = outer.getparent()
        if parent is None:
            raise AssertionError("contents stand outside the page")
        if len(listed):
            placeholder.addprevious(listed)
        else:
            parent.remove(outer)
    etree.strip_elements(main, CONTENTS, with_tail=False)


def _headings(main: etree._Element) -> etree._Element:
    top = etree.Element("ol", {"class": "contents"})
    inner: etree._Element | None = None
    for heading in main.iter(*HEADINGS):
        if next(heading.iterancestors("nav"), None) is not None:
            continue
        if heading.tag == "h2" or not len(top):
            inner = None
            top.append(_heading(heading))
        else:
            if inner is None:
                inner = etree.SubElement(top[-1], "ol", {"class": "contents"})
            inner.append(_heading(heading))
    return top


def _heading(heading: etree._Element) -> etree._Element:
    number = heading.find("span[@class='number']")
    return _item(heading, heading.get("id"), "" if number is None else number.text or "")


def _captioned(main: etree._Element, kind: str) -> etree._Element:
    """Return the list of the figures or tables that have a caption; raise `ValueError` for any other kind."""
    if kind not in _CAPTIONS:
        raise ValueError(f"`data-of` is `{kind}`; it may be `headings`, `figures` or `tables`")
    top = etree.Element("ol", {"class": f"contents {kind}"})
    for caption in main.iter(_CAPTIONS[kind]):
        label, outer = caption.find("span[@class='label']"), caption.getparent()
        if label is not None and outer is not None:
            top.append(_item(caption, outer.get("id"), "".join(map(str, label.itertext()))))
    return top


def _item(element: etree._Element, identifier: str | None, number: str) -> etree._Element:
    """Return an entry: a number, and the words of a heading or caption as they are set: `H2O` stays what it is."""
    words = bare(element)
    item = etree.Element("li")
    link = etree.SubElement(item, "a", {"href": f"#{identifier}"})
    for name in ("lang", "dir"):
        if element.get(name):
            link.set(name, element.get(name, ""))
    link.text = (words.text or "").lstrip()
    link.extend(list(words))
    if number:
        written = etree.Element("span", {"class": "number"})
        written.text, written.tail, link.text = number, f" {link.text}", None
        link.insert(0, written)
    return item
