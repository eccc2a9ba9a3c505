"""Rows of a data file, whichever sign separates its cells: comma, semicolon, tab or bar."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Final

from brief.diagnostics.problems import Place, Problem

SEPARATORS: Final[Mapping[str, str]] = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
# The first line of a file from Excel that says which separator it has.
_SAYS: Final = re.compile(r"\s*\"?sep=(.)\"?[,;\t|]*\s*(?:\n|\Z)", re.IGNORECASE)
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')
_SEPARATED: Final = re.compile(r"[;|]\S|\t")  # in a line of cells; prose has a space after a semicolon
Line = tuple[int, list[str]]


class UnreadableRow(Exception):
    """A row that is not CSV: the number of its first line, and what is wrong with it."""

    def __init__(self, line: int, reason: str) -> None:
        """Keep both."""
        super().__init__(reason)
        self.line = line


def read_lines(text: str, file: str, most: int) -> list[Line] | Problem:
    """Return the rows that are not blank, each with the number of its first line, or what is wrong with the file.

    At most one row more than `most` is read. The separator is the one that the first line says or that stands between
    the names of the columns; where several do, the one with which every row has as many cells as the header.
    """
    said = _SAYS.match(text)
    skipped = said[0].count("\n") if said else 0
    text = text[said.end() :] if said else text
    if said:
        return _read(text, file, said[1], most, skipped)
    written = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    present = [sign for sign in SEPARATORS if written and sign in _QUOTED.sub("", written[0][1])]
    if not present and len(written) > 1 and _SEPARATED.search(_QUOTED.sub("", written[1][1])):
        what = "the first row is the header, but it has no separator, and the second has"
        hint = "delete what is above the header; put a single cell with such a sign in quotation marks"
        return Problem("E185/header-not-first", what, Place(file, written[0][0]), hint=hint)
    if len(present) < 2:
        return _read(text, file, present[0] if present else ",", most, 0)
    fitting = [sign for sign in present if _fits(_attempt(text, sign, most))]
    if len(fitting) == 1:
        return _read(text, file, fitting[0], most, 0)
    names = " or ".join(SEPARATORS[sign] for sign in fitting or present)
    what = f"the cells of this file may be separated by {names}"
    hint = (
        "put names of columns that contain one of them in quotation marks, or say which one it is in a first line such "
        "as `sep=;`"
    )
    return Problem("E185/separator-not-clear", what, Place(file, written[0][0]), hint=hint)


def _fits(rows: Sequence[Line] | None) -> bool:
    return rows is not None and len({len(cells) for _, cells in rows}) == 1 and len(rows[0][1]) > 1


def _attempt(text: str, separator: str, most: int) -> list[Line] | None:
    try:
        return _rows(text, separator, most)
    except UnreadableRow:
        return None


def _read(text: str, file: str, separator: str, most: int, skipped: int) -> list[Line] | Problem:
    try:
        return [(line + skipped, cells) for line, cells in _rows(text, separator, most)]
    except UnreadableRow as error:
        name = SEPARATORS.get(separator, f"`{separator}`")
        hint = f"put a cell that contains a {name} or a quotation mark in quotation marks, and double those inside it"
        return Problem("E185/not-csv", f"not valid CSV: {error}", Place(file, error.line + skipped), hint=hint)


def _rows(text: str, separator: str, most: int) -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[Line] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((start, [cell.strip() for cell in cells]))
            start = reader.line_num + 1
            if len(lines) > most:
                break
    except (csv.Error, ValueError, TypeError) as error:  # a separator that is a quotation mark is no delimiter
        raise UnreadableRow(start, str(error)) from error
    return lines
