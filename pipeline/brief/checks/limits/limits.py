"""Every limit of an audience, held against the brief that was made for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from brief.checks.finished_file import FinishedFile
from brief.checks.limits.abbreviations import few_abbreviations
from brief.checks.limits.grade import readable
from brief.checks.limits.headings import shallow
from brief.checks.limits.lengths import short_paragraphs, short_sentences
from brief.checks.limits.pages import few_pages
from brief.checks.limits.reading import reading
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
    read = reading(brief, page)
    return [
        *few_pages(read, files.values()),
        *short_sentences(read),
        *short_paragraphs(read),
        *few_abbreviations(read),
        *readable(read),
        *shallow(read, page),
    ]
