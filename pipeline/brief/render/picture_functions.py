"""Functions for templates that draw: words broken into lines, the width of lines, and events on a line of time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from brief.model import Kind, Node, Prose, Text
from brief.render.prose import ProseHtml
from brief.render.text_measure import TextMeasure
from brief.render.timeline_layout import Timeline, timeline


def picture_functions(
    html: ProseHtml, measure: TextMeasure, date: Callable[[Any], str]
) -> Mapping[str, Callable[..., Any]]:
    """Return `plain`, `broken`, `widest` and `time_line` by name; `date` returns a date in words."""

    def plain(text: Text | Prose) -> str:
        prose = as_prose(text)
        kept = tuple(new for node in prose if (new := node.mapped(_without_notes)) is not None)
        return html.inline(kept).striptags()

    def broken(texts: Any, *limits: Any) -> list[tuple[str, ...]]:
        return [measure.lines(plain(text) if isinstance(text, Text) else str(text), *limits) for text in texts]

    def widest(texts: Any, size: Any, weight: Any = 400) -> float:
        return max((measure.width(str(line), size, weight) for lines in texts for line in lines), default=0.0)

    def time_line(events: Any) -> Timeline:
        return timeline([(event.date, date(event.date), plain(event.text)) for event in events], measure)

    return {"plain": plain, "broken": broken, "widest": widest, "time_line": time_line}


def as_prose(value: object) -> Prose:
    """Return the prose of a text, or prose itself; raise `TypeError` for anything else that a template hands over."""
    prose = value.prose if isinstance(value, Text) else value
    if not isinstance(prose, tuple) or not all(isinstance(node, Node) for node in prose):
        raise TypeError(f"expected a text of the brief, found a value of type {type(value).__name__}")
    return prose


def _without_notes(node: Node) -> Node | None:
    """Return a node, or `None` for a note or the call of one."""
    return None if node.kind in (Kind.NOTE, Kind.CITE) else node
