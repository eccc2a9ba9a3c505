"""The PDF writer: one page in, one tagged and archival file out (PDF/UA-1 and PDF/A-2a at once).

| module | what is in it |
|---|---|
| `engine` | loads WeasyPrint when it is first needed, and refuses versions that were not checked |
| `layout` | lays a page out and turns every warning of the engine into a problem |
| `engine_warnings` | captures the engine's warnings, and says what is wrong |
| `engine_messages` | what each message of the engine means |
| `fetch` | gives the engine the page's own assets and nothing else |
| `pictures` | drawings that the engine does not draw as browsers do, as pixels |
| `style_sheets` | reads each style sheet once for all pages that have it |
| `typefaces` | gives the engine the page's own fonts, and no others |
| `prepare` | adds what paper needs to the page: names for notes and bookmarks, column widths |
| `columns` | sets column widths before layout |
| `headings` | balances headings of several lines |
| `notes` | finds notes that do not fit on a page |
| `authority_pages` | removes repeated page numbers next to an authority |
| `links` | links references and notes, with one area for each link |
| `structure` | builds the tag tree from the page |
| `roles` | which element becomes which structure type |
| `marked_content` | what was painted where, and what of it is an artifact |
| `reading_order` | where painted content belongs in the page |
| `tags` | writes the tag tree into the file |
| `glyphs` | maps every glyph to a character |
| `properties` | title, authors, dates and declared standards |
| `streams` | compresses the streams of the file |
| `weasyprint_patches` | patches of WeasyPrint: footnotes, line breaking, text in pictures, tags |
| `weasyprint_repairs` | what replaces the patched functions |
| `weasyprint_internals` | private names of WeasyPrint that are used |
| `weasyprint_sources` | digests of the WeasyPrint functions that are patched or relied on |
"""

from __future__ import annotations

from brief.diagnostics.problems import BriefError
from brief.page.vocabulary import Page
from brief.writers.pagination import LaidOutPage


def lay_out(page: Page) -> LaidOutPage:
    """Return the page as WeasyPrint lays it out, with a problem for everything that it warned of.

    Raise `BriefError` (E501, E505) when WeasyPrint cannot be used.
    """
    from brief.writers.pdf.engine import load

    load()
    from brief.writers.pdf import layout
    from brief.writers.pdf.weasyprint_patches import patched

    with patched():
        return layout.lay_out(page)


def pdf_bytes(page: LaidOutPage) -> bytes:
    """Return the file of a page that is laid out: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).

    Raise `BriefError`: E401 for everything that WeasyPrint warned of, E402 for characters that no font has, E403 for a
    note that is taller than a page.
    """
    if page.problems:
        raise BriefError(page.problems)
    return page.data


def write(page: Page) -> bytes:
    """Return the page as PDF, the same bytes for the same page; raise as `lay_out` and `pdf_bytes` do."""
    return pdf_bytes(lay_out(page))
