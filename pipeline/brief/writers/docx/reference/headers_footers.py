"""Headers and footers of a reference document, as they are seen (ECMA-376 17.10)."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import lxml.etree as etree

from brief.ooxml.archive import Archive, Relation, Unusable
from brief.ooxml.xml import MC, NAMESPACES, SPACE, W14, XML, R, W, Xml
from brief.pictures import PictureError, bare, measured
from brief.writers.docx.reference.fields import judged

Key = tuple[str, str]  # `header` or `footer`, and `default`, `first` or `even`

KINDS: Final = ("default", "first", "even")
ENDINGS: Final[Mapping[bytes, str]] = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg"}
_GONE: Final = frozenset(f"{{{W}}}{name}" for name in (
    "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd",
    "commentReference", "lastRenderedPageBreak", "del", "moveFrom", "sdtEndPr",
))  # fmt: skip
_OPENED: Final = frozenset(f"{{{W}}}{name}" for name in ("smartTag", "customXml", "ins", "moveTo"))
_DRAWINGML: Final = "http://schemas.openxmlformats.org/drawingml/2006"
# What may be in a header or footer: WordprocessingML, pictures, and drawings of the form that every reader knows.
_KNOWN: Final = (
    W, W14, f"{_DRAWINGML}/wordprocessingDrawing", f"{_DRAWINGML}/main", f"{_DRAWINGML}/picture",
    "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office", "urn:schemas-microsoft-com:office:word",
)  # fmt: skip
_MARK: Final = re.compile(r"TLP\s*:\s*[A-Z]+", re.IGNORECASE)
_SAID: Final = (f"{{{W}}}", f"{{{R}}}", f"{{{XML}}}", f"{{{W14}}}val")  # what attributes begin with that come along
_REFUSED: Final = ("object", "control", "altChunk", "subDoc")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """One header or footer; `targets` are its pictures (bytes) and addresses by the ids that it has for them."""

    root: Xml = field(repr=False)
    targets: Mapping[str, bytes | str] = field(default_factory=dict, repr=False)


def letterheads(archive: Archive, main: str, sections: list[Xml]) -> dict[Key, Letterhead]:
    """Return the headers and footers of the last section; raise `Unusable` for one that shows what no brief may.

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


def _read(archive: Archive, name: str, key: Key) -> Letterhead:
    root = cleaned(archive.xml(name))
    for refused in _REFUSED:
        if next(root.iter(f"{{{W}}}{refused}"), None) is not None:
            raise Unusable(
                "E311/embedded-object", f"has an object or another document in a {key[0]}", "put a picture of it there"
            )
    judged(root, key[0])
    if found := _MARK.search(_fixed_words(root)):
        text = f"says `{found[0]}` in a {key[0]}, whatever the mark of a brief is"
        raise Unusable(
            "E311/fixed-handling-mark",
            text,
            "put it into a content control with the tag `handling-mark`, or take it out",
        )
    return Letterhead(root, dict(_targets(archive, archive.relations(name), root, key[0])))


def _fixed_words(root: Xml) -> str:
    """Return the words of a part that stay as they are: those of placeholders do not."""
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
            raise Unusable(
                "E311/missing-relation",
                f"has a {where} that refers to something that is not there",
                "insert it again in Word",
            )
        if relation.kind == "hyperlink" and relation.target.lower().startswith(("https:", "http:", "mailto:")):
            yield identifier, relation.target
        elif relation.kind == "image" and not relation.is_external:
            yield identifier, _picture(archive.data(relation.target), where)
        else:
            raise Unusable(
                "E311/leads-outside",
                f"has a {where} that leads out of it (`{relation.kind}`)",
                "take it out, or put it in whole",
            )


def _picture(data: bytes, where: str) -> bytes:
    """Return a picture without what is not seen in it; raise `Unusable` for one that is none, or damaged."""
    ending = next((ending for sign, ending in ENDINGS.items() if data.startswith(sign)), "")
    if not ending:
        raise Unusable(
            "E311/picture-kind", f"has a picture in a {where} that is neither PNG nor JPEG", "insert it as PNG or JPEG"
        )
    try:
        measured(f"x.{ending}", data)
    except PictureError as error:
        raise Unusable("E311/damaged-picture", f"has a picture in a {where} that {error.what}", error.hint) from error
    return bare(f"x.{ending}", data)


def cleaned(part: Xml) -> Xml:
    """Return a copy of a part without ids of editing sessions, comments, bookmarks and earlier versions of its text.

    Of what is there in several forms, the one that every program knows stays (ECMA-376 part 3, 10).
    """
    root = etree.Element(part.tag, None, NAMESPACES)
    root.set(f"{{{MC}}}Ignorable", "w14")
    root.extend([copy.deepcopy(child) for child in part])
    for element in list(root.iter()):
        outer = element.getparent()
        if outer is None:
            continue
        for name in [str(name) for name in element.attrib]:
            is_known = not name.startswith("{") or name.startswith(_SAID)
            if not is_known or name.startswith(f"{{{W}}}rsid"):
                del element.attrib[name]
        space, _, local = str(element.tag)[1:].partition("}")
        if local == "instrText":
            element.set(SPACE, "preserve")
        if element.tag == f"{{{MC}}}AlternateContent":
            opened(element, [each for fallback in element.iterfind(f"{{{MC}}}Fallback") for each in fallback])
        elif element.tag in _OPENED or (local == "hyperlink" and not element.get(f"{{{R}}}id")):
            opened(element, list(element))
        elif space not in _KNOWN or element.tag in _GONE or local.endswith("Change") or local in ("extLst", "rsid"):
            outer.remove(element)
    return root


def opened(element: Xml, content: list[Xml]) -> None:
    """Put what an element holds into its place."""
    outer = element.getparent()
    assert outer is not None
    place = outer.index(element)
    outer[place : place + 1] = content
