"""How large an SVG picture may be inside, so that drawing it takes seconds, and no engine runs out of stack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from brief.pictures.picture_error import PictureError, line_of

DEPTH: Final = 64  # elements in elements
ELEMENTS: Final = 50_000
WORDS: Final = 10_000  # characters of all texts together
PATHS: Final = 1_000_000  # characters of all paths and points together
PATH: Final = 200_000  # characters of one, whose drawing may take a time that grows with the square of its length
_NUMBER: Final = re.compile(r"(?<![\w.#-])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_HIGHEST: Final = 1e9
_FINEST: Final = 0.05  # of a dash or of a pattern, in units of the drawing
_TEXTS = frozenset({"text", "textPath", "tspan"})
_FREE = frozenset({"id", "class", "style", "href", "font-family"})


def check_limits(root: etree._Element) -> None:
    """Raise `PictureError` (E184) at the first element that is too deep, or with which there is too much to draw."""
    words = paths = 0
    deep: dict[etree._Element, int] = {}
    for elements, node in enumerate(root.iter(etree.Element), 1):
        outer = node.getparent()
        deep[node] = 1 if outer is None else deep[outer] + 1
        if etree.QName(node).localname in _TEXTS:
            words += len(node.text or "") + sum(len(inner.tail or "") for inner in node)
        path = len(node.get("d") or "") + len(node.get("points") or "")
        paths += path
        faults = (
            (deep[node] > DEPTH, f"has elements {DEPTH + 1} deep", "ungroup some of them"),
            (elements > ELEMENTS, f"has more than {ELEMENTS:,} elements", "simplify it, or save it as PNG"),
            (words > WORDS, f"has more than {WORDS:,} characters of text", "show less text, or put it in the section"),
            (path > PATH, f"has a path of more than {PATH:,} characters", "simplify or divide it, or save it as PNG"),
            (paths > PATHS, f"has more than {PATHS:,} characters of paths", "simplify them, or save it as PNG"),
        )
        for is_too_much, what, hint in (*faults, *_number_faults(node)):
            if is_too_much:
                raise PictureError("E184/too-complex", what, hint, line_of(node))


def _number_faults(node: etree._Element) -> Iterator[tuple[bool, str, str]]:
    """Give whether numbers are too large, or dashes and patterns too fine."""
    for key, value in node.attrib.items():
        if key not in _FREE and ("e" in value or "E" in value or len(value) > 9):
            yield (
                any(abs(float(found)) > _HIGHEST for found in _NUMBER.findall(str(value))),
                f"has a number beyond {_HIGHEST:,.0f} in `{etree.QName(key).localname}`",
                "export it with plain numbers",
            )
    if (dashes := node.get("stroke-dasharray")) is not None:
        lengths = [float(found) for found in _NUMBER.findall(dashes)]
        yield bool(lengths) and 0 < sum(lengths) < _FINEST, "has dashes that are too fine to see", "make them longer"
    if etree.QName(node).localname == "pattern":
        sides = [_NUMBER.findall(node.get(side) or "") for side in ("width", "height")]
        is_absolute = node.get("patternUnits") == "userSpaceOnUse"
        least = _FINEST if is_absolute else 0.001
        is_fine = any(0 < float(side[0]) < least for side in sides if side)
        yield is_fine, "has a pattern that is too fine to see", "make it larger"
