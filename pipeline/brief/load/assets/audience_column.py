"""Which column of a data file marks its rows, and columns that were probably meant to: none may be shown by a slip."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from brief.diagnostics.problems import Place, Problem
from brief.load.assets.separators import Line
from brief.load.audience_words import AUDIENCE, COLUMNS, is_mark_word
from brief.load.look_alikes import is_any_near, odd_character, plain

_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_MEANT = f"rename it to `{AUDIENCE}` if it says who may see each row, or to something else"
_CONFIRM = (
    f"rename the column to `{AUDIENCE}` if it says who may see each row; if it is to be shown, add a column "
    f"`{AUDIENCE}`, whose cells may be empty"
)


def audience_column(names: Sequence[str]) -> int | None:
    """Return the index of the column that marks rows, if the header has one."""
    return names.index(AUDIENCE) if AUDIENCE in names else None


def cell_place(source: Sequence[str], file: str, line: int, cell: str) -> Place:
    """Return the place of a cell in a line of the file, whose lines are `source`, if it is written as it is read."""
    written = source[line - 1] if cell else ""
    return Place(file, line, max(written.find(cell) + 1, 1), len(cell) or 1)


def likely_audience_columns(
    lines: Sequence[Line], source: Sequence[str], file: str, audiences: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem (E185, E187) for each column that seems to mark rows, and does not; `source` are its lines.

    A name that is a slip of `audience` is always one. Where no column is called `audience`, so is a column with the
    name of an audience in a cell, one that is called `readers` or the like and says something like it, and a header
    that is not in the first row.
    """
    first, names = lines[0]
    known = frozenset(map(plain, audiences))
    has_column = AUDIENCE in names
    if not has_column and (above := _header_below(lines, source, file)):
        yield above
        return
    for index, name in enumerate(names):
        if name == AUDIENCE:
            continue
        if is_mark_word(_letters(name)):
            place = cell_place(source, file, first, name)
            what = f"a column `{name}` does not mark rows"
            odd = odd_character(name, place)
            yield odd or Problem("E185/misnamed-audience-column", what, place, hint=_MEANT)
        elif not has_column:
            yield from _named_in_cells(index, lines, source, file, known)


def _header_below(lines: Sequence[Line], source: Sequence[str], file: str) -> Problem | None:
    """Return the problem of a header with a column `audience` that is not in the first row."""
    for line, cells in lines[1:3]:
        for cell in cells:
            if any(is_mark_word(_letters(part)) for part in re.split(r"[,;:|\t]", cell)):
                what = f"the first row is the header, but this one names a column `{AUDIENCE}`"
                place = cell_place(source, file, line, cell)
                return Problem("E185/header-not-first", what, place, hint="delete what is above the header")
    return None


def _named_in_cells(
    index: int, lines: Sequence[Line], source: Sequence[str], file: str, known: frozenset[str]
) -> Iterator[Problem]:
    """Yield a problem for a column, by its index, whose cells say who may see each row."""
    first, names = lines[0]
    words = _WORD.findall(plain(names[index]))
    is_likely = " ".join(words) in COLUMNS or any(map(is_mark_word, words))
    for line, cells in lines[1:]:
        cell = cells[index] if index < len(cells) else ""
        found = _WORD.findall(plain(cell))
        are_names = bool(found) and all(is_any_near(word, known) for word in found)
        if are_names or (is_likely and any(is_any_near(word, known) for word in found)):
            what = f"`{cell}` in the column `{names[index]}` reads like a mark, and marks nothing"
            related = ((cell_place(source, file, first, names[index]), f"the column is not called `{AUDIENCE}`"),)
            place = cell_place(source, file, line, cell)
            yield Problem("E185/likely-audience-column", what, place, hint=_CONFIRM, related=related)
            return


def _letters(name: str) -> str:
    return re.sub(r"[\W\d_]+", "", plain(name))
