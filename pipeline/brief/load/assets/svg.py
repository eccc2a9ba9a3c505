"""SVG pictures: measured, and held to what can only be looked at."""

from __future__ import annotations

import math
import re
from typing import Any, Final

from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_COPIES: Final = 10_000  # elements that `use` may make of others, in all
_REFUSED = frozenset({
    "script", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas", "handler", "listener", "link",
    "set", "animate", "animatecolor", "animatemotion", "animatetransform", "discard",
})  # fmt: skip
_LENGTH = re.compile(r"\s*\+?(\d+(?:\.\d*)?|\.\d+)(?:[eE]([-+]?\d{1,3}))?\s*(px|pt|pc|mm|cm|in|)\s*")
# CSS Values 4, 6.2 (absolute lengths): CSS pixels in one of each.
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_POSITION = re.compile(r", line \d+, column \d+.*", re.DOTALL)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_CSS_OUTSIDE = re.compile(
    r"url\(\s*['\"]?\s*(?!#|['\"\s])|@import|(?:^|[^\w-])(?:-webkit-)?(?:image-set|image|src)\(", re.IGNORECASE
)


class PictureError(Exception):
    """What is wrong with a picture, in words that follow its name, and what to do."""

    def __init__(self, what: str, hint: str, line: int = 0) -> None:
        """Keep the words, and the line (from 1) where it is known."""
        super().__init__(what)
        self.what, self.hint, self.line = what, hint, line


def measured(data: bytes) -> tuple[float, float]:
    """Return width and height, in CSS pixels, of an SVG file that can only be seen; raise `PictureError` otherwise."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        hint = "save the picture again as SVG"
        raise PictureError(
            f"is not well-formed XML: {_POSITION.sub('', error.msg).lower()}", hint, int(error.position[0])
        ) from None
    if root.tag != f"{{{_SVG}}}svg":
        raise PictureError("is not SVG", f'its first element must be `<svg xmlns="{_SVG}">`', _line(root))
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and (any(dtd.iterentities()) or any(dtd.iterelements())):
        raise PictureError("declares entities or elements of its own", "take the DOCTYPE out", 1)
    for node in [*root.itersiblings(preceding=True), *root.itersiblings(), *root.iter()]:
        _refuse(node)
    _bound_copies(root)
    return _size(root)


def _refuse(node: etree._Element) -> None:
    """Raise when an element could run, move, load or lead somewhere."""
    line = _line(node)
    tag: Any = node.tag  # a function where the node is no element
    if tag is etree.Comment:
        return
    if not isinstance(tag, str):
        raise PictureError("has a processing instruction or an entity", "take it out", line)
    name = etree.QName(node).localname
    if name.lower() in _REFUSED:
        raise PictureError(f"has an element `<{name}>`", "take it out: a picture can only be looked at", line)
    if name.lower() == "style" and _leads_out("".join(map(str, node.itertext()))):
        raise PictureError("has a style sheet that loads something", "keep `url(#...)` only", line)
    for key, value in node.attrib.items():
        local = etree.QName(key).localname.lower()
        if local.startswith("on"):
            raise PictureError(f"has an event handler `{local}`", "take it out: a picture can only be looked at", line)
        if (local in ("href", "src") and not str(value).strip().startswith("#")) or key == _XML_BASE:
            hint = "keep `href` to places in the picture itself, such as `#arrow`"
            raise PictureError(f"leads outside itself: `{str(value)[:60]}`", hint, line)
        if _leads_out(str(value)):
            raise PictureError(f"loads something from outside in `{local}`", "keep `url(#...)` only", line)


def _leads_out(css: str) -> bool:
    if "(" not in css and "@" not in css and "\\" not in css:
        return False
    plain = _CSS_ESCAPE.sub(_unescaped, _CSS_COMMENT.sub("", css))
    return bool(_CSS_OUTSIDE.search(plain))


def _unescaped(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[2]
    return chr(code) if (code := int(found[1], 16)) < 0x110000 else ""


def _bound_copies(root: etree._Element) -> None:
    """Raise when `use` elements copy themselves, or multiply beyond what a picture can need."""
    by_id = {node.get("id"): node for node in root.iter(etree.Element) if node.get("id")}
    sizes: dict[etree._Element, int] = {}

    def size(node: etree._Element, path: tuple[etree._Element, ...]) -> int:
        if node in path or len(path) > 32:
            raise PictureError("copies itself with `<use>`", "take the copy out", _line(node))
        if node not in sizes:
            total = 0
            for inner in node.iter(etree.Element):
                target = by_id.get(_target(inner)) if etree.QName(inner).localname == "use" else None
                total += 1 + (size(target, (*path, node)) if target is not None else 0)
                if total > _COPIES * 100:
                    raise PictureError("copies too much with `<use>`", "draw it once", _line(inner))
            sizes[node] = total
        return sizes[node]

    drawn = sum(1 for _ in root.iter(etree.Element))
    if any(True for _ in root.iter(f"{{{_SVG}}}use")) and size(root, ()) - drawn > _COPIES:
        raise PictureError("copies too much with `<use>`", "draw it once", 0)


def _target(node: etree._Element) -> str:
    reference = node.get("href") or node.get("{http://www.w3.org/1999/xlink}href") or ""
    return str(reference).strip().removeprefix("#")


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
        raise PictureError("has no size", "give `<svg>` a `viewBox`, or `width` and `height`", _line(root))
    return width, height


def _length(written: str | None) -> float | None:
    found = _LENGTH.fullmatch(written or "")
    return float(f"{found[1]}e{found[2] or 0}") * _UNITS[found[3]] if found else None


def _is_number(part: str) -> bool:
    return bool(re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?", part))


def _line(node: etree._Element) -> int:
    line = getattr(node, "sourceline", None)
    return int(line) if line else 0
