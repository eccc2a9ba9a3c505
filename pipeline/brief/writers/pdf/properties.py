"""The properties of the file: title, authors, dates, and the two standards that it conforms to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from xml.sax.saxutils import escape

import pydyf

PRODUCER = "brief, with WeasyPrint"  # without a version and a machine: the same bytes everywhere

IDENTITY = "urn:brief-pipeline:identity:1/"  # the namespace of the properties by which a released file is recognised

# ISO 19005-2, 6.6.2.3: properties outside the predefined schemas must describe themselves: each schema with its
# namespace, its prefix and its properties, with their types and descriptions.
_SCHEMAS = (
    (
        "PDF/UA identification",
        "http://www.aiim.org/pdfua/ns/id/",
        "pdfuaid",
        (("part", "Integer", "Part of ISO 14289 that the file conforms to"),),
    ),
    (
        "Identification of a brief",
        IDENTITY,
        "brief",
        (
            ("audience", "Text", "Kind of reader that the file is for"),
            ("version", "Text", "Version of the file among those for its kind of reader"),
            ("state", "Text", "Whether the file is a draft"),
        ),
    ),
)


def write_properties(document: Any, pdf: Any) -> None:
    """Give a `pydyf.PDF` its information dictionary and its XMP packet, uncompressed so that finders read it."""
    metadata = document.metadata
    created = _moment(metadata.created)
    modified = _moment(metadata.modified) or created
    pdf.info.clear()
    for key, value in _information(metadata, created, modified):
        pdf.info[key] = pydyf.String(value)
    packet = pydyf.Stream(
        [_packet(metadata, created, modified).encode()], {"Type": "/Metadata", "Subtype": "/XML"}, compress=False
    )
    number = int(pdf.catalog["Metadata"].split()[0])
    packet.number = number
    pdf.objects[number] = packet


def _moment(text: str | None) -> datetime | None:
    """Return a date of the page as midnight UTC, a moment as it is; the clock is never read."""
    if not text:
        return None
    if len(text) == len("2026-11-23"):
        day = date.fromisoformat(text)
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    return datetime.fromisoformat(text).astimezone(UTC)


def _information(metadata: Any, created: datetime | None, modified: datetime | None) -> Iterator[tuple[str, str]]:
    """Give the entries of the information dictionary (ISO 32000-1, 14.3.3) that the page has a value for."""
    yield "Producer", PRODUCER
    yield "Creator", metadata.generator or "brief"
    texts = {
        "Title": metadata.title,
        "Author": ", ".join(metadata.authors),
        "Subject": metadata.description,
        "Keywords": ", ".join(metadata.keywords),
    }
    yield from ((key, value) for key, value in texts.items() if value)
    for key, moment in (("CreationDate", created), ("ModDate", modified)):
        if moment:
            yield key, f"D:{moment:%Y%m%d%H%M%S}Z"


def _packet(metadata: Any, created: datetime | None, modified: datetime | None) -> str:
    """Return the XMP packet (ISO 16684-1) with both identifications (ISO 19005-2, 6.6.4 and ISO 14289-1, 5)."""
    rows = [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        *_dublin_core(metadata),
        *_identity(metadata),
        f"<pdf:Producer>{escape(PRODUCER)}</pdf:Producer>",
        f"<xmp:CreatorTool>{escape(metadata.generator or 'brief')}</xmp:CreatorTool>",
    ]
    if metadata.keywords:
        rows.append(f"<pdf:Keywords>{escape(', '.join(metadata.keywords))}</pdf:Keywords>")
    for name, moment in (("CreateDate", created), ("ModifyDate", modified)):
        if moment:
            rows.append(f"<xmp:{name}>{moment:%Y-%m-%dT%H:%M:%SZ}</xmp:{name}>")
    description = "\n".join(rows)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:brief="{IDENTITY}">
{description}
</rdf:Description>
{_extension()}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def _dublin_core(metadata: Any) -> Iterator[str]:
    def collection(name: str, kind: str, values: list[str], language: str = "") -> str:
        items = "".join(f"<rdf:li{language}>{escape(value)}</rdf:li>" for value in values)
        return f"<dc:{name}><rdf:{kind}>{items}</rdf:{kind}></dc:{name}>"

    default = ' xml:lang="x-default"'
    yield collection("title", "Alt", [metadata.title or ""], default)
    if metadata.authors:
        yield collection("creator", "Seq", metadata.authors)
    if metadata.description:
        yield collection("description", "Alt", [metadata.description], default)
    if metadata.lang:
        yield collection("language", "Bag", [metadata.lang])
    if reference := metadata.custom.get("brief.reference"):
        yield f"<dc:identifier>{escape(reference)}</dc:identifier>"


def _identity(metadata: Any) -> Iterator[str]:
    """Give the audience, the version and the state of the brief, as far as the page says them."""
    for name in ("audience", "version", "state"):
        if value := metadata.custom.get(f"brief.{name}"):
            yield f"<brief:{name}>{escape(value)}</brief:{name}>"


def _extension() -> str:
    """Return the description of the schemas that are not predefined."""
    schemas = "\n".join(_schema(*schema) for schema in _SCHEMAS)
    return f"""<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>
{schemas}
</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def _schema(name: str, space: str, prefix: str, properties: tuple[tuple[str, str, str], ...]) -> str:
    rows = "\n".join(
        f"""<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{local}</pdfaProperty:name>
<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{description}</pdfaProperty:description>
</rdf:li>"""
        for local, kind, description in properties
    )
    return f"""<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{name}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{space}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
{rows}
</rdf:Seq></pdfaSchema:property>
</rdf:li>"""
