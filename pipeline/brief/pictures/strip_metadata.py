"""Pictures without what is not seen: comments, names of editors and files, places, earlier versions."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
# ISO/IEC 15948, 11.2 and 11.3: what decides how the picture looks; animation, text, times and Exif are removed.
_VISIBLE = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"pHYs"}
)
# ITU-T T.81, B.2.4.6: application data and comments, but for JFIF, ICC profiles and Adobe's colour transform.
_KEPT_APPLICATIONS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_COMMENT: Final = 0xFE
_SPACES = frozenset({"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"})
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_UNSEEN_MARKER = re.compile(rb"\xff(?![\x00\xd0-\xd7\xff])")


def strip_metadata(name: str, data: bytes) -> bytes:
    """Return a picture, whose dimensions are known, as it may leave the project: what is not seen has no audience."""
    if name.lower().endswith(".svg"):
        return strip_svg(data)
    return strip_png(data) if data.startswith(_SIGNATURE) else strip_jpeg(data)


def strip_svg(data: bytes) -> bytes:
    """Return an SVG file as UTF-8 with its drawing alone: without comments, metadata and an editor's own data."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    for node in list(root.iter(etree.Element)):
        name = etree.QName(node)
        outer = node.getparent()
        if outer is not None and (name.namespace not in _SPACES or name.localname == "metadata"):
            _remove(outer, node)
            continue
        for key in [str(key) for key in node.attrib]:
            space = etree.QName(key).namespace
            if (space and space not in _SPACES and not key.startswith(_XML)) or key.startswith("data-"):
                del node.attrib[key]
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode", with_tail=False).encode()


def _remove(outer: Any, node: Any) -> None:
    """Remove an element and keep the text after it."""
    before = node.getprevious()
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        outer.text = (outer.text or "") + node.tail
    outer.remove(node)


def strip_png(data: bytes) -> bytes:
    """Return a PNG file, whose chunks are complete, with those that are seen alone, and nothing after its end."""
    kept = [data[: len(_SIGNATURE)]]
    at, kind = len(_SIGNATURE), b""
    while kind != b"IEND":
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        end = at + 12 + length
        if kind in _VISIBLE:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


def strip_jpeg(data: bytes) -> bytes:
    """Return a JPEG file without comments, Exif, XMP and thumbnails, and without what is after its end."""
    return b"".join([data[:2], *_segments(data)])


def _segments(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 2 <= len(data):
        marker = data[at + 1]
        if data[at] != 0xFF or marker == 0xD9:
            break
        if marker == 0xFF:
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at:end]
        starts = _KEPT_APPLICATIONS.get(marker)
        is_application = 0xE0 <= marker <= 0xEF
        if marker != _COMMENT and (not is_application or (starts is not None and segment[4:].startswith(starts))):
            yield segment
        at = end
        if marker == 0xDA:  # a scan: entropy-coded data up to the next marker
            found = _UNSEEN_MARKER.search(data, at)
            at = found.start() if found else len(data)
            yield data[end:at]
    yield b"\xff\xd9"
