"""The formats that a brief can be written in. A new format is one line in `FORMATS` and what that line names.

Writers and readers are imported when they are first used, so that importing the list takes no time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from brief.diagnostics.problems import BriefError, Problem
from brief.diagnostics.suggestions import did_you_mean

if TYPE_CHECKING:
    from brief.checks import FinishedFile
    from brief.page.vocabulary import Page
    from brief.writers.layout import Layout


@dataclass(frozen=True, slots=True)
class Format:
    """How a brief is written in one format, and how the checks read it back.

    `write` may ask the layout on which sheet something is; all formats of a page share one layout, which is made only
    when it is first asked. A format that asks has `needs_layout`, so that all such formats are written in one process.
    `examine` raises for what the format cannot use of a page, without writing it.
    `read` returns the finished file for the checks; `libraries` are the modules that it imports, which a process may
    import while it waits for the file.
    """

    suffix: str
    media_type: str
    write: Callable[[Page, Layout], bytes]
    read: Callable[[bytes], FinishedFile]
    needs_layout: bool = False
    libraries: tuple[str, ...] = ()
    examine: Callable[[Page], None] = lambda _: None


def _write_pdf(page: Page, layout: Layout) -> bytes:  # noqa: ARG001 # every writer has the one signature
    from brief.writers.pdf import pdf_bytes

    return pdf_bytes(layout.laid_out)


def _write_docx(page: Page, layout: Layout) -> bytes:
    from brief.writers.docx import write

    return write(page, layout.pagination)


def _examine_docx(page: Page) -> None:
    from brief.writers.docx.prepare import check_reference

    check_reference(page)


def _write_html(page: Page, layout: Layout) -> bytes:  # noqa: ARG001 # likewise
    from brief.writers.html import write

    return write(page)


def _read_pdf(data: bytes) -> FinishedFile:
    from brief.checks.read_pdf import PdfFile

    return PdfFile(data)


def _read_docx(data: bytes) -> FinishedFile:
    from brief.checks.read_docx import DocxFile

    return DocxFile(data)


def _read_html(data: bytes) -> FinishedFile:
    from brief.checks.read_html import HtmlFile

    return HtmlFile(data)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "pdf": Format(
            ".pdf",
            "application/pdf",
            _write_pdf,
            _read_pdf,
            needs_layout=True,
            libraries=("pikepdf", "pypdfium2", "PIL.ImageChops"),
        ),
        "docx": Format(".docx", _WORD, _write_docx, _read_docx, needs_layout=True, examine=_examine_docx),
        "html": Format(".html", "text/html", _write_html, _read_html, libraries=("cssselect2", "tinycss2")),
    }
)


def check_formats(names: Iterable[str]) -> None:
    """Raise `BriefError` (E604) with a problem for each name that no format has."""
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise BriefError(
            [
                Problem("E604/unknown-format", f"no format is called `{name}`", hint=did_you_mean(name, FORMATS))
                for name in unknown
            ]
        )


def write_formats(page: Page, names: Iterable[str]) -> dict[str, bytes]:
    """Return a page in each of the formats, by name; raise `BriefError` for what a format cannot hold."""
    from brief.writers.layout import Layout

    layout = Layout(page)
    return {name: FORMATS[name].write(page, layout) for name in names}


def examine(page: Page) -> None:
    """Raise `BriefError` for what a format cannot use of a page, without writing it in any."""
    for one in FORMATS.values():
        one.examine(page)


def read_back(files: Mapping[str, bytes]) -> dict[str, FinishedFile]:
    """Return finished files as the checks read them; each is opened when a check first asks."""
    return {name: FORMATS[name].read(data) for name, data in files.items()}


def prepare_to_write(names: Iterable[str]) -> None:
    """Load the layout engine if one of the formats needs it: that takes as long as rendering a small brief."""
    if any(FORMATS[name].needs_layout for name in names):
        from brief.writers.pdf.engine import load

        load()


def prepare_to_read(names: Iterable[str]) -> None:
    """Import what the formats are read back with: worth doing while they are being written."""
    for name in names:
        for library in FORMATS[name].libraries:
            import_module(library)
