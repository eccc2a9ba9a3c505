"""One line of a file as a terminal shows it, and where the caret goes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

WIDTH = 100  # terminal columns that an excerpt takes at most
TAB = " " * 4
ELLIPSIS = "…"
_REACH = 10 * WIDTH  # characters on each side of a mark that are looked at: a line may have millions
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line that can be printed; `left` and `width` of the caret are in terminal columns."""

    line: str
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class _Cell:
    shown: str
    width: int


def excerpt(line: str, column: int, width: int) -> Excerpt:
    """Return a line with a caret under `width` characters from `column` (from 1); a long line is cut on both sides."""
    skipped = max(min(column - 1, len(line)) - _REACH, 0)
    near = line[skipped : skipped + 2 * _REACH]
    cells = [_cell(character) for character in near]
    first = min(max(column - 1 - skipped, 0), len(cells))
    last = min(first + max(width, 1), len(cells))
    begin, end = _window(cells, first, last)
    before = ELLIPSIS if skipped or begin else ""
    after = ELLIPSIS if end < len(cells) or skipped + len(near) < len(line) else ""
    return Excerpt(
        before + "".join(cell.shown for cell in cells[begin:end]) + after,
        len(before) + _columns(cells[begin:first]),
        max(1, _columns(cells[first : min(last, end)])),
    )


def printable(text: str) -> str:
    """Return text that cannot control a terminal: characters without a glyph are shown by their numbers."""
    return "".join(_cell(character).shown for character in text)


def shortened(text: str, most: int = 500) -> str:
    """Return a text that is not longer than a message should be: what it quotes may be as long as a file."""
    return text if len(text) <= most else f"{text[: most // 2]}{ELLIPSIS}{text[-most // 4 :]}"


def _window(cells: list[_Cell], first: int, last: int) -> tuple[int, int]:
    """Return which cells to show: all, or those around the marked ones."""
    if _columns(cells) <= WIDTH:
        return 0, len(cells)
    begin, room = first, WIDTH // 3
    while begin and room >= cells[begin - 1].width:
        begin -= 1
        room -= cells[begin].width
    end, room = begin, WIDTH - 2
    while end < len(cells) and room >= cells[end].width:
        room -= cells[end].width
        end += 1
    while begin and end >= min(last, len(cells)) and room >= cells[begin - 1].width:
        begin -= 1
        room -= cells[begin].width
    return begin, end


def _columns(cells: list[_Cell]) -> int:
    return sum(cell.width for cell in cells)


def _cell(character: str) -> _Cell:
    """Return how a terminal shows one character, and in how many columns (UAX 11 for the wide ones)."""
    if " " <= character <= "~":
        return _Cell(character, 1)
    if character == "\t":
        return _Cell(TAB, len(TAB))
    category = unicodedata.category(character)
    if category in ("Mn", "Me") or character in _JOINERS:
        return _Cell(character, 0)
    if category == "Zs":
        return _Cell(" ", 1)
    if not character.isprintable():
        number = f"<U+{ord(character):04X}>"
        return _Cell(number, len(number))
    return _Cell(character, 2 if unicodedata.east_asian_width(character) in "WF" else 1)
