"""The package: parts, the relationships between them, and a reproducible zip.

python-docx's package layer writes the relationships and the content types (ECMA-376 part 2, Open Packaging
Conventions); its default document is not used.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part as OpcPart
from docx.opc.pkgwriter import PackageWriter

from brief.ooxml.xml import Xml, serialise

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the earliest time in a zip

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def relation_type(kind: str) -> str:
    """Return the full type of a relationship; a short one is one of Office's own."""
    return kind if "://" in kind else f"{_OFFICE}/{kind}"


@dataclass
class Relations:
    """The relationships of one part, each target once."""

    rows: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def add(self, kind: str, target: str, *, is_external: bool = False) -> str:
        """Return the id of the relationship to a part's name or an address, adding it if it is new."""
        key = (relation_type(kind), target, is_external)
        return self.rows.setdefault(key, f"rId{len(self.rows) + 1}")


@dataclass
class Part:
    """One part: its name without a leading slash, its content type, its bytes."""

    name: str
    content_type: str
    data: bytes = field(default=b"", repr=False)
    relations: Relations = field(default_factory=Relations, repr=False)


@dataclass
class Package:
    """All parts of one file."""

    parts: dict[str, Part] = field(default_factory=dict)
    relations: Relations = field(default_factory=Relations)

    def add(self, part: Part, kind: str, source: Part | None = None) -> str:
        """Add a part, and return the id of the relationship to it from `source` or from the package itself."""
        self.parts[part.name] = part
        return (source or self).relations.add(kind, part.name)

    def add_word(self, name: str, element: Xml, source: Part) -> str:
        """Add a part of Word's own, such as `styles`, and return the id of the relationship to it."""
        kind = name.rstrip("0123456789")
        part = Part(f"word/{name}.xml", WORD_TYPE.format(kind), serialise(element))
        return self.add(part, kind, source)

    def to_bytes(self) -> bytes:
        """Return the file: parts sorted by name after the content types, dated 1980, deflated."""
        container = OpcPackage()
        parts = {name: OpcPart(PackURI(f"/{name}"), part.content_type) for name, part in self.parts.items()}
        _relate(container, self.relations, parts)
        for name, part in self.parts.items():
            _relate(parts[name], part.relations, parts)
        frame = io.BytesIO()
        PackageWriter.write(frame, container.rels, list(parts.values()))  # type: ignore[no-untyped-call]
        return _reproducible(frame, self.parts)


def _relate(owner: OpcPackage | OpcPart, relations: Relations, parts: Mapping[str, OpcPart]) -> None:
    for (kind, target, is_external), name in relations.rows.items():
        owner.rels.add_relationship(kind, target if is_external else parts[target], name, is_external)


def _reproducible(frame: io.BytesIO, parts: Mapping[str, Part]) -> bytes:
    """Return a zip in an order and with dates that do not depend on when it was written.

    `frame` has the relationships and the content types, and every part without its bytes: the writer of python-docx
    takes neither order nor date, its pieces are not public, and to deflate fonts twice takes time.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(frame) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(before.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 0  # the same on every system
            archive.writestr(entry, parts[name].data if name in parts else before.read(name))
    return packed.getvalue()
