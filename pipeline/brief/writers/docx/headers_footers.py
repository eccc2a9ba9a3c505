"""Headers and footers: handling mark, privilege line, running title and page number (ECMA-376 17.10).

They are ours, or those of a reference document, which `adopt` fills.
"""

from __future__ import annotations

from functools import partial

from brief.ooxml.package import WORD_TYPE, Part
from brief.ooxml.xml import W, Xml, paragraph_properties, relation_element, root, serialise, text, twips, w
from brief.writers.docx.adopt.fill_placeholders import fill_header_footer, make_strip_visible
from brief.writers.docx.content_controls import fixed_control, inline_control
from brief.writers.docx.document import Context, Output
from brief.writers.docx.fields import field
from brief.writers.docx.handling import STRICT, colour_name
from brief.writers.docx.page_elements import is_contents_heading
from brief.writers.docx.paragraphs import add_properties
from brief.writers.docx.reference.read_headers_footers import Key
from brief.writers.docx.runs import Formatting, directional_pieces, run_format


def header_footer_references(output: Output, source: Part, *, is_first: bool, is_landscape: bool) -> list[Xml]:
    """Return a section's references to its headers and footers, which are written when they are first needed.

    The first page of all has the mark and the privilege line, but not the running title: that is below as the title.
    The lines of a landscape page are as long as it is wide.
    """
    kinds = [kind for kind in sheet_kinds(output.context) if is_first or kind != "first"]
    found = []
    for name in ("header", "footer"):
        for kind in kinds:
            key = f"{name} {kind}{' landscape' if is_landscape else ''}"
            if key not in output.header_footer_ids:
                number = 1 + sum(each.startswith(name) for each in output.header_footer_ids)
                part = Part(f"word/{name}{number}.xml", WORD_TYPE.format(name))
                part.data = serialise(_content(output, part, (name, kind), is_landscape=is_landscape))
                output.header_footer_ids[key] = output.package.add(part, name, source)
            found.append(relation_element(f"{name}Reference", output.header_footer_ids[key], type=kind))
    return found


def sheet_kinds(context: Context) -> tuple[str, ...]:
    """Return the kinds of pages that have headers and footers of their own."""
    given = context.reference
    return given.kinds if given is not None and given.headers_footers else ("default", "first")


def _content(output: Output, part: Part, key: Key, *, is_landscape: bool) -> Xml:
    """Return the root of a header or footer: the organisation's own, if it has any, or ours."""
    name, kind = key
    given = output.context.reference
    if given is not None and given.headers_footers:
        output.reference_parts.add(part.name)
        mark = partial(_mark, output, is_landscape=is_landscape)
        return fill_header_footer(output, given.headers_footers.get(key), part, name, mark, is_landscape=is_landscape)
    title = "" if kind == "first" else output.context.body_data("running")
    lines = _header(output, title) if name == "header" else _footer(output, is_landscape=is_landscape)
    strips = _mark(output, is_landscape=is_landscape)
    if given is not None:
        strips = [make_strip_visible(output.context, each) for each in strips]
    return root("hdr" if name == "header" else "ftr", *strips, *lines)


def _header(output: Output, title: str) -> list[Xml]:
    section = _section(output.context) if title else []
    lines = [_line(output.context, "Header", [*_text_control(output, "running", title), *section])]
    if output.context.body_data("draft"):
        lines.append(_line(output.context, "Privilege", _text_runs(output.context.body_data("draft"))))
    if output.context.body_data("privilege"):
        lines.append(
            _line(
                output.context, "Privilege", _text_control(output, "privilege", output.context.body_data("privilege"))
            )
        )
    return lines


def _section(context: Context) -> list[Xml]:
    """Return a field that shows the title of the section that a page is about (ECMA-376 17.16.5.59).

    Word and LibreOffice from 7.6 compute it for each page when they show it. A stored result would be right on one page
    and wrong on all others, so there is none, and older programs show nothing there.
    """
    if next((each for each in context.body.iter("h2") if not is_contents_heading(each)), None) is None:
        return []
    return [*_text_runs("\u2003"), *field("STYLEREF 1", "")]


def _text_control(output: Output, name: str, words: str) -> list[Xml]:
    """Return text in a control with its name as tag; nothing for no text."""
    if not words:
        return []
    control = inline_control(output, name)
    control[-1].extend(_text_runs(words))
    return [control]


def _footer(output: Output, *, is_landscape: bool) -> list[Xml]:
    page = [
        w("r", w("tab")), *_text_runs(f"{output.context.body_data('page')} "), *field("PAGE", "1"),
        *_text_runs(f" {output.context.body_data('of')} "), *field("NUMPAGES", str(output.context.pagination.sheets)),
    ]  # fmt: skip
    style = "FooterLandscape" if is_landscape else "Footer"
    draft = output.context.body_data("draft")
    return [
        *([_line(output.context, "Privilege", _text_runs(draft))] if draft else []),
        _line(
            output.context, style, [*_text_control(output, "reference", output.context.body_data("reference")), *page]
        ),
    ]


def _mark(output: Output, *, is_landscape: bool) -> list[Xml]:
    """Return the handling mark on its strip at the right edge of the text, locked; nothing without a mark.

    The strip is a frame (ECMA-376 17.3.1.11), so that its width does not depend on that of the page. The frame is set
    here and not in the style, where LibreOffice does not look for it. Where the outer column is on the right, the strip
    is at the edge of that column, as far from the edge of the page as everywhere.
    """
    mark, theme = output.context.body_data("mark"), output.context.theme
    if not mark:
        return []
    width = twips(theme.points("mark.width-strict" if mark == STRICT else "mark.width"))
    frame = w("framePr", w=width, h=twips(theme.points("mark.height")), hRule="exact", hSpace=0, wrap="around",
              vAnchor="text", hAnchor="margin", xAlign="right", y=1)  # fmt: skip
    if output.context.is_rtl and theme.outer:
        del frame.attrib[f"{{{W}}}xAlign"]
        frame.set(f"{{{W}}}hAnchor", "page")
        frame.set(
            f"{{{W}}}x",
            str(
                (theme.landscape_size if is_landscape else theme.page_size)[0]
                - theme.margin("left")
                + theme.outer
                - width
            ),
        )
    control = fixed_control(output, "handling-mark")
    control[-1].append(w("r", run_format(Formatting(f"HandlingMark{colour_name(mark).capitalize()}")), text(mark)))
    return [w("p", paragraph_properties(w("pStyle", val="HandlingMark"), frame), control)]


def _text_runs(words: str) -> list[Xml]:
    return [
        w("r", run_format(Formatting(), direction), text(piece))
        for piece, direction in directional_pieces(words, is_rtl=False)
        if piece
    ]


def _line(context: Context, style: str, content: list[Xml]) -> Xml:
    made = w("p", paragraph_properties(w("pStyle", val=style)), *content)
    if context.is_rtl:  # the outer column is on the other side
        add_properties(made, w("ind", left=0))
    return made
