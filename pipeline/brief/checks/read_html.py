"""What an HTML file says: its text, its attributes, its comments, its style sheets."""

from __future__ import annotations

import base64
import re
import urllib.parse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.checks.extract import Stretch
from brief.checks.normalise import parted

if TYPE_CHECKING:
    import lxml.etree

# Attributes whose values are the vocabulary's or the browser's, not an author's.
_FORMAT = frozenset(
    {"class", "style", "rel", "type", "charset", "http-equiv", "media", "scope", "role", "width", "height"}
)
_NAMES = frozenset({"id", "href", "src", "for", "name", "aria-labelledby", "data-source", "data-claim", "data-part"})
_PACKED = re.compile(r"data:(?:font|image/(?:png|jpeg))[^)\"']*")  # faces and pixels, as in the file's pictures
_RUNNING_ON = frozenset({"a", "abbr", "code", "em", "s", "span", "strong", "sub", "sup", "time"})
_APART = frozenset({"note", "para", "number", "label"})  # spans that are not in the flow of their line


def read_html(data: bytes) -> Iterator[Stretch]:
    """Give the text of an HTML file as one stretch, then each attribute, comment, style sheet and script.

    Raise `lxml.etree.ParserError` when the bytes hold no document.
    """
    import lxml.etree
    import lxml.html

    root = lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8"))
    yield Stretch("the text", text_of(root))
    for comment in root.iter(lxml.etree.Comment, lxml.etree.ProcessingInstruction):
        yield Stretch("a comment", comment.text or "")
    for element in root.iter(lxml.etree.Element):
        if element.tag in {"style", "script"}:
            yield Stretch(f"a {element.tag}", _PACKED.sub("", element.text or ""), is_content=False)
        for name, value in ((str(key), str(held)) for key, held in element.attrib.items()):
            if value.startswith("data:image/svg"):
                yield Stretch(f"an attribute {name}", _unpacked(value), is_content=False)
            elif not value.startswith("data:"):
                text = parted(value) if name in _NAMES else value
                yield Stretch(f"an attribute {name}", text, is_content=name not in _FORMAT)


def text_of(root: lxml.etree._Element) -> str:
    """Return the text at and below an element, with a line for each block and each note."""
    import lxml.etree

    said: list[str] = []
    for event, element in lxml.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        is_start = event == "start"
        if event in {"start", "end"} and _stands_apart(element):
            said.append("\n")
        if is_start and element.tag not in {"style", "script"}:
            said.append(str(element.text or ""))
        if not is_start and element is not root:
            said.append(str(element.tail or ""))
    return "".join(said)


def _stands_apart(element: lxml.etree._Element) -> bool:
    return element.tag not in _RUNNING_ON or not _APART.isdisjoint((element.get("class") or "").split())


def _unpacked(address: str) -> str:
    """Return what a `data:` address holds (RFC 2397)."""
    head, _, body = address.partition(",")
    data = base64.b64decode(body) if head.endswith(";base64") else urllib.parse.unquote_to_bytes(body)
    return data.decode("utf-8", "replace")
