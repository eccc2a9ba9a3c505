"""Tables from CSV files (RFC 4180), whose rows may be for some audiences only."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from typing import Final

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place, Problem
from brief.load.audience_names import is_known_audience
from brief.model import Kind, Node

LARGEST: Final = 4 * 2**20  # bytes of one file
ROWS: Final = 5_000
AUDIENCE: Final = "audience"  # the column that marks rows; it is not shown
_LIKELY_AUDIENCE = frozenset({AUDIENCE, f"{AUDIENCE}s"})  # probably meant as that column
_NUMBER = re.compile(r"[-+\u2212]?(?:\d{1,3}(?:[,\u00a0\u202f\u2009 ]\d{3})+|\d+)([.,]\d+)?\s?%?")
_NONE = frozenset({"", "-", "\u2013", "\u2014", "n/a"})
_Line = tuple[int, list[str]]


def read_rows(text: str, file: str, audiences: Collection[str], problems: Problems) -> tuple[Node, ...]:
    """Return the rows of a data file as table rows, header first; none after a problem (E183, E185) in the file."""
    lines = _lines(text, file, problems)
    faults = list(_row_problems(lines, file)) if lines is not None else []
    problems.extend(faults)
    if lines is None or faults:
        return ()
    names = lines[0][1]
    marked = names.index(AUDIENCE) if AUDIENCE in names else None
    columns = [column for column in range(len(names)) if column != marked]
    alignments = {column: _alignment([cells[column] for _, cells in lines[1:]]) for column in columns}
    source = text.split("\n")
    rows = []
    for at, (line, cells) in enumerate(lines):
        place = Place(file, line, 1)
        header = at == 0
        children = tuple(_cell(cells[column], alignments[column], place, is_header=header) for column in columns)
        mark = cells[marked] if marked is not None and not header else ""
        found = Place(file, line, max(source[line - 1].find(mark) + 1, 1), len(mark) or 1)
        readers = _readers(mark, found, audiences, problems)
        attributes = {"header": "yes" if header else "no"}
        rows.append(Node(Kind.ROW, children, "", attributes, readers, place, found if readers else None))
    return tuple(rows)


def _lines(text: str, file: str, problems: Problems) -> list[_Line] | None:
    """Return the rows that are not blank, each with the number of its first line."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[_Line] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((start, [cell.strip() for cell in cells]))
            start = reader.line_num + 1
            if len(lines) > ROWS + 1:
                text_of = f"a table has more than {ROWS:,} rows"
                problems.add("E183/too-many-rows", text_of, Place(file, start), hint="show only a part of the data")
                return None
    except csv.Error as error:
        hint = "put a cell that contains a comma or a quotation mark in quotation marks, and double those inside it"
        problems.add("E185/not-csv", f"not valid CSV: {error}", Place(file, start), hint=hint)
        return None
    return lines


def _row_problems(lines: list[_Line], file: str) -> Iterator[Problem]:
    if len(lines) < 2:
        hint = "write the names of the columns on the first line, and the data below"
        yield Problem("E185/no-rows", "the file has no rows under a header", Place(file, 1), hint=hint)
        return
    first, names = lines[0]
    for name in dict.fromkeys(names):
        if not name:
            yield Problem(
                "E185/unnamed-column",
                "a column has no name",
                Place(file, first),
                hint="give every column a name in the first row",
            )
        elif name != AUDIENCE and name.casefold() in _LIKELY_AUDIENCE:
            hint = f"rename it to `{AUDIENCE}` if it holds the audiences of each row, or to something else"
            yield Problem(
                "E185/misnamed-audience-column",
                f"a column `{name}` does not mark rows",
                Place(file, first),
                hint=hint,
            )
        elif names.count(name) > 1:
            yield Problem(
                "E185/duplicate-column",
                f"two columns have the name `{name}`",
                Place(file, first),
                hint="rename one of them",
            )
    if names == [AUDIENCE]:
        yield Problem("E185/only-audiences", "there is no column to show besides `audience`", Place(file, first))
    for line, cells in lines[1:]:
        if len(cells) != len(names):
            text = f"this row has {len(cells)} cells, the header has {len(names)}"
            yield Problem(
                "E185/ragged-row",
                text,
                Place(file, line),
                hint="put a cell that contains a comma in quotation marks",
            )


def _cell(text: str, align: str, place: Place, *, is_header: bool) -> Node:
    children: list[Node] = []
    for at, line in enumerate(text.split("\n")):
        children += [Node(Kind.BREAK, place=place)] * bool(at)
        children += [Node(Kind.TEXT, text=line, place=place)] * bool(line)
    return Node(Kind.CELL, tuple(children), "", {"align": align, "scope": "col" if is_header else ""}, place=place)


def _alignment(cells: list[str]) -> str:
    """Return the alignment of a column: `decimal` for numbers with decimals, `end` for other numbers, else `start`."""
    found = [_NUMBER.fullmatch(cell) for cell in cells if cell not in _NONE]
    if not found or not all(found):
        return "start"
    return "decimal" if any(number and number[1] for number in found) else "end"


def _readers(mark: str, place: Place, audiences: Collection[str], problems: Problems) -> frozenset[str] | None:
    names = [name for name in re.split(r"[\s,;]+", mark) if name]
    if mark and not names:
        hint = "name an audience, or leave the cell empty: the row is then for whom its table is for"
        problems.add("E202/empty-audience-list", f"`{mark}` names no audience", place, hint=hint)
    known = frozenset(name for name in names if is_known_audience(name, place, audiences, problems))
    return known or None
