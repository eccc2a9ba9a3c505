"""Fonts in the file: each face as an obfuscated part, and the table that names them (ECMA-376 17.8)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import lru_cache

from brief.ooxml.package import Package, Part
from brief.ooxml.xml import Xml, relation_element, root, serialise, w
from brief.writers.docx.document import Output
from brief.writers.docx.faces import Face

_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_SPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # the namespace of addresses (RFC 9562, 6.6)
_SLOTS = {"Regular": "embedRegular", "Bold": "embedBold", "Italic": "embedItalic", "Bold Italic": "embedBoldItalic"}
_SIGNATURE = ("usb0", "usb1", "usb2", "usb3", "csb0", "csb1")
# Latin, marks, punctuation, currency, letter-like signs, arrows, operators: what any Western text may be edited into.
_WESTERN = frozenset((*range(0x20, 0x250), *range(0x300, 0x370), *range(0x1E00, 0x1F00), *range(0x2000, 0x2300)))
_FIGURES = ("lnum", "onum", "pnum", "tnum")  # besides the features that scripts need
_NAMES = (*range(7), 13, 14, 16, 17)  # the names of the face, and its licence
_HIDDEN = 32  # bytes at the start that the key masks


def write_fonts(output: Output, source: Part, characters: frozenset[str]) -> bool:
    """Add the font table and every face that the page brings for its text; return whether any face is in the file.

    Each is reduced to the writing systems of `characters`, but not to these characters alone: the text can be edited.
    """
    package, faces = output.package, output.context.faces
    wanted = _WESTERN.union(*(range(block << 7, (block + 1) << 7) for block in {ord(each) >> 7 for each in characters}))
    table = Part("word/fontTable.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml")
    made = root("fonts")
    for family in sorted({*faces.main, *output.fallback_families}):
        own = [faces.known[family, style] for style in _SLOTS if (family, style) in faces.known]
        files = {
            face.path: subset(output.context.page.assets[face.path], frozenset(wanted & face.characters))
            for face in own
        }
        made.append(_font(package, table, family, own, files))
    package.add(table, "fontTable", source)
    table.data = serialise(made)
    return bool(table.relations.rows)


def _font(package: Package, table: Part, family: str, faces: list[Face], files: Mapping[str, bytes]) -> Xml:
    font = w("font", name=family)
    if not faces:
        return font
    face = faces[0]
    font.append(w("altName", val=_alternative(face)))
    font.append(w("panose1", val=face.panose))
    font.append(w("charset", val="00"))
    font.append(w("family", val="modern" if face.is_fixed else "roman" if face.is_serif else "swiss"))
    font.append(w("pitch", val="fixed" if face.is_fixed else "variable"))
    font.append(w("sig", **dict(zip(_SIGNATURE, face.signature, strict=True))))
    for each in faces:
        key = uuid.uuid5(_SPACE, each.path)
        part = Part(f"word/fonts/font{len(table.relations.rows) + 1}.odttf", _TYPE, obfuscated(files[each.path], key))
        name = package.add(part, "font", table)
        font.append(relation_element(_SLOTS[each.style], name, fontKey=f"{{{str(key).upper()}}}"))
    return font


def _alternative(face: Face) -> str:
    """Return the closest face that every Word has, for a reader that ignores embedded ones."""
    return "Consolas" if face.is_fixed else "Cambria" if face.is_serif else "Calibri"


@lru_cache(maxsize=64)
def subset(data: bytes, characters: frozenset[int]) -> bytes:
    """Return a font with only these characters, and everything that shapes them."""
    import uharfbuzz as harfbuzz

    wish = harfbuzz.SubsetInput()
    wish.flags = harfbuzz.SubsetFlags.NO_HINTING | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
    for kept, values in ((wish.unicode_set, characters), (wish.name_id_set, _NAMES)):
        kept.clear()
        kept.update(values)
    wish.layout_feature_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _FIGURES)
    return bytes(harfbuzz.subset(harfbuzz.Face(harfbuzz.Blob(data)), wish).blob.data)


def obfuscated(data: bytes, key: uuid.UUID) -> bytes:
    """Return a font with its first 32 bytes masked by the key (ECMA-376 17.8.1); masking it again gives the font."""
    mask = key.bytes[::-1] * 2
    return bytes(byte ^ hidden for byte, hidden in zip(data[:_HIDDEN], mask, strict=False)) + data[_HIDDEN:]
