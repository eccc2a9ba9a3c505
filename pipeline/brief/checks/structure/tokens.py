"""The tokens that pages and files are compared by, and text as it is compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

# Private characters that an expected text may have. Around text that a format may leave out, all of it in one segment
# or none of it; before the number of a label, which a format counts in its own way; for a page number, and for a list
# of page numbers, that only the layout knows.
OPTIONAL: Final = "\ue000"
LABEL: Final = "\ue001"
PAGE: Final = "\ue002"
PAGES: Final = "\ue003"


@dataclass(frozen=True, slots=True)
class Tag:
    """The start or the end of an element: its name and, at the start, the attributes that count."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    is_end: bool = False

    def __str__(self) -> str:
        """Return the tag as a message shows it: `<Link to=note-1>`, `</Link>`."""
        attributes = "".join(f" {name}={value}" for name, value in self.attributes)
        return f"<{'/' if self.is_end else ''}{self.name}{attributes}>"


@dataclass(frozen=True, slots=True)
class Line:
    """Text that is in one piece in a file: the next piece may be on another line, after a space or a hyphen."""

    text: str
    language: str = ""  # where it differs from that of the document and the format marks runs of text by it


Token: TypeAlias = "Tag | Line"  # noqa: S105 (no password)

# Characters that only say where a line may break or which way text runs.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_HYPHENS = re.compile("[\u2010\u2011]")
_SPACES = re.compile(r"\s+")
# Characters that faces draw with one glyph. A PDF maps a glyph to one text for the whole file (ISO 32000-1, 9.10.3), so
# that the sign for micro is read back as the letter mu where the letter was written first, and the reverse.
_SAME_GLYPH: Final = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb06": "st",
        "\u00b5": "\u03bc",  # micro, mu
        "\u2206": "\u0394",  # increment, capital delta
        "\u03d5": "\u03c6",  # phi as a symbol, phi
        "\u207c": "\u02ed",  # raised equals sign, as a sign and as a letter
        "\u02bb": "\u2018",  # turned comma as a letter (Hawaiian, Uzbek), quotation mark
        "\u02bc": "\u2019",  # apostrophe as a letter, quotation mark
        "\u2215": "\u2044",  # division, fraction
    }
)


def normalise(text: str) -> str:
    """Return text as it is compared: composed (NFC), without invisible characters, one kind of space and hyphen.

    Characters with the same glyph are one character too.
    """
    composed = unicodedata.normalize("NFC", text).translate(_SAME_GLYPH)
    return _SPACES.sub(" ", _HYPHENS.sub("-", _INVISIBLE.sub("", composed)))


@dataclass(frozen=True, slots=True)
class Segment:
    """A tag and the lines of text after it, up to the next tag."""

    tag: Tag
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the lines as one text."""
        return " ".join("".join(self.lines).split())


def segments(tokens: Iterable[Token]) -> Iterator[Segment]:
    """Give each tag with the text that follows it; raise `ValueError` for text before the first tag."""
    tag: Tag | None = None
    lines: list[str] = []
    for token in tokens:
        if isinstance(token, Line):
            if tag is None:
                raise ValueError(f"text before the first tag: {token.text}")
            lines.append(normalise(token.text))
            continue
        if tag is not None:
            yield Segment(tag, tuple(lines))
        tag, lines = token, []
    if tag is not None:
        yield Segment(tag, tuple(lines))


def with_language_tags(tokens: Iterable[Token]) -> Iterator[Token]:
    """Give tokens with a tag wherever the language of the text changes; punctuation and spaces are in any language."""
    language, in_label = "", False
    for token in tokens:
        if isinstance(token, Tag) and token.name == "Label":
            in_label = not token.is_end
        start = None
        if isinstance(token, Line) and token.language != language and not in_label:
            start = _first_letter(token.text)
        if isinstance(token, Line) and start is not None:
            language = token.language
            yield Line(token.text[:start])
            yield Tag("Language", (("is", language or "that of the document"),))
            yield Line(token.text[start:])
        else:
            yield token


def _first_letter(text: str) -> int | None:
    return next((place for place, character in enumerate(text) if character.isalpha()), None)


def tagged(name: str, attributes: Iterable[tuple[str, str]], inner: Iterable[Token]) -> Iterator[Token]:
    """Give tokens between the start and the end of an element."""
    yield Tag(name, tuple(attributes))
    yield from inner
    yield Tag(name, is_end=True)


def text_of_tokens(tokens: Iterable[Token]) -> str:
    """Return the text of tokens, with a line for each tag."""
    return "\n".join(segment.text for segment in segments(tokens) if segment.text)
