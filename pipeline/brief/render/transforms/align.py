"""Align the numbers of a column at their decimal marks, in every format."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from brief.page.elements import classes
from brief.page.grid import table_cells
from brief.render.transforms.page_context import PageContext

_SPACES = "\u00a0\u202f\u2009 "
_NUMBER = re.compile(rf"[-+\u2212]?\d(?:[\d.,'\u2019{_SPACES}]*\d)?[{_SPACES}]?[%\u2030]?")
_THOUSANDS = 3  # digits in a group


def align_decimals(main: etree._Element, context: PageContext) -> PageContext:
    """Give each number of a decimal column a `data-tail`: the digits by which the column's longest number exceeds it.

    A writer keeps room for these digits and does not show them. A column that the author aligned at the end is a
    decimal column as soon as one of its numbers has decimals. The decimal mark is that of the language (CLDR). In a
    language that is written from right to left, each number is isolated as well.
    """
    mark, is_rtl = context.language.decimal_mark, context.language.direction == "rtl"
    for table in main.iter("table"):
        columns: dict[int, list[etree._Element]] = {}
        for column, span, cell in table_cells(table):
            if span == 1 and cell.tag == "td":
                columns.setdefault(column, []).append(cell)
        for cells in columns.values():
            _align_column(cells, mark, is_rtl=is_rtl)
    return context


def _align_column(cells: Sequence[etree._Element], mark: str, *, is_rtl: bool) -> None:
    filled = [cell for cell in cells if _cell_text(cell)]
    if not filled or not all({"decimal", "end"} & set(classes(cell)) for cell in filled):
        return
    numbers = [cell for cell in filled if _NUMBER.fullmatch(_cell_text(cell))]
    used_mark = _mark_in_use([_cell_text(cell) for cell in numbers], mark)
    fractions = [_fraction(_cell_text(cell), used_mark) for cell in numbers]
    longest = max(fractions, key=len, default="")
    for cell, fraction in zip(numbers, fractions, strict=True):
        if longest:
            cell.set("class", "decimal")
        if len(fraction) < len(longest):
            cell.set("data-tail", longest[len(fraction) :])
        if is_rtl:
            _isolate(cell)


def _mark_in_use(numbers: Sequence[str], mark: str) -> str:
    """Return the decimal mark of a column: the language's, or the other one where only that can be a decimal mark."""
    other = "." if mark == "," else ","
    is_other = not any(mark in number for number in numbers) and any(
        len(_fraction(number, other)) not in (0, _THOUSANDS + 1) for number in numbers
    )
    return other if is_other else mark


def _fraction(number: str, mark: str) -> str:
    """Return the decimal mark of a number with the digits after it."""
    found = re.search(rf"{re.escape(mark)}\d+(?=[{_SPACES}]?[%\u2030]?$)", number)
    return found[0] if found else ""


def _isolate(cell: etree._Element) -> None:
    """Mark a number as left to right among right-to-left words, so that its sign stays before it (UAX 9)."""
    if len(cell) == 0:
        span = etree.SubElement(cell, "span")
        span.set("dir", "ltr")
        span.text, cell.text = cell.text, None


def _cell_text(element: etree._Element) -> str:
    """Return the text of a cell without its notes and note calls, whose digits do not belong to its number."""
    if element.tag == "sup" or "note" in classes(element):
        return ""
    inner = "".join(f"{_cell_text(child)}{child.tail or ''}" for child in element)
    return f"{element.text or ''}{inner}".strip()
