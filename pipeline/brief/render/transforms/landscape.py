"""Mark tables that are too wide for a portrait sheet; every format with sheets gives them a landscape one."""

from __future__ import annotations

from lxml import etree

from brief.page.columns import WIDE, cells_of, gutter, least, reaches_out, room, single, type_size
from brief.page.theme import Theme
from brief.render.transforms.number import HEADINGS
from brief.render.transforms.page_context import PageContext

LANDSCAPE = "landscape"


def mark_landscape_tables(main: etree._Element, context: PageContext) -> PageContext:
    """Give the class `landscape` to each table whose words do not fit the text column, and to the headings before it.

    Only tables with many columns qualify, and only those in the running text.
    """
    for table in main.iter("table"):
        if _is_running(table, main) and _is_too_wide(table, context.theme):
            for element in (table, *_headings_before(table)):
                element.set("class", f"{element.get('class', '')} {LANDSCAPE}".strip())
    return context


def _is_running(table: etree._Element, main: etree._Element) -> bool:
    """Return whether a table is in the running text, so that it can have a sheet to itself."""
    for outer in table.iterancestors():
        if outer is main:
            return True
        if outer.tag != "section":
            return False
    return False


def _is_too_wide(table: etree._Element, theme: Theme) -> bool:
    count = max((column + span for column, span, _ in cells_of(table)), default=0)
    if count < WIDE:
        return False
    width = room(theme, is_out=reaches_out((table.get("class") or "").split(), count))
    return sum(least(single(table), count, type_size(theme, count), gutter(theme, width, count))) > width


def _headings_before(table: etree._Element) -> list[etree._Element]:
    """Return the headings right before a table: left on the sheet before, they would have nothing under them."""
    found = []
    previous = table.getprevious()
    while previous is not None and previous.tag in HEADINGS:
        found.append(previous)
        previous = previous.getprevious()
    return found
