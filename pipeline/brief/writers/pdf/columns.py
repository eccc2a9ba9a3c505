"""Widths of columns before layout: the engine's own squeeze short columns and let long words run out of the page."""

from __future__ import annotations

import lxml.etree as etree

from brief.page.columns import cells_of, gutter, needed, reaches_out, room, single, type_size
from brief.page.theme import Theme

_OWN = frozenset({"judgments", "options"})  # whose columns the style sheet measures out


def set_widths(root: etree._Element, theme: Theme) -> None:
    """Give each table of a page `col` elements, as wide as the words of their columns need.

    Left alone are tables that say their widths, those that the style sheet measures out, and those inside others.
    """
    for table in list(root.iter("table")):
        is_inside = any(outer.tag == "table" or "column" in _classes(outer) for outer in table.iterancestors())
        if is_inside or _OWN & _classes(table) or table.find("colgroup") is not None:
            continue
        count = max((column + across for column, across, _ in cells_of(table)), default=0)
        if count < 2:
            continue
        is_turned = "landscape" in _classes(table)
        width = room(theme, is_out=reaches_out(_classes(table), count), is_turned=is_turned)
        size, gap = type_size(theme, count), gutter(theme, width, count)
        group = etree.Element("colgroup")
        for each in needed(single(table), count, width, size, gap):
            etree.SubElement(group, "col", {"style": f"width: {each / width:.3%}"})
        table.insert(1 if table.find("caption") is not None else 0, group)
        table.set("style", f"table-layout: fixed; --cell-gap: {gap / 20:.2f}pt")


def _classes(element: etree._Element) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())
