"""Column widths, set before layout: the engine's own squeeze short columns and let long words run off the page."""

from __future__ import annotations

import lxml.etree as etree

from brief.page.columns import (
    cell_gap,
    column_widths,
    minimum_widths,
    single_column_cells,
    table_type_size,
    text_width,
    uses_outer_column,
)
from brief.page.elements import classes
from brief.page.grid import column_count
from brief.page.theme import Theme

STYLED_WIDTHS = frozenset({"judgments", "options"})  # tables whose columns have widths in the style sheet


def set_widths(root: etree._Element, theme: Theme) -> None:
    """Give each table of a page `col` elements, as wide as the text of their columns needs.

    Tables inside others are left alone, and so are those that declare their widths or have them in the style sheet,
    unless their words do not fit: the engine would let such a table run off the page.
    """
    for table in list(root.iter("table")):
        is_inside = any(outer.tag == "table" or "column" in classes(outer) for outer in table.iterancestors())
        count = column_count(table)
        if is_inside or count < 2:
            continue
        is_landscape = "landscape" in classes(table)
        width = text_width(theme, is_outer=uses_outer_column(classes(table), count), is_landscape=is_landscape)
        size, gap = table_type_size(theme, count), cell_gap(theme, width, count)
        cells, group = single_column_cells(table), table.find("colgroup")
        has_widths = group is not None or not STYLED_WIDTHS.isdisjoint(classes(table))
        if has_widths and sum(minimum_widths(cells, count, size, gap)) <= width:
            continue
        if group is None:
            group = etree.Element("colgroup")
            for column_width in column_widths(cells, count, width, size, gap):
                etree.SubElement(group, "col", {"style": f"width: {column_width / width:.3%}"})
            table.insert(1 if table.find("caption") is not None else 0, group)
        table.set("style", f"table-layout: fixed; --cell-gap: {gap / 20:.2f}pt")
