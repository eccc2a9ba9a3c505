"""What stands on every sheet: the handling mark, the privilege line, running title and page number (ECMA-376 17.10)."""

from __future__ import annotations

from functools import partial

from brief.ooxml.package import WORD_TYPE, Part
from brief.ooxml.xml import W, Xml, paragraph_properties, related, root, serialised, text, twips, w
from brief.writers.docx.content_controls import fixed_control, inline_control
from brief.writers.docx.document import Document
from brief.writers.docx.fields import field
from brief.writers.docx.handling import STRICT, label
from brief.writers.docx.link_targets import is_of_contents
from brief.writers.docx.paragraphs import add_properties
from brief.writers.docx.reference.fill_placeholders import filled, seen_strip
from brief.writers.docx.reference.headers_footers import Key
from brief.writers.docx.runs import Form, pieces, properties


def references(document: Document, source: Part, *, is_first: bool, is_turned: bool) -> list[Xml]:
    """Return what points a section to its headers and footers, which are made when they are first wanted.

    The first sheet of all has the mark and the privilege line, but not the running title: that stands below as the
    title. The lines of a turned sheet are as long as it is wide.
    """
    kinds = [kind for kind in sheet_kinds(document) if is_first or kind != "first"]
    found = []
    for name in ("header", "footer"):
        for kind in kinds:
            key = f"{name} {kind}{' turned' if is_turned else ''}"
            if key not in document.furniture:
                number = 1 + sum(each.startswith(name) for each in document.furniture)
                part = Part(f"word/{name}{number}.xml", WORD_TYPE.format(name))
                part.data = serialised(_content(document, part, (name, kind), is_turned=is_turned))
                document.furniture[key] = document.package.add(part, name, source)
            found.append(related(f"{name}Reference", document.furniture[key], type=kind))
    return found


def sheet_kinds(document: Document) -> tuple[str, ...]:
    """Return the kinds of sheets that have headers and footers of their own."""
    given = document.reference
    return given.kinds if given is not None and given.letterheads else ("default", "first")


def _content(document: Document, part: Part, key: Key, *, is_turned: bool) -> Xml:
    """Return what a header or footer holds: the organisation's own, if it has any, or ours."""
    name, kind = key
    given = document.reference
    if given is not None and given.letterheads:
        document.given.add(part.name)
        mark = partial(_mark, document, is_turned=is_turned)
        return filled(document, given.letterheads.get(key), part, name, mark, is_turned=is_turned)
    title = "" if kind == "first" else document.said("running")
    lines = _header(document, title) if name == "header" else _footer(document, is_turned=is_turned)
    strips = _mark(document, is_turned=is_turned)
    if given is not None:
        strips = [seen_strip(document, each) for each in strips]
    return root("hdr" if name == "header" else "ftr", *strips, *lines)


def _header(document: Document, title: str) -> list[Xml]:
    section = _section(document) if title else []
    lines = [_line(document, "Header", [*_held(document, "running", title), *section])]
    if document.said("privilege"):
        lines.append(_line(document, "Privilege", _held(document, "privilege", document.said("privilege"))))
    return lines


def _section(document: Document) -> list[Xml]:
    """Return a field that says the title of the section that a sheet is about (ECMA-376 17.16.5.59).

    Word and LibreOffice from 7.6 work it out for each sheet as they show it; a result of one sheet would be wrong on
    all others, so it has none, and older programs show nothing there.
    """
    if next((each for each in document.body.iter("h2") if not is_of_contents(each)), None) is None:
        return []
    return [*_words("\u2003"), *field("STYLEREF 1", "")]


def _held(document: Document, name: str, words: str) -> list[Xml]:
    """Return words in a control that says what they are; nothing for no words."""
    if not words:
        return []
    control = inline_control(document, name)
    control[-1].extend(_words(words))
    return [control]


def _footer(document: Document, *, is_turned: bool) -> list[Xml]:
    page = [
        w("r", w("tab")), *_words(f"{document.said('page')} "), *field("PAGE", "1"),
        *_words(f" {document.said('of')} "), *field("NUMPAGES", str(document.sheets)),
    ]  # fmt: skip
    style = "FooterLandscape" if is_turned else "Footer"
    return [_line(document, style, [*_held(document, "reference", document.said("reference")), *page])]


def _mark(document: Document, *, is_turned: bool) -> list[Xml]:
    """Return the handling mark on its strip at the right edge of the text, not to be edited; nothing without a mark.

    The strip is a frame (ECMA-376 17.3.1.11), so that it is as wide as it should be on sheets of any width. It is said
    here and not by the style, where LibreOffice does not look for it. Where the outer column is on the right, the
    strip stands at its edge, as far from that of the sheet as on any other.
    """
    mark, look = document.said("mark"), document.look
    if not mark:
        return []
    width = twips(look.points("mark.width-strict" if mark == STRICT else "mark.width"))
    frame = w("framePr", w=width, h=twips(look.points("mark.height")), hRule="exact", hSpace=0, wrap="around",
              vAnchor="text", hAnchor="margin", xAlign="right", y=1)  # fmt: skip
    if document.is_rtl and look.outer:
        del frame.attrib[f"{{{W}}}xAlign"]
        frame.set(f"{{{W}}}hAnchor", "page")
        frame.set(
            f"{{{W}}}x",
            str((look.turned_sheet if is_turned else look.sheet)[0] - look.margin("left") + look.outer - width),
        )
    control = fixed_control(document, "handling-mark")
    control[-1].append(w("r", properties(Form(f"HandlingMark{label(mark).capitalize()}")), text(mark)))
    return [w("p", paragraph_properties(w("pStyle", val="HandlingMark"), frame), control)]


def _words(words: str) -> list[Xml]:
    return [
        w("r", properties(Form(), direction), text(piece)) for piece, direction in pieces(words, is_rtl=False) if piece
    ]


def _line(document: Document, style: str, content: list[Xml]) -> Xml:
    made = w("p", paragraph_properties(w("pStyle", val=style)), *content)
    if document.is_rtl:  # the outer column is on the other side
        add_properties(made, w("ind", left=0))
    return made
