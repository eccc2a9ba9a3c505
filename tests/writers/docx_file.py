"""Pages with a fragment of HTML and the shipped theme, and a finished DOCX whose parts are read back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import lxml.etree as etree

from brief.app.shipped import shipped_folder
from brief.page.theme import Theme
from brief.page.vocabulary import Page
from brief.render.theme import read_theme
from brief.writers.docx import write
from brief.writers.pagination import Pagination

PAGES = Path(__file__).parent.parent / "pages"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}


@cache
def theme(audience: str) -> Theme:
    """Return the theme of an audience."""
    return read_theme([shipped_folder("templates")], audience)[0]


@cache
def fonts() -> Mapping[str, bytes]:
    """Return the shipped fonts as a page carries them."""
    folder = shipped_folder("templates") / "base" / "fonts"
    return {f"fonts/{path.name}": path.read_bytes() for path in sorted(folder.glob("*.ttf"))}


def page(
    main: str, *, head: str = "", body: str = 'data-mark="TLP:AMBER"', title: str = "", lang: str = "en-GB",
    assets: Mapping[str, bytes] | None = None, audience: str = "legal", with_fonts: bool = False,
) -> Page:  # fmt: skip
    """Return a page whose main part is a fragment; by default without fonts, which is quicker."""
    html = (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>A title</title>{head}</head>'
        f"<body {body}>{title}<main>{main}</main></body></html>"
    )
    return Page(html, "", {**(fonts() if with_fonts else {}), **(assets or {})}, theme(audience))


def sample(audience: str) -> Page:
    """Return one of the whole pages under `tests/pages`."""
    pictures = {f"images/{path.name}": path.read_bytes() for path in (PAGES / "images").iterdir()}
    html = (PAGES / f"{audience}.html").read_text(encoding="utf-8")
    return Page(html, "", {**fonts(), **pictures}, theme(audience))


@dataclass(frozen=True)
class Docx:
    """A finished file, whose parts are parsed on demand."""

    data: bytes = field(repr=False)

    @property
    def names(self) -> list[str]:
        return zipfile.ZipFile(io.BytesIO(self.data)).namelist()

    def raw(self, name: str) -> bytes:
        return zipfile.ZipFile(io.BytesIO(self.data)).read(name)

    def part(self, name: str = "word/document.xml") -> etree._Element:
        return etree.fromstring(self.raw(name))

    def find(self, path: str, name: str = "word/document.xml") -> list[etree._Element]:
        return self.part(name).xpath(path, namespaces=SPACES)

    def paragraphs(self, style: str = "", name: str = "word/document.xml") -> list[etree._Element]:
        """Return the paragraphs of a part, or those of one style."""
        where = f"[w:pPr/w:pStyle/@w:val='{style}']" if style else ""
        return self.find(f"//w:p{where}", name)

    def targets(self, name: str = "document") -> list[str]:
        """Return the targets of the external links of a part."""
        rels = f"word/_rels/{name}.xml.rels"
        if rels not in self.names:
            return []
        return self.part(rels).xpath("//rel:Relationship[@TargetMode='External']/@Target", namespaces=SPACES)


def docx(made: Page, pages: Mapping[str, int] | None = None) -> Docx:
    """Return the page as a DOCX, read back."""
    return Docx(write(made, Pagination(12, pages or {})))


def attribute(element: etree._Element, name: str) -> str:
    return str(element.get(f"{{{W}}}{name}", ""))


def style(paragraph: etree._Element) -> str:
    return attribute(paragraph.find("w:pPr/w:pStyle", SPACES), "val")


def shown_text(element: etree._Element) -> str:
    """Return the text of a paragraph or of anything with text, runs joined as Word shows them."""
    return "".join(_words(element))


def _words(element: etree._Element) -> Iterator[str]:
    for each in element.iter(f"{{{W}}}t", f"{{{W}}}tab", f"{{{W}}}br", f"{{{W}}}p"):
        if each.tag == f"{{{W}}}t":
            yield each.text or ""
        elif each.getparent().tag == f"{{{W}}}r":
            yield "\t" if each.tag == f"{{{W}}}tab" else "\n"
        elif each.tag == f"{{{W}}}p" and each is not element:
            yield "\n"


def reading_order(made: Docx) -> Iterator[etree._Element]:
    """Yield every element of the body in reading order, notes where they are called."""
    notes = {
        kind: {attribute(note, "id"): note for note in made.find(f"//w:{kind}", f"word/{kind}s.xml")}
        for kind in ("footnote", "endnote")
        if f"word/{kind}s.xml" in made.names
    }
    for element in made.part().iter():
        yield element
        found = re.search(r"\}(foot|end)noteReference$", str(element.tag))
        if found:
            yield from notes[f"{found[1]}note"][attribute(element, "id")].iter()
