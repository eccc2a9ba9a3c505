"""Rows of a CSV file as fields with places; the separator is found as in data files, Excel's byte order mark read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place
from brief.load.assets.audience_column import cell_place
from brief.load.assets.separators import Line, read_lines
from brief.load.look_alikes import odd_character
from brief.load.recipients.rows import FIELDS, Field, field_hint

ROWS: Final = 20_000


def rows_of(text: str, file: str, given: str, problems: Problems) -> Iterator[tuple[Place, Mapping[str, Field]]]:
    """Give the fields of each row with the place of the row; rows that are not well formed are problems.

    `given` is the audience of all rows without one, so that the column may be missing.
    """
    source = text.split("\n")
    lines = read_lines(text, file, ROWS + 1)
    if not isinstance(lines, list):
        problems.append(lines)
        return
    if not lines:
        return
    if len(lines) > ROWS + 1:
        problems.add("E183/too-many-rows", f"a list has more than {ROWS:,} rows", Place(file, lines[-1][0]),
                     hint="split it into several lists")  # fmt: skip
        return
    names = _names(lines[0], source, file, given, problems)
    if names is None:
        return
    for line, cells in lines[1:]:
        place = Place(file, line, 1)
        if len(cells) != len(names):
            what = f"this row has {len(cells)} cells, the header has {len(names)}"
            is_short = len(cells) < len(names)
            separators = "write the separators of empty cells too, also at the end of the row"
            hint = separators if is_short else "put a cell that contains the separator in quotation marks"
            problems.add("E185/ragged-row", what, Place(file, line), hint=hint)
            continue
        yield place, dict(_fields(names, cells, source, file, line))


def _fields(
    names: Sequence[str], cells: Sequence[str], source: Sequence[str], file: str, line: int
) -> Iterator[tuple[str, Field]]:
    """Give the fields of a row; the same words in two cells are found at the place of their own."""
    start = 0
    for name, cell in zip(names, cells, strict=True):
        at = source[line - 1].find(cell, start) if cell else -1
        place = Place(file, line, at + 1, len(cell)) if at >= 0 else cell_place(source, file, line, cell)
        start = at + len(cell) if at >= 0 else start
        yield name, Field(cell, place)


def _names(header: Line, source: Sequence[str], file: str, given: str, problems: Problems) -> list[str] | None:
    """Return the name of each column; `None` after a problem with them."""
    before = len(problems)
    line, written = header
    names = [name.casefold() for name in written]
    if any("@" in name for name in names):
        hint = f"write a first line with the names of the columns: {', '.join(FIELDS)}"
        problems.add("E185/header-not-first", "the first row is a recipient, not a header", Place(file, line),
                     hint=hint)  # fmt: skip
        return None
    for at, name in enumerate(names):
        place = cell_place(source, file, line, written[at])
        if not name:
            hint = "give every column a name in the first row"
            problems.add("E185/unnamed-column", "a column has no name", Place(file, line), hint=hint)
        elif name in names[:at]:
            text = f"two columns have the name `{written[at]}`"
            problems.add("E185/duplicate-column", text, place, hint="rename one of them")
        elif odd := odd_character(name, place):
            problems.append(odd)
        elif name not in FIELDS:
            problems.add("E901/unknown-column", f"`{written[at]}` is not a column of a list of recipients", place,
                         hint=field_hint(name))  # fmt: skip
    needed = ("address",) if given else ("address", "audience")
    missing = [name for name in needed if name not in names]
    if missing and len(problems) == before:
        text = f"the list has no column `{missing[0]}`"
        more = ", or give `--audience`" if missing[0] == "audience" else ""
        problems.add("E901/missing-column", text, Place(file, line), hint=f"add the column{more}")
    return names if len(problems) == before else None
