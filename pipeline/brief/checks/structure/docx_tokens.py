"""A Word file as tokens: its paragraphs with headings, tables, notes, links and pictures (ECMA-376 part 1)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from brief.checks.structure.docx_expected import digest, target_name
from brief.checks.structure.docx_numbering import Numbering
from brief.checks.structure.tokens import Line, Tag, Token, tagged, with_language_tags

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def read_document(package: zipfile.ZipFile) -> Iterator[Token]:
    """Give what the body of an open Word file shows, with each note at its reference."""
    return with_language_tags(_Reader(package).body())


def has_endnotes(tokens: Iterable[Token]) -> bool:
    """Return whether some notes are Word's own endnotes."""
    notes = (token for token in tokens if isinstance(token, Tag) and token.name == "Note")
    return any(("kind", "endnote") in note.attributes for note in notes)


class _Reader:
    def __init__(self, package: zipfile.ZipFile) -> None:
        import lxml.etree

        parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        names = set(package.namelist())
        self.package = package

        def part(name: str) -> Any:
            return lxml.etree.fromstring(package.read(name), parser) if name in names else None

        self.document = part("word/document.xml")
        self.styles = _Styles(part("word/styles.xml"))
        self.numbering = Numbering(part("word/numbering.xml"))
        self.targets = _targets(part("word/_rels/document.xml.rels"))
        self.notes = {
            kind: {row.get(f"{W}id"): row for row in root} if (root := part(f"word/{kind}s.xml")) is not None else {}
            for kind in ("footnote", "endnote")
        }
        self.note_targets = {kind: _targets(part(f"word/_rels/{kind}s.xml.rels")) for kind in ("footnote", "endnote")}
        self.numbers = {"footnote": 0, "endnote": 0}
        self.fields: list[bool] = []  # open ones of the story that is read: whether their result has begun

    def digest(self, target: str) -> str:
        """Return the digest of the picture that a relationship leads to."""
        return digest(self.package.read(f"word/{target.removeprefix('/word/')}"))

    def body(self) -> Iterator[Token]:
        yield Tag("Document")
        yield from self.blocks(self.document.find(f"{W}body"))
        yield Tag("Document", is_end=True)

    def blocks(self, outer: Any) -> Iterator[Token]:
        for child in outer:
            match child.tag.removeprefix(W):
                case "p":
                    yield from self.paragraph(child)
                case "tbl":
                    yield from self.table(child)
                case "sdt":
                    yield from self.blocks(child.find(f"{W}sdtContent"))
                case "ins" | "moveTo" | "smartTag" | "customXml":
                    yield from self.blocks(child)
                case _:
                    pass  # properties, bookmarks and the like show nothing

    def paragraph(self, paragraph: Any) -> Iterator[Token]:
        properties = paragraph.find(f"{W}pPr")
        style = _value(properties, "pStyle")
        level = self.styles.heading(style, properties)
        inner = self.text(paragraph, style, properties)
        if level:
            yield Tag(f"H{level}")
            yield from inner
            yield Tag(f"H{level}", is_end=True)
        else:
            yield Line(" ")
            yield from inner
            yield Line(" ")

    def text(self, paragraph: Any, style: str, properties: Any) -> Iterator[Token]:
        label = self.numbering.label(self.styles.numbering(style), style, properties)
        if label:
            yield from tagged("Label", (), [Line(label)])
        yield from self.inlines(paragraph)

    def table(self, table: Any) -> Iterator[Token]:
        """Give a table with its cells; one without a header row only places its content (17.4.50)."""
        rows = table.findall(f"{W}tr")
        is_data = any(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
        if not is_data:
            for cell in table.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tbl")) is table:
                    yield from self.blocks(cell)
            return
        look = table.find(f"{W}tblPr/{W}tblLook")
        has_row_heads = look is not None and look.get(f"{W}firstColumn") == "1"
        yield Tag("Table", (("row-heads", "yes"),) if has_row_heads else ())
        depths = _depths(rows)
        for row in rows:
            name = "TH" if row.find(f"{W}trPr/{W}tblHeader") is not None else "TD"
            yield Tag("TR")
            for cell in row.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tr")) is not row:
                    continue
                if (merge := cell.find(f"{W}tcPr/{W}vMerge")) is not None and merge.get(f"{W}val") != "restart":
                    continue
                span = _value(cell.find(f"{W}tcPr"), "gridSpan") or "1"
                spans = [("colspan", span), ("rowspan", str(depths[cell]))]
                yield Tag(name, tuple(pair for pair in spans if pair[1] != "1"))
                yield from self.blocks(cell)
                yield Tag(name, is_end=True)
            yield Tag("TR", is_end=True)
        yield Tag("Table", is_end=True)

    def inlines(self, outer: Any) -> Iterator[Token]:
        yield from _Inlines(self).read(outer)


def _depths(rows: list[Any]) -> Mapping[Any, int]:
    """Return for each cell of a table over how many rows it goes (17.4.84)."""
    depths: dict[Any, int] = {}
    above: dict[int, Any] = {}  # by the column that they begin in: the cells that may go on
    for row in rows:
        begun: dict[int, Any] = {}
        column = 0
        for cell in row.iterchildren(f"{W}tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            depths[cell] = 1
            if merge is not None and merge.get(f"{W}val") != "restart" and column in above:
                begun[column] = above[column]
                depths[above[column]] += 1
            elif merge is not None:
                begun[column] = cell
            column += int(_value(cell.find(f"{W}tcPr"), "gridSpan") or "1")
        above = begun
    return depths


class _Inlines:
    """The inline content of one paragraph, whose fields may span runs."""

    def __init__(self, reader: _Reader) -> None:
        self.reader = reader
        self.fields = reader.fields

    def read(self, outer: Any) -> Iterator[Token]:
        for child in outer:
            match child.tag.removeprefix(W):
                case "r":
                    yield from self.run(child)
                case "hyperlink":
                    anchor = child.get(f"{W}anchor")
                    target = f"#{anchor}" if anchor else self.reader.targets.get(child.get(f"{_R}id"), "")
                    yield from tagged("Link", [("to", target_name(target))], self.read(child))
                case "sdt":
                    claim = _value(child.find(f"{W}sdtPr"), "tag")
                    yield from tagged("Claim", [("id", claim)], self.read(child.find(f"{W}sdtContent")))
                case "ins" | "moveTo" | "smartTag" | "fldSimple" | "customXml" | "bdo" | "dir":
                    yield from self.read(child)
                case _:
                    pass

    def run(self, run: Any) -> Iterator[Token]:
        is_hidden = run.find(f"{W}rPr/{W}vanish") is not None
        for child in run:
            name = child.tag.removeprefix(W)
            if name == "fldChar":
                self.field(child.get(f"{W}fldCharType"))
            elif self.is_shown and not is_hidden:
                yield from self.content(child, name, _language(run))

    @property
    def is_shown(self) -> bool:
        return all(self.fields)

    def field(self, kind: str) -> None:
        """Follow a complex field: what is between its `separate` and its `end` is its result (17.16.18)."""
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate":
            self.fields[-1] = True
        elif kind == "end":
            self.fields.pop()

    def content(self, child: Any, name: str, language: str) -> Iterator[Token]:
        if name == "t":
            yield Line(child.text or "", language)
        elif name in {"tab", "br", "cr"}:
            yield Line(" ")
        elif name == "noBreakHyphen":
            yield Line("-")
        elif name == "sym":
            yield Line(chr(int(child.get(f"{W}char"), 16)))
        elif name == "drawing":
            yield from self.drawing(child)
        elif name in {"footnoteReference", "endnoteReference"}:
            yield from self.note(name.removesuffix("Reference"), child.get(f"{W}id"))
        elif child.tag == _ALTERNATE:
            yield from self.run(child[0])

    def drawing(self, drawing: Any) -> Iterator[Token]:
        properties = next(drawing.iter(f"{_WP}docPr"))
        blip = next(drawing.iter(f"{_A}blip"))
        own = next(blip.iter(f"{_SVG}svgBlip"), blip)  # a drawing has a PNG too, for readers without SVG
        digest = self.reader.digest(self.reader.targets[own.get(f"{_R}embed")])
        yield Tag("Figure", (("alt", properties.get("descr") or ""), ("picture", digest)))
        yield Tag("Figure", is_end=True)

    def note(self, kind: str, name: str) -> Iterator[Token]:
        reader = self.reader
        reader.numbers[kind] += 1
        yield Tag("Note", (("kind", kind), ("number", str(reader.numbers[kind]))))
        targets, reader.targets = reader.targets, reader.note_targets[kind]
        fields, reader.fields = reader.fields, []
        yield from reader.blocks(reader.notes[kind][name])
        reader.targets, reader.fields = targets, fields
        yield Tag("Note", is_end=True)


class _Styles:
    """What styles say of headings and numbers, through the styles that they are based on (17.7.4.3)."""

    def __init__(self, root: Any) -> None:
        self.styles = {} if root is None else {row.get(f"{W}styleId"): row for row in root.iter(f"{W}style")}

    def chain(self, name: str) -> Iterator[Any]:
        met: set[str] = set()
        while name in self.styles and name not in met:
            met.add(name)
            yield self.styles[name]
            name = _value(self.styles[name], "basedOn")

    def heading(self, style: str, properties: Any) -> int:
        """Return the level of a heading on the page, whose title is the first; 0 for other paragraphs."""
        if _value(self.styles.get(style), "name").casefold() == "title":
            return 1
        level = _value(properties, "outlineLvl")
        for row in self.chain(style):
            level = level or _value(row.find(f"{W}pPr"), "outlineLvl")
        return int(level) + 2 if level and int(level) < 9 else 0

    def numbering(self, style: str) -> Any:
        """Return the numbering that a style gives its paragraphs, None without one."""
        for row in self.chain(style):
            found = row.find(f"{W}pPr/{W}numPr")
            if found is not None:
                return found
        return None


def _language(run: Any) -> str:
    """Return the language that a run states for itself, whichever kind of script it is in (17.3.2.20)."""
    stated = run.find(f"{W}rPr/{W}lang")
    return "" if stated is None else next(iter(stated.attrib.values()))


def _value(element: Any, name: str) -> str:
    found = None if element is None else element.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val") or ""


def _targets(root: Any) -> Mapping[str, str]:
    """Return where the relationships of a part lead, by id."""
    return {} if root is None else {row.get("Id"): row.get("Target") for row in root}
