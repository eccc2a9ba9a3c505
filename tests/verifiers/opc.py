"""The rules for packages, applied to finished files: `failures(data)` returns what a DOCX breaks of ECMA-376 part 2.

The Open XML SDK reads a file by its relationships, so it does not notice parts that no relationship leads to,
references in the text without a target, and a main part of an unknown type. `references` looks inside the parts.
"""

from __future__ import annotations

import io
import posixpath
import re
import urllib.parse
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import lxml.etree as etree

from tests.verifiers import references

TYPES = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_OFFICE = "application/vnd.openxmlformats-officedocument.{}"
# The content type of a part by the last word of the relationship that leads to it; an `image` has it by its bytes.
CONTENT_TYPES: Mapping[str, str] = {
    "officeDocument": _WORD.format("document.main"),
    **{name: _WORD.format(name) for name in ("comments", "endnotes", "fontTable", "footer", "footnotes", "header",
                                             "numbering", "settings", "styles", "webSettings")},
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
    "custom-properties": _OFFICE.format("custom-properties+xml"),
    "extended-properties": _OFFICE.format("extended-properties+xml"),
    "font": _OFFICE.format("obfuscatedFont"),
    "theme": _OFFICE.format("theme+xml"),
}  # fmt: skip
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
_ONCE = frozenset(CONTENT_TYPES) - {"footer", "font", "header"}  # one to a part (ECMA-376 part 1, 11.3)
# Relationships that need no reference; every other one is used by its id.
IMPLICIT = frozenset(CONTENT_TYPES) - {"font", "footer", "header"}
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?:[\w.~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+", re.ASCII)


@dataclass(frozen=True)
class Relation:
    """One relationship: from which part (the package itself is `""`), by which id, of which kind, to where."""

    source: str
    identifier: str
    kind: str
    target: str  # the name of a part, or an address
    is_external: bool


@dataclass(frozen=True)
class File:
    """A DOCX in its parts: these by name, the roots of those that are XML, and its relationships."""

    parts: Mapping[str, bytes] = field(repr=False)
    roots: Mapping[str, etree._Element]
    relations: tuple[Relation, ...]


def failures(data: bytes) -> list[str]:
    """Return one line for each rule that a DOCX breaks."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        damaged = archive.testzip()
        if damaged is not None:
            return [f"{damaged}: does not unpack to what was packed"]
        names = archive.namelist()
        parts = {name: archive.read(name) for name in names}
    broken = list(_names(names))
    roots = {}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                roots[name] = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
            except etree.XMLSyntaxError as error:
                broken.append(f"{name}: is not XML: {error}")
    if broken or TYPES not in roots:
        return broken or [f"{TYPES}: is missing"]
    file = File(parts, roots, tuple(relation for name in roots for relation in _relations(name, roots[name])))
    broken = [*_typed(file), *_related(file), *_reached(file), *_core(file)]
    missing = [name for name in (references.MAIN, references.STYLES) if name not in roots]
    if missing:
        return [*broken, f"{' and '.join(missing)} cannot be looked into"]
    return [*broken, *references.failures(roots, _ids(file))]


def _names(names: list[str]) -> Iterator[str]:
    """Give entries of a zip that are not valid part names, or that have the same name (part 2, 6.2.2 and 7.3)."""
    for name, count in Counter(name.lower() for name in names).items():
        if count > 1:
            yield f"{name}: occurs {count} times, ignoring case"
    for name in names:
        segments = name.split("/")
        if name != TYPES and (not re.fullmatch(r"[\w./~!$&'()*+,;=@%-]+", name, re.ASCII) or not all(segments)):
            yield f"{name}: is not a valid part name"
        elif any(segment.endswith(".") for segment in segments):
            yield f"{name}: has a segment that ends with a full stop"


def _relations(name: str, root: etree._Element) -> Iterator[Relation]:
    if not name.endswith(".rels"):
        return
    folder, _, own = name.rpartition("_rels/")
    source = folder + own.removesuffix(".rels")
    for row in root:
        target, is_external = row.get("Target", ""), row.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, urllib.parse.unquote(target))).lstrip("/")
        kind = row.get("Type", "").rpartition("/")[2]
        yield Relation(source, row.get("Id", ""), kind, target, is_external)


def _typed(file: File) -> Iterator[str]:
    """Give parts without a content type, types without a part, and parts with the wrong type (7.2)."""
    rows = [(row.tag.rpartition("}")[2], row) for row in file.roots[TYPES]]
    defaults = [
        (row.get("Extension", "").lower(), row.get("ContentType", "")) for kind, row in rows if kind == "Default"
    ]
    own = [(row.get("PartName", ""), row.get("ContentType", "")) for kind, row in rows if kind == "Override"]
    for given in (defaults, own):
        for name, count in Counter(name for name, _ in given).items():
            if count > 1:
                yield f"{TYPES}: types `{name}` {count} times"
    types = {}
    for name in file.parts.keys() - {TYPES}:
        types[name] = dict(own).get(f"/{name}") or dict(defaults).get(name.rpartition(".")[2].lower(), "")
        if not types[name]:
            yield f"{name}: has no content type"
    for name, _ in own:
        if name.removeprefix("/") not in file.parts:
            yield f"{TYPES}: types `{name}`, which does not exist"
    for relation in file.relations:
        wanted = CONTENT_TYPES.get(relation.kind) or _picture(file.parts.get(relation.target, b""))
        if relation.target in types and types[relation.target] != wanted:
            yield f"{relation.target}: has the type `{types[relation.target]}`, not `{wanted}` as a {relation.kind}"


def _picture(data: bytes) -> str:
    kind = next((kind for signature, kind in _SIGNATURES.items() if data.startswith(signature)), "")
    return kind or ("image/svg+xml" if b"<svg" in data[:4096] else "one that is known")


def _related(file: File) -> Iterator[str]:
    """Give relationships without a source, a target, a unique id or a valid address (6.5)."""
    for (source, identifier), count in Counter((each.source, each.identifier) for each in file.relations).items():
        if count > 1 or not re.fullmatch(r"[A-Za-z_][\w.-]*", identifier):
            yield f"{source}: has {count} relationships with the id `{identifier}`"
    for relation in file.relations:
        if relation.source and relation.source not in file.parts:
            yield f"{relation.source}: has relationships and does not exist"
        if not relation.is_external and relation.target not in file.parts:
            yield f"{relation.source}: leads to `{relation.target}`, which does not exist"
        if relation.is_external and not _is_address(relation.target):
            yield f"{relation.source}: leads to `{relation.target}`, which is not an address"
    for (source, kind), count in Counter((each.source, each.kind) for each in file.relations).items():
        if kind in _ONCE and count > 1:
            yield f"{source}: leads to {count} parts as its {kind}"


def _is_address(target: str) -> bool:
    """Return whether an address uses only the characters of RFC 3986, which Word reads, and its port is a number."""
    try:
        parts = urllib.parse.urlsplit(target)
        return bool(_ADDRESS.fullmatch(target)) and (parts.port is None or parts.port >= 0)
    except ValueError:
        return False


def _reached(file: File) -> Iterator[str]:
    """Give parts that no chain of relationships from the package leads to; Word would drop them."""
    reached, wanted = {TYPES, "_rels/.rels"}, [""]
    while wanted:
        source = wanted.pop()
        for relation in file.relations:
            if relation.source == source and not relation.is_external and relation.target not in reached:
                folder, _, own = relation.target.rpartition("/")
                reached |= {relation.target, f"{folder}/_rels/{own}.rels".lstrip("/")}
                wanted.append(relation.target)
    for name in sorted(file.parts.keys() - reached):
        yield f"{name}: no relationship leads to it"


def _core(file: File) -> Iterator[str]:
    """Give core properties that occur more than once; Word refuses such a file (8.3.4)."""
    for relation in file.relations:
        if relation.kind == "core-properties" and relation.target in file.roots:
            for tag, count in Counter(str(each.tag) for each in file.roots[relation.target]).items():
                if count > 1:
                    yield f"{relation.target}: has {count} of `{tag}`"


def _ids(file: File) -> dict[str, dict[str, bool]]:
    """Return the ids of each part's relationships, and whether something must refer to each."""
    found: dict[str, dict[str, bool]] = {name: {} for name in file.parts}
    for relation in file.relations:
        if relation.source:
            found.setdefault(relation.source, {})[relation.identifier] = relation.kind not in IMPLICIT
    return found
