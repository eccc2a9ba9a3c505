"""How many pages a brief has, counted in the finished file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

import lxml.etree as etree

from brief.checks.limits.reading import Reading
from brief.diagnostics.problems import Problem


def few_pages(read: Reading, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Give W702 when the PDF, or without one the DOCX, has more pages than allowed; of neither nothing can be said."""
    limit = read.limit("pages")
    count = _pages(files) if limit is not None else None
    if limit is not None and count is not None and count > limit:
        text = f"the {read.brief.audience.name} brief has {count} pages; the limit is {limit:g}"
        hint = f"shorten what {read.brief.audience.name} is shown, or mark some of it for other audiences only"
        yield Problem("W702", text, read.dossier, hint=hint, related=read.related("pages"))


def _pages(files: Mapping[str, bytes]) -> int | None:
    if "pdf" in files:
        import pypdfium2

        with pypdfium2.PdfDocument(files["pdf"]) as pdf:
            return len(pdf)
    if "docx" in files:
        with zipfile.ZipFile(io.BytesIO(files["docx"])) as archive:
            properties = etree.fromstring(archive.read("docProps/app.xml"))
        return int(properties.findtext("{*}Pages", ""))
    return None
