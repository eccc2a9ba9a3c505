"""The elements and attributes that an HTML file of ours is made of: those of pages, and those that its writer adds.

No scripts, no comments, no forms, nothing embedded but pictures and fonts, no attributes that hide or act.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from brief.page.vocabulary import ELEMENTS, GLOBAL_ATTRIBUTES

_ADDED_ELEMENTS: Final = frozenset({"style", "footer"})
_ADDED: Final[Mapping[str, frozenset[str]]] = {
    "meta": frozenset({"charset", "http-equiv", "name", "content"}),
    "main": frozenset({"tabindex"}),
    "div": frozenset({"tabindex", "role", "aria-labelledby", "aria-label"}),
    "section": frozenset({"role", "aria-labelledby", "aria-label"}),
    "a": frozenset({"role", "aria-label"}),
    "ol": frozenset({"role"}),
    "li": frozenset({"role"}),
    "nav": frozenset({"role", "aria-label", "aria-labelledby"}),
    "footer": frozenset({"class"}),
}
_POLICY: Final = "default-src 'none'"  # how the rule begins by which nothing is loaded and nothing runs
_PICTURES: Final = re.compile(r"data:image/(?:png|jpeg|svg\+xml);base64,[A-Za-z0-9+/=]+")
_FACE: Final = re.compile(r"data:font/ttf;base64,([A-Za-z0-9+/=]+)")
_LOADED: Final = re.compile(r"url\(\s*[\"']?([^)\"']*)|@import\s+([^;]*)", re.IGNORECASE)
_FONTS: Final = (b"\0\1\0\0", b"OTTO", b"true")  # how a font file begins (OpenType 1.9)
_STYLE: Final = re.compile(r"width: \d+(?:\.\d+)?%;?")


def unknown_elements(root: Any) -> Iterator[str]:
    """Give each element, attribute and address in an HTML file that its writer never makes."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield f"a comment or instruction, `{(element.text or '').strip()}`"
            continue
        known = ELEMENTS.get(element.tag)
        if known is None and element.tag not in _ADDED_ELEMENTS:
            yield f"the element `<{element.tag}>`"
            continue
        allowed = (
            GLOBAL_ATTRIBUTES | _ADDED.get(element.tag, frozenset()) | (known.attributes if known else frozenset())
        )
        for name in sorted(set(map(str, element.attrib)) - allowed):
            yield f"the attribute `{name}` of `<{element.tag}>`"
        if not _STYLE.fullmatch(element.get("style", "width: 0%")):
            yield f"the style `{element.get('style')}` of `<{element.tag}>`"
        yield from _addresses(element)
    yield from _head(root)


def _addresses(element: Any) -> Iterator[str]:
    if element.tag == "img" and not _PICTURES.fullmatch(element.get("src", "")):
        yield f"a picture from `{element.get('src', '')[:40]}`"
    if element.get("href", "#").startswith(("javascript:", "data:", "vbscript:", "blob:", "file:")):
        yield f"a link to `{element.get('href')[:40]}`"
    if element.tag == "style":
        for address in (one or other for one, other in _LOADED.findall(element.text or "")):
            face = _FACE.fullmatch(address)
            if face is None or not base64.b64decode(face[1]).startswith(_FONTS):
                yield f"`{address[:40]}` in the style sheet"


def _head(root: Any) -> Iterator[str]:
    """Give what is wrong with the policy of the file and with its style sheets: it has one of each."""
    policies = root.findall("head/meta[@http-equiv]")
    if [one.get("http-equiv") for one in policies] != ["Content-Security-Policy"]:
        yield f"{len(policies)} settings for browsers where there is one"
    elif not policies[0].get("content", "").startswith(_POLICY) or "script" in policies[0].get("content", ""):
        yield f"the policy `{policies[0].get('content')}`"
    if len(list(root.iter("style"))) != 1:
        yield "more or fewer than one style sheet"
