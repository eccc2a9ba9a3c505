"""Every note of the page is in the PDF, in full, and on the page of its call."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import lxml.etree as etree

from brief.checks.finished_file import FinishedFile
from brief.checks.read_pdf import PdfFile
from brief.diagnostics.problems import Problem
from brief.model.brief import Selection
from brief.page.vocabulary import Page

if TYPE_CHECKING:
    import pikepdf


@dataclass(frozen=True, slots=True)
class _Found:
    """One note as the finished file's structure tree tells it: the pages of its call and those of its words."""

    calls: frozenset[int]
    words: frozenset[int]


def notes(selection: Selection, page: Page, files: Mapping[str, FinishedFile]) -> list[Problem]:  # noqa: ARG001 (as all checks)
    """Return one problem (E404) for each note of the page that a PDF lost, cut or put on another page."""
    return [problem for file in files.values() if isinstance(file, PdfFile) for problem in _notes(page, file)]


def _notes(page: Page, file: PdfFile) -> Iterator[Problem]:
    spans = page.tree().iterfind(".//span[@class]")
    wanted = [span for span in spans if "note" in str(span.get("class")).split()]
    found = _in_tree(file.document)
    if len(found) != len(wanted):
        yield Problem("E404/missing-note", f"the page has {len(wanted)} notes, the PDF {len(found)}")
        return
    texts = {number: _letters(file.page_texts[number]) for one in found for number in one.words}
    for number, (note, one) in enumerate(zip(wanted, found, strict=True), start=1):
        if wrong := _wrong(note, one, texts):
            rule, text = wrong
            yield Problem(rule, f"note {number}, “{_words(note)[:50]}…”, {text}")


def _wrong(note: etree._Element, found: _Found, texts: dict[int, str]) -> tuple[str, str] | None:
    if not found.calls:
        return "E404/note-without-call", "has no call"
    if not found.words:
        return "E404/missing-note", "is not in the PDF"
    if found.calls != found.words or len(found.words) != 1:
        called, stands = (", ".join(str(page + 1) for page in sorted(pages)) for pages in (found.calls, found.words))
        return "E404/note-on-another-page", f"is called on page {called} and stands on page {stands}"
    (number,) = found.words
    if _holds(texts[number], _letters(_words(note))):
        return None
    return "E404/note-cut-off", f"is not on page {number + 1} in full"


def _holds(text: str, letters: str) -> bool:
    if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in letters):
        return Counter(letters) <= Counter(text)  # a PDF keeps such words in the order of the eye
    return letters in text


def _words(note: etree._Element) -> str:
    return " ".join("".join(map(str, note.itertext())).split())


def _letters(text: str) -> str:
    """Return letters and digits alone: line ends, hyphens and spaces differ between a page and its file."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _in_tree(pdf: pikepdf.Pdf) -> list[_Found]:
    """Return the notes of a PDF's structure tree in its order, each with the Reference right before it."""
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    return list(_below(pdf.Root.StructTreeRoot, pages))


def _below(element: Any, pages: Mapping[Any, int]) -> Iterator[_Found]:
    before = None
    for kid in _kids(element):
        if kid.S == "/Note":
            calls: frozenset[int] = frozenset(_pages(before, pages)) if before is not None else frozenset()
            yield _Found(calls, frozenset(_pages(kid, pages)))
        yield from _below(kid, pages)
        before = kid if kid.S == "/Reference" else None


def _kids(element: Any) -> list[Any]:
    return [kid for kid in _held(element) if not isinstance(kid, int) and "/S" in kid]


def _held(element: Any) -> list[Any]:
    """Return what a structure element holds: elements, references to content, and numbers of content on its page."""
    import pikepdf

    held = element.get("/K", [])
    return list(held) if isinstance(held, (list, pikepdf.Array)) else [held]


def _pages(element: Any, pages: Mapping[Any, int]) -> Iterator[int]:
    """Give the page of each piece of marked content below an element."""
    for kid in _held(element):
        if isinstance(kid, int):
            yield pages[element.Pg.objgen]
        elif "/S" in kid:
            yield from _pages(kid, pages)
        elif kid.get("/Type") == "/MCR":
            yield pages[kid.Pg.objgen]
