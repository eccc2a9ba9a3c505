"""Tables that are too wide for an upright sheet stand on a turned one, in every format that has sheets."""

from __future__ import annotations

from lxml import etree

from brief.page.columns import WIDE, cells_of, gutter, least, reaches_out, room, single, type_size
from brief.page.theme import Theme
from brief.render.transforms.number import HEADINGS

TURNED = "landscape"


def turn(main: etree._Element, theme: Theme) -> None:
    """Mark each table whose words do not fit into the text column, and the headings right before it, in place.

    Only tables of many columns are turned, and only where they stand in the running text.
    """
    for table in main.iter("table"):
        if _is_running(table, main) and _is_too_wide(table, theme):
            for element in (table, *_headings(table)):
                element.set("class", f"{element.get('class', '')} {TURNED}".strip())


def _is_running(table: etree._Element, main: etree._Element) -> bool:
    """Return whether a table stands in the running text, so that it can have a sheet of its own."""
    for outer in table.iterancestors():
        if outer is main:
            return True
        if outer.tag != "section":
            return False
    return False


def _is_too_wide(table: etree._Element, theme: Theme) -> bool:
    count = max((column + across for column, across, _ in cells_of(table)), default=0)
    if count < WIDE:
        return False
    width = room(theme, is_out=reaches_out((table.get("class") or "").split(), count))
    return sum(least(single(table), count, type_size(theme, count), gutter(theme, width, count))) > width


def _headings(table: etree._Element) -> list[etree._Element]:
    """Return the headings that stand right before a table: alone on a sheet, they would head nothing."""
    found = []
    before = table.getprevious()
    while before is not None and before.tag in HEADINGS:
        found.append(before)
        before = before.getprevious()
    return found
