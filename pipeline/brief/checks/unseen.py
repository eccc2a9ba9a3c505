"""No text of a file is hidden from its readers: what the page says is there to be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from brief.checks.finished_file import FinishedFile
from brief.checks.quoted import first_few, shortened
from brief.checks.sight.seen import Unseen
from brief.checks.structure.pdf_text import UnreadableTextError
from brief.diagnostics.problems import Problem
from brief.model.brief import Selection

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

_HINT = "look for a template or style sheet of yours that hides it; otherwise report it"


def unseen(selection: Selection, page: Page, files: Mapping[str, FinishedFile]) -> list[Problem]:
    """Return an E410 for each text that is in a file but that a reader does not see, with its place and why not.

    How it is found is in the readers (`brief.checks.sight`).
    """
    del selection
    return [problem for name, file in files.items() for problem in _problems(name, file, page)]


def _problems(name: str, file: FinishedFile, page: Page) -> list[Problem]:
    try:
        return first_few(_problem(name, one) for one in file.unseen(page))
    except UnreadableTextError:
        return []  # `content` refuses the file for it (E407)


def _problem(name: str, one: Unseen) -> Problem:
    text = f"“{shortened(one.text)}” cannot be read in the {name} ({one.where}): {one.why}"
    return Problem("E410/unseen-text", text, hint=_HINT)
