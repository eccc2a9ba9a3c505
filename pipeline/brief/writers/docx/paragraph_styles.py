"""Paragraph styles, every value from the theme, so that the Word file and the page are one family."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from brief.ooxml.xml import MM, Xml, twips, w, w14
from brief.writers.docx.boxes import summary_border
from brief.writers.docx.numbering import list_style, list_styles
from brief.writers.docx.word_theme import Look


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """One paragraph style; `is_own` where Word has none of that name."""

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
    look: Look, deepest: int, numbered: Container[str], *, has_authorities: bool, is_rtl: bool = False
) -> list[ParagraphStyle]:
    """Return all paragraph styles; `deepest` is the deepest level of a list, from 0; `numbered` those that count.

    Where the document `is_rtl`, bars stand on the right: a paragraph's borders do not turn with it, as its indents do.
    """
    sides = ("right", "left") if is_rtl else ("left", "right")
    return [*_text(look), *_title(look), *_headings(look), *_boxes(look, *sides), *_lists(look, deepest),
            *_apart(look, sides[0], has_authorities=has_authorities), *_notes(look), *_tables(look),
            *_contents(look, numbered), *_furniture(look)]  # fmt: skip


Runs = list[Xml | None]
Some = Sequence[Xml | None]


def _word(identifier: str, name: str, properties: Sequence[Xml], runs: Some, **more: Any) -> ParagraphStyle:
    """Return a style that Word has of its own."""
    return ParagraphStyle(identifier, name, tuple(properties), tuple(runs), **more)


def _own(identifier: str, name: str, properties: Sequence[Xml], runs: Some, **more: Any) -> ParagraphStyle:
    """Return a style that only this file has."""
    return _word(identifier, name, properties, runs, is_own=True, **more)


def _sans(look: Look, size: str, colour: str = "", *, is_strong: bool = False) -> list[Xml | None]:
    """Return the display face at a size, with figures that stand in line."""
    faces = look.weight("display") if is_strong else (look.font("display"),)
    return [*faces, look.ink(colour) if colour else None, *look.size(size), w14("numForm", "lining")]


def _text(look: Look) -> Iterator[ParagraphStyle]:
    after = look.spacing(0, "space.paragraph")
    hang = w("ind", left=look.text_edge(True), hanging=look.number_room(True))
    yield _word("Normal", "Normal", [], [], based="")
    yield _word("BodyText", "Body Text", [after], [])
    yield _own("FirstParagraph", "First Paragraph", [], [], based="BodyText", following="BodyText")
    yield _own("Compact", "Compact", [look.spacing(0, "space.item")], [], based="BodyText")
    yield _own("NumberedParagraph", "Numbered Paragraph", [hang], [], based="BodyText")
    yield _own("ContinuedParagraph", "Continued Paragraph", [w("ind", left=look.text_edge(True))], [], based="BodyText")
    yield _own("Lead", "Lead", [], [*look.size("lead")], based="BodyText")
    yield _own("SmallText", "Small Text", [], _sans(look, "small", "soft"), based="BodyText")
    yield _own("Label", "Label", [w("keepNext"), look.spacing(0, 2)], _sans(look, "small", "structure", is_strong=True))


def _title(look: Look) -> Iterator[ParagraphStyle]:
    out = w("ind", left=-look.outer)
    top = w("pBdr", look.border("top", "title", "structure", 9))
    kicker = [*_sans(look, "kicker", "structure", is_strong=True), w("caps"), w("spacing", val=16)]
    yield _own("Kicker", "Kicker", [top, w("keepNext"), out, look.spacing(0, 7, "heading", "display")], kicker)
    title = [*look.weight("text"), *look.size("title"), w14("numForm", "lining")]
    yield _word("Title", "Title", [w("keepNext"), out, look.spacing(0, 6, "title"), w("suppressAutoHyphens")], title,
                following="BodyText")  # fmt: skip
    subtitle = [w("i"), w("iCs"), look.ink("soft"), *look.size("subtitle")]
    yield _word("Subtitle", "Subtitle", [out, look.spacing(0, 3 * MM, "heading")], subtitle, following="BodyText")
    meta = [out, look.spacing(0, "space.title-after", "display", "display")]
    yield _own("DocumentDetails", "Document Details", meta, _sans(look, "meta", "furniture"))
    yield _own("Author", "Author", [], [], based="DocumentDetails")
    yield _word("Date", "Date", [], [], based="DocumentDetails")
    lines = w("pBdr", *(look.border(side, "hair", "hairline", 7) for side in ("top", "bottom")))
    column = twips(look.points("space.memo"))
    hang = w("ind", left=column - look.outer, hanging=column)
    memo = [lines, hang, look.spacing(0, 1.7, "display", "display"), w("suppressAutoHyphens")]
    yield _own("Memo", "Memo", memo, _sans(look, "memo"))


def _headings(look: Look) -> Iterator[ParagraphStyle]:
    for level in range(1, 7):
        token = min(level + 1, 4)
        before = look.points("space.heading-2-before" if level == 1 else "space.heading-3-before")
        after = look.points("space.heading-2-after" if level == 1 else "space.heading-3-after")
        bold: Runs = [look.font("display"), w("b"), w("bCs"), look.ink("structure")]
        face = bold if level == 1 else [*look.weight("display")]
        runs = [*face, *look.size(f"heading-{token}"), w14("numForm", "lining")]
        runs += [look.ink("soft")] if level > 3 else []
        properties = [
            w("keepNext"), w("keepLines"), w("suppressAutoHyphens"), look.spacing(before, after, "heading", "display"),
            w("outlineLvl", val=level - 1),
        ]  # fmt: skip
        if level == 1 and look.outer:
            properties.append(w("ind", left=-look.outer))
        yield _word(f"Heading{level}", f"heading {level}", properties, runs, following="FirstParagraph")


def _boxes(look: Look, start: str, end: str) -> Iterator[ParagraphStyle]:
    inset = look.left("Basis")
    lines = {"top": "box", start: "bar", "bottom": "box", end: "box"}
    sides = [look.border(side, lines[side], "doubt", 6) for side in ("top", "left", "bottom", "right")]
    basis = [w("pBdr", *sides), w("ind", left=inset, right=inset), w("keepLines"), w("contextualSpacing"),
             look.spacing("space.block", "space.block", "display", "display")]  # fmt: skip
    yield _own("Basis", "Basis", basis, _sans(look, "basis"))
    label = _sans(look, "basis", "doubt", is_strong=True)
    yield _own("BasisLabel", "Basis Label", [w("keepNext")], label, based="Basis")
    tint = look.colour("tint")
    summary = [summary_border(tint), w("shd", val="clear", color="auto", fill=tint), w("ind", left=inset, right=inset)]
    yield _own("Summary", "Summary", summary, [], based="BodyText")
    decision = [look.spacing(0, 2, "display", "display"), w("suppressAutoHyphens")]
    yield _own("Decision", "Decision", decision, _sans(look, "decision", "on-dark"))
    label = [*_sans(look, "table-head", "on-dark-soft", is_strong=True), w("caps"), w("spacing", val=12)]
    yield _own("DecisionLabel", "Decision Label", [w("keepNext"), look.spacing(3, 1.5)], label, based="Decision")


def _lists(look: Look, deepest: int) -> Iterator[ParagraphStyle]:
    for kind, level in list_styles(deepest):
        identifier = list_style(kind, level)
        name = f"List {kind}{f' {level + 1}' if level else ''}"
        properties = [look.spacing(0, "space.item")]
        if kind == "Continue":
            properties.append(w("ind", left=look.left(identifier)))
        family = look.theme.text("face.list") != look.theme.text("face.text")
        size = look.points("size.list") != look.points("size.text")
        runs = [look.font("list")] * family + [*look.size("list")] * size
        yield ParagraphStyle(identifier, name, tuple(properties), tuple(runs), based="BodyText", is_own=level > 4)


def _apart(look: Look, start: str, *, has_authorities: bool) -> Iterator[ParagraphStyle]:
    step = look.step
    yield _word("BlockText", "Block Text", [w("ind", left=step, right=step), look.spacing(2, "space.paragraph")],
                [*look.size("quote")], based="BodyText")  # fmt: skip
    code = [look.spacing(2, "space.paragraph"), w("shd", val="clear", color="auto", fill=look.colour("tint")),
            w("suppressAutoHyphens")]  # fmt: skip
    face = [look.font("code"), *look.size("code"), w("noProof"), w14("numForm", "lining")]
    yield _own("SourceCode", "Source Code", code, face)
    term = [w("keepNext"), look.spacing(2, 0, "heading", "display")]
    yield _own("DefinitionTerm", "Definition Term", term, _sans(look, "text", "structure", is_strong=True),
               following="Definition")  # fmt: skip
    yield _own("Definition", "Definition", [w("ind", left=step)], [], based="BodyText")
    hang = [w("ind", left=step, hanging=step)]
    yield _word("Bibliography", "Bibliography", hang, [*look.size("sources")], based="BodyText")
    if has_authorities:
        yield from _authorities(look)
    else:
        yield _word("TableofAuthorities", "table of authorities", hang, [*look.size("sources")], based="BodyText")
    bar = w("pBdr", look.border(start, "box", "hairline", 10))
    yield _own("Timeline", "Timeline", [bar, w("ind", left=step)], [], based="BodyText")
    line = w("pBdr", look.border("bottom", "hair", "hairline"))
    yield _own("HorizontalRule", "Horizontal Rule", [line, look.spacing(0, "space.paragraph")], [])


def _authorities(look: Look) -> Iterator[ParagraphStyle]:
    """Give the styles of a table of authorities; of its heading, which only Word writes, as of any other heading."""
    stop = w("tabs", w("tab", val="right", leader="dot", pos=look.measure))
    entry = [stop, w("ind", left=look.step, hanging=look.step), w("keepLines"), w("suppressAutoHyphens"),
             look.spacing(0, 1.2 * MM)]  # fmt: skip
    yield _word("TableofAuthorities", "table of authorities", entry, [*look.size("sources"), w14("numForm", "lining")],
                based="BodyText")  # fmt: skip
    heading = [w("keepNext"), look.spacing("space.heading-3-before", "space.heading-3-after", "heading", "display")]
    yield _word("TOAHeading", "toa heading", heading, [*look.weight("display"), *look.size("heading-3")], priority=99,
                following="TableofAuthorities")  # fmt: skip


def _notes(look: Look) -> Iterator[ParagraphStyle]:
    for kind in ("footnote", "endnote"):
        yield _word(f"{kind.capitalize()}Text", f"{kind} text", [look.spacing(0, 1, "note")],
                    [*look.size("note" if kind == "footnote" else "sources")], priority=99)  # fmt: skip
    yield _own("NoteSeparator", "Note Separator", [look.spacing(8, 3)], [look.ink("furniture")])


def _tables(look: Look) -> Iterator[ParagraphStyle]:
    plain, whole = look.spacing(0, 0, "display", "display"), w("suppressAutoHyphens")
    figures = w14("numSpacing", "tabular")
    kinds = (
        ("TableText", "Table Text", [*_sans(look, "table"), figures]),
        ("TableTextSmall", "Table Text Small", [*_sans(look, "table-wide"), figures]),
        ("TableHeading", "Table Heading", _sans(look, "table-head", "soft", is_strong=True)),
        ("TableHeadingSmall", "Table Heading Small", _sans(look, "table-wide", "soft", is_strong=True)),
        ("TableRowHeading", "Table Row Heading", _sans(look, "table", is_strong=True)),
    )
    for identifier, name, runs in kinds:
        keep = [w("keepNext")] if identifier.startswith("TableHeading") else []
        # In the narrow columns of a wide table words may be parted.
        yield _own(identifier, name, [plain, *([] if name.endswith("Small") else [whole]), *keep], runs)
        for ending, alignment in (("Centre", "center"), ("End", "end")):
            yield _own(f"{identifier}{ending}", f"{name} {ending}", [w("jc", val=alignment)], [], based=identifier)
    yield _own("AfterTable", "After Table", [w("spacing", before=0, after=0, line=120, lineRule="exact")],
               [w("sz", val=2), w("szCs", val=2)])  # fmt: skip
    caption = [w("keepNext"), look.spacing(4, 1.2 * MM, "display", "display"), w("suppressAutoHyphens")]
    yield _word("Caption", "caption", [w("suppressAutoHyphens"), look.spacing(4, 1.2 * MM, "display", "display")],
                _sans(look, "caption", is_strong=True))  # fmt: skip
    yield _own("TableCaption", "Table Caption", caption, [], based="Caption")
    yield _own("ImageCaption", "Image Caption", [], [], based="Caption")
    figure = w("spacing", before=0, after=twips(look.points("space.block")), line=240, lineRule="auto")
    yield _own("Figure", "Figure", [figure], [])
    yield _own("CaptionedFigure", "Captioned Figure", [], [], based="Figure")


def _contents(look: Look, numbered: Container[str]) -> Iterator[ParagraphStyle]:
    heading = [w("keepNext"), look.spacing("space.heading-2-before", "space.heading-2-after", "heading", "display")]
    if look.outer:
        heading.append(w("ind", left=-look.outer))
    face = [look.font("display"), w("b"), w("bCs"), look.ink("structure"), *look.size("heading-2")]
    yield _word("TOCHeading", "TOC Heading", heading, face, following="BodyText", priority=39)
    first = look.number_room(False)
    for level in range(1, 10):
        begin, room = (first + twips(4 * MM) * (level - 1), 0) if level > 1 else (0, first)
        if level > 1 and f"Heading{level}" in numbered:
            begin, room = begin - twips(4 * MM), twips((7 + 3 * level) * MM)  # a number of as many figures as levels
        # No right indent: LibreOffice drops what stands at a tab beyond it.
        stops = w("tabs", w("tab", val="left", pos=begin + room), w("tab", val="right", pos=look.measure))
        hang = w("ind", left=begin + room, hanging=room)
        yield _word(f"TOC{level}", f"toc {level}", [stops, hang, look.spacing(0, 1, "display", "display")],
                    _sans(look, "contents", "soft" if level > 1 else ""), priority=39, is_quick=False)  # fmt: skip

    figures = [w("tabs", w("tab", val="right", pos=look.measure)), look.spacing(0, 1, "display", "display")]
    yield _word("TableofFigures", "table of figures", figures, _sans(look, "contents"), priority=99, is_quick=False)


def _furniture(look: Look) -> Iterator[ParagraphStyle]:
    line = (w("ind", left=-look.outer), w("suppressAutoHyphens"))
    runs = _sans(look, "furniture", "furniture")
    middle, turned = ((width - look.outer) // 2 for width in (look.across, look.turned_measure))
    centre = w("tabs", w("tab", val="center", pos=middle))
    further = w("tabs", w("tab", val="clear", pos=middle), w("tab", val="center", pos=turned))
    yield _word("Header", "header", line, runs, priority=99)
    yield _word("Footer", "footer", [centre, *line], runs, priority=99)
    yield _own("FooterLandscape", "Footer Landscape", [further], [], based="Footer", priority=99)
    yield _mark(look)
    yield _own("Privilege", "Privilege", [line[0], look.spacing(2, 0)], _sans(look, "furniture", is_strong=True))


def _mark(look: Look) -> ParagraphStyle:
    """Return the strip that a handling mark stands on."""
    strip = [
        w("shd", val="clear", color="auto", fill=look.theme.colour("mark.ground")), w("suppressAutoHyphens"),
        w("spacing", before=0, after=0, line=twips(look.points("mark.height")), lineRule="exact"),
        w("jc", val="center"),
    ]  # fmt: skip
    return _own("HandlingMark", "Handling Mark", strip,
                [look.font("display"), w("b"), w("bCs"), w("noProof"), *look.size("mark")], priority=99)  # fmt: skip
