"""Widths of columns, for paper and for Word alike: as the page says, or as their words need, to fit the text column."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

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


def needed(cells: Sequence[tuple[int, str, float]], count: int, width: int, size: int, gap: int) -> list[int]:
    """Return widths in twips that fit `width`, from `cells`: column, words, and the width of a picture in twips.

    Every column gets room for its longest word; what is left goes to the longer texts. Where there is no room for
    all, the narrower columns keep theirs, and the words of the widest break: an address never squeezes a figure.
    `size` is that of the type and `gap` what a cell keeps free at its sides, both in twips.
    """
    least, wished = [float(_LEAST)] * count, [float(_LEAST)] * count
    for column, words, picture in cells:
        longest = max((ems(word) for word in words.split()), default=0.0) * size + gap
        whole = ems(words) * size * _SLACK + gap
        least[column] = max(least[column], longest, picture + gap)
        wished[column] = max(wished[column], whole, picture + gap)
    if sum(least) >= width:
        return fitted(_shared(least, width), width)
    if sum(wished) <= width:
        return fitted([each / sum(wished) * width for each in wished], width)
    # Short texts, such as dates, first: they stay on one line as long as half of what there is to give is left.
    left = (width - sum(least)) / 2
    for column in sorted(range(count), key=lambda each: wished[each] - least[each]):
        left -= wished[column] - least[column]
        if left < 0:
            break
        least[column] = wished[column]
    # Long texts are damped: a column with ten times the words does not need ten times the room.
    room = [(many - few) ** 0.6 if many > few else 0.0 for few, many in zip(least, wished, strict=True)]
    spare = width - sum(least)
    widths = [few + spare * share / sum(room) for few, share in zip(least, room, strict=True)]
    return fitted(widths, width)


def _shared(least: Sequence[float], width: float) -> list[float]:
    """Return what each column gets of a width that is too small for all: its need, or an equal part of the rest."""
    got = [0.0] * len(least)
    room, order = float(width), sorted(range(len(least)), key=least.__getitem__)
    for place, column in enumerate(order):
        got[column] = min(least[column], room / (len(order) - place))
        room -= got[column]
    return got


def fitted(widths: Sequence[float], width: int) -> list[int]:
    """Return whole twips that add up to `width`, none below one."""
    whole = [max(1, int(each)) for each in widths]
    whole[whole.index(max(whole))] += width - sum(whole)
    return [max(1, each) for each in whole]
