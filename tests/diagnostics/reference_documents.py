"""Reference documents with one fault each, made from the starter that `brief style` writes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

from brief.diagnostics.problems import Problem
from brief.writers.docx import write
from brief.writers.docx.reference.missing import find_missing
from brief.writers.docx.starter import editable_style_names, starter_document
from brief.writers.pagination import Pagination
from tests.writers.docx_file import page

_Edit = Callable[[str], str]
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DRAWING = (
    '<w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rId9"/></w:drawing>'
)
_HEADER = "word/header1.xml"
_PNG = b"\x89PNG\r\n\x1a\n"


def use(data: bytes) -> None:
    """Write a small page with a reference document; raise `BriefError` (E311) when it cannot be used."""
    write(page("<p>x</p>", assets={"reference.docx": data}), Pagination())


def missing(edits: Mapping[str, _Edit]) -> list[Problem]:
    """Return what an edited reference document lacks (E312)."""
    return find_missing(_edited(edits), editable_style_names(page("<p>x</p>")), "reference.docx")


@cache
def _starter() -> bytes:
    return starter_document(page("<p>x</p>"))


def _edited(edits: Mapping[str, _Edit], more: Mapping[str, bytes] | None = None, without: str = "") -> bytes:
    """Return the starter with some of its parts changed, others added, and one left out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_starter())) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            for pattern, edit in edits.items():
                if re.fullmatch(pattern, name):
                    assert edit(part.decode()) != part.decode()
                    part = edit(part.decode()).encode()
            if name != without:
                after.writestr(name, part)
        for name, part in (more or {}).items():
            after.writestr(name, part)
    return made.getvalue()


def _replaced(pattern: str, new: str) -> _Edit:
    return lambda part: re.sub(pattern, new, part)


def _header(run: str) -> Mapping[str, _Edit]:
    """Return an edit that adds a run to a header."""
    return {_HEADER: _replaced("</w:hdr>", f"<w:p><w:r>{run}</w:r></w:p></w:hdr>")}


def _picture(target: str, mode: str = "") -> Mapping[str, bytes]:
    row = f'<Relationship Id="rId9" Type="{_IMAGE}" Target="{target}"{mode}/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {"word/_rels/header1.xml.rels": f'<Relationships xmlns="{space}">{row}</Relationships>'.encode()}


def _damaged() -> bytes:
    """Return the starter with a flipped byte in the middle of its styles."""
    data = bytearray(_edited({}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo("word/styles.xml")
    data[entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2] ^= 0xFF
    return bytes(data)


UNUSABLE: Mapping[str, Callable[[], bytes]] = {
    "E311-not-a-word-file": lambda: b"no zip",
    "E311-strict-open-xml": lambda: _edited(
        {"_rels/.rels": _replaced(re.escape(_OFFICE), "http://purl.oclc.org/ooxml/officeDocument")}
    ),
    "E311-encrypted": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "E311-macros": lambda: _edited({}, {"word/vbaProject.bin": b"x"}),
    "E311-too-large": lambda: _edited({}, {"big.bin": bytes(40_000_000)}),
    "E311-missing-part": lambda: _edited({}, without="word/styles.xml"),
    "E311-damaged-part": _damaged,
    "E311-part-not-xml": lambda: _edited({"word/styles.xml": lambda part: part[:-20]}),
    "E311-document-type": lambda: _edited(
        {"word/styles.xml": _replaced(r"\?>\s*<w:styles", '?><!DOCTYPE a [<!ENTITY b "c">]><w:styles')}
    ),
    "E311-no-styles": lambda: _edited(
        {"word/_rels/document.xml.rels": _replaced('<Relationship [^>]*Target="styles.xml"[^>]*/>', "")}
    ),
    "E311-page-setup": lambda: _edited({"word/document.xml": _replaced(r'w:left="\d+"', 'w:left="11000"')}),
    "E311-not-a-number": lambda: _edited({"word/document.xml": _replaced(r'w:left="\d+"', 'w:left="2 cm"')}),
    "E311-header-too-tall": lambda: _edited(_header("<w:br/>" * 40)),
    "E311-fixed-handling-mark": lambda: _edited(_header("<w:t>TLP:GREEN</w:t>")),
    "E311-field-not-allowed": lambda: _edited(_header('</w:r><w:fldSimple w:instr=" AUTHOR "/><w:r>')),
    "E311-field-not-closed": lambda: _edited(_header('<w:fldChar w:fldCharType="begin"/>')),
    "E311-embedded-object": lambda: _edited(_header("<w:object/>")),
    "E311-missing-relation": lambda: _edited(_header(_DRAWING)),
    "E311-leads-outside": lambda: _edited(
        _header(_DRAWING), _picture("https://example.org/logo.png", ' TargetMode="External"')
    ),
    "E311-picture-kind": lambda: _edited(
        _header(_DRAWING), {**_picture("media/logo.gif"), "word/media/logo.gif": b"GIF89a"}
    ),
    "E311-damaged-picture": lambda: _edited(
        _header(_DRAWING), {**_picture("media/logo.png"), "word/media/logo.png": _PNG}
    ),
}

_MISSPELT = _replaced('w:val="handling-mark"', 'w:val="handling-mrak"')
LACKING: Mapping[str, Mapping[str, _Edit]] = {
    "E312-missing-style": {"word/styles.xml": _replaced(r'<w:style [^>]*w:styleId="Kicker".*?</w:style>', "")},
    "E312-no-handling-mark": {_HEADER: _replaced("<w:sdt>.*?</w:sdt>", "")},
    "E312-unknown-placeholder": {
        _HEADER: _replaced("</w:hdr>", '<w:sdt><w:sdtPr><w:tag w:val="reference-nubmer"/></w:sdtPr></w:sdt></w:hdr>')
    },
}
