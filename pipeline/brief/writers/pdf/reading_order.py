"""Where in the page something painted belongs: boxes come in the order of layout, readers need that of the page."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from brief.writers.pdf.marked_content import LinkArea, Mark, Part

# Layout adds hyphens, drops soft ones and folds white space: none of these is counted.
_UNCOUNTED = str.maketrans("", "", "-\u2010\u00ad\u200b")
_HYPHENS = frozenset("-\u2010")


class ReadingOrder:
    """The order of a page's elements and texts, and how much of each element's own text has been painted so far."""

    def __init__(self, root: Any) -> None:
        """Assign numbers to all elements and texts of a page, in its order."""
        self._numbers = itertools.count()
        self._starts: dict[Any, int] = {}
        self._ends: dict[Any, int] = {}
        self._texts: dict[Any, list[tuple[int, int]]] = {}  # number of a text, counted characters up to its end
        self._hyphens: dict[Any, list[tuple[int, int]]] = {}  # the same of texts of hyphens alone, until painted
        self._painted: dict[Any, int] = {}
        self._number(root)

    def start(self, element: Any) -> int:
        """Return where an element begins."""
        return self._starts[element]

    def position(self, item: Mark | LinkArea) -> int:
        """Return where something painted belongs; to be called for the words of an element in their order."""
        element = item.element
        if isinstance(item, LinkArea) or item.part is not Part.WORDS or item.box.element_tag.endswith("::before"):
            return self._starts[element]
        if item.box.element_tag.endswith("::after"):
            return self._ends[element]
        before = self._painted.get(element, 0)
        if _is_hyphen(item.box.text):
            alone = next((one for one in self._hyphens[element] if one[1] == before), None)
            if alone is not None:
                self._hyphens[element].remove(alone)
                return alone[0]
        self._painted[element] = before + _count(item.box.text)
        texts = self._texts[element]
        return next((number for number, end in texts if end > before), texts[-1][0])

    def _number(self, element: Any) -> None:
        self._starts[element] = next(self._numbers)
        total = 0
        self._texts[element] = texts = []
        self._hyphens[element] = hyphens = []
        for child, text in _content(element):
            if child is not None:
                self._number(child)
            total += _count(text)
            texts.append((next(self._numbers), total))
            if _is_hyphen(text):
                hyphens.append(texts[-1])
        self._ends[element] = next(self._numbers)


def _content(element: Any) -> Iterator[tuple[Any, str]]:
    """Give an element's first text, then each child with the text after it."""
    yield None, element.text or ""
    for child in element:
        yield child, child.tail or ""


def _is_hyphen(text: str) -> bool:
    """Return whether a text has no counted characters, but a hyphen, such as one between two elements."""
    return not _count(text) and not _HYPHENS.isdisjoint(text)


def _count(text: str) -> int:
    """Return how many characters of a text are left after its layout, a change to capitals included."""
    return len("".join(text.translate(_UNCOUNTED).split()).casefold())
