"""Lay a page out and return its bytes, with its own fonts alone: a page looks the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import lxml.etree as etree
import weasyprint
from weasyprint.urls import FatalURLFetchingError

from brief.diagnostics.problems import BriefError, Problem
from brief.page import fonts
from brief.page.vocabulary import Page
from brief.writers.pagination import LaidOutPage, Pagination
from brief.writers.pdf import authority_pages, engine_warnings, glyphs, notes, properties, streams
from brief.writers.pdf.fetch import BASE, AssetFetcher
from brief.writers.pdf.links import repair_links
from brief.writers.pdf.pictures import pixel_drawings, set_resolution
from brief.writers.pdf.prepare import PAPER_CSS, paper_tree, serialize
from brief.writers.pdf.style_sheets import forget_sheets, read_sheet
from brief.writers.pdf.typefaces import Typefaces


def lay_out(page: Page) -> LaidOutPage:
    """Return the page as PDF, with a problem (E401, E402, E403) for each thing that is wrong with it.

    The patches have to be in force.
    """
    root = paper_tree(page)
    drawings = pixel_drawings(page)
    set_resolution(root, drawings)
    fetcher = AssetFetcher({**page.assets, **drawings})
    typefaces = Typefaces(fonts.faces(page.assets))
    data, problems, pagination = b"", [], Pagination()
    lost: Mapping[str, str] = {}
    with engine_warnings.capture_log() as log:
        try:
            document = _document(page, root, fetcher, typefaces)
            lost = notes.lost_notes(document, root)
            problems = list(notes.check_note_heights(document, lost.values()))
            repair_links(document)
            pagination = _pagination(document)
            data = document.write_pdf(pdf_variant="pdf/a-2a", finisher=_finish)
        except FatalURLFetchingError:
            pass  # the address is among `fetcher.refused`
        finally:
            if log.messages:
                forget_sheets()
    log.forget(f"no anchor #{name} " for name in lost)  # each is a problem of its own
    problems += engine_warnings.log_problems(log, fetcher.refused, page, root)
    return LaidOutPage(data, pagination, tuple(problems))


def _pagination(document: Any) -> Pagination:
    pages: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for name in page.anchors:
            pages.setdefault(str(name), number)
    return Pagination(len(document.pages), pages)


def _finish(document: Any, pdf: Any) -> None:
    glyphs.map_all(document, pdf)
    properties.write_properties(document, pdf)
    streams.compress_all(pdf)


def _document(page: Page, root: etree._Element, fetcher: AssetFetcher, typefaces: Typefaces) -> Any:
    """Return the page laid out: a second time where places of an authority can share a page number, if they still can.

    Without the repeated numbers text may move to other pages, and then the places may be on different ones.
    """
    document = _render(page, root, fetcher, typefaces)
    places = authority_pages.repeating_places(root, _pagination(document).pages)
    if not places:
        return document
    words = [str(place.attrib.pop(authority_pages.PAGE)) for place in places]
    shorter = _render(page, root, fetcher, typefaces)
    for place, word in zip(places, words, strict=True):
        place.set(authority_pages.PAGE, word)
    still_repeat = set(places) <= set(authority_pages.repeating_places(root, _pagination(shorter).pages))
    return shorter if still_repeat else document


def _render(page: Page, root: etree._Element, fetcher: AssetFetcher, typefaces: Typefaces) -> Any:
    sheets = [read_sheet(text, fetcher, typefaces) for text in (PAPER_CSS, page.css)]
    if typefaces.is_empty:
        text = "the page has no usable font"
        raise BriefError(
            [Problem("E306/no-font", text, hint="add `.ttf` files to the `fonts` folder of the templates")]
        )
    source = weasyprint.HTML(string=serialize(root), base_url=BASE, url_fetcher=fetcher)
    return source.render(font_config=typefaces, stylesheets=sheets, pdf_variant="pdf/a-2a")
