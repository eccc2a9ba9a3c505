"""An SVG file with its drawing alone: what is hidden, unused, named, or said about it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree

from brief.pictures.svg_cascade import cascade
from brief.pictures.svg_covered import drop_covered_words
from brief.pictures.svg_names import (
    APART,
    ATTRIBUTES,
    COLOURS,
    ELEMENTS,
    HREF,
    INPUTS,
    PROPERTIES,
    REFERENCES,
    RESULTS,
    SHAPES,
    SPACE,
    SVG,
    WORDS,
    WORDS_IN,
    XLINK,
)

_LETTERS: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|-)*")
_NUMBER = r"[-+]?(?:\d++\.?\d*+|\.\d++)(?:[eE][-+]?\d++)?"
_PATH: Final = re.compile(rf"(?:\s*+[MmLlHhVvCcSsQqTtAaZz](?:[\s,]*+{_NUMBER})*+)*+")
_REFERENCE: Final = re.compile(r"url\(\s*['\"]?#([^'\")]*)['\"]?\s*\)")
_INHERITED = ("fill", "stroke", "visibility", "font-size", "fill-opacity", "stroke-opacity", "stroke-width")
_ONLY_IN_STYLE = ("isolation", "mix-blend-mode")  # no attributes (SVG 2, 6.6)
_NONE = frozenset({"none", "transparent"})


def seen_svg(root: etree._Element, width: float, height: float) -> bytes:
    """Return a picture, of that size in CSS pixels, as UTF-8 with what is drawn alone.

    Styles become attributes, identifiers are new, and numbers and words that are no values of a drawing are left out.
    Words that are drawn stay, and so do the names of their fonts. `root` is changed. Raise `PictureError` (E184) for
    values that formats show differently.
    """
    cascade(root)
    view = root.get("viewBox") or f"0 0 {width:g} {height:g}"
    _choose(root)
    referred = frozenset(name for node in root.iter(etree.Element) for name in _references(node))
    _keep_drawn(root, {}, referred, is_apart=False)
    _keep_attributes(root)
    _drop_empty_texts(root)
    _keep_referred(root)
    _rename(root)
    root.set("width", f"{width:.10g}")
    root.set("height", f"{height:.10g}")
    root.set("viewBox", view)
    spaces: Any = {None: SVG, "xlink": XLINK}
    drawn = etree.Element(f"{{{SVG}}}svg", {str(key): str(root.get(key)) for key in sorted(root.attrib)}, spaces)
    drawn.extend(list(root))
    drop_covered_words(drawn)
    etree.cleanup_namespaces(drawn)
    return etree.tostring(drawn, encoding="unicode", with_tail=False).encode()


def _choose(root: etree._Element) -> None:
    """Make groups of links, and of choices with the first that a drawing can have (SVG 2, 5.9)."""
    for node in list(root.iter(f"{{{SVG}}}a", f"{{{SVG}}}switch")):
        if node.tag == f"{{{SVG}}}switch":
            usable = [each for each in node if _is_element(each) and not each.get("systemLanguage")]
            for each in list(node):
                if each not in usable[:1]:
                    node.remove(each)
        outer = node.getparent()
        is_words = outer is not None and etree.QName(outer).localname in WORDS_IN
        node.tag = f"{{{SVG}}}{'tspan' if is_words else 'g'}"
        for key in list(node.attrib):
            if key not in PROPERTIES:
                del node.attrib[key]


def _drop_empty_texts(root: etree._Element) -> None:
    for node in list(root.iter(f"{{{SVG}}}text")):
        outer = node.getparent()
        if outer is not None and not "".join(map(str, node.itertext())).strip():
            outer.remove(node)


def _is_element(node: Any) -> bool:
    return isinstance(node.tag, str) and node.tag.startswith(f"{{{SVG}}}") and etree.QName(node).localname in ELEMENTS


def _keep_drawn(node: etree._Element, outer: Mapping[str, str], referred: frozenset[str], *, is_apart: bool) -> None:
    """Remove what cannot be seen inside an element, whose inherited properties are `outer`."""
    name = etree.QName(node).localname
    is_apart = is_apart or name in APART
    styles = {**outer, **{key: node.get(key, "") for key in _INHERITED if node.get(key, "inherit") != "inherit"}}
    if name not in WORDS_IN or not _are_words_seen(styles, is_apart=is_apart):
        node.text = None
    previous: Any = None
    for inner in list(node):
        if name not in WORDS_IN:
            inner.tail = None
        is_used = is_apart or inner.get("id") in referred
        if not _is_element(inner) or _is_hidden(inner, styles, is_used=is_used):
            if inner.tail and previous is not None:
                previous.tail = (previous.tail or "") + inner.tail
            elif inner.tail:
                node.text = (node.text or "") + inner.tail
            node.remove(inner)
            continue
        if inner.tail and not _are_words_seen(styles, is_apart=is_apart):
            inner.tail = None
        _keep_drawn(inner, styles, referred, is_apart=is_used)
        previous = inner


def _is_hidden(node: etree._Element, outer: Mapping[str, str], *, is_used: bool) -> bool:
    """Return whether an element draws nothing; `is_used` says that something may draw it with other properties."""
    name = etree.QName(node).localname
    if node.get("display") == "none" or (name not in APART and _is_zero(node.get("opacity", "1"))):
        return True
    if name not in SHAPES or is_used:
        return False
    styles = {**outer, **{key: node.get(key, "") for key in _INHERITED if node.get(key)}}
    has_markers = any(node.get(key) or outer.get(key) for key in ("marker-start", "marker-mid", "marker-end"))
    return styles.get("visibility") in ("hidden", "collapse") or not (has_markers or _is_painted(styles))


def _are_words_seen(styles: Mapping[str, str], *, is_apart: bool) -> bool:
    if styles.get("visibility") in ("hidden", "collapse") or _is_zero(styles.get("font-size", "16")):
        return False
    return is_apart or _is_painted(styles)


def _is_painted(styles: Mapping[str, str]) -> bool:
    """Return whether a shape or words have a fill or a stroke that is seen."""
    fill, stroke = styles.get("fill", "#000000"), styles.get("stroke", "none")
    is_filled = not (fill in _NONE or fill.endswith(",0)") or _is_zero(styles.get("fill-opacity", "1")))
    thin = _is_zero(styles.get("stroke-width", "1")) or _is_zero(styles.get("stroke-opacity", "1"))
    return is_filled or not (stroke in _NONE or stroke.endswith(",0)") or thin)


def _is_zero(value: str) -> bool:
    found = re.fullmatch(rf"\s*({_NUMBER})\s*(?:px|pt|pc|mm|cm|in|em|ex|rem|%)?\s*", value)
    return found is not None and float(found[1]) <= 0


def _keep_attributes(root: etree._Element) -> None:
    """Remove attributes that draw nothing, and values that are none."""
    results: dict[str, str] = {}
    for node in root.iter(etree.Element):
        href = node.get(HREF) or node.get("href")
        kept = {str(key): value for key, text in node.attrib.items() if (value := _value(str(key), str(text), results))}
        if href:
            kept[HREF] = href.strip()
        if node.get("id"):
            kept["id"] = str(node.get("id"))
        if in_style := [f"{key}:{kept.pop(key)}" for key in _ONLY_IN_STYLE if key in kept]:
            kept["style"] = ";".join(in_style)
        node.attrib.clear()
        node.attrib.update(dict(sorted(kept.items())))


def _value(key: str, text: str, results: dict[str, str]) -> str:
    """Return the value of an attribute; empty where it draws nothing."""
    if key == SPACE:
        return text if text == "preserve" else ""
    if key in RESULTS:
        return text if text in INPUTS else results.setdefault(text, f"r{len(results) + 1}")
    if key in COLOURS or key in REFERENCES or key == "font-family":
        return text
    if key == "d":
        found = _PATH.match(text)
        return found[0] if found else ""
    if key not in ATTRIBUTES and key not in PROPERTIES:
        return ""
    return text if WORDS.issuperset(_LETTERS.findall(re.sub(r"(?<=[\d.])[eE](?=[-+\d])", "", text))) else ""


def _references(node: etree._Element) -> Iterator[str]:
    for key, value in node.attrib.items():
        if key in (HREF, "href"):
            yield str(value).strip().removeprefix("#")
        elif key in COLOURS or key in REFERENCES:
            yield from _REFERENCE.findall(str(value))


def _keep_referred(root: etree._Element) -> None:
    """Remove what is drawn only where something refers to it, and nothing that is drawn does."""
    by_id: dict[str, etree._Element] = {}
    for node in root.iter(etree.Element):
        by_id.setdefault(node.get("id") or "", node)
    live: set[etree._Element] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node in live:
            continue
        live.add(node)
        waiting += [each for each in node if etree.QName(each).localname not in APART]
        waiting += [by_id[name] for name in _references(node) if name and name in by_id]
    holding = {outer for node in live for outer in node.iterancestors()}
    for node in list(root.iter(etree.Element)):
        outer = node.getparent()
        if node not in live and node not in holding and outer is not None:
            outer.remove(node)


def _rename(root: etree._Element) -> None:
    """Give new identifiers to elements that something refers to, and none to the others; drop references to nothing."""
    used = {name for node in root.iter(etree.Element) for name in _references(node)}
    names: dict[str, str] = {}
    for node in root.iter(etree.Element):
        name = str(node.attrib.pop("id", ""))
        if name in used and name not in names:
            names[name] = f"i{len(names) + 1}"
            node.set("id", names[name])
    for node in list(root.iter(etree.Element)):
        for key, value in list(node.attrib.items()):
            if key == HREF:
                new = names.get(str(value).removeprefix("#"))
                _set(node, HREF, f"#{new}" if new else "")
            elif key in COLOURS or key in REFERENCES:
                _set(node, str(key), _renamed(str(key), str(value), names))


def _renamed(key: str, value: str, names: Mapping[str, str]) -> str:
    found = _REFERENCE.search(value)
    if found is None:
        return value if key in COLOURS or value == "none" else ""
    if (new := names.get(found[1])) is None:
        return (value[found.end() :].strip() or "none") if key in COLOURS else ""
    return f"url(#{new}){value[found.end() :]}" if key in COLOURS else f"url(#{new})"


def _set(node: etree._Element, key: str, value: str) -> None:
    if value:
        node.set(key, value)
    else:
        del node.attrib[key]
