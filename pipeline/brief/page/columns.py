"""Widths of columns, the same on paper and in Word: as the page declares them, or as their text needs them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import lxml.etree as etree

from brief.page.elements import classes
from brief.page.grid import table_cells
from brief.page.measure import ESTIMATE_SLACK, estimated_width
from brief.page.theme import Theme

_WIDTH = re.compile(r"width:\s*(\d+(?:\.\d+)?)%")
WIDE_TABLE = 7  # columns from which a table is set in smaller type
_OUTER = 6  # columns from which a table reaches over the outer column too
_NARROWEST = 240  # twips: the narrowest column that can still be clicked into


def uses_outer_column(classes: Collection[str], count: int) -> bool:
    """Return whether a table of so many columns reaches over the outer column too, as the record always does."""
    return count >= _OUTER or "record" in classes


def declared_widths(styles: Sequence[str], count: int, width: int) -> list[int] | None:
    """Return the widths that the page's `col` elements declare, in twips; `None` unless each of them does."""
    found = [_WIDTH.search(style) for style in styles]
    shares = [float(share[1]) for share in found if share]
    if len(shares) != count or not sum(shares):
        return None
    return whole_twips([share / sum(shares) * width for share in shares], width)


def text_width(theme: Theme, *, is_outer: bool, is_landscape: bool = False) -> int:
    """Return the width of the text column in twips, with the outer column or without, upright or landscape."""
    sheet = twips(theme, "page.height" if is_landscape else "page.width")
    outer = twips(theme, "page.outer") * is_outer
    return sheet - twips(theme, "page.margin-left") - twips(theme, "page.margin-right") + outer


def twips(theme: Theme, name: str) -> int:
    """Return a length of the theme in twentieths of a point."""
    return round(theme.points(name) * 20)


def table_type_size(theme: Theme, count: int) -> int:
    """Return the size of the type of a table with so many columns, in twips."""
    return twips(theme, "size.table-wide" if count >= WIDE_TABLE else "size.table")


def cell_gap(theme: Theme, width: int, count: int) -> int:
    """Return the space between the text of two columns, in twips: less than usual where columns are narrow."""
    return min(twips(theme, "space.gutter"), width // count // 6)


def single_column_cells(table: etree._Element) -> list[tuple[int, str, float]]:
    """Return column, text and picture width, as `column_widths` takes them, of each cell that takes one column."""
    return [
        (column, _text_without_notes(cell) + cell.get("data-tail", ""), _picture_width(cell))
        for column, across, cell in table_cells(table)
        if across == 1
    ]


def _text_without_notes(element: etree._Element) -> str:
    """Return the text of a cell without its notes, which are printed elsewhere."""
    if "note" in classes(element) or element.tag == "x-note":
        return ""
    inner = "".join(f"{' ' * (child.tag == 'br')}{_text_without_notes(child)}{child.tail or ''}" for child in element)
    return f"{element.text or ''}{inner}"


def _picture_width(cell: etree._Element) -> float:
    return max((float(image.get("width") or 0) * 15 for image in cell.iter("img")), default=0.0)


def minimum_widths(cells: Sequence[tuple[int, str, float]], count: int, size: int, gap: int) -> list[float]:
    """Return the width in twips that each column needs for its longest word and its widest picture."""
    widths = [float(_NARROWEST)] * count
    for column, text, picture in cells:
        longest = max((estimated_width(word) for word in text.split()), default=0.0) * size + gap
        widths[column] = max(widths[column], longest, picture + gap)
    return widths


def column_widths(cells: Sequence[tuple[int, str, float]], count: int, width: int, size: int, gap: int) -> list[int]:
    """Return widths in twips that fill `width`, from `cells`: column, text, and the width of a picture in twips.

    Every column gets room for its longest word; what is left goes to the longer texts. Where there is no room for
    all, the narrower columns keep theirs, and the words of the widest break: an address never squeezes a figure.
    `size` is that of the type and `gap` the space between the text of two columns, both in twips.
    """
    lowest, wished = minimum_widths(cells, count, size, gap), [float(_NARROWEST)] * count
    for column, text, picture in cells:
        wished[column] = max(wished[column], estimated_width(text) * size * ESTIMATE_SLACK + gap, picture + gap)
    if sum(lowest) >= width:
        return whole_twips(_shared(lowest, width), width)
    if sum(wished) <= width:
        return whole_twips([wish / sum(wished) * width for wish in wished], width)
    # Short texts, such as dates, first: they stay on one line as long as half of what there is to give is left.
    left = (width - sum(lowest)) / 2
    for column in sorted(range(count), key=lambda one: wished[one] - lowest[one]):
        left -= wished[column] - lowest[column]
        if left < 0:
            break
        lowest[column] = wished[column]
    # Long texts are damped: a column with ten times the words does not need ten times the room.
    shares = [(many - few) ** 0.6 if many > few else 0.0 for few, many in zip(lowest, wished, strict=True)]
    spare = width - sum(lowest)
    widths = [few + spare * share / sum(shares) for few, share in zip(lowest, shares, strict=True)]
    return whole_twips(widths, width)


def _shared(needs: Sequence[float], width: float) -> list[float]:
    """Return what each column gets of a width that is too small for all: its need, or an equal part of the rest."""
    shares = [0.0] * len(needs)
    left, order = float(width), sorted(range(len(needs)), key=needs.__getitem__)
    for place, column in enumerate(order):
        shares[column] = min(needs[column], left / (len(order) - place))
        left -= shares[column]
    return shares


def whole_twips(widths: Sequence[float], width: int) -> list[int]:
    """Return whole twips that add up to `width`, none below one."""
    whole = [max(1, int(one)) for one in widths]
    whole[whole.index(max(whole))] += width - sum(whole)
    return [max(1, one) for one in whole]
