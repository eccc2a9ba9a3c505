"""Typographic quotation marks, apostrophes and dashes, by the language of the text.

Nothing else is replaced: in a brief `(c)` is a paragraph's letter, and four full stops are a legal ellipsis.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

APOSTROPHE = "’"
ELLIPSIS = "…"


def is_space(character: str) -> bool:
    """Return whether a character is white space (CommonMark 2.1); the edge of a text, an empty string, is."""
    return not character or character.isspace()


def is_punctuation(character: str) -> bool:
    """Return whether a character is punctuation (CommonMark 2.1)."""
    return bool(character) and unicodedata.category(character)[0] in "PS"


def flanking(before: str, after: str) -> tuple[bool, bool]:
    """Return whether a run between two characters is left-flanking, and right-flanking (CommonMark 6.2)."""
    left = not is_space(after) and (not is_punctuation(after) or is_space(before) or is_punctuation(before))
    right = not is_space(before) and (not is_punctuation(before) or is_space(after) or is_punctuation(after))
    return left, right


def dash(run: str, before: str, after: str) -> str:
    """Return the dash for two or three hyphens; other runs, and those of words such as `--flag`, are unchanged."""
    if len(run) == 3:
        return "—"
    return "–" if len(run) == 2 and is_space(before) == is_space(after) else run


# Scripts that are written without spaces between words, which Hangul is not.
_SPACELESS = (
    (0x2E80, 0x30FF), (0x3100, 0x312F), (0x31A0, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)  # fmt: skip


def line_joint(before: str, after: str) -> str:
    """Return the text for the end of a line between two characters: a space, or nothing between CJK characters."""
    return "" if _is_spaceless(before) and _is_spaceless(after) else " "


def _is_spaceless(character: str) -> bool:
    return bool(character) and any(first <= ord(character) <= last for first, last in _SPACELESS)


@dataclass(slots=True, eq=False)
class QuotationMark:
    """One straight quotation mark, and the text that replaces it."""

    mark: str
    can_open: bool
    can_close: bool
    text: str = ""


def quotation_mark(mark: str, before: str, after: str) -> QuotationMark:
    """Return a quotation mark, and whether the characters around it let it open or close; an apostrophe is final."""
    if mark == "'" and before.isalnum() and after.isalnum():
        return QuotationMark(mark, False, False, APOSTROPHE)
    left, right = flanking(before, after)
    return QuotationMark(mark, left and (not right or before in "([{"), right, mark)


def pair_quotation_marks(quotes: Iterable[QuotationMark], marks: tuple[str, str, str, str]) -> None:
    """Pair quotation marks in the order of the text, and set the text of each to that of its language."""
    opened: dict[str, list[tuple[int, QuotationMark]]] = {'"': [], "'": []}
    for index, one in enumerate(quotes):
        outer = one.mark == '"'
        opening, closing = marks[:2] if outer else marks[2:]
        waiting = opened[one.mark]
        if one.can_close and waiting:
            start, partner = waiting.pop()
            partner.text, one.text = opening, closing
            other = opened["'" if outer else '"']
            while other and other[-1][0] > start:
                other.pop()
        elif one.can_open:
            waiting.append((index, one))
            one.text = opening if outer else APOSTROPHE
        elif one.can_close:
            one.text = closing if outer else APOSTROPHE
