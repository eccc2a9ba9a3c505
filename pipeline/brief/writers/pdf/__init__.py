"""The PDF writer: one page in, one tagged and archival file out (PDF/UA-1 and PDF/A-2a at once).

| module | what it does |
|---|---|
| `engine` | loads WeasyPrint, once and only when a PDF is wanted, and refuses versions that it was not checked with |
| `mends` | mends faults of WeasyPrint: lost and misplaced footnotes, lines too short, words of pictures backwards |
| `fetch` | gives the engine the page's own assets and nothing else |
| `typefaces` | shows the engine the page's own faces, and the machine's only when a character needs them |
| `prepare` | adds what paper needs to the page: a name for each note and each bookmark |
| `columns` | gives each column the width that its words need |
| `headings` | balances headings of several lines |
| `layout` | lays a page out and turns every word of complaint into a problem (`faults`) |
| `places` | finds pages that need not be said twice beside an authority |
| `notes` | finds notes that no page can hold |
| `links` | links calls and notes, and leaves one area for each link |
| `inside` | the parts of the engine that no public name leads to |
| `marks` | finds what was painted where, and what of it is furniture |
| `structure` | makes the tree of tags from the page itself (`roles` says which element is which tag) |
| `reading` | says where in the page something painted belongs |
| `tags` | writes that tree into the file |
| `glyphs` | lets every glyph stand for a character |
| `properties` | title, authors, dates and what the file claims to be |
| `streams` | compresses what the file holds |
"""

from __future__ import annotations

from brief.diagnostics.problems import BriefError
from brief.page.vocabulary import Page
from brief.writers.pagination import LaidOutPage


def lay_out(page: Page) -> LaidOutPage:
    """Return the page as the engine sets it, with all that it complained of.

    Raise `BriefError` (E501, E505) when the engine cannot be used.
    """
    from brief.writers.pdf.engine import load

    load()
    from brief.writers.pdf.layout import lay_out_patched
    from brief.writers.pdf.weasyprint_patches import patched

    with patched():
        return lay_out_patched(page)


def pdf_bytes(page: LaidOutPage) -> bytes:
    """Return the file of a page that is laid out: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).

    Raise `BriefError`: E401 when the engine complained of anything, E402 for characters that no font has, E403 for a
    note that is taller than a page.
    """
    if page.problems:
        raise BriefError(page.problems)
    return page.data


def write(page: Page) -> bytes:
    """Return the page as PDF, the same bytes for the same page; raise as `lay_out` and `pdf_bytes` do."""
    return pdf_bytes(lay_out(page))
