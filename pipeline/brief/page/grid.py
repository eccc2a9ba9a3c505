"""The grid of a table: which columns and rows each cell takes, past the cells that reach down from above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import lxml.etree as etree


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid: where it begins, how far it reaches; in gaps and below merged cells it has no `element`."""

    element: etree._Element | None
    column: int
    across: int = 1
    down: int = 1
    is_below: bool = False


def grid_rows(rows: Sequence[etree._Element]) -> Iterator[list[Cell]]:
    """Give the cells of each row of one row group, from the first column on, with those that reach into it from above.

    A cell that would reach over one from above is cut, as there is one cell for each place; one that takes no rows
    takes all that are left (HTML, 4.9.11); none reaches out of its row group.
    """
    below: dict[int, Cell] = {}  # column to the cell that reaches down into it, with the rows that it still covers
    for place, row in enumerate(rows):
        cells, column = [], 0
        for element in row:
            while column in below:
                cells.append(below[column])
                column += below[column].across
            across = max(1, int(element.get("colspan") or 1))
            while any(other in below for other in range(column + 1, column + across)):
                across -= 1
            down = min(int(element.get("rowspan") or 1) or len(rows), len(rows) - place)
            cells.append(Cell(element, column, across, max(1, down)))
            column += across
        cells += [cell for begin, cell in sorted(below.items()) if begin >= column]
        yield cells
        reaching = [replace(cell, element=None, is_below=True, down=cell.down - 1) for cell in cells if cell.down > 1]
        below = {cell.column: cell for cell in reaching}


def table_cells(table: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """Give every cell of a table with the column in which it begins and how many it takes."""
    for group in table.iterchildren("thead", "tbody"):
        for row in grid_rows(list(group)):
            yield from ((cell.column, cell.across, cell.element) for cell in row if cell.element is not None)


def column_count(table: etree._Element) -> int:
    """Return how many columns a table has, 0 for one without cells."""
    return max((column + across for column, across, _ in table_cells(table)), default=0)
