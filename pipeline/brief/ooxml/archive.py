"""Opening a Word file that came from elsewhere: a zip whose size and parts have limits (ECMA-376 part 2)."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

import lxml.etree as etree

from brief.ooxml.xml import R, Xml

LARGEST: Final = 32 * 2**20  # bytes of the file, and of all its parts
_PARTS: Final = 2000
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a compound file: an encrypted document, or a `.doc`
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
SAVE: Final = "open it in Word and save it again as Word Document (*.docx)"


class UnusableFileError(ValueError):
    """A file that cannot be read as a Word file.

    `rule` names the mistake, such as `missing-part`; `text` continues "the file", `hint` is the fix.
    """

    def __init__(self, rule: str, text: str, hint: str = SAVE) -> None:
        """Take what is wrong with the file, and how to fix it."""
        super().__init__(text)
        self.rule, self.text, self.hint = rule, text, hint


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part points to: a part by its name, or an address outside; `kind` is the last word of its type."""

    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class Archive:
    """A package that has been opened."""

    zip: zipfile.ZipFile

    def read(self, name: str) -> bytes:
        """Return a part's bytes; raise `UnusableFileError` where it is missing or damaged."""
        try:
            return self.zip.read(name)
        except KeyError as error:
            raise UnusableFileError("missing-part", f"has no part `{name}`") from error
        # Everything that `zipfile` raises for a part that is damaged, encrypted, or packed by an unknown method.
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise UnusableFileError("damaged-part", f"has a part `{name}` that cannot be unpacked") from error

    def read_xml(self, name: str) -> Xml:
        """Return a part's root; raise `UnusableFileError` where it is missing, not well formed, or has a DTD."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            raise UnusableFileError("part-not-xml", f"has a part `{name}` that is not well-formed XML") from error
        if root.getroottree().docinfo.internalDTD is not None:
            text = f"has a part `{name}` with a document type"
            raise UnusableFileError("document-type", text, "remove it; Word files never have one")
        return root

    def relations(self, name: str = "") -> dict[str, Relation]:
        """Return what a part points to, by id; without a name, what the package points to."""
        folder, _, file = name.rpartition("/")
        rows = posixpath.join(folder, "_rels", f"{file}.rels")
        if rows not in self.zip.NameToInfo:
            return {}
        return {str(row.get("Id", "")): _relation(row, folder) for row in self.read_xml(rows)}

    def main_part(self) -> str:
        """Return the name of the document's part; raise `UnusableFileError` where there is none, or one with macros."""
        named = [each.target for each in self.relations().values() if each.kind == "officeDocument"]
        if len(named) != 1:
            raise UnusableFileError("not-a-word-file", "is not a Word file: it has no main part")
        kinds = {
            str(row.get("PartName") or row.get("Extension")): str(row.get("ContentType"))
            for row in self.read_xml("[Content_Types].xml")
        }
        kind = kinds.get(f"/{named[0]}", kinds.get("xml", ""))
        if "macroEnabled" in kind or any("vbaProject" in each for each in self.zip.NameToInfo):
            raise UnusableFileError("macros", "contains macros", "save it as Word Document (*.docx), without macros")
        if "wordprocessingml" not in kind:
            raise UnusableFileError("not-a-word-file", "is not a Word file: its main part is of another type")
        return named[0]


def _relation(row: Xml, folder: str) -> Relation:
    kind, target = str(row.get("Type", "")), str(row.get("Target", ""))
    if kind.startswith(_STRICT):
        raise UnusableFileError("strict-open-xml", "is a Strict Open XML document")
    is_external = row.get("TargetMode") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(kind.rpartition("/")[2] if kind.startswith((R, _PACKAGE)) else kind, target, is_external)


def open_archive(data: bytes, shrink_hint: str) -> Archive:
    """Return the package in these bytes; raise `UnusableFileError` for other bytes, or a file larger than the limits.

    `shrink_hint` tells how to make a file smaller that exceeds them.
    """
    if data.startswith(_OLD):
        raise UnusableFileError(
            "encrypted", "is encrypted, or in the old `.doc` format", f"remove the password, or {SAVE}"
        )
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    # What `zipfile` raises for bytes that are not a zip, or whose table of contents is damaged.
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnusableFileError("not-a-word-file", "is not a Word file") from error
    entries = package.infolist()
    if len(entries) > _PARTS or sum(entry.file_size for entry in entries) > LARGEST:
        text = f"has more than {_PARTS} parts, or unpacks to more than {LARGEST // 2**20} MB"
        raise UnusableFileError("too-large", text, shrink_hint)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnusableFileError("encrypted", "is encrypted", "remove the password")
    return Archive(package)
