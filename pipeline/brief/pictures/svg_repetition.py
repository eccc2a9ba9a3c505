"""How much an SVG picture draws more than once, and how many effects it has: bounded, so that none takes too long."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from brief.pictures.picture_error import PictureError, line_of
from brief.pictures.svg_css import References, block_references, rule_references, unescape, value_references

_COPIES: Final = 10_000  # elements that `use`, markers, patterns and the like may draw again, in all
_EFFECTS: Final = 20_000_000  # CSS pixels that filters and masks may go over, a blur four times
_GRADIENTS = frozenset({"linearGradient", "radialGradient"})
_BLURS = frozenset({"feGaussianBlur", "feDropShadow"})
_SHAPES = frozenset({"path", "line", "polyline", "polygon"})
_NOT_DRAWN = frozenset({"title", "desc", "metadata"})
# SVG 2, 9.3: numbers that each command takes; those of an arc may follow without a space, as its flags need none.
_ARITIES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 4, "z": 1}
_PATH_PART = re.compile(r"([mlhvcsqtaz])([^mlhvcsqtaz]*)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def check_repetition(root: etree._Element, area: float) -> None:
    """Raise `PictureError` when elements contain themselves, or repeat more than so many CSS pixels can need."""
    _Copies(root).check(area)


class _Copies:
    """What a picture draws more than once: all that `use`, markers, patterns, masks, clips and filters repeat."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._by_id = {str(node.get("id")): node for node in root.iter(etree.Element) if node.get("id")}
        self._rules = rule_references(root)
        self._sizes: dict[etree._Element, tuple[int, int]] = {}
        self._with_markers: set[etree._Element] = set()  # elements that have a marker somewhere in what they draw

    def check(self, area: float) -> None:
        """Raise when elements copy themselves, or multiply beyond what a picture of so many pixels can need."""
        size, effects = self._size(self._root, ())
        if size - sum(1 for _ in self._root.iter(etree.Element)) > _COPIES:
            raise PictureError(
                "E184/drawn-too-often",
                "repeats too many elements",
                "use fewer copies, markers, patterns and clip paths",
                0,
            )
        if effects * area > _EFFECTS:
            raise PictureError(
                "E184/costly-effect", "has too many filters and masks", "remove some, or make the picture smaller", 0
            )

    def _size(self, node: etree._Element, path: tuple[etree._Element, ...]) -> tuple[int, int]:
        """Return how many elements one drawing of an element takes, and how many filters and masks."""
        if node in path or len(path) > 32:
            raise PictureError(
                "E184/draws-itself", "has an element that contains itself", "remove the reference", line_of(node)
            )
        if node not in self._sizes:
            size = effects = 0
            for inner in node.iter(etree.Element):
                size += 1
                for name, identifier in self._references(inner):
                    more, most = self._reference_size(inner, name, identifier, node, path)
                    size, effects = size + more, effects + most
                if size > _COPIES * 100:
                    raise PictureError(
                        "E184/drawn-too-often", "repeats too many elements", "draw them once", line_of(inner)
                    )
            self._sizes[node] = size, effects
        return self._sizes[node]

    def _reference_size(
        self, inner: etree._Element, name: str, identifier: str, node: etree._Element, path: tuple[etree._Element, ...]
    ) -> tuple[int, int]:
        """Return the size and effects of what one reference adds to `node`."""
        target = self._by_id.get(identifier)
        if name == "filter" and target is None:
            return 0, 4
        if target is None:
            return 0, 0
        size, effects = self._size(target, (*path, node))
        if etree.QName(target).localname in _GRADIENTS:
            return 0, 0
        if target in self._with_markers:
            self._with_markers.add(node)
        if name == "filter":
            effects += sum(4 if etree.QName(each).localname in _BLURS else 1 for each in target.iter(etree.Element))
        if not name.startswith("marker"):
            return size, effects + (name == "mask")
        if etree.QName(inner).localname not in _SHAPES or any(
            etree.QName(each).localname not in _NOT_DRAWN for each in inner.iterdescendants(etree.Element)
        ):
            hint = "set the marker on the line that has it"
            raise PictureError("E184/drawn-too-often", "has a marker on more than one line", hint, line_of(inner))
        if target in self._with_markers:
            raise PictureError(
                "E184/drawn-too-often", "has a marker with markers in it", "remove the inner markers", line_of(target)
            )
        self._with_markers.add(node)
        times = _vertex_count(inner)
        return size * times, effects * times

    def _references(self, node: etree._Element) -> References:
        """Return what an element refers to inside the picture, by its attributes and by style sheets."""
        local = etree.QName(node).localname
        found: References = []
        for key, value in node.attrib.items():
            name = etree.QName(key).localname.lower()
            if name == "href" and local != "a":
                found.append((name, str(value).strip().removeprefix("#")))
            elif name == "style":
                found += block_references(unescape(str(value)))
            else:
                found += value_references(name, unescape(str(value)))
        if self._rules:
            subjects = ["*", local, f"#{node.get('id')}", *(f".{each}" for each in (node.get("class") or "").split())]
            for subject in subjects:
                found += self._rules.get(subject, ())
        return found


def _vertex_count(shape: etree._Element) -> int:
    """Return how many vertices a line has, or a few more."""
    parts = _PATH_PART.findall(shape.get("d") or "")
    drawn = sum(max(1, -(-len(_NUMBER.findall(rest)) // _ARITIES[command.lower()])) for command, rest in parts)
    return int(drawn) + len(_NUMBER.findall(shape.get("points") or "")) // 2 + 2
