"""Page in, bytes of one format out: every format that a brief can be written in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brief.vocabulary import Page


def _pdf(page: Page) -> bytes:
    from brief.writers.pdf import write

    return write(page)


def _pdf_ready() -> None:
    from brief.writers.pdf.engine import load

    load()


def _docx(page: Page) -> bytes:
    from brief.writers.docx import write

    return write(page)


def _html(page: Page) -> bytes:
    from brief.writers.html import write

    return write(page)


# A new format is a module with a `write` and its line here; each is imported when a page is first written in it.
WRITERS: Mapping[str, Callable[[Page], bytes]] = {"pdf": _pdf, "docx": _docx, "html": _html}
# What is slow to import, by format: a process that waits for its first page may do it meanwhile.
READY: Mapping[str, Callable[[], None]] = {"pdf": _pdf_ready}
