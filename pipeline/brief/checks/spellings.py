"""Text in bytes that no reader explains, and in spellings that hide it: encodings, escapes, packed data."""

from __future__ import annotations

import base64
import binascii
import html
import re
import zlib
from collections.abc import Iterator
from functools import partial

DEEPEST = 3  # spellings within one another
MOST = 64 * 1024 * 1024  # bytes that one packed piece may hold
REACH = 400  # characters on each side of an escape that are read with it, and then to the end of the word

_ENTITY = re.compile(r"&#?\w+;")
_CODED = re.compile(r"[%=#][0-9A-Fa-f]{2}")
_BYTE = re.compile(rb"[%=#]([0-9A-Fa-f]{2})")  # of an address, a mail (RFC 2045), a name in a PDF
_FOLDED = re.compile(rb"=\r?\n")
_ESCAPE = re.compile(r"\\(?:u\{?|U|x)?([0-9A-Fa-f]{2,6})[}\s]?")  # of a script, of a style sheet
_OCTAL = re.compile(r"\\([0-7]{3})")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}(?:\s[A-Za-z0-9+/_-]{16,})*(?:\s[A-Za-z0-9+/_-]+)?={0,2}")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}\s?){12,}")
_LIKELY = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xbf\xc2-\xef]{8,}")  # has every readable piece, and is found sooner
_READABLE = re.compile(rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){8,}")
_READABLE_WIDE = re.compile(rb"[\t\n\r\x20-\x7e](?:\0[\t\n\r\x20-\x7e]){7,}")  # in UTF-16, either end first
_PNG = b"\x89PNG\r\n\x1a\n"
_PACKED_CHUNKS = {b"zTXt", b"iTXt", b"iCCP"}


class UnsearchableError(ValueError):
    """Packed data that is too large to be searched."""


def texts_in(data: bytes) -> Iterator[str]:
    """Give bytes as text in each encoding that words in them may have."""
    unpacked = _unpacked(data)
    if unpacked:
        yield from texts_in(unpacked)
        return
    yield data.decode("utf-8", "replace")
    if b"\0" in data:
        for shifted in (data, data[1:]):
            yield shifted.decode("utf-16-be", "replace")
            yield shifted.decode("utf-16-le", "replace")
    if b"\0\0\0" in data:
        yield data.replace(b"\0\0\0", b"").decode("latin-1")  # UTF-32 of Latin letters
        yield data.decode("utf-32-be", "replace")
        yield data.decode("utf-32-le", "replace")


def readable_in(data: bytes) -> Iterator[str]:
    """Give the readable pieces of bytes that are mostly no text: pixels, glyphs."""
    pieces = (piece for likely in _LIKELY.findall(data) for piece in _READABLE.findall(likely))
    yield "\n".join(piece.decode("utf-8", "replace") for piece in pieces)
    yield "\n".join(piece.replace(b"\0", b"").decode("ascii") for piece in _READABLE_WIDE.findall(data))


def picture_texts(data: bytes) -> Iterator[str]:
    """Give the text in a picture's file, but for its pixels: metadata, comments, what follows its end."""
    if data.startswith(_PNG):
        for kind, chunk in _chunks(data):
            if kind in _PACKED_CHUNKS:
                head, _, body = chunk.partition(b"\0")
                yield head.decode("latin-1")
                yield from (text for start in range(min(len(body), 3)) for text in texts_in(body[start:]))
            elif kind != b"IDAT":
                yield from texts_in(chunk)
    elif data.startswith(b"\xff\xd8"):
        yield from (text for segment in _segments(data) for text in texts_in(segment))
    else:
        yield from readable_in(data)


def spelled_out(text: str, depth: int = DEEPEST) -> Iterator[tuple[str, bool]]:
    r"""Give what a text says with its escapes and packed pieces read, and whether that is sure to be text.

    Entities, `%41`, `=41`, `#41`, `\u0041`, `\41`, octal; base64 and hexadecimal digits, deflated or not; each within
    the others, to a depth. Of a long text only what is around its escapes is given: the rest says the same as before.
    Raise `UnsearchableError` for a packed piece of more than `MOST` bytes.
    """
    for plain, is_sure in _read_once(text):
        yield plain, is_sure
        if depth > 1:
            yield from ((inner, is_sure and also) for inner, also in spelled_out(plain, depth - 1))


def _read_once(text: str) -> Iterator[tuple[str, bool]]:
    if "&" in text:
        yield from ((html.unescape(piece), True) for piece in _around(_ENTITY, text))
    for piece in _around(_CODED, text):
        whole = _FOLDED.sub(b"", piece.encode("utf-8", "replace"))
        yield _BYTE.sub(lambda found: bytes([int(found[1], 16)]), whole).decode("utf-8", "replace"), True
    if "\\" in text:
        for escape, base in ((_ESCAPE, 16), (_OCTAL, 8)):
            for piece in _around(escape, text):
                yield escape.sub(partial(_character, base=base), piece), True
    for found in _BASE64.findall(text):
        packed = "".join(found.split()).rstrip("=").translate({ord("-"): "+", ord("_"): "/"})
        try:
            unpacked = base64.b64decode(packed + "=" * (-len(packed) % 4))
        except binascii.Error:
            continue
        yield from ((inner, False) for inner in _texts_of_packed(unpacked))
    for found in _HEX.findall(text):
        yield from ((inner, False) for inner in _texts_of_packed(bytes.fromhex("".join(found.split()))))


def _around(escape: re.Pattern[str], text: str) -> Iterator[str]:
    """Give the pieces of a text that have escapes, each with `REACH` characters and the rest of a word around them."""
    begin = end = -1
    for found in escape.finditer(text):
        if end < 0 or found.start() - REACH > end:
            if end >= 0:
                yield text[begin : _word_end(text, end)]
            begin = _word_start(text, found.start() - REACH)
        end = found.end() + REACH
    if end >= 0:
        yield text[begin : _word_end(text, end)]


def _word_start(text: str, place: int) -> int:
    """Return where the word at a place begins; of one without end, a place within it."""
    least = max(0, place - REACH)
    return max(least, *(text.rfind(space, least, max(0, place)) + 1 for space in " \n"))


def _word_end(text: str, place: int) -> int:
    ends = (text.find(space, place, place + REACH) for space in " \n")
    return min((end for end in ends if end >= 0), default=place + REACH)


def _character(escape: re.Match[str], base: int) -> str:
    code = int(escape[1], base)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _texts_of_packed(data: bytes) -> Iterator[str]:
    """Give the texts of bytes, but not those encodings in which they are no text."""
    for text in texts_in(data):
        if sum(map(str.isalnum, text)) * 2 > len(text):
            yield text


def _unpacked(data: bytes) -> bytes:
    """Return what deflated bytes hold (RFC 1950, RFC 1952), or nothing for others."""
    if data[:1] != b"\x78" and data[:2] != b"\x1f\x8b":
        return b""
    inflate = zlib.decompressobj(wbits=47)
    try:
        unpacked = inflate.decompress(data, MOST)
    except zlib.error:
        return b""
    if inflate.unconsumed_tail:
        raise UnsearchableError(f"it has packed data of more than {MOST // 1024 // 1024} MB")
    return unpacked


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the name and the content of each chunk of a PNG, then what follows the last."""
    place = len(_PNG)
    while place + 12 <= len(data):
        size, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        yield kind, data[place + 8 : place + 8 + size]
        place += 12 + size
        if kind == b"IEND":
            break
    yield b"", data[place:]


def _segments(data: bytes) -> Iterator[bytes]:
    """Give each segment of a JPEG before its pixels, then what follows its end."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != 0xDA:
        size = int.from_bytes(data[place + 2 : place + 4])
        yield data[place + 4 : place + 2 + size]
        place += 2 + max(size, 2)
    end = data.rfind(b"\xff\xd9")
    yield data[end + 2 :] if end >= 0 else b""
