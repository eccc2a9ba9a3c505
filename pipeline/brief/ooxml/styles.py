"""Styles of a Word file: their names, and what each is based on (ECMA-376 17.7.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from brief.ooxml.xml import W, Xml

_STYLE = f"{{{W}}}style"
_ON = ("1", "true", "on")


def style_id(style: Xml) -> str:
    """Return the id of a style."""
    return str(style.get(f"{{{W}}}styleId", ""))


def style_name(style: Xml) -> str:
    """Return the name of a style, as Word shows it; empty where it has none."""
    name = style.find(f"{{{W}}}name")
    return "" if name is None else str(name.get(f"{{{W}}}val", ""))


def paragraph_styles(part: Xml) -> dict[str, Xml]:
    """Return the paragraph styles of the part `styles` by their ids; of two with one id, the first."""
    styles = [each for each in part.iterfind(_STYLE) if each.get(f"{{{W}}}type", "paragraph") == "paragraph"]
    return {style_id(style): style for style in reversed(styles)}


def default_style(part: Xml) -> Xml | None:
    """Return the style of paragraphs that name none (17.7.4.17), if the part `styles` has one."""
    styles = (each for each in part.iterfind(_STYLE) if each.get(f"{{{W}}}type", "paragraph") == "paragraph")
    return next((style for style in styles if style.get(f"{{{W}}}default") in _ON), None)


def style_of(paragraph: Xml) -> str:
    """Return the id of the style that a paragraph names; empty where it names none."""
    found = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    return "" if found is None else str(found.get(f"{{{W}}}val", ""))


def style_chain(styles: Mapping[str, Xml], style: Xml | None) -> Iterator[Xml]:
    """Yield a style and those that it is based on, the nearest first (17.7.4.3); a circle is passed through once."""
    passed: list[Xml] = []
    while style is not None and style not in passed:
        passed.append(style)
        yield style
        based_on = style.find(f"{{{W}}}basedOn")
        style = styles.get(str(based_on.get(f"{{{W}}}val"))) if based_on is not None else None
