"""All limits of an audience, compared with its brief."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from brief.checks.finished_file import FinishedFile
from brief.checks.limits.abbreviations import check_abbreviations
from brief.checks.limits.brief_text import brief_text
from brief.checks.limits.grade import check_grade
from brief.checks.limits.headings import check_headings
from brief.checks.limits.lengths import check_paragraphs, check_sentences
from brief.checks.limits.pages import check_pages
from brief.diagnostics.problems import Problem
from brief.model.brief import Selection

if TYPE_CHECKING:
    from brief.page.vocabulary import Page


def limits(selection: Selection, page: Page, files: Mapping[str, FinishedFile]) -> list[Problem]:
    """Return a warning for each place where a brief goes over a limit of its audience; at the limit is within it.

    What has no limit is not measured. Pages are counted in the finished files, all else in what the page shows.
    """
    brief = selection.brief
    if not brief.audience.limits:
        return []
    text = brief_text(brief, page)
    return [
        *check_pages(text, files.values()),
        *check_sentences(text),
        *check_paragraphs(text),
        *check_abbreviations(text),
        *check_grade(text),
        *check_headings(text, page),
    ]
