"""A file has nothing in it that its writer never makes: no attachments, scripts, comments or hidden parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from brief.checks.finished_file import FinishedFile
from brief.diagnostics.problems import Problem
from brief.model.brief import Selection

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

_HINT = "report it: nothing in a dossier or a template can ask for this"


def unknown(selection: Selection, page: Page, files: Mapping[str, FinishedFile]) -> list[Problem]:
    """Return an E411 for each part, object or element of a file that is in no list of `brief.checks.closed`."""
    del selection
    return [
        Problem("E411/unknown-content", f"the {name} has something that its writer never makes: {one}", hint=_HINT)
        for name, file in files.items()
        for one in dict.fromkeys(file.unknown(page))
    ]
