"""Set columns one below the other where a table in them has no room; every format would run it off the page."""

from __future__ import annotations

from lxml import etree

from brief.page.columns import cell_gap, minimum_widths, single_column_cells, table_type_size, text_width
from brief.page.elements import classes
from brief.page.grid import column_count
from brief.page.theme import Theme
from brief.render.template_places import PLACE
from brief.render.transforms.page_context import PageContext
from brief.render.transforms.shapes import MOST_COLUMNS

COLUMNS, COLUMN = "columns", "column"
_UNEVEN = (2 / 3, 1 / 3)  # the shares of two columns; those of more are equal
_GAP = 454  # twips, 8 mm: between two columns


def stack_columns(main: etree._Element, context: PageContext) -> PageContext:
    """Take columns apart if a table does not fit in its own, so that its words have the whole width of the text."""
    for columns in [one for one in main.iter("div") if COLUMNS in classes(one)]:
        count = min(len(columns), MOST_COLUMNS)
        width = text_width(context.theme, is_outer=False) - _GAP * (count - 1)
        shares = [1 / count] * len(columns) if count > len(_UNEVEN) else _UNEVEN[:count]
        tables = (
            (table, width * share)
            for column, share in zip(columns, shares, strict=True)
            for table in column.iter("table")
        )
        if any(_needed_width(table, context.theme) > room for table, room in tables):
            for element in (*columns, columns):
                _unwrap(element)
    return context


def _needed_width(table: etree._Element, theme: Theme) -> float:
    """Return the width that a table needs for its longest words, in twips."""
    count = column_count(table)
    size, gap = table_type_size(theme, count), cell_gap(theme, text_width(theme, is_outer=False), count)
    return sum(minimum_widths(single_column_cells(table), count, size, gap))


def _unwrap(element: etree._Element) -> None:
    """Replace columns, or one of them, by what is in it; one with text or an id of its own only loses its class."""
    if element.tag != "div" or not {COLUMNS, COLUMN}.issuperset(classes(element)):
        return
    del element.attrib["class"]
    outer, texts = element.getparent(), (element.text, *(inner.tail for inner in element))
    if outer is None or set(element.attrib) - {PLACE} or any((text or "").strip() for text in texts):
        return
    place = outer.index(element)
    outer[place : place + 1] = list(element)
