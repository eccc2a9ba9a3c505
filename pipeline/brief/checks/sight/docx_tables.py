"""What the tables around a paragraph of a Word file do to it: their colours, and whether its row is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from brief.checks.sight.word import W, fill, is_on, number, value


@dataclass(frozen=True)
class Cell:
    """One cell around a paragraph, with the properties that its table's style has for it, the strongest first."""

    fill: str
    kinds: tuple[str, ...]  # the parts of the table that it is in, for which the style may have properties of its own
    style: str
    run_properties: tuple[Any, ...] = field(hash=False, compare=False)
    row: Any = field(hash=False, compare=False)
    table: Any = field(hash=False, compare=False)

    def why_unseen(self, least: float, page_width: int, page_height: int) -> str:
        """Return whether the row is hidden or too low for letters of `least` twips, or the table beside the page."""
        properties = self.row.find(f"{W}trPr")
        height = properties.find(f"{W}trHeight") if properties is not None else None
        if properties is not None and is_on(properties.find(f"{W}hidden")):
            return "its row is hidden"
        if height is not None and height.get(f"{W}hRule") == "exact" and number(height, "val", 0) < least:
            return "its row is too low for it"
        place, indent = (self.table.find(f"{W}tblPr/{W}{name}") for name in ("tblpPr", "tblInd"))
        across = max(abs(number(place, "tblpX", 0)), abs(number(indent, "w", 0)))
        if across > page_width or abs(number(place, "tblpY", 0)) > page_height:
            return "its table is beside the page"
        return ""


def cells_of(paragraph: Any, styles: Mapping[str, Any]) -> Iterator[Cell]:
    """Give the cells around a paragraph, the innermost first."""
    for cell in paragraph.iterancestors(f"{W}tc"):
        row = next(cell.iterancestors(f"{W}tr"))
        table = next(row.iterancestors(f"{W}tbl"))
        style = value(table.find(f"{W}tblPr"), "tblStyle")
        kinds = tuple(_kinds(cell, row, table))
        sources = list(_sources(style, kinds, styles))
        own = fill(cell.find(f"{W}tcPr/{W}shd"))
        styled = (fill(source.find(f"{W}tcPr/{W}shd")) or fill(source.find(f"{W}tblPr/{W}shd")) for source in sources)
        colour = own or next(filter(None, styled), "") or fill(table.find(f"{W}tblPr/{W}shd"))
        runs = tuple(source.find(f"{W}rPr") for source in sources)
        yield Cell(colour, kinds, style, runs, row, table)


def _kinds(cell: Any, row: Any, table: Any) -> Iterator[str]:
    """Give the parts of a table that a cell is in, as far as its look has them on (17.4.55), the strongest first."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    rows, cells = list(table.iterchildren(f"{W}tr")), list(row.iterchildren(f"{W}tc"))
    places = {
        "firstRow": row is rows[0] or is_on(row.find(f"{W}trPr/{W}tblHeader")), "lastRow": row is rows[-1],
        "firstColumn": cell is cells[0] if cells else False, "lastColumn": cell is cells[-1] if cells else False,
    }  # fmt: skip
    for name, is_there in places.items():
        if is_there and look is not None and look.get(f"{W}{name}") in {"1", "true", "on"}:
            yield name.replace("Column", "Col")


def _sources(style: str, kinds: tuple[str, ...], styles: Mapping[str, Any]) -> Iterator[Any]:
    met: set[str] = set()
    chain = []
    while style in styles and style not in met:
        met.add(style)
        chain.append(styles[style])
        style = value(styles[style], "basedOn")
    for kind in kinds:
        for one in chain:
            yield from (row for row in one.iterfind(f"{W}tblStylePr") if row.get(f"{W}type") == kind)
    yield from chain
