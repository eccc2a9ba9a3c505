"""What a DOCX contains, read from its XML alone, to compare a file before and after another program saved it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.etree as etree

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_W, _WP, _MC = (f"{{{_SPACES[prefix]}}}" for prefix in ("w", "wp", "mc"))


@dataclass(frozen=True)
class Held:
    """The content of one file, all in the order of the document."""

    words: list[str]
    notes: list[str]  # of footnotes and endnotes
    tables: list[list[list[str]]]  # rows of cells, those of inner tables too
    headings: list[tuple[int, str]]
    raised: list[str]  # what is raised or lowered, letter by letter
    pictures: list[str]  # alternative texts
    links: list[str]  # addresses, sorted
    furniture: list[str]  # the words of headers and footers without numbers, each once, in any order


def held(data: bytes) -> Held:
    """Return what a DOCX holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    roots = {name: _root(data) for name, data in parts.items() if re.fullmatch(r"word/[a-z]+\d*\.xml", name)}
    body = roots["word/document.xml"][0]
    stories = [body, *(roots[f"word/{kind}s.xml"] for kind in ("footnote", "endnote") if f"word/{kind}s.xml" in roots)]
    levels = _levels(roots["word/styles.xml"])
    return Held(
        words=_text(body).split(),
        notes=[_squeezed(note) for story in stories[1:] for note in story if note.get(f"{_W}type") in (None, "normal")],
        tables=[
            [[_squeezed(cell) for cell in row.iterfind("w:tc", _SPACES)] for row in table.iterfind("w:tr", _SPACES)]
            for table in body.iter(f"{_W}tbl")
        ],
        headings=[
            (levels[style], _squeezed(paragraph))
            for paragraph in body.iter(f"{_W}p")
            for style in paragraph.xpath("w:pPr/w:pStyle/@w:val", namespaces=_SPACES)
            if style in levels
        ],
        raised=list("".join(map(str, body.xpath(".//w:r[w:rPr/w:vertAlign]/w:t/text()", namespaces=_SPACES)))),
        pictures=[each.get("descr", "") for story in stories for each in story.iter(f"{_WP}docPr")],
        links=sorted(target for name, root in roots.items() for target in _links(root, parts, name)),
        furniture=sorted({_unordered(root) for name, root in roots.items() if re.search("header|footer", name)}),
    )


def _root(data: bytes) -> etree._Element:
    root = etree.fromstring(data)
    for fallback in list(root.iter(f"{_MC}Fallback")):
        outer = fallback.getparent()
        assert outer is not None
        outer.remove(fallback)  # the same content again, for older readers
    return root


def _text(element: etree._Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    for each in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}p", f"{_W}noBreakHyphen", f"{_W}softHyphen"):
        if each.tag == f"{_W}t":
            yield each.text or ""
        elif each.tag.endswith("Hyphen"):
            yield "\u2011" if each.tag.startswith(f"{_W}noBreak") else "\u00ad"
        elif each.tag == f"{_W}p" or each.getparent().tag == f"{_W}r":
            yield " "


def _squeezed(element: etree._Element) -> str:
    return " ".join(_text(element).split())


def _unordered(element: etree._Element) -> str:
    """Return the words of a header or footer; each program has its own order for the words of a frame."""
    return " ".join(sorted(re.sub(r"\b\d+\b", "N", _text(element)).split()))


def _levels(styles: etree._Element) -> dict[str, int]:
    """Return the styles of headings by their ids with their levels."""
    found = {}
    for style in styles.iter(f"{_W}style"):
        name = str(style.xpath("string(w:name/@w:val)", namespaces=_SPACES))
        match = re.fullmatch(r"heading (\d)", name, re.IGNORECASE)
        if match:
            found[style.get(f"{_W}styleId", "")] = int(match[1])
    return found


def _links(root: etree._Element, parts: dict[str, bytes], name: str) -> Iterator[str]:
    """Give the addresses of a part's links, whether they are elements or fields."""
    for instruction in root.iter(f"{_W}instrText"):
        field = re.match(r'\s*HYPERLINK "([^"]+)"(?:\s+\\l "([^"]+)")?', instruction.text or "")
        if field:
            yield f"{field[1]}#{field[2]}" if field[2] else field[1]
    path = f"word/_rels/{name.removeprefix('word/')}.rels"
    targets = {row.get("Id"): row.get("Target", "") for row in etree.fromstring(parts[path])} if path in parts else {}
    for each in root.xpath("//w:hyperlink/@r:id", namespaces=_SPACES):
        yield targets[each]
