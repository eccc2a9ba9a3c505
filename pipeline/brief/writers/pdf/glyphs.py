"""Map every glyph to its own characters: the engine gives letters of several glyphs to one of them, or to none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import pydyf

# A mapping to no character is not well formed (ISO 32000-1, 9.10.3). A zero width joiner is not read
# aloud, and keeps Arabic letters joined where the text is copied.
_JOINER = "\u200d"


def map_all(document: Any, pdf: Any) -> None:
    """Correct the ToUnicode map of each font: every glyph stands for its own characters, and for at least one.

    Of a letter with marks, such as c with cedilla and caron, the engine gives all characters to the glyph of the last
    mark and none to the others, and later letters with that mark get them too. A bracket that was first met in text
    from right to left, where the glyph is that of its pair, would stand for its pair everywhere. A part of a letter
    that the font has no character for gets a zero width joiner.
    """
    fonts = {tuple(_entries(font.to_unicode)): font for font in document.fonts.values()}
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and b"begincmap" in item.stream:
            entries = tuple(line for line in item.stream if _is_entry(line))
            if entries not in fonts:  # a font in drawings, whose map the engine takes from the font file
                continue
            corrected = iter(_entries(_corrected(fonts[entries])))
            item.stream[:] = [next(corrected) if _is_entry(line) else line for line in item.stream]


def _entries(to_unicode: Mapping[int, str]) -> Iterator[bytes]:
    """Give the lines of a map as the engine writes them."""
    for glyph, text in to_unicode.items():
        yield f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>".encode()


def _is_entry(line: Any) -> bool:
    return isinstance(line, bytes) and line.startswith(b"<") and line != b"<0000> <ffff>" and b"> <" in line


def _corrected(font: Any) -> dict[int, str]:
    marks = {glyph for glyph in font.to_unicode if not font.widths.get(glyph)}
    doubtful = {glyph for glyph, text in font.to_unicode.items() if _is_doubtful(text, is_mark=glyph in marks)}
    own = _own_characters(font) if doubtful else {}
    return {
        glyph: _characters(text, own.get(glyph, ""), is_mark=glyph in marks) if glyph in doubtful else text
        for glyph, text in font.to_unicode.items()
    }


def _is_doubtful(text: str, *, is_mark: bool) -> bool:
    if len(text) == 1 and not is_mark:
        return unicodedata.mirrored(text) == 1
    return not text or any(map(unicodedata.combining, unicodedata.normalize("NFD", text)))


def _characters(text: str, own: str, *, is_mark: bool) -> str:
    """Return what a glyph stands for, given the engine's text for it and the font's own character."""
    if not text:
        return own or _JOINER
    if own and (len(text) == 1 or own in unicodedata.normalize("NFD", text) + text):
        return own
    if is_mark:
        return "".join(filter(unicodedata.combining, unicodedata.normalize("NFD", text))) or text
    return text


def _own_characters(font: Any) -> Mapping[int, str]:
    """Return the character that a font's file has for each glyph."""
    import uharfbuzz

    face = uharfbuzz.Face(font.file_content, font.index)
    shaped = uharfbuzz.Font(face)
    glyphs = ((shaped.get_nominal_glyph(code), chr(code)) for code in face.unicodes)
    return {glyph: character for glyph, character in glyphs if glyph is not None}
