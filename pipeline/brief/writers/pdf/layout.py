"""Lay a page out and give its bytes: with the page's own fonts, and with the machine's too where those do not do."""

from __future__ import annotations

from typing import Any

import lxml.etree as etree
import weasyprint
from weasyprint.urls import FatalURLFetchingError

from brief.diagnostics.problems import BriefError, Problem
from brief.page import fonts
from brief.page.vocabulary import Page
from brief.writers.pagination import LaidOutPage, Pagination
from brief.writers.pdf import authority_pages as places
from brief.writers.pdf import engine_warnings, glyphs, notes, properties, streams
from brief.writers.pdf.fetch import BASE, AssetFetcher
from brief.writers.pdf.links import mend_links
from brief.writers.pdf.prepare import SHEET, html, prepared
from brief.writers.pdf.typefaces import Typefaces


def lay_out_patched(page: Page) -> LaidOutPage:
    """Return the page as PDF, with a problem (E401, E402, E403) for all that is wrong about it."""
    faces = fonts.faces(page.assets)
    root = prepared(page)
    made = _attempt(page, root, faces, with_system=False)
    if any(problem.code == "E402" for problem in made.problems):
        # Only now may the machine's fonts have a say: a page that needs none looks the same on every machine.
        made = _attempt(page, root, faces, with_system=True)
    return made


def _attempt(page: Page, root: etree._Element, faces: tuple[fonts.Face, ...], *, with_system: bool) -> LaidOutPage:
    fetcher = AssetFetcher(page.assets)
    typefaces = Typefaces(faces, with_system=with_system)
    data, problems, pagination = b"", [], Pagination()
    with engine_warnings.heard() as heard:
        try:
            document = _document(page, root, fetcher, typefaces)
            problems = list(notes.too_tall(document))
            mend_links(document)
            pagination = _pagination(document)
            data = document.write_pdf(pdf_variant="pdf/a-2a", finisher=_finish)
        except FatalURLFetchingError:
            pass  # the address is among `fetcher.refused`
    problems += engine_warnings.problems(heard, fetcher.refused, root)
    return LaidOutPage(data, pagination, tuple(problems))


def _pagination(document: Any) -> Pagination:
    pages: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for name in page.anchors:
            pages.setdefault(str(name), number)
    return Pagination(len(document.pages), pages)


def _finish(document: Any, pdf: Any) -> None:
    glyphs.map_all(pdf)
    properties.finish(document, pdf)
    streams.compress_all(pdf)


def _document(page: Page, root: etree._Element, fetcher: AssetFetcher, typefaces: Typefaces) -> Any:
    """Return the page laid out; a second time where a page can be said once for several places, if that holds then."""
    document = _rendered(page, root, fetcher, typefaces)
    silent = places.repeated(root, _pagination(document).pages)
    if not silent:
        return document
    words = [str(place.attrib.pop(places.PAGE)) for place in silent]
    shorter = _rendered(page, root, fetcher, typefaces)
    for place, word in zip(silent, words, strict=True):
        place.set(places.PAGE, word)
    holds = set(silent) <= set(places.repeated(root, _pagination(shorter).pages))
    return shorter if holds else document


def _rendered(page: Page, root: etree._Element, fetcher: AssetFetcher, typefaces: Typefaces) -> Any:
    def css(text: str) -> Any:
        return weasyprint.CSS(string=text, base_url=BASE, url_fetcher=fetcher, font_config=typefaces)

    sheets = [css(SHEET), css(page.css)]
    if typefaces.is_empty:
        text = "the page brings no font that can be used"
        raise BriefError(
            [Problem("E306/no-font", text, hint="put `.ttf` files into the `fonts` folder of the templates")]
        )
    source = weasyprint.HTML(string=html(root), base_url=BASE, url_fetcher=fetcher)
    return source.render(font_config=typefaces, stylesheets=sheets, pdf_variant="pdf/a-2a")
