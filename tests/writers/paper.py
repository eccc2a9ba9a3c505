"""Pages with one fragment, and the tags and words of a finished PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pikepdf
import pypdfium2

from brief.app.shipped import shipped_folder
from brief.page.fonts import font_faces
from brief.page.theme import Theme
from brief.page.vocabulary import Page

PAGES = Path(__file__).parent.parent / "pages"
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h9v9z"/></svg>'
SHEET = """
@page { size: A5; margin: 20mm 15mm 20mm 35mm;
  @top-right { content: string(mark) } @bottom-center { content: counter(page) "/" counter(pages) }
  @footnote { border-top: .5pt solid #565e68; padding-top: 1.5mm } }
html { font: 10pt/1.4 "Source Serif 4" }
body { string-set: mark attr(data-mark) }
.numbered .number { display: inline-block; width: 20mm; margin-left: -20mm }
.status { float: left; clear: left; margin: 4mm 0 0 -20mm; width: 17mm; font-size: 7pt }
nav a::after { content: leader(".") target-counter(attr(href), page) }
"""


@cache
def faces() -> Mapping[str, bytes]:
    """Return the shipped fonts as a page carries them."""
    folder = shipped_folder("templates") / "base" / "fonts"
    return MappingProxyType({f"fonts/{path.name}": path.read_bytes() for path in folder.glob("*.ttf")})


def page(fragment: str, css: str = "", head: str = "", assets: Mapping[str, bytes] | None = None) -> Page:
    """Return a page whose body is one section with a heading and the fragment."""
    html = (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>A title</title>'
        f'{head}</head><body data-mark="TLP:AMBER"><main><section><h1>Heading</h1>{fragment}</section></main>'
        "</body></html>"
    )
    return of(html, css, assets)


def of(html: str, css: str = "", assets: Mapping[str, bytes] | None = None) -> Page:
    """Return a page from the whole of its HTML."""
    everything = {**faces(), **(assets or {})}
    return Page(html, font_faces(everything) + SHEET + css, everything, Theme({}))


def sample(name: str, css: str = "") -> Page:
    """Return one of the whole pages under `tests/pages`, its pictures blank."""
    pictures = dict.fromkeys((f"images/{path.name}" for path in (PAGES / "images").iterdir()), PICTURE)
    return of((PAGES / f"{name}.html").read_text(encoding="utf-8"), css, pictures)


def tags(data: bytes) -> str:
    """Return the structure tree as text, one line for each element, without content: `H1`, ` Span lang=fr`."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return "\n".join(_lines(pdf.Root.StructTreeRoot.K, 0))


def _lines(element: Any, depth: int) -> Iterator[str]:
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from _lines(kid, depth)
    elif not isinstance(element, int) and "/S" in element:
        attributes = [f"{key[1:].lower()}={element[key]}" for key in ("/Lang", "/Alt", "/ID", "/E") if key in element]
        yield " " * depth + " ".join([str(element.S)[1:], *attributes])
        yield from _lines(element.get("/K", pikepdf.Array()), depth + 1)


def words(data: bytes) -> list[str]:
    """Return the words in the order of the structure tree, as a screen reader speaks them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        order = list(_marks(pdf.Root.StructTreeRoot.K, None))
        sheets = [int(sheet.objgen[0]) for sheet in pdf.pages]
    spoken: dict[tuple[int, int], str] = {}
    with pypdfium2.PdfDocument(data) as document:
        for sheet, number in zip(document, sheets, strict=True):
            for mark, text in texts(sheet):
                spoken[number, mark] = spoken.get((number, mark), "") + text
    return " ".join(spoken.get(mark, "") for mark in order).split()


def _marks(element: Any, page_number: int | None) -> Iterator[tuple[int, int]]:
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from _marks(kid, page_number)
    elif isinstance(element, int):
        assert page_number is not None
        yield page_number, element
    elif "/S" in element:
        own = int(element.Pg.objgen[0]) if "/Pg" in element else page_number
        yield from _marks(element.get("/K", pikepdf.Array()), own)
    elif element.get("/Type") == "/MCR":
        yield int(element.Pg.objgen[0]), int(element.MCID)


def texts(sheet: Any) -> Iterator[tuple[int, str]]:
    """Give each text object of a page with the number of its marked content."""
    raw = pypdfium2.raw
    textpage = sheet.get_textpage()
    for item in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        mark = raw.FPDFPageObj_GetMarkedContentID(item)
        size = raw.FPDFTextObj_GetText(item, textpage, None, 0)
        buffer = (raw.FPDF_WCHAR * size)()
        raw.FPDFTextObj_GetText(item, textpage, buffer, size)
        if mark >= 0:
            yield mark, bytes(buffer).decode("utf-16-le").rstrip("\0")


def text(data: bytes) -> str:
    """Return the text of all pages in the order in which it is seen."""
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(sheet.get_textpage().get_text_range() for sheet in document)
