"""Widths of columns before layout: the engine's own squeeze short columns and let long words run out of the page."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.etree as etree

from brief.theme import Theme
from brief.writers.columns import WIDE, needed, reaches_out

_OWN = frozenset({"judgments", "options", "authorities"})  # whose columns the style sheet measures out


def set_widths(root: etree._Element, theme: Theme) -> None:
    """Give each table of a page `col` elements, as wide as the words of their columns need.

    Left alone are tables that say their widths, those that the style sheet measures out, and those inside others.
    """
    for table in list(root.iter("table")):
        is_inside = any(outer.tag == "table" or "column" in _classes(outer) for outer in table.iterancestors())
        if is_inside or _OWN & _classes(table) or table.find("colgroup") is not None:
            continue
        cells = list(_cells(table))
        count = max((column + across for column, across, _ in cells), default=0)
        if count < 2:
            continue
        width = _room(theme, reaches_out(_classes(table), count))
        size = _twips(theme, "size.table-wide" if count >= WIDE else "size.table")
        gap = min(_twips(theme, "space.gutter"), width // count // 6)
        single = [(column, _words(cell), _picture(cell)) for column, across, cell in cells if across == 1]
        group = etree.Element("colgroup")
        for each in needed(single, count, width, size, gap):
            etree.SubElement(group, "col", {"style": f"width: {each / width:.3%}"})
        table.insert(1 if table.find("caption") is not None else 0, group)
        table.set("style", "table-layout: fixed")


def _room(theme: Theme, is_over_outer: bool) -> int:
    room = _twips(theme, "page.width") - _twips(theme, "page.margin-left") - _twips(theme, "page.margin-right")
    return room + _twips(theme, "page.outer") * is_over_outer


def _twips(theme: Theme, name: str) -> int:
    return round(theme.points(name) * 20)


def _classes(element: etree._Element) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def _cells(table: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """Give every cell with the column in which it begins and how many it takes, past those that reach down."""
    for group in table.iterchildren("thead", "tbody"):
        below: dict[int, int] = {}  # column to the number of rows that it is still taken
        for row in group:
            taken = {column for column, rows in below.items() if rows}
            below = {column: rows - 1 for column, rows in below.items() if rows}
            column = 0
            for cell in row:
                while column in taken:
                    column += 1
                across, down = (max(1, int(cell.get(name) or 1)) for name in ("colspan", "rowspan"))
                yield column, across, cell
                below.update(dict.fromkeys(range(column, column + across), down - 1))
                column += across


def _words(element: etree._Element) -> str:
    """Return what a cell says without its notes, which stand elsewhere."""
    if "note" in _classes(element):
        return ""
    inner = "".join(f"{' ' * (child.tag == 'br')}{_words(child)}{child.tail or ''}" for child in element)
    return f"{element.text or ''}{inner}"


def _picture(cell: etree._Element) -> float:
    return max((float(image.get("width") or 0) * 15 for image in cell.iter("img")), default=0.0)
