"""Numbers of one column stand with their decimal marks under one another, in every format."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from brief.locale.cldr import decimal_mark
from brief.locale.patterns import direction
from brief.page.columns import cells_of

_SPACES = "\u00a0\u202f\u2009 "
_NUMBER = re.compile(rf"[-+\u2212]?\d(?:[\d.,'\u2019{_SPACES}]*\d)?[{_SPACES}]?[%\u2030]?")
_THOUSANDS = 3  # figures in a group


def align(main: etree._Element, language: str) -> None:
    """Give each number of a decimal column, in place, the figures after the mark that its column's longest has more.

    They stand in `data-tail`, which is not shown but takes its room. A column of numbers that the author set at the end
    is a decimal one as soon as one of its numbers has decimals. Which mark parts them is the language's (CLDR). Numbers
    among words that run from right to left are isolated as well.
    """
    mark, is_rtl = decimal_mark(language), direction(language) == "rtl"
    for table in main.iter("table"):
        columns: dict[int, list[etree._Element]] = {}
        for column, across, cell in cells_of(table):
            if across == 1 and cell.tag == "td":
                columns.setdefault(column, []).append(cell)
        for cells in columns.values():
            _align(cells, mark, is_rtl=is_rtl)


def _align(cells: Sequence[etree._Element], mark: str, *, is_rtl: bool) -> None:
    numbers = [cell for cell in cells if _said(cell)]
    if not numbers or not all({"decimal", "end"} & set((cell.get("class") or "").split()) for cell in numbers):
        return
    numbers = [cell for cell in numbers if _NUMBER.fullmatch(_said(cell))]
    used = _mark([_said(cell) for cell in numbers], mark)
    fractions = [_fraction(_said(cell), used) for cell in numbers]
    longest = max(fractions, key=len, default="")
    for cell, fraction in zip(numbers, fractions, strict=True):
        if longest:
            cell.set("class", "decimal")
        if len(fraction) < len(longest):
            cell.set("data-tail", longest[len(fraction) :])
        if is_rtl:
            _isolate(cell)


def _mark(numbers: Sequence[str], mark: str) -> str:
    """Return the decimal mark that a column uses: its language's, or the other where only that can be one."""
    other = "." if mark == "," else ","
    is_other = not any(mark in number for number in numbers) and any(
        len(_fraction(number, other)) not in (0, _THOUSANDS + 1) for number in numbers
    )
    return other if is_other else mark


def _fraction(number: str, mark: str) -> str:
    """Return the decimal mark of a number with the figures after it."""
    found = re.search(rf"{re.escape(mark)}\d+(?=[{_SPACES}]?[%\u2030]?$)", number)
    return found[0] if found else ""


def _isolate(cell: etree._Element) -> None:
    """Let a number run from left to right among words that do not, so that its sign stays before it (UAX 9)."""
    if len(cell) == 0:
        span = etree.SubElement(cell, "span")
        span.set("dir", "ltr")
        span.text, cell.text = cell.text, None


def _said(element: etree._Element) -> str:
    """Return what a cell says without its notes and their calls, which are no figures of its number."""
    if element.tag == "sup" or "note" in (element.get("class") or "").split():
        return ""
    inner = "".join(f"{_said(child)}{child.tail or ''}" for child in element)
    return f"{element.text or ''}{inner}".strip()
