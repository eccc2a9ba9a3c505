"""Audience, reference and version in the bytes of a file: two files that were swapped are found by these."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import lxml.etree
import lxml.html

_CUSTOM: Final = "docProps/custom.xml"
_LARGEST: Final = 2**20  # bytes of properties, which have a few hundred


@dataclass(frozen=True, slots=True)
class Identity:
    """For which audience a file is, and of which reference and version; `state` is `draft`, or empty."""

    audience: str
    reference: str
    version: str
    state: str = ""


def identity_of(format_name: str, data: bytes) -> Identity | None:
    """Return what the bytes of a file say that it is, or `None` where they do not say it."""
    read = _READERS.get(format_name)
    try:
        found = read(data) if read else {}
    # Whatever a library raises for bytes that no writer of ours made.
    except Exception:  # noqa: BLE001
        return None
    if not all(found.get(name) for name in ("audience", "reference", "version")):
        return None
    return Identity(found["audience"], found["reference"], found["version"], found.get("state", ""))


def _of_pdf(data: bytes) -> Mapping[str, str]:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = lxml.etree.fromstring(pdf.Root.Metadata.read_bytes(), _parser())
    found = {"reference": root.findtext(".//{http://purl.org/dc/elements/1.1/}identifier") or ""}
    for name in ("audience", "version", "state"):
        found[name] = root.findtext(f".//{{urn:brief-pipeline:identity:1/}}{name}") or ""
    return found


def _of_docx(data: bytes) -> Mapping[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if package.getinfo(_CUSTOM).file_size > _LARGEST:
            raise zlib.error
        root = lxml.etree.fromstring(package.read(_CUSTOM), _parser())
    return {str(row.get("name")).lower(): "".join(map(str, row.itertext())) for row in root}


def _of_html(data: bytes) -> Mapping[str, str]:
    root = lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))
    metas = ((str(row.get("name", "")), str(row.get("content", ""))) for row in root.iterfind("head/meta"))
    return {name.removeprefix("brief."): content for name, content in metas if name.startswith("brief.")}


def _parser() -> lxml.etree.XMLParser:
    return lxml.etree.XMLParser(resolve_entities=False, no_network=True)


_READERS: Mapping[str, Callable[[bytes], Mapping[str, str]]] = MappingProxyType(
    {"pdf": _of_pdf, "docx": _of_docx, "html": _of_html}
)
