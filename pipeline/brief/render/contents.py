"""The table of contents: every part and section of the page, nested as they are."""

from __future__ import annotations

from lxml import etree

from brief.render.number import spoken

CONTENTS = "x-contents"  # where a template wants it
DEEPEST = 3  # parts and the sections in them


def contents(main: etree._Element, skip: str = "contents") -> None:
    """Turn every placeholder of a table of contents under `main` into a nested list of links, in place.

    `skip` is the id of the heading of the contents itself, which is not listed.
    """
    placeholders = list(main.iter(CONTENTS))
    if not placeholders:
        return
    listed = [
        heading
        for heading in main.iter("h2", "h3")
        if heading.get("id") != skip and int(str(heading.tag)[1]) <= DEEPEST
    ]
    for placeholder in placeholders:
        outer = placeholder.getparent()
        if outer is None:
            raise AssertionError("a table of contents stands outside the page")
        outer.replace(placeholder, _list(listed))


def _list(headings: list[etree._Element]) -> etree._Element:
    top = etree.Element("ol")
    top.set("class", "contents")
    inner: etree._Element | None = None
    for heading in headings:
        if heading.tag == "h2" or not len(top):
            inner = None
            top.append(_item(heading))
        else:
            if inner is None:
                inner = etree.SubElement(top[-1], "ol")
                inner.set("class", "contents")
            inner.append(_item(heading))
    return top


def _item(heading: etree._Element) -> etree._Element:
    item = etree.Element("li")
    link = etree.SubElement(item, "a")
    link.set("href", f"#{heading.get('id')}")
    number = heading.find("span[@class='number']")
    if number is None:
        link.text = spoken(heading)
    else:
        span = etree.SubElement(link, "span")
        span.set("class", "number")
        span.text = number.text
        span.tail = " " + spoken(heading)
    return item
