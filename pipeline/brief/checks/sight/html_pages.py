"""What an HTML file shows on a screen and printed: its handling marks, and text that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from brief.checks.sight.css_rules import PRINT, SCREEN
from brief.checks.sight.html_looks import HtmlLooks, Look
from brief.checks.sight.seen import Margin, Unseen
from brief.page.elements import classes as classes_of

_SKIP: Final = "skip"  # the link past the head of the page, which is seen where a reader's keyboard reaches it


class HtmlPages:
    """One HTML file as browsers show it."""

    def __init__(self, root: Any) -> None:
        """Take the root of the file, which must have no comments."""
        self.root = root
        self.body = root.find("body")
        self.ways = dict(HtmlLooks(root).ways())

    def unseen(self) -> Iterator[Unseen]:
        """Give each text of the body that some screen does not show; print leaves out links, which are not text."""
        known: set[str] = set()  # what is hidden in every way is told once
        for condition, looks in self.ways.items():
            if condition.startswith(PRINT):
                continue
            on = f", with `@media {condition}`" if condition != SCREEN else ""
            for one in self.hidden(self.body, looks, on):
                if one.text not in known:
                    yield one
            known.update(one.text for one in self.hidden(self.body, looks, on) if condition == SCREEN)

    def hidden(self, element: Any, looks: Mapping[Any, Look], on: str) -> Iterator[Unseen]:
        """Give what is not seen at or below an element; all of an element that is not displayed as one text."""
        if _SKIP in classes_of(element):
            return
        look = looks[element]
        if look.why or element.get("hidden") is not None or element.get("aria-hidden") == "true":
            text = "".join(element.itertext())
            if text.strip():
                yield Unseen(text, f"`<{element.tag}>`{on}", look.why or "its attributes hide it")
            return
        text = " ".join(filter(None, (element.text, *(child.tail for child in element))))
        if text.strip() and (why := look.why_unseen()):
            yield Unseen(text, f"`<{element.tag}>`{on}", why)
        for child in element:
            yield from self.hidden(child, looks, on)

    def margins(self) -> Iterator[Margin]:
        """Give the furniture at the top and at the bottom, and where print or some screen shows it in another way."""
        known: dict[str, list[tuple[str, str]]] = {}  # on a screen, which is the first of all ways
        for condition, looks in self.ways.items():
            page = f"with `@media {condition}`" if condition != SCREEN else ""
            for name in ("header", "footer"):
                lines = list(self.body.iterfind(f"{name}/div[@class='furniture']/p"))
                rows = [("".join(line.itertext()), looks[line].why_unseen()) for line in lines]
                if condition == SCREEN or rows != known[name]:
                    seen = tuple(text for text, why in rows if not why)
                    hidden = tuple(Unseen(text, page, why) for text, why in rows if why)
                    yield Margin(page, name == "header", seen, hidden, is_alone=True)
                known.setdefault(name, rows)
