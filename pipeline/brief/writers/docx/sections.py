"""Sections: runs of pages of one kind, portrait or landscape, with headers and footers (ECMA-376 17.6)."""

from __future__ import annotations

import copy

from brief.ooxml.package import Part
from brief.ooxml.xml import MM, W, Xml, twips, w
from brief.writers.docx.document import Context, Output, Scope
from brief.writers.docx.headers_footers import header_footer_references, sheet_kinds
from brief.writers.docx.paragraphs import PARAGRAPH, last_block, last_paragraph
from brief.writers.docx.reference.read import number

_BREAK = f"{{{W}}}sectPr"


def begin_landscape(output: Output, into: Xml, scope: Scope) -> None:
    """Put what follows on a landscape page: end the section before it, unless that is landscape too."""
    last = last_block(into)
    if last is None:
        return
    before = last[0].find(_BREAK) if last.tag == PARAGRAPH else None
    if before is not None:
        last[0].remove(before)  # the landscape section goes on, and is the first again if it was
        output.has_section = before.find(f"{{{W}}}titlePg") is None
        return
    last_paragraph(into)[0].append(_section(output, scope.part, is_landscape=False))


def end_landscape(output: Output, into: Xml, scope: Scope) -> None:
    """Put what follows on a portrait page again: end the landscape section."""
    last_paragraph(into)[0].append(_section(output, scope.part, is_landscape=True))


def close_sections(output: Output, body: Xml, source: Part) -> None:
    """End the last section; a landscape section that nothing follows is the last itself."""
    last = last_block(body)
    found = last[0].find(_BREAK) if last is not None and last.tag == PARAGRAPH else None
    if last is not None and found is not None:
        last[0].remove(found)
        body.append(found)
    else:
        body.append(_section(output, source, is_landscape=False))


def _section(output: Output, source: Part, *, is_landscape: bool) -> Xml:
    """Return the properties of the section that ends here."""
    theme, is_first = output.context.theme, not output.has_section
    output.has_section = True
    made = w("sectPr", *header_footer_references(output, source, is_first=is_first, is_landscape=is_landscape))
    if output.context.endnotes:
        made.append(w("endnotePr", w("numFmt", val="decimal")))
    across, down = theme.landscape_size if is_landscape else theme.page_size
    made.append(w("pgSz", w=across, h=down, **({"orient": "landscape"} if across > down else {})))
    sides = (
        ("right", "left") if output.context.is_rtl else ("left", "right")
    )  # the outer column is on the side where lines begin
    made.append(
        w(
            "pgMar", top=theme.margin("top"), right=theme.margin(sides[1]), bottom=theme.margin("bottom"),
            left=theme.margin(sides[0]), **_distances(output.context), gutter=0,
        )
    )  # fmt: skip
    if theme.column and not is_landscape and output.context.reference is not None:
        made.extend(copy.deepcopy(output.context.reference.section.findall(f"{{{W}}}cols")))
    if is_first and "first" in sheet_kinds(output.context):
        made.append(w("titlePg"))
    if output.context.is_rtl:
        made.append(w("bidi"))
    if output.context.reference is not None:
        made.extend(copy.deepcopy(output.context.reference.section.findall(f"{{{W}}}docGrid")))
    return made


def _distances(context: Context) -> dict[str, int]:
    """Return the distances of header and footer from the edges of the page, in twips."""
    margins = context.reference.section.find(f"{{{W}}}pgMar") if context.reference is not None else None
    if margins is not None:
        return {name: number(margins, name) for name in ("header", "footer")}
    return {"header": twips(7 * MM), "footer": twips(9 * MM)}
