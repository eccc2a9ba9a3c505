"""The links of a laid out page: one area for each, and links from each call to its note and back."""

from __future__ import annotations

from typing import Any

from brief.writers.pdf.marked_content import Part
from brief.writers.pdf.weasyprint_internals import page_box


def repair_links(document: Any) -> None:
    """Link calls and notes, which the engine does not, and remove the areas that it repeats over parts of a link."""
    for page in document.pages:
        # A box inside a link gets the link's area again, and the keyboard stops at each area.
        page.links[:] = [area for area in page.links if area[3].link is not None]
        for box in page_box(page).descendants():
            if box.element_tag in {Part.CALL.value, Part.NOTE_MARKER.value} and box.children:
                _link_note(page, box, box.element.get("id"))


def _link_note(page: Any, box: Any, note: str) -> None:
    x, y, width, height = box.hit_area()
    corners = (x, y, x + width, y + height)
    call = f"{note}-call"
    here, there = (call, note) if box.element_tag == Part.CALL.value else (note, call)
    page.anchors.setdefault(here, corners)
    page.links.append(("internal", there, corners, box))
