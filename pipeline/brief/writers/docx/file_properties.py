"""Properties of the file, from the page's own metadata and never from the clock (ECMA-376 part 2, 11)."""

from __future__ import annotations

from collections.abc import Mapping

import lxml.etree as etree

from brief.ooxml.package import Package, Part
from brief.ooxml.xml import Xml, default_space, serialise
from brief.page.elements import text_of

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument.{}-properties+xml"
_CUSTOM_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the format id of properties that users name

# Attributes of the page's body and names of its `meta` elements, and the names of the custom properties for them.
_OF_BODY = (("data-audience", "Audience"), ("data-mark", "Handling mark"))
_OF_HEAD = (("brief.reference", "Reference"), ("brief.version", "Version"), ("brief.state", "State"))


def write_properties(root: etree._Element, package: Package, sheets: int) -> None:
    """Add core, extended and custom properties to the package; `sheets` is how many pages there are."""
    meta: dict[str, list[str]] = {}
    for each in root.iterfind("head/meta"):
        meta.setdefault(each.get("name", "").lower(), []).append(each.get("content", ""))
    body = root.find("body")
    own = {name: body.get(key, "") for key, name in _OF_BODY} if body is not None else {}
    own |= {name: _first(meta, key) for key, name in _OF_HEAD}
    package.add(Part("docProps/core.xml", _CORE_TYPE, serialise(_core(root, meta))), _CORE_KIND)
    extended = etree.Element(f"{{{_EXTENDED}}}Properties", None, default_space(_EXTENDED))
    etree.SubElement(extended, f"{{{_EXTENDED}}}Pages").text = str(sheets)
    part = Part("docProps/app.xml", _OFFICE_TYPE.format("extended"), serialise(extended))
    package.add(part, "extended-properties")
    if any(own.values()):
        part = Part("docProps/custom.xml", _OFFICE_TYPE.format("custom"), serialise(_custom(own)))
        package.add(part, "custom-properties")


def _core(root: etree._Element, meta: Mapping[str, list[str]]) -> Xml:
    made = etree.Element(f"{{{_CP}}}coreProperties", None, {"cp": _CP, "dc": _DC, "dcterms": _DCTERMS, "xsi": _XSI})
    title = root.find("head/title")
    rows = (
        (_DC, "title", "" if title is None else text_of(title)),
        (_DC, "subject", _first(meta, "dcterms.subject", "subject")),
        (_DC, "creator", "; ".join(meta.get("author", []))),
        (_CP, "keywords", _first(meta, "keywords")),
        (_DC, "description", _first(meta, "description", "dcterms.description")),
        (_DC, "identifier", _first(meta, "dcterms.identifier", "identifier")),
        (_DC, "language", root.get("lang", "")),
        (_CP, "version", _first(meta, "dcterms.hasversion", "version")),
    )
    for space, name, value in rows:
        if value:
            etree.SubElement(made, f"{{{space}}}{name}").text = value
    created = _first(meta, "dcterms.created", "date")
    for name in ("created", "modified"):
        if created:
            row = etree.SubElement(made, f"{{{_DCTERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
            row.text = created if "T" in created else f"{created}T00:00:00Z"
    return made


def _first(meta: Mapping[str, list[str]], *names: str) -> str:
    return next((", ".join(meta[name]) for name in names if name in meta), "")


def _custom(own: Mapping[str, str]) -> Xml:
    made = etree.Element(f"{{{_CUSTOM}}}Properties", None, default_space(_CUSTOM) | {"vt": _TYPES})
    for place, (name, value) in enumerate(((name, value) for name, value in own.items() if value), 2):
        attributes = {"fmtid": _CUSTOM_SET, "pid": str(place), "name": name}
        row = etree.SubElement(made, f"{{{_CUSTOM}}}property", attributes)
        etree.SubElement(row, f"{{{_TYPES}}}lpwstr").text = value
    return made
