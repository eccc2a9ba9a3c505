"""Reads a finished PDF: the text of its pages, every string and stream, attachments (ISO 32000)."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.checks.brought_along import PROFILE
from brief.checks.closed.pdf_objects import unknown_objects
from brief.checks.extract import Extract
from brief.checks.normalise import name_as_words
from brief.checks.sight.pdf_sheets import FURNITURE, Sheet, read_sheets
from brief.checks.sight.seen import LEAST_MARK_CONTRAST, Margin, Unseen
from brief.checks.spellings import picture_texts, readable_in, texts_in
from brief.checks.structure.compare import Difference, differences
from brief.checks.structure.pdf_expected import expected_tokens
from brief.checks.structure.pdf_outline import outline_differences
from brief.checks.structure.pdf_pictures import picture_differences
from brief.checks.structure.pdf_tags import TaggedPdf, read_tags, without_drawings

if TYPE_CHECKING:
    import pikepdf

    from brief.page.vocabulary import Page

# Keys whose strings are the format's own: the names of collections, of output conditions, of programs. A string under
# `/Info` describes an output condition (ISO 32000-1, 14.11.5); what the trailer has under that key is no string.
_FORMAT_KEYS = frozenset(
    {"/Registry", "/Ordering", "/OutputCondition", "/OutputConditionIdentifier", "/Info", "/RegistryName",
     "/Producer", "/CreationDate", "/ModDate", "/DA", "/FontFamily", "/CharSet", "/Lang", "/ID"}
)  # fmt: skip
_NAME_KEYS = frozenset({"/Names", "/Limits", "/D", "/Dest", "/URI", "/F", "/UF"})
_FORMAT_SPACE = "http://www.aiim.org/"  # the namespaces of PDF/A and PDF/UA in XMP
_XML = "http://www.w3.org/XML/1998/namespace"  # of `xml:lang`, whose values are tags and `x-default`
_FORMAT_TAGS = frozenset({"Producer", "CreatorTool", "format", "DocumentID", "InstanceID"})
_CALL = re.compile(r"(?<=\d)-call$")  # the name that the writer gives to the place where a note is called
_PICTURE_FILTERS = frozenset({"/DCTDecode", "/JPXDecode"})  # the stream is a file with metadata of its own
_SEAM = 600  # characters on each side of the end of a page
_WORD_END, _WORD_START = re.compile(r"^\S+"), re.compile(r"\S+$")  # what is cut off where a seam begins and ends
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_HEX_STRING = re.compile(r"<([0-9A-Fa-f]+)>")
_NUMBER = re.compile(r"(?<![\w.])[-+]?[0-9.]+(?!\w)")
_FONT_PROGRAMS = frozenset({"/Type1C", "/CIDFontType0C", "/OpenType"})


@dataclass(frozen=True)
class PdfFile:
    """A finished PDF.

    PDFium reads its words and paints its pages, pikepdf reads its objects; each opens the file once, when first needed.

    Raise `pypdfium2.PdfiumError` or `pikepdf.PdfError` when the file cannot be opened.
    """

    data: bytes = field(repr=False)

    def extracts(self) -> Iterator[Extract]:
        """Give the text of all pages, then the strings, names and streams of every object, XMP and attachments.

        Of pixels and font programs, whatever is readable is given.
        """
        for number, text in enumerate(self.page_texts, 1):
            yield Extract(f"page {number}", text, is_piece=True)
        for number, (text, following) in enumerate(pairwise(self.page_texts), 1):
            foot = _WORD_END.sub("", text[-_SEAM:]) if len(text) > _SEAM else text
            head = _WORD_START.sub("", following[:_SEAM]) if len(following) > _SEAM else following
            yield Extract(f"pages {number} and {number + 1}", f"{foot}\n{head}", is_piece=True)
        for found in self.document.objects:
            yield from _object(found)
        yield from _object(self.document.trailer)
        yield Extract("the file between its objects", _STREAM.sub(b" ", self.data).decode("utf-8", "replace"), False)

    def text(self) -> str:
        """Return the text of all pages, with a sign between two: a hyphen at the foot of one joins no word."""
        return "\n|\n".join(self.page_texts)

    def differences(self, page: Page) -> Iterator[Difference]:
        """Give each difference between the page and the structure tree, then text that is in no tag of it."""
        read = self.tagged
        body = page.tree().find("body")
        yield from differences(
            without_drawings(expected_tokens(body, read.destinations)), without_drawings(read.tokens)
        )
        yield from (Difference("", text, "the structure tree") for text in read.untagged)
        yield from picture_differences(body, page.assets, read.figures)
        yield from outline_differences(body, self.document, read.headings)

    def margins(self, page: Page) -> Iterator[Margin]:
        """Give the upper and the lower half of each page with the text in no tag, which is that of its furniture."""
        del page
        for number, sheet in enumerate(self.sheets, 1):
            yield from (_margin(f"of page {number}", sheet, is_top=is_top) for is_top in (True, False))

    def unseen(self, page: Page) -> Iterator[Unseen]:
        """Give each tagged text that leaves no ink on its page, but for the words in pictures.

        Raise `UnreadableTextError` where nothing says what the text is.
        """
        del page
        drawn, texts = self.tagged.drawn, defaultdict[int, dict[int, str]](dict)
        for (number, mark), text in self.tagged.texts.items():
            if (number, mark) not in drawn and text.strip():
                texts[number][mark] = text
        for number, sheet in enumerate(self.sheets):
            for piece in sheet.pieces:
                if piece.fault and piece.mark != FURNITURE and (number, piece.mark) not in drawn:
                    yield Unseen(piece.text, f"page {number + 1}", piece.fault)
            painted = {piece.mark for piece in sheet.pieces}
            for mark, text in texts[number].items():
                if mark not in painted:
                    yield Unseen(text, f"page {number + 1}", "nothing of it is painted")

    def unknown(self, page: Page) -> Iterator[str]:
        """Give each object of the file that the writer never makes."""
        del page
        return unknown_objects(self.document)

    def page_count(self) -> int:
        """Return the number of pages."""
        return len(self.page_texts)

    @cached_property
    def page_texts(self) -> tuple[str, ...]:
        """The text of each page, as PDFium reads it, also where it is white, covered or off the page."""
        return tuple(sheet.text for sheet in self.sheets)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The pages as PDFium paints them."""
        return read_sheets(self.data)

    @cached_property
    def tagged(self) -> TaggedPdf:
        """The file as its structure tree gives it."""
        return read_tags(self.document)

    @cached_property
    def document(self) -> pikepdf.Pdf:
        """The file as pikepdf opens it, for whoever reads its objects."""
        import pikepdf

        return pikepdf.Pdf.open(io.BytesIO(self.data))


def _margin(page: str, sheet: Sheet, *, is_top: bool) -> Margin:
    """Return the furniture in one half of a page."""
    seen, hidden = [], []
    for piece in sheet.pieces:
        if piece.mark != FURNITURE or piece.is_upper != is_top:
            continue
        if piece.fault:
            hidden.append(Unseen(piece.text, page, piece.fault))
        elif piece.contrast < LEAST_MARK_CONTRAST:
            why = f"its contrast with what is behind it is {piece.contrast:.1f} to 1"
            hidden.append(Unseen(piece.text, page, why))
        else:
            seen.append(piece.text)
    return Margin(page, is_top, tuple(seen), tuple(hidden))


def _object(found: pikepdf.Object) -> Iterator[Extract]:
    """Give what one object says itself; objects that it points to come in their own turn."""
    import pikepdf

    yield from _strings(found, "")
    if not isinstance(found, pikepdf.Stream):
        return
    kind = str(found.get("/Type", "")), str(found.get("/Subtype", ""))
    if kind[0] == "/XRef":  # the places of objects as bytes (ISO 32000-1, 7.5.8): in a row they spell the alphabet
        return
    if kind[1] == "/Image":
        is_file = str(found.get("/Filter", "")) in _PICTURE_FILTERS
        texts = picture_texts(found.read_raw_bytes()) if is_file else readable_in(found.read_bytes())
        yield from (Extract("a picture", text, is_content=False) for text in texts)
        return
    data = found.read_bytes()
    if kind[1] in _FONT_PROGRAMS or "/Length1" in found:
        yield from (Extract("a font", text, is_content=False) for text in readable_in(data))
    elif kind[0] == "/Metadata" or kind[1] == "/XML":
        yield from _metadata(data)
    elif kind[0] == "/EmbeddedFile":
        yield from (Extract("an attached file", text) for text in texts_in(data))
    else:
        where = PROFILE if data[36:40] == b"acsp" else "a stream"  # ICC.1:2022, 7.2.9
        yield from (Extract(where, text, is_content=False) for text in _stream_texts(data))


def _stream_texts(data: bytes) -> Iterator[str]:
    """Give the text of a content stream, without its numbers, and of its hexadecimal strings.

    Strings of glyphs are joined; text strings, which begin with a byte order mark (ISO 32000-1, 7.9.2.2), are not.
    """
    for text in texts_in(data):
        strings = [found.upper() for found in _HEX_STRING.findall(text)]
        for one in strings:
            if one.startswith("FEFF"):
                yield bytes.fromhex(one[: len(one) // 4 * 4]).decode("utf-16", "replace")
        digits = "".join(one for one in strings if not one.startswith("FEFF"))
        if digits:
            held = bytes.fromhex(digits if len(digits) % 2 == 0 else f"{digits}0")
            yield from (held.decode("latin-1"), held.decode("utf-16-be", "replace"))
        yield _NUMBER.sub(" ", _HEX_STRING.sub(" ", text))


def _strings(value: pikepdf.Object, key: str, depth: int = 0) -> Iterator[Extract]:
    import pikepdf

    if depth and getattr(value, "is_indirect", False):
        return
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for name, inner in value.items():
            yield Extract("a name", name[1:], is_content=False)
            yield from _strings(inner, name, depth + 1)
    elif isinstance(value, pikepdf.Array):
        for inner in value:
            yield from _strings(inner, key, depth + 1)
    elif isinstance(value, pikepdf.String):
        text = name_as_words(_CALL.sub("", str(value))) if key in _NAME_KEYS else str(value)
        yield Extract(f"a string under {key}", text, is_content=key not in _FORMAT_KEYS, is_piece=True)
    elif isinstance(value, pikepdf.Name):
        yield Extract(f"a name under {key}", str(value)[1:], is_content=False)


def _metadata(data: bytes) -> Iterator[Extract]:
    """Give what the XMP says (ISO 16684-1); the words of the PDF/A and PDF/UA schemas are not content."""
    import lxml.etree

    root = lxml.etree.fromstring(data, lxml.etree.XMLParser(resolve_entities=False, no_network=True))
    for comment in root.iter(lxml.etree.Comment):
        yield Extract("a comment in the metadata", comment.text or "", is_content=False)
    for node in root.iter(lxml.etree.Element):
        is_content = all(_is_own(one.tag) for one in (node, *node.iterancestors()))
        yield Extract("the metadata", node.text or "", is_content=is_content)
        for name, value in ((str(key), str(held)) for key, held in node.attrib.items()):
            yield Extract("the metadata", value, is_content=is_content and "}" in name and _is_own(name))


def _is_own(name: str) -> bool:
    space, _, local = name.lstrip("{").rpartition("}")
    return not space.startswith((_FORMAT_SPACE, _XML)) and local not in _FORMAT_TAGS
