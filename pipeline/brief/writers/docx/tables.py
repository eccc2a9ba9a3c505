"""Tables: repeated headers, merged cells, widths that fit, and a description for screen readers (ECMA-376 17.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import lxml.etree as etree

from brief.ooxml.xml import W, Xml, eighths, paragraph_properties, twips, w
from brief.page.columns import (
    WIDE_TABLE,
    cell_gap,
    column_widths,
    declared_widths,
    single_column_cells,
    table_type_size,
    uses_outer_column,
)
from brief.page.elements import classes, text_of
from brief.page.grid import Cell, grid_rows
from brief.page.measure import measure
from brief.writers.docx.captions import write_caption
from brief.writers.docx.document import Context, Output, Scope
from brief.writers.docx.paragraphs import add_properties, end_with_paragraph, keep_with_next, separate_tables

_ALIGNMENTS = {"center": "Centre", "end": "End", "decimal": "End"}
_STATEMENTS = frozenset({"record", "judgments"})
_SHORT = 5  # rows of a body that stays on one page


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the grid, whose cells cover every column."""

    element: etree._Element
    cells: tuple[Cell, ...]
    is_head: bool
    is_statement: bool  # the row's heading is a whole statement, and is set like the rest


def write_table(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    """Write a table with its caption above it."""
    rows = _grid(element)
    count = max((cell.column + cell.across for row in rows for cell in row.cells), default=0)
    # Programs do not agree on which side a table that runs from right to left reaches out.
    is_out = uses_outer_column(classes(element), count) and not scope.is_rtl
    if is_out and not scope.indent and not scope.is_cell:
        scope = replace(scope, indent=-output.context.theme.outer)
    if "landscape" in classes(element):
        scope = replace(scope, width=output.context.theme.landscape_text_width)
    for caption in element.iterchildren("caption"):
        if caption.get("id"):
            output.bookmarks.hold(caption.get("id"))
        write_caption(output, caption, into, scope, style="TableCaption", name="Table")
    if not rows:
        return
    separate_tables(into)
    width = max(scope.width - scope.indent, count * 20)
    gap = cell_gap(output.context.theme.page_theme, width, count)
    widths = _widths(output.context, element, count, width, gap)
    narrow = gap if gap < twips(output.context.theme.points("space.gutter")) else None
    grid = w("tblGrid", *(w("gridCol", w=each) for each in widths))
    made = w("tbl", _properties(element, rows, width, scope, narrow), grid)
    into.append(made)
    heads = sum(row.is_head for row in rows)
    for row in rows:
        group = row.element.getparent()
        if group is not None and row.element.getprevious() is None:
            output.bookmarks.hold(group.get("id"))
        output.bookmarks.hold(row.element.get("id"))
        made.append(_row(output, row, widths, replace(scope, is_cell=True, level=-1, indent=0), heads))
    _keep_together(list(made.iterchildren(f"{{{W}}}tr")), heads)


def _keep_together(rows: list[Xml], heads: int) -> None:
    """Keep a short table on one page, and the first and the last two rows of a long one together."""
    last = len(rows) - 1
    for place, row in enumerate(rows[:-1]):
        if len(rows) - heads <= _SHORT or place in (heads, last - 1):
            for made in row.iterfind(f"{{{W}}}tc/{{{W}}}p"):
                keep_with_next(made)


def _grid(element: etree._Element) -> list[Row]:
    """Return the rows of a table without gaps: spans end with their row group, short rows are filled up."""
    rows: list[Row] = []
    is_statement = bool(_STATEMENTS & set(classes(element)))
    for group in element.iterchildren("thead", "tbody"):
        for place, cells in enumerate(grid_rows(list(group))):
            rows.append(Row(group[place], tuple(cells), group.tag == "thead", is_statement))
    count = max((cell.column + cell.across for row in rows for cell in row.cells), default=0)
    return [replace(row, cells=tuple(_without_gaps(row.cells, count))) for row in rows] if count else []


def _without_gaps(cells: tuple[Cell, ...], count: int) -> Iterator[Cell]:
    column = 0
    for cell in cells:
        if cell.column > column:
            yield Cell(None, column, cell.column - column)
        yield cell
        column = cell.column + cell.across
    if column < count:
        yield Cell(None, column, count - column)


def _widths(context: Context, element: etree._Element, count: int, width: int, gap: int) -> list[int]:
    found = declared_widths([column.get("style", "") for column in element.iter("col")], count, width)
    size = table_type_size(context.theme.page_theme, count)
    return found or column_widths(single_column_cells(element), count, width, size, gap)


def _properties(element: etree._Element, rows: list[Row], width: int, scope: Scope, gap: int | None) -> Xml:
    caption = element.find("caption")
    heads = [text_of(cell.element) for row in rows if row.is_head for cell in row.cells if cell.element is not None]
    first = [row.cells[0].element for row in rows if not row.is_head]
    has_row_heads = any(cell is not None and cell.tag == "th" for cell in first)
    switches = {
        "firstRow": any(row.is_head for row in rows), "lastRow": False, "firstColumn": has_row_heads,
        "lastColumn": False, "noHBand": True, "noVBand": True,
    }  # fmt: skip
    # Older readers, and LibreOffice, read them from one number: the first is the bit of 32.
    number = sum(value << 5 + place for place, value in enumerate(switches.values()))
    theme = w("tblLook", val=f"{number:04X}", **{name: int(value) for name, value in switches.items()})
    return w(
        "tblPr",
        w("tblStyle", val="Table"),
        w("bidiVisual") if scope.is_rtl else None,
        w("tblW", w=width, type="dxa"),
        w("tblInd", w=scope.indent, type="dxa") if scope.indent else None,
        w("tblLayout", type="fixed"),
        w("tblCellMar", w("right", w=gap, type="dxa")) if gap is not None else None,
        theme,
        w("tblCaption", val=text_of(caption)) if caption is not None else None,
        w("tblDescription", val="; ".join(filter(None, heads))) if any(heads) else None,
    )


def _row(output: Output, row: Row, widths: list[int], scope: Scope, heads: int) -> Xml:
    made = w("tr", w("trPr", w("cantSplit"), w("tblHeader") if row.is_head else None))
    is_recommended = "recommended" in classes(row.element)
    for cell in row.cells:
        width = sum(widths[cell.column : cell.column + cell.across])
        theme = output.context.theme
        bar = w("left", val="single", sz=eighths(theme.points("line.bar")), space=0, color=theme.colour("structure"))
        line = theme.border("bottom", "head", "structure")
        properties = w(
            "tcPr",
            w("tcW", w=width, type="dxa"),
            w("gridSpan", val=cell.across) if cell.across > 1 else None,
            (w("vMerge") if cell.is_below else w("vMerge", val="restart")) if cell.down > 1 or cell.is_below else None,
            w("tcBorders", bar) if is_recommended and cell.column == 0
            else w("tcBorders", line) if row.is_head and heads > 1 else None,
            w("shd", val="clear", color="auto", fill=theme.colour("tint")) if is_recommended else None,
            w("tcMar", w("left", w=twips(6), type="dxa")) if is_recommended and cell.column == 0 else None,
        )  # fmt: skip
        made.append(w("tc", properties))
        style = _style(cell.element, row, len(widths), is_rtl=scope.is_rtl)
        inner = replace(scope, style=style, width=max(width - twips(theme.points("space.gutter")), 60))
        if cell.element is not None:
            output.bookmarks.hold(cell.element.get("id"))
            output.write_blocks(cell.element, made[-1], inner)
            _align(output.context, cell.element, made[-1], len(widths), is_rtl=scope.is_rtl)
        if len(made[-1]) == 1:
            made[-1].append(w("p", paragraph_properties(w("pStyle", val=style))))
        end_with_paragraph(made[-1])
    return made


def _align(context: Context, element: etree._Element, cell: Xml, count: int, *, is_rtl: bool) -> None:
    """Indent a number by the decimals that the longest one of its column has more."""
    missing = element.get("data-tail")
    if missing:
        size = context.theme.points("size.table-wide" if count >= WIDE_TABLE else "size.table")
        face = measure(context.page.assets, context.theme.page_theme.text("face.display"), 400)
        indent = twips(face.width(missing, "tnum", "-kern") * size)
        for made in cell.iterfind(f"{{{W}}}p"):
            # Figures are on the right in every language, which is where lines begin if they run from right to left.
            add_properties(made, w("ind", left=indent) if is_rtl else w("ind", right=indent))


def _style(element: etree._Element | None, row: Row, count: int, *, is_rtl: bool) -> str:
    """Return the style of a cell's paragraphs: what kind of cell, how aligned."""
    kind = "TableHeading" if row.is_head else "TableText"
    if element is None:
        return kind
    if count >= WIDE_TABLE and row.is_head:
        kind = "TableHeadingSmall"
    if element.tag == "th" and not row.is_head and not row.is_statement:
        kind = "TableRowHeading"
    if count >= WIDE_TABLE and kind == "TableText":
        kind = "TableTextSmall"
    alignment = next((_ALIGNMENTS[name] for name in classes(element) if name in _ALIGNMENTS), "")
    if is_rtl and alignment == "End":
        alignment = ""  # figures are on the right in every language, which is where lines begin in these
    return f"{kind}{alignment}"
