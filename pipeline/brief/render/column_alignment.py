"""How the columns of a data file are aligned: by the cells that the audience sees, for others could tell of theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from brief.model import Kind, Node

_AUTO = "auto"
_NUMBER = re.compile(
    r"[-+\u2212]?(?:\d{1,3}(?:[,\u00a0\u202f\u2009 '\u2019]\d{3})+|\d{1,3}(?:\.\d{3})+(?=,)|\d+)([.,]\d+)?\s?%?"
)
_NONE = frozenset({"", "-", "\u2013", "\u2014", "n/a"})


def align_columns(rows: Sequence[Node]) -> tuple[Node, ...]:
    """Return the rows of a table with an alignment for each cell that leaves it to what is in its column."""
    columns: dict[int, list[str]] = {}
    for row in rows:
        for column, cell in enumerate(row.children):
            if cell.get("align") == _AUTO and row.get("header") != "yes":
                columns.setdefault(column, []).append(_words(cell))
    alignments = {column: _alignment(cells) for column, cells in columns.items()}
    return tuple(
        _aligned(row, [alignments.get(column, "start") for column in range(len(row.children))]) for row in rows
    )


def _aligned(row: Node, alignments: Sequence[str]) -> Node:
    cells = (
        replace(cell, attributes={**cell.attributes, "align": align}) if cell.get("align") == _AUTO else cell
        for cell, align in zip(row.children, alignments, strict=True)
    )
    return replace(row, children=tuple(cells))


def _words(cell: Node) -> str:
    return "".join("\n" if child.kind is Kind.BREAK else child.text for child in cell.children)


def _alignment(cells: Sequence[str]) -> str:
    """Return the alignment of a column: `decimal` for numbers with decimals, `end` for other numbers, else `start`."""
    found = [_NUMBER.fullmatch(cell) for cell in cells if cell not in _NONE]
    if not found or not all(found):
        return "start"
    return "decimal" if any(number and number[1] for number in found) else "end"
