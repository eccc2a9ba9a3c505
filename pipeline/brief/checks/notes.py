"""Every footnote of the page is in the PDF, complete, and on the page of its call."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import lxml.etree as etree

from brief.checks.finished_file import FinishedFile
from brief.checks.read_pdf import PdfFile
from brief.checks.structure.tokens import normalise
from brief.diagnostics.problems import Problem
from brief.model.brief import Selection
from brief.page.vocabulary import Page

if TYPE_CHECKING:
    import pikepdf

_LOST = "report it, with the text around the note: the PDF writer must lose nothing"
_MOVED = "shorten the note, or the other notes on its page"
_HINTS = {
    "E404/missing-note": _LOST,
    "E404/note-without-call": _LOST,
    "E404/note-on-another-page": _MOVED,
    "E404/note-cut-off": _MOVED,
}


@dataclass(frozen=True, slots=True)
class _NotePages:
    """One note in the structure tree of a finished file: the pages of its call and those of its words."""

    calls: frozenset[int]
    words: frozenset[int]


def notes(selection: Selection, page: Page, files: Mapping[str, FinishedFile]) -> list[Problem]:  # noqa: ARG001 (as all checks)
    """Return an E404 for each note of the page that is missing in a PDF, cut off, or on another page than its call."""
    return [problem for file in files.values() if isinstance(file, PdfFile) for problem in _notes(page, file)]


def _notes(page: Page, file: PdfFile) -> Iterator[Problem]:
    spans = page.tree().iterfind(".//span[@class]")
    wanted = [span for span in spans if "note" in str(span.get("class")).split()]
    found = _notes_in_tree(file.document)
    if len(found) != len(wanted):
        text = f"the page has {len(wanted)} notes, the PDF {len(found)}"
        yield Problem("E404/missing-note", text, hint=_HINTS["E404/missing-note"])
        return
    texts = {number: _letters(file.page_texts[number]) for one in found for number in one.words}
    for number, (note, one) in enumerate(zip(wanted, found, strict=True), start=1):
        if fault := _fault(note, one, texts):
            rule, text = fault
            yield Problem(rule, f"note {number}, “{_words(note)[:50]}…”, {text}", hint=_HINTS[rule])


def _fault(note: etree._Element, found: _NotePages, texts: dict[int, str]) -> tuple[str, str] | None:
    if not found.calls:
        return "E404/note-without-call", "has no call"
    if not found.words:
        return "E404/missing-note", "is not in the PDF"
    if found.calls != found.words or len(found.words) != 1:
        called, printed = (", ".join(str(page + 1) for page in sorted(pages)) for pages in (found.calls, found.words))
        return "E404/note-on-another-page", f"is called on page {called} but printed on page {printed}"
    (number,) = found.words
    if _contains(texts[number], _letters(_words(note))):
        return None
    return "E404/note-cut-off", f"is not complete on page {number + 1}"


def _contains(text: str, letters: str) -> bool:
    if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in letters):
        return Counter(letters) <= Counter(text)  # a PDF keeps such words in their visual order
    return letters in text


def _words(note: etree._Element) -> str:
    return " ".join("".join(map(str, note.itertext())).split())


def _letters(text: str) -> str:
    """Return letters and digits alone: line ends, hyphens, spaces, and letters that share a glyph differ in a file."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", normalise(text)).casefold()))


def _notes_in_tree(pdf: pikepdf.Pdf) -> list[_NotePages]:
    """Return the notes of a PDF's structure tree in its order, each with the Reference right before it."""
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    return list(_notes_below(pdf.Root.StructTreeRoot, pages))


def _notes_below(element: Any, pages: Mapping[Any, int]) -> Iterator[_NotePages]:
    before = None
    for kid in _element_children(element):
        if kid.S == "/Note":
            calls: frozenset[int] = frozenset(_pages(before, pages)) if before is not None else frozenset()
            yield _NotePages(calls, frozenset(_pages(kid, pages)))
        yield from _notes_below(kid, pages)
        before = kid if kid.S == "/Reference" else None


def _element_children(element: Any) -> list[Any]:
    return [kid for kid in _children(element) if not isinstance(kid, int) and "/S" in kid]


def _children(element: Any) -> list[Any]:
    """Return the children of a structure element: elements, references to content, numbers of content on its page."""
    import pikepdf

    children = element.get("/K", [])
    return list(children) if isinstance(children, (list, pikepdf.Array)) else [children]


def _pages(element: Any, pages: Mapping[Any, int]) -> Iterator[int]:
    """Give the page of each piece of marked content below an element."""
    for kid in _children(element):
        if isinstance(kid, int):
            yield pages[element.Pg.objgen]
        elif "/S" in kid:
            yield from _pages(kid, pages)
        elif kid.get("/Type") == "/MCR":
            yield pages[kid.Pg.objgen]
