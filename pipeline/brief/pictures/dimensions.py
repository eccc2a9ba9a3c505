"""Width and height of a picture: PNG, JPEG or SVG, complete, and no larger than can be drawn."""

from __future__ import annotations

import struct
import zlib
from typing import Final

from brief.pictures.picture_error import PictureError
from brief.pictures.svg import svg_dimensions

PIXELS: Final = 50_000_000  # more than an A3 page at 300 dpi has, and 200 MB once unpacked

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
# ITU-T T.81, table B.1: the markers that begin a frame, baseline, progressive and their rarer kin.
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_EXIF = b"Exif\0\0"
_ORIENTATION: Final = 0x0112  # TIFF 6.0, section 8: 1 is upright
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})


def dimensions(name: str, data: bytes) -> tuple[float, float]:
    """Return width and height, in CSS pixels, of a picture of that name; raise `PictureError` for anything else."""
    ending = name.lower().rpartition(".")[2]
    if ending == "svg":
        return svg_dimensions(data)
    kind = "PNG" if data.startswith(_PNG) else "JPEG" if data.startswith(_JPEG) else ""
    if not kind:
        raise PictureError(
            "E184/not-a-picture", "is neither PNG nor JPEG", "save the picture again as PNG, JPEG or SVG"
        )
    if (kind == "PNG") != (ending == "png"):
        right = {"PNG": ".png", "JPEG": ".jpg"}[kind]
        raise PictureError(
            "E184/wrong-ending", f"is a {kind} file with another file extension", f"rename it to end in `{right}`"
        )
    width, height = _png(data) if kind == "PNG" else _jpeg(data)
    if not (width and height):
        raise PictureError("E184/no-size", "has no size", "save the picture again")
    if width * height > PIXELS:
        raise PictureError(
            "E184/too-many-pixels",
            f"has {width} by {height} pixels",
            f"scale it down to at most {PIXELS // 1_000_000} million pixels",
        )
    return float(width), float(height)


def _png(data: bytes) -> tuple[int, int]:
    """Return width and height (ISO/IEC 15948, 11.2.2) of a file whose chunks are complete."""
    size = (0, 0)
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        head = data[at : at + 8]
        if len(head) < 8:
            raise PictureError("E184/damaged", "is truncated", "save the picture again")
        length, kind = struct.unpack(">I4s", head)
        body, end = data[at + 8 : at + 8 + length], at + 12 + length
        if end > len(data) or zlib.crc32(kind + body) != int.from_bytes(data[end - 4 : end], "big"):
            raise PictureError("E184/damaged", "is damaged or truncated", "save the picture again")
        if at == len(_PNG):
            if kind != b"IHDR" or length != 13:
                raise PictureError("E184/damaged", "has no header", "save the picture again")
            size = struct.unpack(">II", body[:8])
        at = end
    return size


def _jpeg(data: bytes) -> tuple[int, int]:
    """Return width and height from the frame header (ITU-T T.81, B.2.2)."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker == 0xFF or marker in _STANDALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES and at + 9 <= len(data):
            if b"\xff\xd9" not in data[-1024:]:
                raise PictureError("E184/damaged", "is truncated", "save the picture again")
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        if marker == 0xE1 and data.startswith(_EXIF, at + 4):
            _refuse_turned(data[at + 4 + len(_EXIF) : at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")])
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    raise PictureError("E184/damaged", "is damaged or truncated", "save the picture again")


def _refuse_turned(tiff: bytes) -> None:
    """Raise when Exif data turn or mirror the picture: they are removed, and it would be shown as it is stored."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2], "")
    if not order or len(tiff) < 10:
        return
    first = struct.unpack_from(f"{order}I", tiff, 4)[0]
    count = struct.unpack_from(f"{order}H", tiff, first)[0] if first + 2 <= len(tiff) else 0
    for at in range(first + 2, min(first + 2 + 12 * count, len(tiff) - 11), 12):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, at)
        if tag == _ORIENTATION and 2 <= value <= 8:
            raise PictureError("E184/stored-rotated", "is stored rotated or mirrored", "open it and save it upright", 0)
