"""The rows and cells of a pipe table, with the marks of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from markdown_it.token import Token

from brief.diagnostics.problems import Place
from brief.load.markdown.attributes import LIST, Attributes, audience_of, check_keys, read_attributes
from brief.load.markdown.grid import Span
from brief.load.markdown.inline import read_inlines
from brief.load.markdown.passage import Passage, Reading
from brief.model import Kind, Node


def table_rows(token: Token, reading: Reading) -> tuple[Node, ...]:
    """Return the rows of a `grid` token, header first; a row of another length than the header is a problem (E160)."""
    header, aligns = token.meta["rows"][0], token.meta["aligns"]
    if len(aligns) != len(header):
        _report_ragged_row(token.meta["rule"], len(header), reading)
    aligns = [*aligns, *[""] * len(header)]
    rows = enumerate(token.meta["rows"])
    return tuple(_row(cells, aligns, len(header), reading, index == 0) for index, cells in rows)


def _report_ragged_row(cells: Sequence[Span], width: int, reading: Reading) -> None:
    place = _place(cells, reading)
    cells_of = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
    hint = f"give it {width}; write `\\|` for a literal `|` in a cell"
    reading.report("E160/ragged-row", f"a row has {cells_of}, the header has {width}", place, hint=hint)


def _place(cells: Sequence[Span], reading: Reading) -> Place:
    line = reading.line_part(cells[0][0], cells[-1][1])
    return line.place(0, len(line.text))


def _row(cells: Sequence[Span], aligns: Sequence[str], width: int, reading: Reading, is_header: bool) -> Node:
    place = _place(cells, reading)
    found: Attributes | None = None
    if len(cells) == width + 1 and LIST.match(reading.text, cells[-1][0]):
        found = read_attributes(reading.line_part(*cells[-1]), 0, reading)
        cells = cells[:-1]
    if len(cells) != width:
        _report_ragged_row(cells, width, reading)
    made = []
    for index, cell in enumerate(cells):
        passage = reading.line_part(*cell)
        inlines = read_inlines(passage, reading, is_cell=True)
        if inlines.ending and index + 1 < len(cells):
            hint = "put attributes of the row at the end of its last cell, or put brackets around words of the cell"
            reading.report("E151/attributes-on-cell", "a cell cannot have attributes", inlines.ending.place, hint=hint)
        elif inlines.ending:
            found = inlines.ending
        made.append(_cell(inlines.nodes, passage, aligns[index] if index < len(aligns) else "", is_header))
    audience, audience_place = None, None
    if found:
        check_keys(found, () if is_header else ("audience",), reading, "a table's header" if is_header else "a row")
        if not is_header:
            audience, audience_place = audience_of(found, reading)
    attributes = MappingProxyType({"header": "yes" if is_header else "no"})
    return Node(Kind.ROW, tuple(made), "", attributes, audience, place, audience_place)


def _cell(nodes: tuple[Node, ...], passage: Passage, align: str, is_header: bool) -> Node:
    attributes = MappingProxyType({"align": align or "start", "scope": "col" if is_header else ""})
    return Node(Kind.CELL, nodes, "", attributes, place=passage.place(0, len(passage.text)))
