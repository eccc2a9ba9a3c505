"""The outside of PNG and JPEG files: of which kind they are, how large, and whether they are complete."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Final

from brief.pictures.picture_error import PictureError

PIXELS: Final = 50_000_000  # more than an A3 page at 300 dpi has, and 200 MB once unpacked

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_END: Final = b"\xff\xd9"
# ITU-T T.81, table B.1: the markers that begin a frame, baseline, progressive and their rarer kin.
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
# ISO/IEC 15948, 11.2 and 11.3: what decides how the picture looks, and how it lies.
_SEEN = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"iCCP", b"eXIf"})
# ITU-T T.81, B.2.4.6: the application data that decide how a picture looks, and (Exif) how it lies.
_SEEN_APPLICATIONS = {0xE0: b"JFIF\0", 0xE1: b"Exif\0\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_UNSEEN: Final = frozenset({*range(0xE0, 0xFF)})  # application data, reserved segments, comments
_NEXT_MARKER = re.compile(rb"\xff(?![\x00\xd0-\xd7\xff])")
_INDEXED: Final = 3  # the colour type whose pixels are numbers of colours in a palette
_LARGEST_PROFILE: Final = 8 * 2**20  # bytes of a colour profile once unpacked
_SAVE: Final = "save the picture again"
_OTHERS: Final = (
    (b"GIF8", "a GIF file"), (b"BM", "a BMP file"), (b"II*\0", "a TIFF file"), (b"MM\0*", "a TIFF file"),
    (b"%PDF", "a PDF file"), (b"PK\x03\x04", "a ZIP or Office file"), (b"<svg", "an SVG file"),
    (b"<!DOCTYPE", "a web page"), (b"<!doctype", "a web page"), (b"<html", "a web page"),
    (b"version https://git-lfs", "a pointer of Git LFS, not the picture itself"),
)  # fmt: skip


def kind_of(name: str, data: bytes) -> str:
    """Return `PNG` or `JPEG`; raise `PictureError` for anything else, and for a name with another file extension."""
    kind = "PNG" if data.startswith(_PNG) else "JPEG" if data.startswith(_JPEG) else ""
    ending = name.lower().rpartition(".")[2]
    if not kind:
        raise PictureError(
            "E184/not-a-picture", f"is {_description(data)}", "save the picture again as PNG, JPEG or SVG"
        )
    if (kind == "PNG") != (ending == "png"):
        right = {"PNG": ".png", "JPEG": ".jpg"}[kind]
        raise PictureError(
            "E184/wrong-ending", f"is a {kind} file with another file extension", f"rename it to end in `{right}`"
        )
    return kind


def _description(data: bytes) -> str:
    if not data:
        return "an empty file"
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    names = (name for begins, name in _OTHERS if start.startswith(begins))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a WebP file"
    if data[4:8] == b"ftyp":
        return "a HEIC, AVIF or video file"
    return next(names, "neither PNG nor JPEG")


def measure(kind: str, data: bytes) -> tuple[int, int]:
    """Return width and height in pixels, by the header alone; raise `PictureError` where they are zero or too large."""
    width, height = _png_size(data) if kind == "PNG" else _jpeg_size(data)
    if not (width and height):
        raise PictureError("E184/no-size", "has no size", _SAVE)
    if width * height > PIXELS:
        raise PictureError(
            "E184/too-many-pixels",
            f"has {width} by {height} pixels",
            f"scale it down to at most {PIXELS // 1_000_000} million pixels",
        )
    return width, height


def _png_size(data: bytes) -> tuple[int, int]:
    """Return width and height (ISO/IEC 15948, 11.2.2) of a file whose chunks are complete."""
    first, body, _ = next(_chunks(data))
    if first != b"IHDR" or len(body) != 13:
        raise PictureError("E184/damaged", "has no header", _SAVE)
    has_palette = b"PLTE" in {kind for kind, _, _ in _chunks(data)}
    if body[9] == _INDEXED and not has_palette:
        raise PictureError("E184/damaged", "has no palette", _SAVE)
    width, height = struct.unpack(">II", body[:8])
    return int(width), int(height)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Give each chunk of a PNG file: kind, body, and all of it; raise `PictureError` for a damaged one."""
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        head = data[at : at + 8]
        if len(head) < 8:
            raise PictureError("E184/damaged", "is truncated", _SAVE)
        length, kind = struct.unpack(">I4s", head)
        body, end = data[at + 8 : at + 8 + length], at + 12 + length
        if end > len(data) or zlib.crc32(kind + body) != int.from_bytes(data[end - 4 : end], "big"):
            raise PictureError("E184/damaged", "is damaged or truncated", _SAVE)
        yield kind, body, data[at:end]
        at = end


def without_ancillary(data: bytes) -> bytes:
    """Return a PNG file without the chunks that do not decide how it looks, which may unpack to any size."""
    return _PNG + b"".join(
        whole for kind, body, whole in _chunks(data) if kind in _SEEN and (kind != b"iCCP" or _is_profile(body))
    )


def _is_profile(body: bytes) -> bool:
    """Return whether a chunk has a colour profile (ISO/IEC 15948, 11.3.3.3) that can be unpacked."""
    unpacking = zlib.decompressobj()
    try:
        unpacking.decompress(body.partition(b"\0")[2][1:], _LARGEST_PROFILE)
    except zlib.error:
        return False
    return unpacking.eof


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Return width and height from the frame header (ITU-T T.81, B.2.2)."""
    if data.find(_END) < 0:  # what a thumbnail ends with counts too: the scan is checked once it is decoded
        raise PictureError("E184/damaged", "is truncated", _SAVE)
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _STANDALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES and at + 9 <= len(data):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    raise PictureError("E184/damaged", "is damaged or truncated", _SAVE)


def without_applications(data: bytes) -> bytes:
    """Return a JPEG file without the segments that do not decide how it looks, and without what is after its end."""
    return b"".join([data[:2], *_segments(data), _END])


def _segments(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and (marker := data[at + 1]) != 0xD9:
        if marker == 0xFF or marker in _STANDALONE:
            at += 1 if marker == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at:end]
        starts = _SEEN_APPLICATIONS.get(marker)
        if marker not in _UNSEEN or (starts is not None and segment[4:].startswith(starts)):
            yield segment
        at = end
        if marker == 0xDA:  # a scan: entropy-coded data up to the next marker
            found = _NEXT_MARKER.search(data, at)
            at = found.start() if found else len(data)
            yield data[end:at]


def is_jpeg_complete(data: bytes, pixels: Callable[[bytes], bytes]) -> bool:
    """Return whether a JPEG, with nothing after its end, has data for all of the picture in its last scan.

    A decoder makes up for what is missing before the end, and tells nobody. So the file is decoded again with more data
    put before its end: where the picture is complete they are not needed, and it stays the same.
    """
    return pixels(data) == pixels(data[: -len(_END)] + bytes(range(1, 255)) * 64 + _END)
