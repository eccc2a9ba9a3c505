"""Boxes: the basis of the brief, the summary, the requested decision, and columns side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import lxml.etree as etree

from brief.ooxml.xml import MM, W, Xml, children_after, last_child, twips, w
from brief.page.elements import classes
from brief.writers.docx.document import Context, Output, Scope
from brief.writers.docx.paragraphs import (
    PARAGRAPH,
    TABLE,
    add_properties,
    end_with_paragraph,
    separate_tables,
    style_of,
)

_WHEN, _GAP = twips(52 * MM), twips(8 * MM)  # the column of a decision's date; between columns side by side
_ROOM = 9  # points between a summary's edge and its first and last lines


def write_basis(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    """Write the basis of the brief: paragraphs in a border, with a bar where lines begin."""
    output.write_blocks(element, into, replace(scope, style="Basis") if scope.style == "BodyText" else scope)


def write_summary(
    output: Output, element: etree._Element, into: Xml, scope: Scope,
    write: Callable[[Output, etree._Element, Xml, Scope], None],
) -> None:  # fmt: skip
    """Write a summary with `write`: paragraphs on a tint, without white lines between them."""
    before = last_child(into)
    write(output, element, into, replace(scope, style="Summary"))
    made = list(_paragraphs(children_after(into, before)))
    around = twips(output.context.theme.points("space.block"))
    tint = output.context.theme.colour("tint")
    for place, each in enumerate(made):
        _shade(output.context, each)
        is_first, is_last = place == 0, place == len(made) - 1
        extra = _extra_indent(output.context, each)
        if is_first or is_last or extra or not style_of(each).startswith("Summary"):
            border = summary_border(tint, _ROOM if is_first else 2, _ROOM if is_last else 2, extra)
            if each[0].find(f"{{{W}}}bidi") is not None:
                _mirror(border)
            if style_of(each) == "HorizontalRule":
                border[2].set(f"{{{W}}}color", output.context.theme.colour("hairline"))
            add_properties(each, border, w("spacing", before=around * is_first, after=around * is_last))


def _shade(context: Context, made: Xml) -> None:
    """Put a paragraph of another style on the tint, with the same edges as the summary's own paragraphs."""
    if style_of(made).startswith("Summary"):
        return
    edge = context.theme.style_indent("Summary")
    own = made[0].find(f"{{{W}}}ind")
    left = int(own.get(f"{{{W}}}left", "0")) if own is not None else context.theme.style_indent(style_of(made))
    add_properties(
        made,
        w("shd", val="clear", color="auto", fill=context.theme.colour("tint")),
        w("spacing", before=0, after=0),
        w("ind", left=max(left, 0) + edge, right=edge, firstLine=0),
    )


def _extra_indent(context: Context, made: Xml) -> int:
    """Return by how many points a paragraph is indented more than the summary's own."""
    own = made[0].find(f"{{{W}}}ind")
    if own is None:
        return 0
    starts = int(own.get(f"{{{W}}}left", "0")) - int(own.get(f"{{{W}}}hanging", "0"))
    return max(0, starts - context.theme.style_indent("Summary")) // 20


def summary_border(colour: str, above: int = 2, below: int = 2, extra_indent: int = 0) -> Xml:
    """Return the border of a summary, in the colour of its ground: its distances (in points) are the padding.

    `extra_indent` is by how many points the paragraph is indented more; Word allows a distance of at most 31.
    """
    paddings = zip(("top", "left", "bottom", "right"), (above, min(8 + extra_indent, 31), below, 8), strict=True)
    return w("pBdr", *(w(side, val="single", sz=8, space=padding, color=colour) for side, padding in paddings))


def _mirror(border: Xml) -> None:
    """Swap the padding on the left and on the right, as the indents of the paragraph are swapped."""
    space, (_, left, _, right) = f"{{{W}}}space", border
    left.attrib[space], right.attrib[space] = right.attrib[space], left.attrib[space]


def _paragraphs(made: Iterable[Xml]) -> Iterator[Xml]:
    for each in made:
        if each.tag == PARAGRAPH:
            yield each
        elif each.tag != TABLE:
            yield from _paragraphs(each[-1])


def write_decision(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    """Write the requested decision: one dark row, with the request and its date side by side."""
    parts = [child for child in element if {"ask", "when"} & set(classes(child))]
    has_parts = len(parts) == len(element) > 1 and not (element.text or "").strip()
    room = scope.width - scope.indent
    shares = [*[(room - _WHEN) / (len(parts) - 1)] * (len(parts) - 1), _WHEN] if has_parts else [float(room)]
    row = _add_row(into, scope, "DecisionTable", shares, space=twips(output.context.theme.points("space.box")))
    for place, (cell, part) in enumerate(zip(row, parts if has_parts else [element], strict=True)):
        width = int(cell[0][0].get(f"{{{W}}}w", "0")) - 2 * twips(output.context.theme.points("space.box"))
        if place:
            cell[0].append(w("tcBorders", output.context.theme.border("left", "hair", "on-dark-line")))
        output.bookmarks.hold(part.get("id") if has_parts else None)
        output.write_blocks(part, cell, replace(scope, style="Decision", width=width, indent=0, level=-1))
        end_with_paragraph(cell)


def write_columns(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    """Write columns side by side as the cells of one row without lines; the first of two is the wider one.

    Programs do not agree on which side of a cell its margins are in a table that runs from right to left: there, each
    cell has half a gap on both sides, in a row that is wider by as much on both.
    """
    columns = [child for child in element if "column" in classes(child)]
    if len(columns) != len(element) or len(columns) < 2 or (element.text or "").strip():
        output.write_blocks(element, into, scope)
        return
    shares = [2.0, 1.0] if len(columns) == 2 else [1.0] * len(columns)
    row = _add_row(into, scope, "TableLayout", shares, out=_GAP if scope.is_rtl else 0)
    for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
        width = int(cell[0][0].get(f"{{{W}}}w", "0"))
        output.bookmarks.hold(column.get("id"))
        gap = _GAP if scope.is_rtl or place < len(columns) - 1 else 0
        margins = {"left": gap // 2, "right": gap // 2} if scope.is_rtl else {"right": gap}
        cell[0].append(w("tcMar", *(w(side, w=margin, type="dxa") for side, margin in margins.items())))
        inner = replace(scope, style="TableText", width=width - gap, indent=0, level=-1, is_column=True)
        output.write_blocks(column, cell, inner)
        end_with_paragraph(cell)


def _add_row(into: Xml, scope: Scope, style: str, shares: list[float], *, space: int = 0, out: int = 0) -> list[Xml]:
    """Append a table of one row, and return its cells; it is wider than its surroundings by `out` twips."""
    separate_tables(into)
    width = scope.width - scope.indent + out
    widths = [int(width * share / sum(shares)) for share in shares]
    cells = [w("tc", w("tcPr", w("tcW", w=each, type="dxa"))) for each in widths]
    table = w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=style),
            w("bidiVisual") if scope.is_rtl else None,
            w("tblW", w=sum(widths), type="dxa"),
            w("jc", val="center") if out else w("tblInd", w=scope.indent, type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblCellMar", *(w(side, w=space, type="dxa") for side in ("left", "right"))) if space else None,
            w("tblLook", val="0000"),
        ),
        w("tblGrid", *(w("gridCol", w=each) for each in widths)),
        w("tr", w("trPr", w("cantSplit")), *cells),
    )
    into.append(table)
    return cells
