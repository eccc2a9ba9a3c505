"""Reads a finished DOCX: every part with its runs joined, part names, properties, links, comments (ECMA-376)."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from brief.checks.closed.docx_parts import unknown_parts
from brief.checks.extract import Extract
from brief.checks.normalise import name_as_words
from brief.checks.sight.docx_pages import WordPages
from brief.checks.sight.seen import Margin, Unseen
from brief.checks.spellings import picture_texts, readable_in, texts_in
from brief.checks.structure.compare import Difference, differences
from brief.checks.structure.docx_expected import expected_tokens
from brief.checks.structure.docx_targets import target_differences
from brief.checks.structure.docx_tokens import has_endnotes, read_document
from brief.checks.structure.tokens import Token, text_of_tokens
from brief.page.vocabulary import REFERENCE

if TYPE_CHECKING:
    import lxml.etree

    from brief.page.vocabulary import Page

_SWITCH = re.compile(r"\\[a-z](?=\s|$)")  # of a field (ECMA-376 part 1, 17.16.1)
# Parts that hold the format's own words: names of styles, settings, fonts, content types.
_FORMAT_PARTS = re.compile(
    r"\[Content_Types\]\.xml|docProps/app\.xml|word/(styles|stylesWithEffects|settings|webSettings|fontTable|numbering)\.xml"
    r"|word/theme/.*|word/fonts/.*"
)
_USUAL_NAMES = re.compile(
    r"(\[Content_Types\]|(.*/)?_rels/[^/]*|docProps/(core|app|custom)"
    r"|word/(document|comments|footnotes|endnotes|(header|footer)\d*|theme/theme\d*|media/image\d+)|word/fonts/[^/]*)(\.[A-Za-z]+)*"
)
# Attributes that a person wrote or can be shown, by local name; all others hold the format's own values.
_TEXT_ATTRIBUTES = frozenset({"descr", "title", "tooltip", "author", "initials", "alt", "anchor", "alias"})
_NAMES = frozenset({"name", "anchor", "Target"})
_TEXT = frozenset({"t", "delText"})
_MARKS = frozenset({"TA", "TC", "XE"})  # fields that hold words which only a table or an index shows
_BREAKS = frozenset({"p", "tab", "br", "cr", "tc"})


@dataclass(frozen=True)
class DocxFile:
    """A finished DOCX, read by its own parts; the reader shares no code with the writer.

    Raise `zipfile.BadZipFile` or an XML error when the file cannot be read.
    """

    data: bytes = field(repr=False)

    def extracts(self) -> Iterator[Extract]:
        """Give the text of each part of the package, then its names, attributes and comments."""
        yield Extract("the archive's comment", self.package.comment.decode("utf-8", "replace"))
        for entry in self.package.infolist():
            name = entry.filename
            is_format = bool(_FORMAT_PARTS.fullmatch(name))
            is_usual = is_format or bool(_USUAL_NAMES.fullmatch(name))
            yield Extract("the name of a part", name_as_words(name), is_content=not is_usual)
            yield Extract(f"the comment of {name}", entry.comment.decode("utf-8", "replace"))
            part = self.package.read(entry)
            if name.endswith((".xml", ".rels", ".svg")):
                yield from _part(name, _parsed(part), is_content=not is_format)
            else:
                yield from (Extract(name, text, is_content=False) for text in _texts(name, part))
        yield Extract("the archive between its parts", _between(self.data, self.package), is_content=False)

    def text(self) -> str:
        """Return the words of the document and its notes."""
        return text_of_tokens(self.tokens)

    def differences(self, page: Page) -> Iterator[Difference]:
        """Give each difference between the page and the document with its notes."""
        body = copy.deepcopy(page.tree()).find("body")
        yield from differences(expected_tokens(body, page.assets, has_endnotes=has_endnotes(self.tokens)), self.tokens)
        yield from target_differences(page.tree().find("body"), self.parts["word/document.xml"])

    def margins(self, page: Page) -> Iterator[Margin]:
        """Give each header and footer of each section."""
        del page
        return self.pages.margins()

    def unseen(self, page: Page) -> Iterator[Unseen]:
        """Give each text of the document and its notes that Word does not show."""
        del page
        return self.pages.unseen()

    def unknown(self, page: Page) -> Iterator[str]:
        """Give each part, relationship and element that the writer never makes."""
        return unknown_parts(self.package, self.parts, has_reference=REFERENCE in page.assets)

    @cached_property
    def pages(self) -> WordPages:
        """The pages of the file as Word shows them."""
        return WordPages(self.parts)

    @cached_property
    def parts(self) -> Mapping[str, lxml.etree._Element]:
        """The parts that are XML, parsed, by name."""
        names = self.package.namelist()
        return {name: _parsed(self.package.read(name)) for name in names if name.endswith((".xml", ".rels"))}

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The document as tokens."""
        return tuple(read_document(self.package))

    def page_count(self) -> int:
        """Return the number of pages in the file's properties, which are those of the PDF layout."""
        return int(self.parts["docProps/app.xml"].findtext("{*}Pages", ""))

    @cached_property
    def package(self) -> zipfile.ZipFile:
        """The file as a package of parts."""
        return zipfile.ZipFile(io.BytesIO(self.data))


def _texts(name: str, part: bytes) -> Iterator[str]:
    """Give the text of a part that is not XML."""
    if name.startswith("word/fonts/"):
        return readable_in(part)
    return picture_texts(part) if name.endswith((".png", ".jpg", ".jpeg", ".gif")) else texts_in(part)


def _between(data: bytes, package: zipfile.ZipFile) -> str:
    """Return what is in an archive before, between and after its packed parts (APPNOTE 4.3.6)."""
    rest, end = [], 0
    for entry in sorted(package.infolist(), key=lambda entry: entry.header_offset):
        lengths = data[entry.header_offset + 26 : entry.header_offset + 30]
        start = entry.header_offset + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
        rest.append(data[end:start])
        end = start + entry.compress_size
    return b"\n".join([*rest, data[end:]]).decode("utf-8", "replace")


def _parsed(part: bytes) -> lxml.etree._Element:
    import lxml.etree

    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return lxml.etree.fromstring(part, parser)


def _part(name: str, root: lxml.etree._Element, *, is_content: bool) -> Iterator[Extract]:
    """Give a part's text with its runs joined, then its attributes, comments and instructions."""
    import lxml.etree

    text: list[str] = []
    instruction: list[str] = []  # of one field, which may be split over many runs
    is_word = name.startswith("word/") and not name.endswith((".rels", ".svg"))
    for comment in root.iter(lxml.etree.Comment, lxml.etree.ProcessingInstruction):
        yield Extract(f"a comment in {name}", comment.text or "")
    for node in root.iter(lxml.etree.Element):
        local = node.tag.rpartition("}")[2]
        if local == "instrText":
            instruction.append(node.text or "")
        elif node.text and name.startswith("docProps/"):  # each property says a thing of its own
            yield Extract(f"the text of {name}", node.text, is_content=is_content)
        elif node.text:
            text.append(node.text if is_word and local in _TEXT else f"\n{node.text}\n")
        if instruction and local == "fldChar":
            yield _field(name, instruction)
            instruction = []
        if local in _BREAKS or not is_word:
            text.append("\n")
        for key, value in ((str(key), str(held)) for key, held in node.attrib.items()):
            own = key.rpartition("}")[2]
            words = name_as_words(value) if own in _NAMES else value
            yield Extract(f"an attribute {own} in {name}", words, is_content=_is_text(node, local, own))
    if instruction:
        yield _field(name, instruction)
    yield Extract(f"the text of {name}", "".join(text), is_content=is_content)


def _field(part: str, instruction: list[str]) -> Extract:
    """Return the instruction of a field: words for a table or an index if it marks such, else the format's own."""
    words = "".join(instruction)
    return Extract(f"a field of {part}", _SWITCH.sub(" ", words), is_content=words.lstrip().partition(" ")[0] in _MARKS)


def _is_text(node: lxml.etree._Element, local: str, own: str) -> bool:
    """Return whether an attribute holds words of its own: descriptions, names of bookmarks, targets outside."""
    if own == "name":
        return local == "bookmarkStart"
    if own == "Target":
        return node.get("TargetMode") == "External"
    return own in _TEXT_ATTRIBUTES
