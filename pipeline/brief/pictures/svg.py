"""SVG pictures: their dimensions, and a refusal of everything that does more than be looked at."""

from __future__ import annotations

import math
import re
from typing import Any, Final

from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_COPIES: Final = 10_000  # elements that `use`, markers, patterns and the like may draw again, in all
_LARGEST: Final = 8_000_000  # CSS pixels of a picture: an A1 sheet
_EFFECTS: Final = 20_000_000  # CSS pixels that filters and masks may go over, a blur four times
_REFUSED = frozenset({
    "script", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas", "handler", "listener", "link",
    "set", "animate", "animatecolor", "animatemotion", "animatetransform", "discard",
})  # fmt: skip
_COSTLY = frozenset({
    "feturbulence", "femorphology", "feconvolvematrix", "fediffuselighting", "fespecularlighting",
})  # fmt: skip
_GRADIENTS = frozenset({"linearGradient", "radialGradient"})
_BLURS = frozenset({"feGaussianBlur", "feDropShadow"})
_SHAPES = frozenset({"path", "line", "polyline", "polygon"})
_NOT_DRAWN = frozenset({"title", "desc", "metadata"})
# SVG 2, 9.3: numbers that each command takes; those of an arc may follow without a space, as its flags need none.
_ARITIES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 4, "z": 1}
_PATH_PART = re.compile(r"([mlhvcsqtaz])([^mlhvcsqtaz]*)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LENGTH = re.compile(r"\s*\+?(\d+(?:\.\d*)?|\.\d+)(?:[eE]([-+]?\d{1,3}))?\s*(px|pt|pc|mm|cm|in|)\s*")
# CSS Values 4, 6.2 (absolute lengths): CSS pixels in one of each.
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_POSITION = re.compile(r", line \d+, column \d+.*", re.DOTALL)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_CSS_OUTSIDE = re.compile(
    r"url\(\s*['\"]?\s*(?!#|['\"\s])|@import|(?:^|[^\w-])(?:-webkit-)?(?:image-set|image|src)\(", re.IGNORECASE
)


_CSS_REFERENCE = re.compile(r"url\(\s*['\"]?\s*#([^'\")]*)", re.IGNORECASE)
_CSS_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CSS_DECLARATION = re.compile(r"([\w-]+)\s*:([^;]*)")
_References = list[tuple[str, str]]  # properties, and the identifiers that they name


class PictureError(Exception):
    """What is wrong with a picture: the rule (E184), words that follow the picture's name, and what to do."""

    def __init__(self, rule: str, what: str, hint: str, line: int = 0) -> None:
        """Keep the words, and the line (from 1) where it is known."""
        super().__init__(what)
        self.rule, self.what, self.hint, self.line = rule, what, hint, line


def svg_dimensions(data: bytes) -> tuple[float, float]:
    """Return width and height, in CSS pixels, of an SVG file that can only be seen; raise `PictureError` otherwise."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        hint = "save the picture again as SVG"
        text = f"is not well-formed XML: {_POSITION.sub('', error.msg).lower()}"
        raise PictureError("E184/not-xml", text, hint, int(error.position[0])) from None
    if root.tag != f"{{{_SVG}}}svg":
        raise PictureError(
            "E184/not-svg", "is not SVG", f'its first element must be `<svg xmlns="{_SVG}">`', _line(root)
        )
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and (any(dtd.iterentities()) or any(dtd.iterelements())):
        raise PictureError("E184/declarations", "declares entities or elements of its own", "take the DOCTYPE out", 1)
    for node in [*root.itersiblings(preceding=True), *root.itersiblings(), *root.iter()]:
        _refuse(node)
    width, height = _size(root)
    if width * height > _LARGEST:
        hint = f"give it a smaller `width` and `height`: together {_LARGEST // 1_000_000} million pixels at most"
        raise PictureError("E184/too-many-pixels", f"is {width:g} by {height:g} pixels large", hint, _line(root))
    _Copies(root).check(width * height)
    return width, height


def _refuse(node: etree._Element) -> None:
    """Raise when an element could run, move, load something or link outside."""
    line = _line(node)
    tag: Any = node.tag  # a function where the node is not an element
    if tag is etree.Comment:
        return
    if not isinstance(tag, str):
        raise PictureError("E184/declarations", "has a processing instruction or an entity", "take it out", line)
    name = etree.QName(node).localname
    if name.lower() in _REFUSED:
        raise PictureError(
            "E184/active-content", f"has an element `<{name}>`", "take it out: a picture can only be looked at", line
        )
    if name.lower() in _COSTLY:
        raise PictureError(
            "E184/costly-effect", f"has an effect `<{name}>`", "draw it without: it takes too long", line
        )
    if name.lower() == "style" and _loads_from_outside("".join(map(str, node.itertext()))):
        raise PictureError(
            "E184/loads-from-outside", "has a style sheet that loads something", "keep `url(#...)` only", line
        )
    for key, value in node.attrib.items():
        _refuse_attribute(name.lower(), str(key), str(value), line)


def _refuse_attribute(element: str, key: str, value: str, line: int) -> None:
    local = etree.QName(key).localname.lower()
    if local.startswith("on"):
        raise PictureError(
            "E184/active-content",
            f"has an event handler `{local}`",
            "take it out: a picture can only be looked at",
            line,
        )
    if local == "href" and element in ("image", "feimage"):
        hint = "draw it with shapes, or save the whole picture as PNG"
        raise PictureError("E184/picture-in-picture", f"shows another picture with `<{element}>`", hint, line)
    if (local in ("href", "src") and not value.strip().startswith("#")) or key == _XML_BASE:
        hint = "keep `href` to places in the picture itself, such as `#arrow`"
        raise PictureError("E184/loads-from-outside", f"leads outside itself: `{value[:60]}`", hint, line)
    if _loads_from_outside(value):
        raise PictureError(
            "E184/loads-from-outside", f"loads something from outside in `{local}`", "keep `url(#...)` only", line
        )


def _loads_from_outside(css: str) -> bool:
    if "(" not in css and "@" not in css and "\\" not in css:
        return False
    return bool(_CSS_OUTSIDE.search(_unescape(css)))


def _unescape(css: str) -> str:
    """Return CSS without comments and with its escapes replaced."""
    return _CSS_ESCAPE.sub(_escaped_character, _CSS_COMMENT.sub("", css))


def _escaped_character(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[2]
    return chr(code) if (code := int(found[1], 16)) < 0x110000 else ""


class _Copies:
    """What a picture draws more than once: all that `use`, markers, patterns, masks, clips and filters repeat."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._by_id = {str(node.get("id")): node for node in root.iter(etree.Element) if node.get("id")}
        self._rules = _rules(root)
        self._sizes: dict[etree._Element, tuple[int, int]] = {}
        self._with_markers: set[etree._Element] = set()  # elements that have a marker somewhere in what they draw

    def check(self, area: float) -> None:
        """Raise when elements copy themselves, or multiply beyond what a picture of so many pixels can need."""
        size, effects = self._size(self._root, ())
        if size - sum(1 for _ in self._root.iter(etree.Element)) > _COPIES:
            raise PictureError(
                "E184/drawn-too-often",
                "draws too much again and again",
                "use fewer copies, markers, patterns and clips",
                0,
            )
        if effects * area > _EFFECTS:
            raise PictureError(
                "E184/costly-effect", "has too many filters and masks", "draw it without, or make it smaller", 0
            )

    def _size(self, node: etree._Element, path: tuple[etree._Element, ...]) -> tuple[int, int]:
        """Return how many elements one drawing of an element takes, and how many filters and masks."""
        if node in path or len(path) > 32:
            raise PictureError(
                "E184/draws-itself", "draws an element within itself", "take the reference out", _line(node)
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
                        "E184/drawn-too-often", "draws too much again and again", "draw it once", _line(inner)
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
            hint = "write it on the line that it is for"
            raise PictureError("E184/drawn-too-often", "has a marker on more than one line", hint, _line(inner))
        if target in self._with_markers:
            raise PictureError(
                "E184/drawn-too-often", "has markers inside a marker", "draw the marker without", _line(target)
            )
        self._with_markers.add(node)
        times = _vertex_count(inner)
        return size * times, effects * times

    def _references(self, node: etree._Element) -> _References:
        """Return what an element refers to inside the picture, by its attributes and by style sheets."""
        local = etree.QName(node).localname
        found: _References = []
        for key, value in node.attrib.items():
            name = etree.QName(key).localname.lower()
            if name == "href" and local != "a":
                found.append((name, str(value).strip().removeprefix("#")))
            elif name == "style":
                found += _block_references(_unescape(str(value)))
            else:
                found += _value_references(name, _unescape(str(value)))
        if self._rules:
            subjects = ["*", local, f"#{node.get('id')}", *(f".{each}" for each in (node.get("class") or "").split())]
            for subject in subjects:
                found += self._rules.get(subject, ())
        return found


def _rules(root: etree._Element) -> dict[str, _References]:
    """Return what style sheets refer to, by one class, identifier or element of those that a rule is for."""
    found: dict[str, _References] = {}
    for sheet in root.iter(f"{{{_SVG}}}style"):
        css = "".join(map(str, sheet.itertext()))
        for selectors, block in _CSS_RULE.findall(_unescape(css)):
            declared = _block_references(block)
            for selector in selectors.split(",") if declared else ():
                parts = re.split(r"[\s>+~]+", selector.strip())
                subject = re.search(r"\.[\w-]+", parts[-1]) or re.search(r"#[\w-]+|^[\w-]+", parts[-1])
                is_plain = subject and "\\" not in css and not re.search(r"[:\[(]", selector)
                found.setdefault(subject[0] if subject and is_plain else "*", []).extend(declared)
    return found


def _block_references(block: str) -> _References:
    return [
        reference
        for name, value in _CSS_DECLARATION.findall(block)
        for reference in _value_references(name.lower(), value)
    ]  # fmt: skip


def _value_references(name: str, value: str) -> _References:
    """Return what the value of a property refers to; a filter without a name counts too."""
    found = [(name, identifier.strip()) for identifier in _CSS_REFERENCE.findall(value)]
    is_function = name == "filter" and not found and "(" in value
    return [(name, "")] * value.count("(") if is_function else found


def _vertex_count(shape: etree._Element) -> int:
    """Return how many vertices a line has, or a few more."""
    parts = _PATH_PART.findall(shape.get("d") or "")
    drawn = sum(max(1, -(-len(_NUMBER.findall(rest)) // _ARITIES[command.lower()])) for command, rest in parts)
    return int(drawn) + len(_NUMBER.findall(shape.get("points") or "")) // 2 + 2


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
            "E184/no-size", "has no size", "give `<svg>` a `viewBox`, or `width` and `height`", _line(root)
        )
    return width, height


def _length(text: str | None) -> float | None:
    found = _LENGTH.fullmatch(text or "")
    return float(f"{found[1]}e{found[2] or 0}") * _UNITS[found[3]] if found else None


def _is_number(part: str) -> bool:
    return bool(re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?", part))


def _line(node: etree._Element) -> int:
    line = getattr(node, "sourceline", None)
    return int(line) if line else 0
