"""Mark tables that are too wide for a portrait sheet; every format with sheets gives them a landscape one."""

from __future__ import annotations

from lxml import etree

from brief.page.columns import (
    WIDE_TABLE,
    cell_gap,
    minimum_widths,
    single_column_cells,
    table_type_size,
    text_width,
    uses_outer_column,
)
from brief.page.elements import classes
from brief.page.grid import column_count
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
    count = column_count(table)
    if count < WIDE_TABLE:
        return False
    width = text_width(theme, is_outer=uses_outer_column(classes(table), count))
    size, gap = table_type_size(theme, count), cell_gap(theme, width, count)
    return sum(minimum_widths(single_column_cells(table), count, size, gap)) > width


def _headings_before(table: etree._Element) -> list[etree._Element]:
    """Return the headings right before a table: left on the sheet before, they would have nothing under them."""
    found = []
    previous = table.getprevious()
    while previous is not None and previous.tag in HEADINGS:
        found.append(previous)
        previous = previous.getprevious()
    return found
