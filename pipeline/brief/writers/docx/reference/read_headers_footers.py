"""Reading the headers and footers of a reference document, as a reader sees them (ECMA-376 17.10)."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import lxml.etree as etree

from brief.ooxml.archive import Archive, Relation
from brief.ooxml.xml import MC, NAMESPACES, SPACE, W14, XML, R, W, Xml
from brief.pictures import PictureError, seen_picture
from brief.writers.docx.reference.check_fields import check_fields
from brief.writers.docx.reference.unusable import UnusableReferenceError

Key = tuple[str, str]  # `header` or `footer`, and `default`, `first` or `even`

KINDS: Final = ("default", "first", "even")
ENDINGS: Final[Mapping[bytes, str]] = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg"}
_REMOVED: Final = frozenset(f"{{{W}}}{name}" for name in (
    "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd",
    "commentReference", "lastRenderedPageBreak", "del", "moveFrom", "sdtEndPr",
))  # fmt: skip
_UNWRAPPED: Final = frozenset(f"{{{W}}}{name}" for name in ("smartTag", "customXml", "ins", "moveTo"))
_DRAWINGML: Final = "http://schemas.openxmlformats.org/drawingml/2006"
# Namespaces of elements that are kept: WordprocessingML, pictures, and drawings in the form that every reader knows.
_KNOWN: Final = (
    W, W14, f"{_DRAWINGML}/wordprocessingDrawing", f"{_DRAWINGML}/main", f"{_DRAWINGML}/picture",
    "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office", "urn:schemas-microsoft-com:office:word",
)  # fmt: skip
_MARK: Final = re.compile(r"TLP\s*:\s*[A-Z]+", re.IGNORECASE)
_KEPT_ATTRIBUTES: Final = (f"{{{W}}}", f"{{{R}}}", f"{{{XML}}}", f"{{{W14}}}val")  # how their names begin
_REFUSED: Final = ("object", "control", "altChunk", "subDoc")


@dataclass(frozen=True, slots=True)
class HeaderFooter:
    """One header or footer; `targets` are its pictures (bytes) and addresses by the ids of their relationships."""

    root: Xml = field(repr=False)
    targets: Mapping[str, bytes | str] = field(default_factory=dict, repr=False)


def read_headers_footers(archive: Archive, main: str, sections: list[Xml]) -> dict[Key, HeaderFooter]:
    """Return the headers and footers of the last section; raise `UnusableReferenceError` for unsafe content.

    A section without a kind of its own has that of the section before (ECMA-376 17.10.5).
    """
    named: dict[Key, str] = {}
    for section in sections:
        for name in ("header", "footer"):
            for reference in section.iterfind(f"{{{W}}}{name}Reference"):
                kind = str(reference.get(f"{{{W}}}type", "default"))
                named[name, kind] = str(reference.get(f"{{{R}}}id", ""))
    relations = archive.relations(main)
    return {
        key: _read(archive, relations[identifier].target, key)
        for key, identifier in named.items()
        if key[1] in KINDS and identifier in relations
    }


def _read(archive: Archive, name: str, key: Key) -> HeaderFooter:
    root = cleaned(archive.read_xml(name))
    for refused in _REFUSED:
        if next(root.iter(f"{{{W}}}{refused}"), None) is not None:
            text = f"has an embedded object or document in a {key[0]}"
            raise UnusableReferenceError("E311/embedded-object", text, "insert a picture of it instead")
    check_fields(root, key[0])
    if found := _MARK.search(_fixed_words(root)):
        text = f"has `{found[0]}` as fixed text in a {key[0]}, which would be on every brief"
        hint = "put it into a content control with the tag `handling-mark`, or delete it"
        raise UnusableReferenceError("E311/fixed-handling-mark", text, hint)
    return HeaderFooter(root, dict(_targets(archive, archive.relations(name), root, key[0])))


def _fixed_words(root: Xml) -> str:
    """Return the words of a part that are on every brief: all but those of the placeholder for the mark."""
    held = {each for control in root.iter(f"{{{W}}}sdt") if _is_mark(control) for each in control.iter(f"{{{W}}}t")}
    lines = ([each for each in line.iter(f"{{{W}}}t") if each not in held] for line in root.iter(f"{{{W}}}p"))
    return "\n".join("".join(each.text or "" for each in line) for line in lines)


def _is_mark(control: Xml) -> bool:
    return any(each.get(f"{{{W}}}val") == "handling-mark" for each in control.iterfind(f"{{{W}}}sdtPr/{{{W}}}tag"))


def _targets(
    archive: Archive, relations: Mapping[str, Relation], root: Xml, where: str
) -> Iterator[tuple[str, bytes | str]]:
    names = (
        str(value)
        for element in root.iter()
        for name, value in element.attrib.items()
        if str(name).startswith(f"{{{R}}}")
    )
    for identifier in dict.fromkeys(names):
        relation = relations.get(identifier)
        if relation is None:
            text = f"has a {where} that refers to a picture or link that does not exist"
            raise UnusableReferenceError("E311/missing-relation", text, "delete it in Word, and insert it again")
        if relation.kind == "hyperlink" and relation.target.lower().startswith(("https:", "http:", "mailto:")):
            yield identifier, relation.target
        elif relation.kind == "image" and not relation.is_external:
            yield identifier, _picture(archive.read(relation.target), where)
        else:
            text = f"has a {where} that refers to something outside the file (`{relation.kind}`)"
            raise UnusableReferenceError("E311/leads-outside", text, "delete it, or embed it")


def _picture(data: bytes, where: str) -> bytes:
    """Return a picture without its metadata; raise `UnusableReferenceError` for other files, or a damaged one."""
    ending = next((ending for sign, ending in ENDINGS.items() if data.startswith(sign)), "")
    if not ending:
        text = f"has a picture in a {where} that is neither PNG nor JPEG"
        raise UnusableReferenceError("E311/picture-kind", text, "insert it as PNG or JPEG")
    try:
        return seen_picture(f"x.{ending}", data).data
    except PictureError as error:
        text = f"has a picture in a {where} that {error.what}"
        raise UnusableReferenceError("E311/damaged-picture", text, error.hint) from error


def cleaned(part: Xml) -> Xml:
    """Return a copy of a part without ids of editing sessions, comments, bookmarks and earlier versions of its text.

    Of alternative contents, the one that every program knows is kept (ECMA-376 part 3, 10).
    """
    root = etree.Element(part.tag, None, NAMESPACES)
    root.set(f"{{{MC}}}Ignorable", "w14")
    root.extend([copy.deepcopy(child) for child in part])
    for element in list(root.iter()):
        if element is not root:
            _clean_attributes(element)
            _clean_element(element)
    return root


def _clean_attributes(element: Xml) -> None:
    for name in [str(name) for name in element.attrib]:
        is_known = not name.startswith("{") or name.startswith(_KEPT_ATTRIBUTES)
        if not is_known or name.startswith(f"{{{W}}}rsid"):
            del element.attrib[name]


def _clean_element(element: Xml) -> None:
    """Keep an element, replace it by what it contains, or remove it."""
    outer = element.getparent()
    if outer is None:
        return  # removed already, with what it was in
    space, _, local = str(element.tag)[1:].partition("}")
    if local == "instrText":
        element.set(SPACE, "preserve")
    if element.tag == f"{{{MC}}}AlternateContent":
        replace_by(element, [each for fallback in element.iterfind(f"{{{MC}}}Fallback") for each in fallback])
    elif element.tag in _UNWRAPPED or (local == "hyperlink" and not element.get(f"{{{R}}}id")):
        replace_by(element, list(element))
    elif space not in _KNOWN or element.tag in _REMOVED or local.endswith("Change") or local in ("extLst", "rsid"):
        outer.remove(element)


def replace_by(element: Xml, content: list[Xml]) -> None:
    """Replace an element by others."""
    outer = element.getparent()
    assert outer is not None
    place = outer.index(element)
    outer[place : place + 1] = content
