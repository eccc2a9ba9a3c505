"""Notes that no page can hold: the engine does not split a note, and a tall one runs off the top of its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from brief.diagnostics.problems import Problem
from brief.writers.pdf.weasyprint_internals import page_box

_ROUNDING = 0.5  # CSS pixels


def check_note_heights(document: Any) -> Iterator[Problem]:
    """Give one problem (E403) for each page whose notes reach above its top or into the line that calls them."""
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
    yield Problem("E403/note-too-long", text, hint="shorten the note, or move it into the text")
