"""An organisation's own Word file: one to begin with, and what an edited one is missing."""

from __future__ import annotations

from pathlib import Path

from brief.app.project import Project
from brief.diagnostics.problems import BriefError, Problem
from brief.model import Audience
from brief.page.vocabulary import Page
from brief.render import blank_page
from brief.writers.docx.reference.missing import find_missing
from brief.writers.docx.starter import editable_style_names, starter_document


def starter(project: Project, audience: Audience) -> bytes:
    """Return a Word file with the styles, page setup, headers and footers of an audience's theme."""
    return starter_document(_page(project, audience))


def check_word_file(project: Project, audience: Audience, path: Path) -> None:
    """Raise `BriefError` (E503, E311 and what else `reference.docx` can lack) when a Word file misses something."""
    try:
        data = path.read_bytes()
    except OSError as error:
        text = f"`{path}` cannot be read: {(error.strerror or '').lower()}"
        raise BriefError([Problem("E503/file-not-readable", text)]) from error
    problems = find_missing(data, editable_style_names(_page(project, audience)), str(path))
    if problems:
        raise BriefError(problems)


def _page(project: Project, audience: Audience) -> Page:
    return blank_page(project.layers, audience.name)
