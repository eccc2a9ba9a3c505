"""SVG pictures: their dimensions, and a refusal of everything that does more than be looked at."""

from __future__ import annotations

import math
import re
from typing import Any, Final

from lxml import etree

from brief.pictures.picture_error import PictureError, line_of
from brief.pictures.svg_css import loads_from_outside
from brief.pictures.svg_limits import check_limits
from brief.pictures.svg_repetition import check_repetition

_SVG = "http://www.w3.org/2000/svg"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LARGEST: Final = 8_000_000  # CSS pixels of a picture: an A1 sheet
_REFUSED = frozenset({
    "script", "iframe", "object", "embed", "audio", "video", "canvas", "handler", "listener", "link",
    "set", "animate", "animatecolor", "animatemotion", "animatetransform", "discard",
})  # fmt: skip
_REMOVE = "remove it: pictures may not run, move or load anything"
_COSTLY = frozenset({
    "feturbulence", "femorphology", "feconvolvematrix", "fediffuselighting", "fespecularlighting",
})  # fmt: skip
_LENGTH = re.compile(r"\s*\+?(\d+(?:\.\d*)?|\.\d+)(?:[eE]([-+]?\d{1,3}))?\s*(px|pt|pc|mm|cm|in|)\s*")
# CSS Values 4, 6.2 (absolute lengths): CSS pixels in one of each.
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_POSITION = re.compile(r", line \d+, column \d+.*", re.DOTALL)


def parse_svg(data: bytes) -> tuple[etree._Element, float, float]:
    """Return an SVG file, which can only be seen, without comments, and its width and height in CSS pixels.

    Raise `PictureError` (E184) for any other file.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        hint = "save the picture again as SVG"
        text = f"is not well-formed XML: {_POSITION.sub('', error.msg).lower()}"
        raise PictureError("E184/not-xml", text, hint, int(error.position[0])) from None
    if root.tag != f"{{{_SVG}}}svg":
        raise PictureError(
            "E184/not-svg", "is not SVG", f'its first element must be `<svg xmlns="{_SVG}">`', line_of(root)
        )
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and (any(dtd.iterentities()) or any(dtd.iterelements())):
        raise PictureError("E184/declarations", "declares entities or elements", "remove the DOCTYPE", 1)
    check_limits(root)
    _prefer_text(root)
    for node in [*root.itersiblings(preceding=True), *root.itersiblings(), *root.iter()]:
        _refuse(node)
    width, height = _size(root)
    if width * height > _LARGEST:
        hint = f"set a smaller `width` and `height`: at most {_LARGEST // 1_000_000} million pixels"
        raise PictureError("E184/too-many-pixels", f"has {width:g} by {height:g} pixels", hint, line_of(root))
    check_repetition(root, width * height)
    return root, float(f"{width:.10g}"), float(f"{height:.10g}")


def _prefer_text(root: etree._Element) -> None:
    """Remove words that are HTML where the picture has the same for readers without HTML (SVG 2, 5.9)."""
    for choice in root.iter(f"{{{_SVG}}}switch"):
        pages = choice.findall(f"{{{_SVG}}}foreignObject")
        if len(choice) > len(pages):
            for page in pages:
                choice.remove(page)


def _refuse(node: etree._Element) -> None:
    """Raise when an element could run, move, load something or link outside."""
    line = line_of(node)
    tag: Any = node.tag  # a function where the node is not an element
    if not isinstance(tag, str):
        raise PictureError("E184/declarations", "has a processing instruction or an entity", "remove it", line)
    name = etree.QName(node).localname
    if name.lower() == "foreignobject":
        hint = "export it with its words as text (in Mermaid `htmlLabels: false`), or as PNG"
        raise PictureError("E184/active-content", f"has words that are HTML, in `<{name}>`", hint, line)
    if name.lower() in _REFUSED:
        raise PictureError(
            "E184/active-content",
            f"has a forbidden element `<{name}>`",
            _REMOVE,
            line,
        )
    if name.lower() in _COSTLY:
        raise PictureError(
            "E184/costly-effect", f"has a costly effect `<{name}>`", "remove it: it takes too long to draw", line
        )
    if name.lower() == "style" and loads_from_outside("".join(map(str, node.itertext()))):
        raise PictureError(
            "E184/loads-from-outside", "has a style sheet that loads something", "use only `url(#...)`", line
        )
    for key, value in node.attrib.items():
        _refuse_attribute(name.lower(), str(key), str(value), line)


def _refuse_attribute(element: str, key: str, value: str, line: int) -> None:
    local = etree.QName(key).localname.lower()
    if local.startswith("on"):
        raise PictureError(
            "E184/active-content",
            f"has an event handler `{local}`",
            _REMOVE,
            line,
        )
    if local == "href" and element in ("image", "feimage"):
        hint = "replace it by shapes, or save the whole picture as PNG"
        raise PictureError("E184/picture-in-picture", f"embeds another picture with `<{element}>`", hint, line)
    if (local in ("href", "src") and not value.strip().startswith("#")) or key == _XML_BASE:
        hint = "use `href` only for ids in the picture, such as `#arrow`"
        raise PictureError("E184/loads-from-outside", f"links outside itself, to `{value[:60]}`", hint, line)
    if loads_from_outside(value):
        raise PictureError(
            "E184/loads-from-outside", f"loads something from outside in `{local}`", "use only `url(#...)`", line
        )


def _size(root: etree._Element) -> tuple[float, float]:
    """Return the size (SVG 2, 8.2 and 8.6: `width`, `height`, or the view box where one is missing)."""
    width, height = _length(root.get("width")), _length(root.get("height"))
    box = [float(part) for part in re.split(r"[\s,]+", (root.get("viewBox") or "").strip()) if _is_number(part)]
    box_width, box_height = (box[2], box[3]) if len(box) == 4 else (0.0, 0.0)
    if box_width > 0 and box_height > 0:
        if width is None and height is None:
            width, height = box_width, box_height
        width = height * box_width / box_height if width is None and height is not None else width
        height = width * box_height / box_width if height is None and width is not None else height
    if not (width and height and math.isfinite(width) and math.isfinite(height)):
        raise PictureError(
            "E184/no-size", "has no size", "give `<svg>` a `viewBox`, or `width` and `height`", line_of(root)
        )
    return width, height


def _length(text: str | None) -> float | None:
    found = _LENGTH.fullmatch(text or "")
    return float(f"{found[1]}e{found[2] or 0}") * _UNITS[found[3]] if found else None


def _is_number(part: str) -> bool:
    return bool(re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?", part))
