"""Put each table into a region that scrolls by itself and that the keyboard reaches; the table itself stays a table."""

from __future__ import annotations

import itertools

import lxml.etree as etree

from brief.writers.html.notes import ids


def let_tables_scroll(main: etree._Element) -> None:
    """Wrap every table in a region named by its caption, or by the heading that it is under, in place.

    What scrolls must be reachable by keyboard (WCAG 2.2, 2.1.1), and what is reachable must have a name (4.1.2).
    """
    taken = ids(main.getroottree().getroot())
    heading: etree._Element | None = None
    for element in list(main.iter("h2", "h3", "h4", "h5", "h6", "table")):
        if element.tag != "table":
            heading = element
            continue
        region = etree.Element("div", {"class": "scroll"})
        caption = element.find("caption")
        label = caption if caption is not None else heading
        if label is not None:
            region.set("role", "region")
            region.set("tabindex", "0")
            region.set("aria-labelledby", _id(label, taken))
        outer = element.getparent()
        if outer is None:
            raise AssertionError("a table is outside the page")
        outer.replace(element, region)
        region.tail, element.tail = element.tail, None
        region.append(element)


def _id(element: etree._Element, taken: set[str]) -> str:
    """Return an element's id; one without an id gets one."""
    if not element.get("id"):
        name = next(free for number in itertools.count(1) if (free := f"label-{number}") not in taken)
        taken.add(name)
        element.set("id", name)
    return str(element.get("id"))
