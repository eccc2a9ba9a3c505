"""Paragraph styles, every value from the theme, so that the Word file and the PDF look alike."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from brief.ooxml.xml import MM, Xml, twips, w, w14
from brief.writers.docx.boxes import summary_border
from brief.writers.docx.numbering import list_style, list_styles
from brief.writers.docx.word_theme import WordTheme


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """One paragraph style; `is_own` where Word has no style of that name."""

    id: str
    name: str
    properties: tuple[Xml, ...] = field(default=(), hash=False)
    runs: tuple[Xml | None, ...] = field(default=(), hash=False)
    based: str = "Normal"
    following: str = ""
    priority: int = 9
    is_quick: bool = True
    is_own: bool = False


def paragraph_styles(
    theme: WordTheme, deepest: int, numbered: Container[str], *, has_authorities: bool, is_rtl: bool = False
) -> list[ParagraphStyle]:
    """Return all paragraph styles; `deepest` is the deepest level of a list, from 0; `numbered` are styles that count.

    Where the document `is_rtl`, bars are on the right: unlike indents, borders do not change sides with a paragraph.
    """
    sides = ("right", "left") if is_rtl else ("left", "right")
    return [*_text(theme), *_title(theme), *_headings(theme), *_boxes(theme, *sides), *_lists(theme, deepest),
            *_set_apart(theme, sides[0], has_authorities=has_authorities), *_notes(theme), *_tables(theme),
            *_contents(theme, numbered), *_headers_footers(theme)]  # fmt: skip


Runs = list[Xml | None]
Some = Sequence[Xml | None]


def _word(identifier: str, name: str, properties: Sequence[Xml], runs: Some, **more: Any) -> ParagraphStyle:
    """Return a style that Word has of its own."""
    return ParagraphStyle(identifier, name, tuple(properties), tuple(runs), **more)


def _own(identifier: str, name: str, properties: Sequence[Xml], runs: Some, **more: Any) -> ParagraphStyle:
    """Return a style that only this file has."""
    return _word(identifier, name, properties, runs, is_own=True, **more)


def _sans(theme: WordTheme, size: str, colour: str = "", *, is_strong: bool = False) -> list[Xml | None]:
    """Return the display face at a size, with lining figures."""
    faces = theme.semibold("display") if is_strong else (theme.font("display"),)
    return [*faces, theme.text_colour(colour) if colour else None, *theme.size(size), w14("numForm", "lining")]


def _text(theme: WordTheme) -> Iterator[ParagraphStyle]:
    after = theme.spacing(0, "space.paragraph")
    hang = w("ind", left=theme.number_indent(True), hanging=theme.number_hanging(True))
    yield _word("Normal", "Normal", [], [], based="")
    yield _word("BodyText", "Body Text", [after], [])
    yield _own("FirstParagraph", "First Paragraph", [], [], based="BodyText", following="BodyText")
    yield _own("Compact", "Compact", [theme.spacing(0, "space.item")], [], based="BodyText")
    yield _own("NumberedParagraph", "Numbered Paragraph", [hang], [], based="BodyText")
    yield _own(
        "ContinuedParagraph", "Continued Paragraph", [w("ind", left=theme.number_indent(True))], [], based="BodyText"
    )
    yield _own("Lead", "Lead", [], [*theme.size("lead")], based="BodyText")
    yield _own("SmallText", "Small Text", [], _sans(theme, "small", "soft"), based="BodyText")
    yield _own(
        "Label", "Label", [w("keepNext"), theme.spacing(0, 2)], _sans(theme, "small", "structure", is_strong=True)
    )


def _title(theme: WordTheme) -> Iterator[ParagraphStyle]:
    out = w("ind", left=-theme.outer)
    top = w("pBdr", theme.border("top", "title", "structure", 9))
    kicker = [*_sans(theme, "kicker", "structure", is_strong=True), w("caps"), w("spacing", val=16)]
    yield _own("Kicker", "Kicker", [top, w("keepNext"), out, theme.spacing(0, 7, "heading", "display")], kicker)
    title = [*theme.semibold("text"), *theme.size("title"), w14("numForm", "lining")]
    yield _word("Title", "Title", [w("keepNext"), out, theme.spacing(0, 6, "title"), w("suppressAutoHyphens")], title,
                following="BodyText")  # fmt: skip
    subtitle = [w("i"), w("iCs"), theme.text_colour("soft"), *theme.size("subtitle")]
    yield _word("Subtitle", "Subtitle", [out, theme.spacing(0, 3 * MM, "heading")], subtitle, following="BodyText")
    meta = [out, theme.spacing(0, "space.title-after", "display", "display")]
    yield _own("DocumentDetails", "Document Details", meta, _sans(theme, "meta", "furniture"))
    yield _own("Author", "Author", [], [], based="DocumentDetails")
    yield _word("Date", "Date", [], [], based="DocumentDetails")
    lines = w("pBdr", *(theme.border(side, "hair", "hairline", 7) for side in ("top", "bottom")))
    column = twips(theme.points("space.memo"))
    hang = w("ind", left=column - theme.outer, hanging=column)
    memo = [lines, hang, theme.spacing(0, 1.7, "display", "display"), w("suppressAutoHyphens")]
    yield _own("Memo", "Memo", memo, _sans(theme, "memo"))


def _headings(theme: WordTheme) -> Iterator[ParagraphStyle]:
    for level in range(1, 7):
        token = min(level + 1, 4)
        before = theme.points("space.heading-2-before" if level == 1 else "space.heading-3-before")
        after = theme.points("space.heading-2-after" if level == 1 else "space.heading-3-after")
        bold: Runs = [theme.font("display"), w("b"), w("bCs"), theme.text_colour("structure")]
        face = bold if level == 1 else [*theme.semibold("display")]
        runs = [*face, *theme.size(f"heading-{token}"), w14("numForm", "lining")]
        runs += [theme.text_colour("soft")] if level > 3 else []
        properties = [
            w("keepNext"), w("keepLines"), w("suppressAutoHyphens"), theme.spacing(before, after, "heading", "display"),
            w("outlineLvl", val=level - 1),
        ]  # fmt: skip
        if level == 1 and theme.outer:
            properties.append(w("ind", left=-theme.outer))
        yield _word(f"Heading{level}", f"heading {level}", properties, runs, following="FirstParagraph")


def _boxes(theme: WordTheme, start: str, end: str) -> Iterator[ParagraphStyle]:
    inset = theme.style_indent("Basis")
    lines = {"top": "box", start: "bar", "bottom": "box", end: "box"}
    sides = [theme.border(side, lines[side], "doubt", 6) for side in ("top", "left", "bottom", "right")]
    basis = [w("pBdr", *sides), w("ind", left=inset, right=inset), w("keepLines"), w("contextualSpacing"),
             theme.spacing("space.block", "space.block", "display", "display")]  # fmt: skip
    yield _own("Basis", "Basis", basis, _sans(theme, "basis"))
    label = _sans(theme, "basis", "doubt", is_strong=True)
    yield _own("BasisLabel", "Basis Label", [w("keepNext")], label, based="Basis")
    tint = theme.colour("tint")
    summary = [summary_border(tint), w("shd", val="clear", color="auto", fill=tint), w("ind", left=inset, right=inset)]
    yield _own("Summary", "Summary", summary, [], based="BodyText")
    decision = [theme.spacing(0, 2, "display", "display"), w("suppressAutoHyphens")]
    yield _own("Decision", "Decision", decision, _sans(theme, "decision", "on-dark"))
    label = [*_sans(theme, "table-head", "on-dark-soft", is_strong=True), w("caps"), w("spacing", val=12)]
    yield _own("DecisionLabel", "Decision Label", [w("keepNext"), theme.spacing(3, 1.5)], label, based="Decision")


def _lists(theme: WordTheme, deepest: int) -> Iterator[ParagraphStyle]:
    for kind, level in list_styles(deepest):
        identifier = list_style(kind, level)
        name = f"List {kind}{f' {level + 1}' if level else ''}"
        properties = [theme.spacing(0, "space.item")]
        if kind == "Continue":
            properties.append(w("ind", left=theme.style_indent(identifier)))
        family = theme.page_theme.text("face.list") != theme.page_theme.text("face.text")
        size = theme.points("size.list") != theme.points("size.text")
        runs = [theme.font("list")] * family + [*theme.size("list")] * size
        yield ParagraphStyle(identifier, name, tuple(properties), tuple(runs), based="BodyText", is_own=level > 4)


def _set_apart(theme: WordTheme, start: str, *, has_authorities: bool) -> Iterator[ParagraphStyle]:
    step = theme.list_indent
    yield _word("BlockText", "Block Text", [w("ind", left=step, right=step), theme.spacing(2, "space.paragraph")],
                [*theme.size("quote")], based="BodyText")  # fmt: skip
    code = [theme.spacing(2, "space.paragraph"), w("shd", val="clear", color="auto", fill=theme.colour("tint")),
            w("suppressAutoHyphens")]  # fmt: skip
    face = [theme.font("code"), *theme.size("code"), w("noProof"), w14("numForm", "lining")]
    yield _own("SourceCode", "Source Code", code, face)
    term = [w("keepNext"), theme.spacing(2, 0, "heading", "display")]
    yield _own("DefinitionTerm", "Definition Term", term, _sans(theme, "text", "structure", is_strong=True),
               following="Definition")  # fmt: skip
    yield _own("Definition", "Definition", [w("ind", left=step)], [], based="BodyText")
    hang = [w("ind", left=step, hanging=step)]
    yield _word("Bibliography", "Bibliography", hang, [*theme.size("sources")], based="BodyText")
    if has_authorities:
        yield from _authorities(theme)
    else:
        yield _word("TableofAuthorities", "table of authorities", hang, [*theme.size("sources")], based="BodyText")
    bar = w("pBdr", theme.border(start, "box", "hairline", 10))
    yield _own("Timeline", "Timeline", [bar, w("ind", left=step)], [], based="BodyText")
    line = w("pBdr", theme.border("bottom", "hair", "hairline"))
    yield _own("HorizontalRule", "Horizontal Rule", [line, theme.spacing(0, "space.paragraph")], [])


def _authorities(theme: WordTheme) -> Iterator[ParagraphStyle]:
    """Yield the styles of a table of authorities, and of its heading, which only Word itself writes."""
    stop = w("tabs", w("tab", val="right", leader="dot", pos=theme.text_width))
    hang = w("ind", left=theme.list_indent, hanging=theme.list_indent)
    entry = [stop, hang, w("keepLines"), w("suppressAutoHyphens"), theme.spacing(0, 1.2 * MM)]
    runs = [*theme.size("sources"), w14("numForm", "lining")]
    yield _word("TableofAuthorities", "table of authorities", entry, runs, based="BodyText")
    heading = [w("keepNext"), theme.spacing("space.heading-3-before", "space.heading-3-after", "heading", "display")]
    runs = [*theme.semibold("display"), *theme.size("heading-3")]
    yield _word("TOAHeading", "toa heading", heading, runs, priority=99, following="TableofAuthorities")


def _notes(theme: WordTheme) -> Iterator[ParagraphStyle]:
    for kind in ("footnote", "endnote"):
        yield _word(f"{kind.capitalize()}Text", f"{kind} text", [theme.spacing(0, 1, "note")],
                    [*theme.size("note" if kind == "footnote" else "sources")], priority=99)  # fmt: skip
    yield _own("NoteSeparator", "Note Separator", [theme.spacing(8, 3)], [theme.text_colour("furniture")])


def _tables(theme: WordTheme) -> Iterator[ParagraphStyle]:
    plain, whole = theme.spacing(0, 0, "display", "display"), w("suppressAutoHyphens")
    figures = w14("numSpacing", "tabular")
    kinds = (
        ("TableText", "Table Text", [*_sans(theme, "table"), figures]),
        ("TableTextSmall", "Table Text Small", [*_sans(theme, "table-wide"), figures]),
        ("TableHeading", "Table Heading", _sans(theme, "table-head", "soft", is_strong=True)),
        ("TableHeadingSmall", "Table Heading Small", _sans(theme, "table-wide", "soft", is_strong=True)),
        ("TableRowHeading", "Table Row Heading", _sans(theme, "table", is_strong=True)),
    )
    for identifier, name, runs in kinds:
        keep = [w("keepNext")] if identifier.startswith("TableHeading") else []
        # In the narrow columns of a wide table, words may be hyphenated.
        yield _own(identifier, name, [plain, *([] if name.endswith("Small") else [whole]), *keep], runs)
        for ending, alignment in (("Centre", "center"), ("End", "end")):
            yield _own(f"{identifier}{ending}", f"{name} {ending}", [w("jc", val=alignment)], [], based=identifier)
    yield _own("AfterTable", "After Table", [w("spacing", before=0, after=0, line=120, lineRule="exact")],
               [w("sz", val=2), w("szCs", val=2)])  # fmt: skip
    caption = [w("keepNext"), theme.spacing(4, 1.2 * MM, "display", "display"), w("suppressAutoHyphens")]
    yield _word("Caption", "caption", [w("suppressAutoHyphens"), theme.spacing(4, 1.2 * MM, "display", "display")],
                _sans(theme, "caption", is_strong=True))  # fmt: skip
    yield _own("TableCaption", "Table Caption", caption, [], based="Caption")
    yield _own("ImageCaption", "Image Caption", [], [], based="Caption")
    figure = w("spacing", before=0, after=twips(theme.points("space.block")), line=240, lineRule="auto")
    yield _own("Figure", "Figure", [figure], [])
    yield _own("CaptionedFigure", "Captioned Figure", [], [], based="Figure")


def _contents(theme: WordTheme, numbered: Container[str]) -> Iterator[ParagraphStyle]:
    heading = [w("keepNext"), theme.spacing("space.heading-2-before", "space.heading-2-after", "heading", "display")]
    if theme.outer:
        heading.append(w("ind", left=-theme.outer))
    face = [theme.font("display"), w("b"), w("bCs"), theme.text_colour("structure"), *theme.size("heading-2")]
    yield _word("TOCHeading", "TOC Heading", heading, face, following="BodyText", priority=39)
    first = theme.number_hanging(False)
    for level in range(1, 10):
        begin, room = (first + twips(4 * MM) * (level - 1), 0) if level > 1 else (0, first)
        if level > 1 and f"Heading{level}" in numbered:
            begin, room = begin - twips(4 * MM), twips((7 + 3 * level) * MM)  # a number with as many figures as levels
        # No right indent: LibreOffice drops what is at a tab beyond it.
        stops = w("tabs", w("tab", val="left", pos=begin + room), w("tab", val="right", pos=theme.text_width))
        hang = w("ind", left=begin + room, hanging=room)
        yield _word(f"TOC{level}", f"toc {level}", [stops, hang, theme.spacing(0, 1, "display", "display")],
                    _sans(theme, "contents", "soft" if level > 1 else ""), priority=39, is_quick=False)  # fmt: skip

    figures = [w("tabs", w("tab", val="right", pos=theme.text_width)), theme.spacing(0, 1, "display", "display")]
    yield _word("TableofFigures", "table of figures", figures, _sans(theme, "contents"), priority=99, is_quick=False)


def _headers_footers(theme: WordTheme) -> Iterator[ParagraphStyle]:
    line = (w("ind", left=-theme.outer), w("suppressAutoHyphens"))
    runs = _sans(theme, "furniture", "furniture")
    middle, landscape_middle = (
        (width - theme.outer) // 2 for width in (theme.width_between_margins, theme.landscape_text_width)
    )
    centre = w("tabs", w("tab", val="center", pos=middle))
    further = w("tabs", w("tab", val="clear", pos=middle), w("tab", val="center", pos=landscape_middle))
    yield _word("Header", "header", line, runs, priority=99)
    yield _word("Footer", "footer", [centre, *line], runs, priority=99)
    yield _own("FooterLandscape", "Footer Landscape", [further], [], based="Footer", priority=99)
    yield _mark(theme)
    yield _own("Privilege", "Privilege", [line[0], theme.spacing(2, 0)], _sans(theme, "furniture", is_strong=True))


def _mark(theme: WordTheme) -> ParagraphStyle:
    """Return the style of the strip with the handling mark."""
    strip = [
        w("shd", val="clear", color="auto", fill=theme.page_theme.colour("mark.ground")), w("suppressAutoHyphens"),
        w("spacing", before=0, after=0, line=twips(theme.points("mark.height")), lineRule="exact"),
        w("jc", val="center"),
    ]  # fmt: skip
    return _own("HandlingMark", "Handling Mark", strip,
                [theme.font("display"), w("b"), w("bCs"), w("noProof"), *theme.size("mark")], priority=99)  # fmt: skip
