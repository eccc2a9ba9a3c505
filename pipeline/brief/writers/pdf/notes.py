"""Notes that no page can hold: the engine does not split a note, and a tall one runs off the top of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import lxml.etree as etree
from weasyprint.formatting_structure import boxes

from brief.diagnostics.problems import Problem
from brief.page.elements import classes
from brief.writers.pdf.weasyprint_internals import page_box

_ROUNDING = 0.5  # CSS pixels
_LONG = 1000  # characters, which take a quarter of a page: what else is lost is a fault of the engine
_HINT = "shorten the note, or move it into the text"


def lost_notes(document: Any, root: etree._Element) -> dict[str, str]:
    """Return the words of each note that the engine found no page for, by the id of the note.

    There are none without a long one among them: short ones follow it, and are lost alone by a fault of the engine.
    """
    areas = (area for page in map(page_box, document.pages) for area in page.children)
    kept = {
        note.element.get("id") for area in areas if isinstance(area, boxes.FootnoteAreaBox) for note in area.children
    }
    notes = (span for span in root.iter("span") if "note" in classes(span) and span.get("id") not in kept)
    words = {str(note.get("id")): " ".join("".join(map(str, note.itertext())).split()) for note in notes}
    return words if any(map(_is_long, words.values())) else {}


def _is_long(words: str) -> bool:
    return len(words) > _LONG


def check_note_heights(document: Any, lost: Iterable[str]) -> Iterator[Problem]:
    """Give one problem (E403) for each page whose notes reach above its top or into the line that calls them.

    `lost` are the words of notes that no page could hold at all.
    """
    for words in filter(_is_long, lost):
        yield Problem("E403/note-too-long", f"the note “{words[:50]}…” is longer than a page", hint=_HINT)
    for page in map(page_box, document.pages):
        for area in page.children:
            if isinstance(area, boxes.FootnoteAreaBox) and area.children:
                yield from _reaching_too_high(page, area)


def _reaching_too_high(page: Any, area: Any) -> Iterator[Problem]:
    called = {note.element for note in area.children}
    calls = [box for box in page.descendants() if box.footnote is not None and box.footnote.element in called]
    lowest = max([page.content_box_y(), *(call.position_y + call.height for call in calls)])
    if area.position_y >= lowest - _ROUNDING:
        return
    note = max(area.children, key=lambda box: box.margin_height())
    line = next((box.height for box in note.descendants() if isinstance(box, boxes.LineBox)), 1.0)
    words = " ".join("".join(note.element.itertext()).split())
    lines, room = round(note.margin_height() / line), int((page.height - 2 * line) // line)
    text = f"the note “{words[:50]}…” is {lines} lines long; a page has room for {room}"
    yield Problem("E403/note-too-long", text, hint=_HINT)
