"""Reads a finished HTML file, or the page itself: text, attributes, comments, style sheets."""

from __future__ import annotations

import base64
import copy
import re
import urllib.parse
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from brief.checks.closed.html_elements import unknown_elements
from brief.checks.extract import Extract
from brief.checks.normalise import name_as_words
from brief.checks.sight.html_pages import HtmlPages
from brief.checks.sight.seen import Margin, Unseen
from brief.checks.spellings import picture_texts, readable_in
from brief.checks.structure.compare import Difference, differences
from brief.checks.structure.html_tokens import expected_tokens, found_tokens
from brief.checks.structure.tokens import Token
from brief.page.elements import classes as classes_of

if TYPE_CHECKING:
    import lxml.etree

    from brief.page.vocabulary import Page

# Attributes whose values are the vocabulary's or the browser's, not an author's.
_FORMAT = frozenset(
    {"class", "style", "rel", "type", "charset", "http-equiv", "media", "scope", "role", "width", "height"}
)
_SETTINGS = frozenset({"viewport", "referrer", "color-scheme"})  # names of `meta` elements that only browsers read
_NAMES = frozenset({"id", "href", "src", "for", "name", "aria-labelledby", "data-source", "data-claim", "data-part"})
_PACKED = re.compile(r"data:(font|image)/(?!svg)[^)\"'>\s]*")  # faces and pixels, as in the file's pictures
_TAG = re.compile(r"""</?([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"<>]*")*)\s*/?>""")
_ATTRIBUTE = re.compile(r'([a-z-]+)="')
_OWN_ANCHOR = re.compile(r"#?(brief-)?(main|notes|noteref-\d+)(-\d+)?")  # made by the writer and by rendering
_RUNNING_ON = frozenset({"a", "abbr", "code", "em", "s", "span", "strong", "sub", "sup", "time"})
_APART = frozenset({"note", "para", "number", "label"})  # spans that are not in the flow of their line


@dataclass(frozen=True)
class HtmlFile:
    """A finished HTML file, parsed once. Raise `lxml.etree.ParserError` when the bytes hold no document."""

    data: bytes = field(repr=False)

    def extracts(self) -> Iterator[Extract]:
        """Give the text of the file, each attribute, comment, style sheet and script, and what is packed in addresses.

        Then the file as it is written, with what a parser drops.
        """
        yield from extracts_of(self.root)
        source = self.data.decode("utf-8", "replace")
        for kind, address in dict.fromkeys((found[1], found[0]) for found in _PACKED.finditer(source)):
            data = _bytes_in(address)
            texts = readable_in(data) if kind == "font" else picture_texts(data)
            yield from (Extract(f"a {kind}", text, is_content=False) for text in texts)
        yield Extract("the source", _TAG.sub(_dropped, _PACKED.sub("", source)), is_content=False)

    def text(self) -> str:
        """Return the text of the file, with a line for each block and each note."""
        return text_of(self.root)

    def differences(self, page: Page) -> Iterator[Difference]:
        """Give each difference between the page and the body of the file, whose notes are at its end."""
        wanted = copy.deepcopy(page.tree()).find("body")
        return differences(expected_tokens(wanted, page.assets), self.tokens)

    def margins(self, page: Page) -> Iterator[Margin]:
        """Give the top and the bottom of the file, on each kind of screen and printed."""
        del page
        return self.pages.margins()

    def unseen(self, page: Page) -> Iterator[Unseen]:
        """Give each text that the style sheet hides."""
        del page
        return self.pages.unseen()

    def unknown(self, page: Page) -> Iterator[str]:
        """Give each element, attribute and address that the writer never makes."""
        del page
        return unknown_elements(self.root)

    def page_count(self) -> None:
        """Return `None`: the file is one long page."""

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The body of the file as tokens."""
        return tuple(found_tokens(copy.deepcopy(self.root).find("body")))

    @cached_property
    def pages(self) -> HtmlPages:
        """The file as browsers show it."""
        import lxml.etree

        root = copy.deepcopy(self.root)
        lxml.etree.strip_tags(root, lxml.etree.Comment, lxml.etree.ProcessingInstruction)
        return HtmlPages(root)

    @cached_property
    def root(self) -> lxml.etree._Element:
        """The file's tree."""
        import lxml.html

        return lxml.html.document_fromstring(self.data, parser=lxml.html.HTMLParser(encoding="utf-8"))


def extracts_of(root: lxml.etree._Element) -> Iterator[Extract]:
    """Give the text of an HTML tree as one extract, then each attribute, comment, style sheet and script."""
    import lxml.etree

    yield Extract("the text", text_of(root))
    for comment in root.iter(lxml.etree.Comment, lxml.etree.ProcessingInstruction):
        yield Extract("a comment", comment.text or "")
    for element in root.iter(lxml.etree.Element):
        if element.tag in {"style", "script"}:
            yield Extract(f"a {element.tag}", _PACKED.sub("", element.text or ""), is_content=False)
        for name, value in ((str(key), str(held)) for key, held in element.attrib.items()):
            if value.startswith("data:image/svg"):
                yield Extract(f"an attribute {name}", _unpacked(value), is_content=False)
            elif not value.startswith("data:"):
                text = name_as_words(value) if name in _NAMES else value
                is_own = name in _NAMES and _OWN_ANCHOR.fullmatch(value) is not None
                is_content = not is_own and name not in _FORMAT and not _is_for_browsers(element)
                yield Extract(f"an attribute {name}", text, is_content=is_content)


def _dropped(tag: re.Match[str]) -> str:
    """Return what a parser drops of a tag: nothing, so that words meet no names of tags, unless it says a thing twice.

    Elements and attributes that no writer makes are an error of their own (E411).
    """
    names = _ATTRIBUTE.findall(tag[2])
    return " " if len(names) == len(set(names)) else tag[0]


def _is_for_browsers(element: lxml.etree._Element) -> bool:
    """Return whether an element tells a browser what to do, in words of the standard."""
    return element.tag == "meta" and ("http-equiv" in element.attrib or element.get("name") in _SETTINGS)


def text_of(root: lxml.etree._Element, omitted: Collection[str] = ()) -> str:
    """Return the text at and below an element, with a line for each block and each note.

    Elements whose tag or class is in `omitted` are left out; they still separate the words around them.
    """
    import lxml.etree

    text: list[str] = []
    walk = lxml.etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        is_start = event == "start"
        if is_start and omitted and not _names(element).isdisjoint(omitted):
            text.append(" ")
            walk.skip_subtree()
            continue
        if event in {"start", "end"} and _is_apart(element):
            text.append("\n")
        if is_start and element.tag not in {"style", "script"}:
            text.append(str(element.text or ""))
        if not is_start and element is not root:
            text.append(str(element.tail or ""))
    return "".join(text)


def _is_apart(element: lxml.etree._Element) -> bool:
    return element.tag not in _RUNNING_ON or not _APART.isdisjoint(classes_of(element))


def _names(element: lxml.etree._Element) -> set[str]:
    """Return the tag and the classes of an element."""
    return {element.tag, *classes_of(element)}


def _unpacked(address: str) -> str:
    return _bytes_in(address).decode("utf-8", "replace")


def _bytes_in(address: str) -> bytes:
    """Return what a `data:` address holds (RFC 2397)."""
    head, _, body = address.partition(",")
    return base64.b64decode(body) if head.endswith(";base64") else urllib.parse.unquote_to_bytes(body)
