"""Words of a drawing that are outside it, or behind its shapes: nobody sees them, so they go."""

from __future__ import annotations

import copy
import io
import re
from typing import Final

from lxml import etree

from brief.pictures.draw_pixels import draw_pixels
from brief.pictures.picture_error import PictureError
from brief.pictures.svg_names import APART, SVG

_TEXT: Final = f"{{{SVG}}}text"
# Letters, in font sizes: about their width, how far they rise above their line, and how far they hang below it.
_WIDTH, _WIDE, _RISE, _DROP = 0.65, 1.0, 0.75, 0.2
_ONE_BY_ONE: Final = 100  # texts that are looked for alone, each in a drawing of its own
_SHIFTS = ("dominant-baseline", "alignment-baseline", "baseline-shift")
_LARGEST: Final = 1200.0  # pixels of the drawing's longer side
_LATIN: Final = 0x2E7F  # the last character before those that are as wide as they are tall
_NUMBER: Final = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(px)?")


def drop_covered_words(root: etree._Element) -> None:
    """Remove each text of which nothing is seen, in place.

    Every text is drawn as boxes, in a colour of its own, where its words are at most: one whose colour is in the
    drawing is seen. The others are drawn alone, twice: words that change nothing are not seen. Where words cannot be
    placed (relative units, along a path), or are too many, they stay.
    """
    texts = [each for each in root.iter(_TEXT) if not _is_apart(each)]
    drawing = copy.deepcopy(root)
    boxed = [each for each in drawing.iter(_TEXT) if not _is_apart(each)]
    boxes = [_box(each) for each in boxed]
    if not texts or not (colours := _colours(drawing, boxed, boxes)):
        return
    hidden = [at for at, box in enumerate(boxes) if box is not None and _colour(at) not in colours]
    for at in hidden[:_ONE_BY_ONE]:
        box = boxes[at]
        if box is None:
            continue
        seen = []
        for fill in ("#ff0000", "#00ff00"):
            box.set("fill", fill)
            seen.append(_pixels(drawing))
        box.set("fill", _hexadecimal(_colour(at)))
        outer = texts[at].getparent()
        if seen[0] == seen[1] and outer is not None:
            outer.remove(texts[at])


def _is_apart(node: etree._Element) -> bool:
    """Return whether an element is drawn by reference alone, at places that only its users know."""
    if node.get("id"):
        return True
    return any(etree.QName(outer).localname in APART or outer.get("id") for outer in node.iterancestors())


def _box(text: etree._Element) -> etree._Element | None:
    """Return a rectangle in place of a text, which holds all of its words; none where they cannot be placed."""
    if any(each.tag == f"{{{SVG}}}textPath" for each in text.iter(etree.Element)):
        return None
    size = _inherited(text, "font-size", 16.0)
    inner = [size] + [_first(each.get("font-size", ""), size) for each in text.iter(etree.Element)]
    if any(each is None for each in inner) or size is None:
        return None
    largest = max(each for each in inner if each is not None)
    across: list[float] = []
    down: list[float] = []
    for each in text.iter(etree.Element):
        for numbers, key in ((across, "x"), (down, "y"), (across, "dx"), (down, "dy")):
            found = [_first(part, None) for part in re.split(r"[\s,]+", each.get(key, "")) if part]
            if any(one is None for one in found):
                return None
            known = [one for one in found if one is not None]
            is_shift = key in ("dx", "dy") and numbers and known
            numbers.extend([numbers[0] + sum(known)] if is_shift else known)
    wide = largest * sum(_WIDE if ord(each) > _LATIN else _WIDTH for each in "".join(map(str, text.itertext())))
    left, right = (min(across, default=0.0), max(across, default=0.0))
    top, bottom = (min(down, default=0.0), max(down, default=0.0))
    before = {"start": 0.0, "middle": 0.5, "end": 1.0}
    anchors = {str(each.get("text-anchor", _anchor(text))) for each in text.iter(etree.Element)}
    starts = [before.get(anchor, 0.5) for anchor in anchors]
    left, right = left - max(starts) * wide, right + (1 - min(starts)) * wide
    is_shifted = any(each.get(key) for each in text.iter(etree.Element) for key in _SHIFTS)
    rise, drop = (1.0, 1.0) if is_shifted else (_RISE, _DROP)
    height = bottom - top + (rise + drop) * largest
    box = {"x": left, "y": top - rise * largest, "width": right - left, "height": height}
    attributes = {key: f"{value:.10g}" for key, value in box.items()}
    kept = {key: str(text.get(key)) for key in ("transform", "clip-path") if text.get(key)}
    made = etree.Element(f"{{{SVG}}}rect", attributes | kept)
    outer = text.getparent()
    if outer is None:
        return None
    made.tail = text.tail
    outer.replace(text, made)
    return made


def _anchor(text: etree._Element) -> str:
    found = (outer.get("text-anchor") for outer in text.iterancestors())
    return next((each for each in found if each), "start")


def _inherited(node: etree._Element, key: str, default: float) -> float | None:
    found = next((value for each in (node, *node.iterancestors()) if (value := each.get(key))), None)
    return default if found is None else _first(found, None)


def _first(value: str, default: float | None) -> float | None:
    """Return a number without a unit, or in pixels; `default` where nothing is written, none for anything else."""
    if not value:
        return default
    found = _NUMBER.fullmatch(value)
    return float(found[1]) if found else None


def _colour(at: int) -> tuple[int, int, int]:
    number = (at + 1) * 2654435761 % 2**24  # far from each other
    return number >> 16, number >> 8 & 255, number & 255


def _hexadecimal(colour: tuple[int, int, int]) -> str:
    red, green, blue = colour
    return f"#{red:02x}{green:02x}{blue:02x}"


def _colours(
    drawing: etree._Element, texts: list[etree._Element], boxes: list[etree._Element | None]
) -> set[tuple[int, int, int]]:
    """Return the colours in a drawing whose texts are boxes; none where it cannot be drawn."""
    from PIL import Image

    for at, box in enumerate(boxes):
        if box is not None:
            paint = {"fill": _hexadecimal(_colour(at)), "stroke": "none", "shape-rendering": "crispEdges"}
            for key, value in {**paint, "fill-opacity": "1", "visibility": "visible"}.items():
                box.set(key, value)
    for text in texts:
        if (outer := text.getparent()) is not None:
            outer.remove(text)  # what could not be placed
    data = _pixels(drawing)
    if not data:
        return set()
    image = Image.open(io.BytesIO(data)).convert("RGB")
    found = image.getcolors(image.width * image.height) or ()
    return {(colour[0], colour[1], colour[2]) for _, colour in found if isinstance(colour, tuple)}


def _pixels(drawing: etree._Element) -> bytes:
    sides = [float(drawing.get(side) or 0) for side in ("width", "height")]
    try:
        return draw_pixels(etree.tostring(drawing), {}, {}, min(1.0, _LARGEST / max(*sides, 1.0)))
    except PictureError:
        return b""
