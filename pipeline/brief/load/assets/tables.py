"""Tables from CSV files (RFC 4180, with other separators too), whose rows may be for some audiences only."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place, Problem
from brief.load.assets.audience_column import audience_column, cell_place, likely_audience_columns
from brief.load.assets.separators import Line, read_lines
from brief.load.audience_names import is_known_audience
from brief.load.audience_words import AUDIENCE
from brief.load.likely_marks import likely_marks, mark_problem
from brief.model import Kind, Node

LARGEST: Final = 4 * 2**20  # bytes of one file
ROWS: Final = 5_000
_COLUMN = "rows are marked in a column `audience`; reword the cell if no mark is meant"


def read_rows(text: str, file: str, audiences: Collection[str], problems: Problems) -> tuple[Node, ...]:
    """Return the rows of a data file as table rows, header first; none after a problem (E183, E185) in the file."""
    lines = read_lines(text, file, ROWS + 1)
    source = text.split("\n")
    faults = [lines] if isinstance(lines, Problem) else list(_faults(lines, source, file, audiences))
    problems.extend(faults)
    if isinstance(lines, Problem) or faults:
        return ()
    names = lines[0][1]
    marked = audience_column(names)
    columns = [column for column in range(len(names)) if column != marked]
    rows = []
    for at, (line, cells) in enumerate(lines):
        place = Place(file, line, 1)
        header = at == 0
        children = tuple(_cell(cells[column], place, is_header=header) for column in columns)
        mark = cells[marked] if marked is not None and not header else ""
        found = cell_place(source, file, line, mark)
        readers = _readers(mark, found, audiences, problems)
        attributes = {"header": "yes" if header else "no"}
        rows.append(Node(Kind.ROW, children, "", attributes, readers, place, found if readers else None))
    return tuple(rows)


def _faults(lines: list[Line], source: Sequence[str], file: str, audiences: Collection[str]) -> Iterator[Problem]:
    """Yield every problem of the rows that were read from a file."""
    if len(lines) > ROWS + 1:
        what = f"a table has more than {ROWS:,} rows"
        yield Problem("E183/too-many-rows", what, Place(file, lines[-1][0]), hint="show only a part of the data")
        return
    if len(lines) < 2:
        hint = "write the names of the columns on the first line, and the data below"
        yield Problem("E185/no-rows", "the file has no rows under a header", Place(file, 1), hint=hint)
        return
    yield from _header_faults(*lines[0], source, file)
    yield from likely_audience_columns(lines, source, file, audiences)
    for line, cells in lines:
        for cell in cells:
            for mark in likely_marks(cell, audiences, is_prose=False):
                place = cell_place(source, file, line, mark.text)
                yield mark_problem(mark, lambda *_, place=place: place, hint=_COLUMN)
    for line, cells in lines[1:]:
        if len(cells) != len(lines[0][1]):
            what = f"this row has {len(cells)} cells, the header has {len(lines[0][1])}"
            is_short = len(cells) < len(lines[0][1])
            separators = "write the separators of empty cells too, also at the end of the row"
            hint = separators if is_short else "put a cell that contains the separator in quotation marks"
            yield Problem("E185/ragged-row", what, Place(file, line), hint=hint)


def _header_faults(first: int, names: list[str], source: Sequence[str], file: str) -> Iterator[Problem]:
    for name in dict.fromkeys(names):
        if not name:
            hint = "give every column a name in the first row"
            yield Problem("E185/unnamed-column", "a column has no name", Place(file, first), hint=hint)
        elif names.count(name) > 1:
            place = cell_place(source, file, first, name)
            yield Problem(
                "E185/duplicate-column", f"two columns have the name `{name}`", place, hint="rename one of them"
            )
    if names == [AUDIENCE]:
        yield Problem("E185/only-audiences", "there is no column to show besides `audience`", Place(file, first))


def _cell(text: str, place: Place, *, is_header: bool) -> Node:
    children: list[Node] = []
    for at, line in enumerate(text.split("\n")):
        children += [Node(Kind.BREAK, place=place)] * bool(at)
        children += [Node(Kind.TEXT, text=line, place=place)] * bool(line)
    return Node(Kind.CELL, tuple(children), "", {"align": "auto", "scope": "col" if is_header else ""}, place=place)


def _readers(mark: str, place: Place, audiences: Collection[str], problems: Problems) -> frozenset[str] | None:
    names = [name for name in re.split(r"[\s,;]+", mark) if name]
    if mark and not names:
        hint = "name an audience, or leave the cell empty: the row is then for whom its table is for"
        problems.add("E202/empty-audience-list", f"`{mark}` names no audience", place, hint=hint)
    known = frozenset(name for name in names if is_known_audience(name, place, audiences, problems))
    return known or None
