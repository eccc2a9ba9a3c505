"""Widths of columns, for paper and for Word alike: as the page says, or as their words need, to fit the text column."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import lxml.etree as etree

from brief.page.theme import Theme

_WIDTH = re.compile(r"width:\s*(\d+(?:\.\d+)?)%")
_NARROW = frozenset("iljtfrI.,:;'’‘|!()[] -")
_WIDE = frozenset("mwMWOQ@%—")
WIDE = 7  # columns from which a table is set in smaller type
_OUT = 6  # columns from which a table stands over the outer column too
_SLACK = 1.04  # for how far `ems` may be wrong about a line
_LEAST = 240  # twips: the narrowest column that can still be clicked into


def reaches_out(classes: Collection[str], count: int) -> bool:
    """Return whether a table of so many columns stands over the outer column too, as the record always does."""
    return count >= _OUT or "record" in classes


def ems(words: str) -> float:
    """Return about how wide words are set, in ems."""
    total = 0.0
    for character in words:
        if character > "\u2e80":
            total += 1.0
        elif character in _NARROW:
            total += 0.29
        elif character in _WIDE:
            total += 0.82
        else:
            total += 0.62 if character.isupper() else 0.51
    return total


def said(styles: Sequence[str], count: int, width: int) -> list[int] | None:
    """Return the widths that the page's `col` elements say, in twips, or `None` where they do not say them all."""
    found = [_WIDTH.search(style) for style in styles]
    shares = [float(each[1]) for each in found if each]
    if len(shares) != count or not sum(shares):
        return None
    return fitted([share / sum(shares) * width for share in shares], width)


def room(theme: Theme, *, is_out: bool, is_turned: bool = False) -> int:
    """Return the width of the text column in twips, with the outer column where `is_out`, on a turned sheet or not."""
    sheet = twips(theme, "page.height" if is_turned else "page.width")
    outer = twips(theme, "page.outer") * is_out
    return sheet - twips(theme, "page.margin-left") - twips(theme, "page.margin-right") + outer


def twips(theme: Theme, name: str) -> int:
    """Return a length of the theme in twentieths of a point."""
    return round(theme.points(name) * 20)


def type_size(theme: Theme, count: int) -> int:
    """Return the size of the type of a table with so many columns, in twips."""
    return twips(theme, "size.table-wide" if count >= WIDE else "size.table")


def gutter(theme: Theme, width: int, count: int) -> int:
    """Return what a cell keeps free beside its text, in twips: less than usual where columns are narrow."""
    return min(twips(theme, "space.gutter"), width // count // 6)


def cells_of(table: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """Give every cell with the column in which it begins and how many it takes, past those that reach down.

    A cell that would reach over one from above is cut, and one that takes no rows takes all that are left.
    """
    for group in table.iterchildren("thead", "tbody"):
        below: dict[int, int] = {}  # column to the number of rows that it is still taken
        for row in group:
            taken = {column for column, rows in below.items() if rows}
            below = {column: rows - 1 for column, rows in below.items() if rows}
            column = 0
            for cell in row:
                while column in taken:
                    column += 1
                across = max(1, int(cell.get("colspan") or 1))
                while taken & set(range(column, column + across)):
                    across -= 1
                down = int(cell.get("rowspan") or 1) or len(group)
                yield column, across, cell
                below.update(dict.fromkeys(range(column, column + across), down - 1))
                column += across


def single(table: etree._Element) -> list[tuple[int, str, float]]:
    """Return what `needed` takes of a table's cells that stand in one column each."""
    return [
        (column, _words(cell) + cell.get("data-tail", ""), _picture(cell))
        for column, across, cell in cells_of(table)
        if across == 1
    ]


def _words(element: etree._Element) -> str:
    """Return what a cell says without its notes, which stand elsewhere."""
    if "note" in (element.get("class") or "").split() or element.tag == "x-note":
        return ""
    inner = "".join(f"{' ' * (child.tag == 'br')}{_words(child)}{child.tail or ''}" for child in element)
    return f"{element.text or ''}{inner}"


def _picture(cell: etree._Element) -> float:
    return max((float(image.get("width") or 0) * 15 for image in cell.iter("img")), default=0.0)


def least(cells: Sequence[tuple[int, str, float]], count: int, size: int, gap: int) -> list[float]:
    """Return the width in twips that each column needs for its longest word and its widest picture."""
    widths = [float(_LEAST)] * count
    for column, words, picture in cells:
        longest = max((ems(word) for word in words.split()), default=0.0) * size + gap
        widths[column] = max(widths[column], longest, picture + gap)
    return widths


def needed(cells: Sequence[tuple[int, str, float]], count: int, width: int, size: int, gap: int) -> list[int]:
    """Return widths in twips that fit `width`, from `cells`: column, words, and the width of a picture in twips.

    Every column gets room for its longest word; what is left goes to the longer texts. Where there is no room for
    all, the narrower columns keep theirs, and the words of the widest break: an address never squeezes a figure.
    `size` is that of the type and `gap` what a cell keeps free at its sides, both in twips.
    """
    lowest, wished = least(cells, count, size, gap), [float(_LEAST)] * count
    for column, words, picture in cells:
        wished[column] = max(wished[column], ems(words) * size * _SLACK + gap, picture + gap)
    if sum(lowest) >= width:
        return fitted(_shared(lowest, width), width)
    if sum(wished) <= width:
        return fitted([each / sum(wished) * width for each in wished], width)
    # Short texts, such as dates, first: they stay on one line as long as half of what there is to give is left.
    left = (width - sum(lowest)) / 2
    for column in sorted(range(count), key=lambda each: wished[each] - lowest[each]):
        left -= wished[column] - lowest[column]
        if left < 0:
            break
        lowest[column] = wished[column]
    # Long texts are damped: a column with ten times the words does not need ten times the room.
    shares = [(many - few) ** 0.6 if many > few else 0.0 for few, many in zip(lowest, wished, strict=True)]
    spare = width - sum(lowest)
    widths = [few + spare * share / sum(shares) for few, share in zip(lowest, shares, strict=True)]
    return fitted(widths, width)


def _shared(needs: Sequence[float], width: float) -> list[float]:
    """Return what each column gets of a width that is too small for all: its need, or an equal part of the rest."""
    got = [0.0] * len(needs)
    left, order = float(width), sorted(range(len(needs)), key=needs.__getitem__)
    for place, column in enumerate(order):
        got[column] = min(needs[column], left / (len(order) - place))
        left -= got[column]
    return got


def fitted(widths: Sequence[float], width: int) -> list[int]:
    """Return whole twips that add up to `width`, none below one."""
    whole = [max(1, int(each)) for each in widths]
    whole[whole.index(max(whole))] += width - sum(whole)
    return [max(1, each) for each in whole]
