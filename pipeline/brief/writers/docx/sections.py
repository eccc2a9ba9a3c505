"""Sections: page set-up, and headers and footers that carry the handling mark on every page (ECMA-376 17.6, 17.10)."""

from __future__ import annotations

from collections.abc import Mapping

import lxml.etree as etree

from brief.writers.docx.controls import fixed_control
from brief.writers.docx.document import Document
from brief.writers.docx.fields import field
from brief.writers.docx.package import Part
from brief.writers.docx.paragraphs import add_properties
from brief.writers.docx.runs import Form, pieces, properties
from brief.writers.docx.xml import MM, Xml, paragraph_properties, related, root, text, twips, w

LONGEST = "TLP:AMBER+STRICT"
SPACE = "\u00a0"
LETTER, BLANK = 0.57, 0.2  # about how wide a capital and a space of a bold sans are, in ems


def write_section(document: Document, body: etree._Element, source: Part) -> Xml:
    """Add headers and footers, and return the properties of a section that has them: of every section.

    The first page has the mark and the privilege line, but not the running title, which stands below as the title.
    """
    is_rtl = (body.getroottree().getroot().get("dir") or body.get("dir")) == "rtl"
    data = {str(name).removeprefix("data-"): str(value) for name, value in body.attrib.items()}
    parts = (
        ("header1", "default", _header(document, data, data.get("running", ""))),
        ("header2", "first", _header(document, data, "")),
        ("footer1", "default", _footer(document, data)),
        ("footer2", "first", _footer(document, data)),
    )
    made = w("sectPr")
    for name, kind, element in parts:
        if is_rtl:  # the outer column is on the other side
            for line in element:
                add_properties(line, w("ind", left=0))
        identifier = document.package.add_word(name, element, source)
        made.append(related(f"{name[:-1]}Reference", identifier, type=kind))
    if document.endnotes:
        made.append(w("endnotePr", w("numFmt", val="decimal")))
    look = document.look
    across, down = look.sheet
    made.append(w("pgSz", w=across, h=down))
    sides = ("right", "left") if is_rtl else ("left", "right")  # the outer column is where lines begin
    made.append(
        w(
            "pgMar", top=look.margin("top"), right=look.margin(sides[1]), bottom=look.margin("bottom"),
            left=look.margin(sides[0]), header=twips(7 * MM), footer=twips(9 * MM), gutter=0,
        )
    )  # fmt: skip
    made.append(w("titlePg"))
    if is_rtl:
        made.append(w("bidi"))
    return made


def _header(document: Document, data: Mapping[str, str], title: str) -> Xml:
    made = root("hdr", *_mark(document, data), _line("Header", _words(title)))
    if data.get("privilege"):
        made.append(_line("Privilege", _words(data["privilege"])))
    return made


def _footer(document: Document, data: Mapping[str, str]) -> Xml:
    page = [
        w("r", w("tab")), *_words(f"{data.get('page', '')} "), *field("PAGE", "1", Form()),
        *_words(f" {data.get('of', '')} "), *field("NUMPAGES", str(document.sheets), Form()),
    ]  # fmt: skip
    return root("ftr", *_mark(document, data), _line("Footer", _words(data.get("reference", "")), page))


def _mark(document: Document, data: Mapping[str, str]) -> list[Xml]:
    """Return the handling mark on its strip at the right edge of the text, not to be edited; nothing without a mark."""
    mark = data.get("mark", "")
    if not mark:
        return []
    style = "HandlingMarkWide" if mark == LONGEST else "HandlingMark"
    run = w("r", properties(Form(f"HandlingMark{label(mark).capitalize()}")), text(mark))
    control = fixed_control(document, "handling-mark")
    control[-1].append(w("p", paragraph_properties(w("pStyle", val=style)), run))
    return [control]


def label(mark: str) -> str:
    """Return the name of a mark's colour: the colour of TLP:AMBER+STRICT is amber."""
    return mark.removeprefix("TLP:").partition("+")[0].lower()


def _words(words: str) -> list[Xml]:
    return [
        w("r", properties(Form(), direction), text(piece)) for piece, direction in pieces(words, is_rtl=False) if piece
    ]


def _line(style: str, *content: list[Xml]) -> Xml:
    return w("p", paragraph_properties(w("pStyle", val=style)), *(each for group in content for each in group))
