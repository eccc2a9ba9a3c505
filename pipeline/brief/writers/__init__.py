"""Page in, bytes of one format out: every format that a brief can be written in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from brief.page.vocabulary import Page
from brief.writers.layout import Layout


def _pdf(_: Page, layout: Layout) -> bytes:
    from brief.writers.pdf import proven

    return proven(layout.printed)


def _pdf_ready() -> None:
    from brief.writers.pdf.engine import load

    load()


def _docx(page: Page, layout: Layout) -> bytes:
    from brief.writers.docx import write

    return write(page, layout.pagination)


def _html(page: Page, _: Layout) -> bytes:
    from brief.writers.html import write

    return write(page)


# A new format is a module with a `write` and its line here; each is imported when a page is first written in it. What
# needs to know on which sheet something stands asks the layout, which is the same one for all formats of a page.
WRITERS: Mapping[str, Callable[[Page, Layout], bytes]] = {"pdf": _pdf, "docx": _docx, "html": _html}
# The formats that do ask it: written in one process, the page is laid out once.
LAID_OUT = frozenset({"pdf", "docx"})
# What is slow to import, by format: a process that waits for its first page may do it meanwhile.
READY: Mapping[str, Callable[[], None]] = {"pdf": _pdf_ready, "docx": _pdf_ready}


def written(page: Page, formats: Sequence[str]) -> Mapping[str, bytes]:
    """Return a page in every format asked for; raise `BriefError` for what a format cannot hold."""
    layout = Layout(page)
    return {name: WRITERS[name](page, layout) for name in formats}
