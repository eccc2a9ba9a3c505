"""Text in bytes that no reader explains, and in spellings that hide it: encodings, escapes, packed data."""

from __future__ import annotations

import base64
import binascii
import html
import re
import zlib
from collections.abc import Iterator

DEEPEST = 3  # spellings within one another
MOST = 64 * 1024 * 1024  # bytes that one packed piece may hold

_ENTITY = re.compile(r"&#?\w+;")
_BYTE = re.compile(rb"[%=#]([0-9A-Fa-f]{2})")  # of an address, a mail (RFC 2045), a name in a PDF
_FOLDED = re.compile(rb"=\r?\n")
_ESCAPE = re.compile(r"\\(?:u\{?|U|x)?([0-9A-Fa-f]{2,6})[}\s]?")  # of a script, of a style sheet
_OCTAL = re.compile(r"\\([0-7]{3})")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}(?:\s[A-Za-z0-9+/_-]{16,})*(?:\s[A-Za-z0-9+/_-]+)?={0,2}")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}\s?){12,}")
_READABLE = re.compile(rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){8,}")
_READABLE_WIDE = re.compile(rb"(?:[\t\n\r\x20-\x7e]\0){8,}|(?:\0[\t\n\r\x20-\x7e]){8,}")
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
    yield "\n".join(piece.decode("utf-8", "replace") for piece in _READABLE.findall(data))
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
    the others, to a depth. Raise `UnsearchableError` for a packed piece of more than `MOST` bytes.
    """
    for plain, is_sure in _read_once(text):
        yield plain, is_sure
        if depth > 1:
            yield from ((inner, is_sure and also) for inner, also in spelled_out(plain, depth - 1))


def _read_once(text: str) -> Iterator[tuple[str, bool]]:
    if "&" in text and _ENTITY.search(text):
        yield html.unescape(text), True
    data = text.encode("utf-8", "replace")
    if _BYTE.search(data):
        whole = _FOLDED.sub(b"", data)
        yield _BYTE.sub(lambda found: bytes([int(found[1], 16)]), whole).decode("utf-8", "replace"), True
    if "\\" in text:
        if _ESCAPE.search(text):
            yield _ESCAPE.sub(lambda found: _character(int(found[1], 16)), text), True
        if _OCTAL.search(text):
            yield _OCTAL.sub(lambda found: _character(int(found[1], 8)), text), True
    for found in _BASE64.findall(text):
        packed = "".join(found.split()).rstrip("=").translate({ord("-"): "+", ord("_"): "/"})
        try:
            unpacked = base64.b64decode(packed + "=" * (-len(packed) % 4))
        except binascii.Error:
            continue
        yield from ((inner, False) for inner in _texts_of_packed(unpacked))
    for found in _HEX.findall(text):
        yield from ((inner, False) for inner in _texts_of_packed(bytes.fromhex("".join(found.split()))))


def _character(code: int) -> str:
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
