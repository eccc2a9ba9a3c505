"""The cascade of an SVG picture (CSS Cascading 4): its style sheets as attributes of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import cssselect2
import tinycss2
import tinycss2.color4
from lxml import etree

from brief.pictures.picture_error import PictureError, line_of
from brief.pictures.svg_names import COLOURS, PROPERTIES, SVG

_VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\))?[^()]*))?\)")
_LIGHT: Final = re.compile(r"light-dark\(((?:[^(),]|\([^()]*\))*),(?:[^()]|\([^()]*\))*\)")
_FONT: Final = re.compile(r"((?:[\w-]+\s+)*?)([\d.]+[a-z%]*|[a-z-]+)(?:\s*/\s*[\w.%]+)?\s+([^\d].*)", re.DOTALL)
_URL: Final = re.compile(r"url\(\s*['\"]?#([^'\")]*)['\"]?\s*\)\s*(.*)", re.DOTALL)
_WEIGHTS = frozenset({"bold", "bolder", "lighter", *(str(weight) for weight in range(100, 1000, 100))})
_STEPS: Final = 20  # variables in the value of a variable
_MEDIA = frozenset({"", "all", "screen", "print"})
Declaration = tuple[str, str, bool]  # property, value, whether it is important


def cascade(root: etree._Element) -> None:
    """Write what style sheets, `style` and custom properties say as attributes, in place; style sheets are removed.

    Only the properties of a drawing are written. Colours become `#rrggbb`, or `rgba()` where they are transparent.
    Rules for other media, sizes or a dark background do not count: a drawing looks the same everywhere. Raise
    `PictureError` (E184) for a value that only a browser can compute.
    """
    matcher = _matcher(root)
    wrapped = cssselect2.ElementWrapper.from_xml_root(root)
    variables: dict[Any, Mapping[str, str]] = {}
    written = []
    for one in wrapped.iter_subtree():
        node = one.etree_element
        declared = [*_attributes(node), *_matched(matcher, one), *_declarations(node.get("style") or "")]
        ordered = [*(each for each in declared if not each[2]), *(each for each in declared if each[2])]
        values = {name: value for name, value, _ in ordered}
        own = {name: value for name, value in values.items() if name.startswith("--")}
        outer = variables.get(node.getparent(), {})
        variables[node] = {**outer, **own} if own else outer
        written.append((node, {name: value for name, value in values.items() if not name.startswith("--")}))
    for node, values in written:
        for name in [str(key) for key in node.attrib if key in PROPERTIES or key in ("style", "class")]:
            del node.attrib[name]
        for name, value in _longhands(values):
            if name in PROPERTIES and (found := _computed(name, value, variables[node], node)):
                node.set(name, found)
    for sheet in list(root.iter(f"{{{SVG}}}style")):
        holder = sheet.getparent()
        if holder is not None:
            sheet.tail = None
            holder.remove(sheet)


def _matcher(root: etree._Element) -> cssselect2.Matcher:
    matcher = cssselect2.Matcher()
    for sheet in root.iter(f"{{{SVG}}}style"):
        if (sheet.get("media") or "").strip().lower() not in _MEDIA:
            continue
        css = "".join(map(str, sheet.itertext()))
        for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            declarations = _declarations(rule.content)
            try:
                selectors = cssselect2.compile_selector_list(rule.prelude)
            except cssselect2.SelectorError:
                continue  # a rule that no element can match (CSS Syntax 3, 9.1)
            for selector in selectors:
                if selector.pseudo_element is None:
                    matcher.add_selector(selector, declarations)
    return matcher


def _matched(matcher: cssselect2.Matcher, one: cssselect2.ElementWrapper) -> Iterator[Declaration]:
    for *_, declarations in matcher.match(one):
        yield from declarations


def _attributes(node: etree._Element) -> Iterator[Declaration]:
    for key, value in node.attrib.items():
        if key in PROPERTIES:
            yield str(key), str(value), False


def _declarations(css: Any) -> list[Declaration]:
    parsed = tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True)
    return [
        (each.name if each.name.startswith("--") else each.lower_name, _text(each.value), each.important)
        for each in parsed
        if each.type == "declaration"
    ]


def _text(tokens: Any) -> str:
    return str(tinycss2.serialize([each for each in tokens if each.type != "comment"])).strip()


def _longhands(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give properties with `font` and `marker` taken apart; those of their own that come with them win."""
    if "marker" in values:
        yield from ((f"marker-{place}", values["marker"]) for place in ("start", "mid", "end"))
    if (found := _FONT.fullmatch(values.get("font", ""))) is not None:
        for word in found[1].split():
            yield ("font-weight" if word in _WEIGHTS else "font-style"), word
        yield "font-size", found[2]
        yield "font-family", found[3]
    yield from values.items()


def _computed(name: str, value: str, variables: Mapping[str, str], node: etree._Element) -> str:
    """Return a value as every format reads it; empty for one that does not count."""
    for _ in range(_STEPS):
        if "var(" not in value:
            break
        value = _VARIABLE.sub(lambda found: variables.get(found[1], (found[2] or "").strip()), value)[:10_000]
    value = _LIGHT.sub(lambda found: found[1].strip(), value)
    if re.search(r"(?<![\w-])(var|calc|min|max|clamp|env|attr|color-mix)\(", value) or "context-" in value:
        what = f"has a value that not every format can show, `{name}: {value[:40]}`"
        raise PictureError("E184/drawn-differently", what, "export it with plain colours and numbers", line_of(node))
    if name == "transform":
        value = re.sub(r"(?<=[\d.])(?:px|deg)\b", "", value)
    return _colour(value) if name in COLOURS else value


def _colour(value: str) -> str:
    address = _URL.fullmatch(value)
    if address is not None:
        instead = _colour(address[2].strip()) if address[2].strip() else ""
        return f"url(#{address[1]}) {instead}".strip()
    if value.lower() in ("none", "inherit", "currentcolor"):
        return {"currentcolor": "currentColor"}.get(value.lower(), value.lower())
    parsed = tinycss2.color4.parse_color(value)
    if parsed is None or isinstance(parsed, str):
        return ""
    red, green, blue = (round(min(max(each or 0, 0), 1) * 255) for each in parsed.to("srgb").coordinates)
    if parsed.alpha >= 1:
        return f"#{red:02x}{green:02x}{blue:02x}"
    return f"rgba({red},{green},{blue},{round(max(parsed.alpha, 0), 4):g})"
