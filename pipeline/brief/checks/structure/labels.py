"""Labels of list items: the number that a label means, in any system of counting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

BULLET: Final = "•"
HEBREW: Final = "אבגדהוזחטיכלמנסעפצקרשת"
ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def is_label_for(label: str, wanted: str) -> bool:
    """Return whether a label is a bullet where a bullet is wanted, or means the wanted number."""
    bare = "".join(filter(str.isalnum, label))
    if not wanted.isdigit() and wanted != BULLET:
        return label.strip() == wanted
    if wanted == BULLET:
        return not bare and bool(label.strip())
    return bare.casefold() in _spellings(int(wanted))


def _spellings(number: int) -> Iterator[str]:
    yield str(number)
    yield alphabetic(number)
    yield roman(number)
    for letters in (HEBREW, ABJAD):
        if 0 < number <= len(letters):
            yield letters[number - 1]


def alphabetic(number: int) -> str:
    """Return a number as small letters: a to z, then aa, ab as style sheets count (CSS Counter Styles 3, 6.2)."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def roman(number: int) -> str:
    """Return a number as small Roman numerals."""
    letters = ""
    for value, numeral in _ROMAN:
        count, number = divmod(number, value)
        letters += numeral * count
    return letters
