"""The style sheets and properties of an SVG picture: what they load, and what they refer to."""

from __future__ import annotations

import re

from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_CSS_OUTSIDE = re.compile(
    r"url\(\s*['\"]?\s*(?!#|['\"\s])|@import|(?:^|[^\w-])(?:-webkit-)?(?:image-set|image|src)\(", re.IGNORECASE
)
_CSS_REFERENCE = re.compile(r"url\(\s*['\"]?\s*#([^'\")]*)", re.IGNORECASE)
_CSS_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CSS_DECLARATION = re.compile(r"([\w-]+)\s*:([^;]*)")
References = list[tuple[str, str]]  # properties, and the identifiers that they name


def loads_from_outside(css: str) -> bool:
    """Return whether a style sheet or a value refers to anything but an id in the picture itself."""
    if "(" not in css and "@" not in css and "\\" not in css:
        return False
    return bool(_CSS_OUTSIDE.search(unescape(css)))


def unescape(css: str) -> str:
    """Return CSS without comments and with its escapes replaced."""
    return _CSS_ESCAPE.sub(_escaped_character, _CSS_COMMENT.sub("", css))


def _escaped_character(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[2]
    return chr(code) if (code := int(found[1], 16)) < 0x110000 else ""


def rule_references(root: etree._Element) -> dict[str, References]:
    """Return what style sheets refer to, by one class, identifier or element of those that a rule is for."""
    found: dict[str, References] = {}
    for sheet in root.iter(f"{{{_SVG}}}style"):
        css = "".join(map(str, sheet.itertext()))
        for selectors, block in _CSS_RULE.findall(unescape(css)):
            references = block_references(block)
            for selector in selectors.split(",") if references else ():
                parts = re.split(r"[\s>+~]+", selector.strip())
                subject = re.search(r"\.[\w-]+", parts[-1]) or re.search(r"#[\w-]+|^[\w-]+", parts[-1])
                is_plain = subject and "\\" not in css and not re.search(r"[:\[(]", selector)
                found.setdefault(subject[0] if subject and is_plain else "*", []).extend(references)
    return found


def block_references(block: str) -> References:
    """Return what the declarations of a rule or of a `style` attribute refer to."""
    return [
        reference
        for name, value in _CSS_DECLARATION.findall(block)
        for reference in value_references(name.lower(), value)
    ]  # fmt: skip


def value_references(name: str, value: str) -> References:
    """Return what the value of a property refers to; a filter without a name counts too."""
    found = [(name, identifier.strip()) for identifier in _CSS_REFERENCE.findall(value)]
    is_function = name == "filter" and not found and "(" in value
    return [(name, "")] * value.count("(") if is_function else found
