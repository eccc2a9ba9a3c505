"""Every file contains what its page does, element by element and in the order of the page, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import TYPE_CHECKING

from brief.checks.finished_file import FinishedFile
from brief.checks.read_docx import DocxFile
from brief.checks.read_pdf import PdfFile
from brief.checks.structure.compare import Difference
from brief.checks.structure.docx_targets import page_number_differences
from brief.checks.structure.pdf_text import UnreadableTextError
from brief.diagnostics.problems import Problem
from brief.model.brief import Selection

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

_SHOWN = 5  # differences that one file is reported with
_LENGTH = 160  # characters of each side that a message shows


def content(selection: Selection, page: Page, files: Mapping[str, FinishedFile]) -> list[Problem]:
    """Return E406 for each place at which a file differs from its page, E407 for a file whose text cannot be read.

    What counts is in the readers (`brief.checks.structure`): text, headings with their level, numbers and labels, list
    items, cells with their header scope, notes at their reference, links with their target, pictures with their
    alternative text, languages, and the order of all of these.
    """
    del selection
    return [problem for name, file in files.items() for problem in _problems(name, file, page, files)]


def _problems(name: str, file: FinishedFile, page: Page, files: Mapping[str, FinishedFile]) -> Iterator[Problem]:
    try:
        found = list(islice(chain(file.differences(page), _page_numbers(file, files)), _SHOWN + 1))
    except UnreadableTextError as error:
        hint = "without this the file cannot be checked; report it with the font that it names"
        yield Problem("E407/unreadable-text", f"the text of the {name} cannot be read: {error}", hint=hint)
        return
    for difference in found[:_SHOWN]:
        hint = f"if none of your own templates hides or repeats it, report this as a fault of the {name} writer"
        yield Problem("E406/content-differs", f"the {name} differs from its page: {_described(difference)}", hint=hint)
    if len(found) > _SHOWN:
        text = f"the {name} differs from its page in more places than the {_SHOWN} shown"
        yield Problem("E406/content-differs", text, hint="look at the first difference; the others may follow from it")


def _page_numbers(file: FinishedFile, files: Mapping[str, FinishedFile]) -> Iterator[Difference]:
    """Give the page numbers of a Word file that are not those of the PDF, where there is one beside it."""
    laid_out = next((other for other in files.values() if isinstance(other, PdfFile)), None)
    if isinstance(file, DocxFile) and laid_out is not None:
        yield from page_number_differences(file.parts["word/document.xml"], laid_out.tagged.destinations)


def _described(difference: Difference) -> str:
    place = f" after “{difference.after}”" if difference.after else " at the start"
    if not difference.found:
        return f"`{_short(difference.expected)}` is missing{place}"
    if not difference.expected:
        return f"`{_short(difference.found)}` is added{place}"
    return f"expected `{_short(difference.expected)}`, found `{_short(difference.found)}`{place}"


def _short(text: str) -> str:
    return text if len(text) <= _LENGTH else f"{text[: _LENGTH - 1].rstrip()}…"
