"""The parts, relationships and elements that a Word file of ours is made of (ECMA-376 parts 1 and 2).

What can hide content, keep an older text or bring in another file is in none of the lists: embedded files, comments,
revisions, text boxes, alternate content, custom XML, macros, hidden text. A reference document's headers and footers
are adopted as they are; what they may have is decided where it is read.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, Final

from brief.checks.closed.names import names
from brief.page.link_targets import is_allowed_on_page

_PARTS: Final = re.compile(
    r"\[Content_Types\]\.xml|(?:word/)?_rels/(?:\.|[a-zA-Z]+\d*\.xml\.)rels|docProps/(?:app|core|custom)\.xml"
    r"|word/(?:document|styles|numbering|settings|fontTable|footnotes|endnotes|(?:header|footer)\d+)\.xml"
    r"|word/fonts/font\d+\.odttf|word/media/(?:image|letterhead)\d+\.(?:png|jpeg|svg)"
)
_RELATIONS: Final = names(
    "officeDocument core-properties extended-properties custom-properties image header footer numbering styles "
    "fontTable settings font footnotes endnotes hyperlink"
)
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TYPES: Final = frozenset(
    {"image/png", "image/jpeg", "image/svg+xml", "application/xml",
     "application/vnd.openxmlformats-package.relationships+xml",
     "application/vnd.openxmlformats-package.core-properties+xml",
     "application/vnd.openxmlformats-officedocument.extended-properties+xml",
     "application/vnd.openxmlformats-officedocument.custom-properties+xml",
     "application/vnd.openxmlformats-officedocument.obfuscatedFont"}
    | {f"{_WORD}{name}+xml" for name in (
        "document.main", "styles", "numbering", "settings", "fontTable", "footnotes", "endnotes", "header", "footer")}
)  # fmt: skip
_STORIES: Final = re.compile(r"word/(?:document|footnotes|endnotes|(?:header|footer)\d+)\.xml")
_MARGINS: Final = re.compile(r"word/(?:header|footer)\d+\.xml")
_NAMESPACE: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
_NAMES: Final[Mapping[str, str]] = {
    "w": (
        "alias b bCs between bidi bidiVisual body bookmarkEnd bookmarkStart bottom br cantSplit caps color cols "
        "continuationSeparator docGrid docPartGallery docPartObj docPartUnique document drawing dstrike effect "
        "emboss endnote endnotePr endnoteRef endnoteReference endnotes fldChar footerReference footnote "
        "footnoteRef footnoteReference footnotes framePr ftr gridCol gridSpan hdr headerReference hyperlink i iCs "
        "id ilvl imprint ind instrText jc keepLines keepNext lang left lock numFmt numId numPr outline outlineLvl "
        "p pBdr pPr pStyle pageBreakBefore pgMar pgSz position r rFonts rPr rStyle right rtl sdt sdtContent sdtPr "
        "sectPr separator shadow shd smallCaps spacing strike sz szCs t tab tabs tag tbl tblBorders tblCaption "
        "tblCellMar tblDescription tblGrid tblHeader tblInd tblLayout tblLook tblPr tblStyle tblW tc tcBorders "
        "tcMar tcPr tcW titlePg top tr trPr u vAlign vMerge vertAlign w widowControl"
    ),
    "wp": "inline extent docPr cNvGraphicFramePr",
    "a": "avLst blip ext extLst fillRect graphic graphicData graphicFrameLocks off prstGeom stretch xfrm",
    "pic": "blipFill cNvPicPr cNvPr nvPicPr pic spPr",
    "asvg": "svgBlip",
    "adec": "decorative",
    "w14": "textFill solidFill srgbClr",
}
_ELEMENTS: Final = frozenset(
    f"{{{_NAMESPACE[prefix]}}}{name}" for prefix, known in _NAMES.items() for name in known.split()
)
# Switches that a run of ours may only have off: it then overrides a style of a reference document.
_OFF: Final = frozenset(f"{{{_NAMESPACE['w']}}}{name}" for name in ("vanish", "webHidden"))
_SETTINGS: Final = names(
    "settings zoom embedTrueTypeFonts defaultTabStop autoHyphenation consecutiveHyphenLimit doNotHyphenateCaps "
    "evenAndOddHeaders characterSpacingControl footnotePr endnotePr footnote endnote numFmt compat compatSetting "
    "themeFontLang decimalSymbol listSeparator"
)
_FIELD_PARTS: Final = tuple(f"{{{_NAMESPACE['w']}}}{name}" for name in ("instrText", "fldChar"))
# The fields of ours: none that brings in something from outside the file (17.16.5).
_FIELDS: Final = names("PAGE NUMPAGES STYLEREF TOC PAGEREF REF NOTEREF SEQ TA TOA HYPERLINK")


def unknown_parts(package: zipfile.ZipFile, parts: Mapping[str, Any], *, has_reference: bool) -> Iterator[str]:
    """Give everything in an open Word file that the writer never makes; `parts` are those that are XML, parsed."""
    yield from _archive(package)
    for name in package.namelist():
        if not _PARTS.fullmatch(name):
            yield f"the part `{name}`"
    for row in parts["[Content_Types].xml"]:
        if row.get("ContentType") not in _TYPES:
            yield f"a part of the type `{row.get('ContentType')}`"
    yield from _relations(package, parts)
    for name, root in parts.items():
        if _STORIES.fullmatch(name) and not (has_reference and _MARGINS.fullmatch(name)):
            yield from _elements(name, root)
    for row in parts["word/settings.xml"].iter():
        if str(row.tag).rpartition("}")[2] not in _SETTINGS:
            yield f"the setting `{str(row.tag).rpartition('}')[2]}`"


def _archive(package: zipfile.ZipFile) -> Iterator[str]:
    parts = package.namelist()
    if package.comment or any(entry.comment for entry in package.infolist()):
        yield "a comment of the archive"
    if len(parts) != len(set(parts)):
        yield "a part that is there twice"
    if min(entry.header_offset for entry in package.infolist()):
        yield "data before the archive"


def _relations(package: zipfile.ZipFile, parts: Mapping[str, Any]) -> Iterator[str]:
    """Give each relationship of an unknown kind, each that leads out of the file, and each part that none leads to."""
    reached = {"[Content_Types].xml"}
    for name, root in parts.items():
        if not name.endswith(".rels"):
            continue
        reached.add(name)
        folder = name.partition("_rels/")[0]
        for row in root:
            kind, target = str(row.get("Type")).rpartition("/")[2], str(row.get("Target"))
            if kind not in _RELATIONS:
                yield f"a relationship of the kind `{kind}` in {name}"
            if row.get("TargetMode") == "External":
                if kind != "hyperlink" or not is_allowed_on_page(target):
                    yield f"a relationship to `{target}` in {name}"
            else:
                reached.add(target.removeprefix("/") if target.startswith("/") else f"{folder}{target}")
    for name in sorted(set(package.namelist()) - reached):
        yield f"the part `{name}`, which nothing refers to"


def _elements(name: str, root: Any) -> Iterator[str]:
    yield from _fields(name, root)
    for row in root.iter():
        if not isinstance(row.tag, str):
            yield f"a comment or instruction in {name}"
        elif row.tag in _OFF:
            if row.get(f"{{{_NAMESPACE['w']}}}val") != "0":
                yield f"the element `{row.tag.rpartition('}')[2]}` in {name}"
        elif row.tag not in _ELEMENTS:
            yield f"the element `{row.tag.rpartition('}')[2]}` in {name}"


def _fields(name: str, root: Any) -> Iterator[str]:
    """Give each field of an unknown kind; the instruction of one may be split over many runs."""
    instruction: list[str] = []
    for row in root.iter(*_FIELD_PARTS):
        if row.tag == _FIELD_PARTS[0]:
            instruction.append(row.text or "")
        elif instruction:
            kind = "".join(instruction).split()[:1]
            if not set(kind) <= _FIELDS:
                yield f"the field `{kind[0]}` in {name}"
            instruction = []
