"""What the engine painted and where: each run of text and each picture of the page, and which of it is furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from brief.writers.pdf.weasyprint_internals import marked_boxes, page_box, placed_box

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


class Part(Enum):
    """Which part of its element something painted is."""

    WORDS = "words"
    MARKER = "li::marker"
    CALL = "span::footnote-call"
    NOTE_MARKER = "span::footnote-marker"
    PICTURE = "img"


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One piece of marked content (ISO 32000-1, 14.6): the page and number it has, and the element it shows."""

    page: int
    number: int
    element: Any
    part: Part
    box: Any
    logical: str | None = None  # its text in logical order, where glyphs may be painted in another


@dataclass(frozen=True, slots=True, eq=False)
class LinkArea:
    """One link annotation on one page, and the element that it belongs to."""

    page: int
    annotation: Any
    element: Any
    part: Part


def collect_marks(document: Any, streams: list[Any]) -> Iterator[Mark | LinkArea]:
    """Give everything that belongs to the page's tree, in the order of its boxes; turn the rest into artifacts."""
    heads: dict[Any, int] = {}
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        box = page_box(page)
        is_mirrored = any(child.style["direction"] == "rtl" for child in box.children)
        sheet = _Sheet(number, stream, heads, is_mirrored=is_mirrored)
        yield from sheet.walk(box, None)
        sheet.finish()


class _Sheet:
    """One sheet of paper while its boxes are read."""

    def __init__(self, number: int, stream: Any, heads: dict[Any, int], *, is_mirrored: bool) -> None:
        self.number = number
        self.stream = stream
        self.heads = heads  # table heads by the page that they are first on
        self.is_mirrored = is_mirrored
        self.unread = marked_boxes(stream)
        self.artifacts: dict[int, Mapping[str, str]] = {}

    def walk(self, box: Any, furniture: Mapping[str, str] | None) -> Iterator[Mark | LinkArea]:
        box = placed_box(box)
        furniture = furniture or self.furniture(box)
        if box.link_annotation is not None:
            yield LinkArea(self.number, box.link_annotation, box.element, _part(box))
        if box in self.unread:
            mark = self.unread.pop(box)
            if furniture:
                self.artifacts[mark] = furniture
            else:
                yield Mark(self.number, mark, box.element, _part(box), box, self.logical_text(box))
        for child in box.children:
            yield from self.walk(child, furniture)

    def furniture(self, box: Any) -> Mapping[str, str] | None:
        """Return the properties of an artifact (ISO 32000-1, 14.8.2.2) for a box that is not content of the page."""
        if isinstance(box, boxes.MarginBox):
            side = {"@top": "/Header", "@bottom": "/Footer"}.get(box.at_keyword.split("-")[0])
            return {"Type": "/Pagination", **({"Subtype": side} if side else {})}
        if box.element_tag == "thead" and self.heads.setdefault(box.element, self.number) != self.number:
            return {"Type": "/Pagination"}
        if isinstance(box, boxes.TextBox):
            is_content = bool(box.text.strip())
        elif isinstance(box, boxes.ReplacedBox):
            is_content = box.element_tag == "img" and bool(box.element.get("alt"))
        else:
            is_content = not box.is_leader
        return None if is_content else {"Type": "/Layout"}

    def logical_text(self, box: Any) -> str | None:
        """Return the text of a line whose glyphs may be painted in another order (UAX 9), None for other boxes."""
        if not isinstance(box, boxes.TextBox) or box.style["visibility"] != "visible":
            return None
        is_reordered = self.is_mirrored or box.style["direction"] == "rtl" or _RIGHT_TO_LEFT.search(box.text)
        return str(box.text) if is_reordered else None

    def finish(self) -> None:
        """Turn the marks of furniture into artifacts; raise `LookupError` for a mark that no box led to."""
        if self.unread:
            raise LookupError(f"painted but not in the page: {list(self.unread)}")
        tokens = self.stream.stream
        for position, token in enumerate(tokens):
            if isinstance(token, pydyf.Dictionary) and token.get("MCID") in self.artifacts:
                tokens[position - 1] = "/Artifact"
                tokens[position] = pydyf.Dictionary(dict(self.artifacts[token["MCID"]]))


def _part(box: Any) -> Part:
    if isinstance(box, boxes.ReplacedBox):
        return Part.PICTURE
    return next((part for part in Part if part.value == box.element_tag and part is not Part.PICTURE), Part.WORDS)
