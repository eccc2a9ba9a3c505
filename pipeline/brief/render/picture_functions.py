"""What a template can ask when it draws: words broken to their room, how wide they are, and events on a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from brief.model import Kind, Node, Prose, Text
from brief.render.prose import ProseHtml
from brief.render.text_measure import Lettering
from brief.render.timeline_layout import Timeline, lanes


def drawing(html: ProseHtml, lettering: Lettering, date: Callable[[Any], str]) -> Mapping[str, Callable[..., Any]]:
    """Return the functions by name: `plain`, `broken`, `widest` and `time_line`; `date` says a date in words."""

    def plain(text: Text | Prose) -> str:
        prose = text.prose if isinstance(text, Text) else text
        kept = tuple(new for node in prose if (new := node.mapped(_read_aloud)) is not None)
        return html.inline(kept).striptags()

    def broken(texts: Any, *measures: Any) -> list[tuple[str, ...]]:
        return [lettering.lines(plain(text) if isinstance(text, Text) else str(text), *measures) for text in texts]

    def widest(texts: Any, size: Any, weight: Any = 400) -> float:
        return max((lettering.width(str(line), size, weight) for lines in texts for line in lines), default=0.0)

    def time_line(events: Any) -> Timeline:
        return lanes([(event.date, date(event.date), plain(event.text)) for event in events], lettering)

    return {"plain": plain, "broken": broken, "widest": widest, "time_line": time_line}


def _read_aloud(node: Node) -> Node | None:
    """Return a node unless it is a note or the call of one."""
    return None if node.kind in (Kind.NOTE, Kind.CITE) else node
