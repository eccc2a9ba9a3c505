"""The whole program on one screen: a dossier and an audience in, checked files out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from brief.checks import CHECKS, discreet
from brief.checks.note_places import at_their_notes
from brief.diagnostics.problems import BriefError, Problem
from brief.formats import check_formats, examine, read_back, write_formats
from brief.model import Audience, Dossier, Selection
from brief.page.vocabulary import Page
from brief.render import render
from brief.select import select

Write = Callable[[Page, Sequence[str]], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Build:
    """One audience's brief in every format asked for, and the warnings of its checks."""

    selection: Selection
    page: Page
    files: Mapping[str, bytes] = field(repr=False, hash=False)  # by format
    warnings: tuple[Problem, ...] = ()


def build(
    dossier: Dossier,
    audience: Audience,
    formats: Sequence[str],
    layers: Sequence[Path],
    write: Write = write_formats,
    *,
    is_draft: bool = False,
) -> Build:
    """Return one audience's brief in every format asked for, checked; raise `BriefError` otherwise.

    `layers` are template folders, the nearest first. With no formats, only content and templates are checked. `write`
    may write the formats elsewhere, such as in another process, with the same result. A draft is marked on every page.
    """
    check_formats(formats)
    selection = select(dossier, audience)
    page = render(selection.brief, layers, is_draft=is_draft)
    if not formats:
        examine(page)
    try:
        files = write(page, formats)
    except BriefError as error:
        raise BriefError(at_their_notes(error.problems, selection.brief)) from error
    return run_checks(Build(selection, page, files))


def run_checks(built: Build) -> Build:
    """Return a build with the warnings of every check; raise `BriefError` with all that the checks refuse."""
    files = read_back(built.files)
    problems = [problem for check in CHECKS.values() for problem in check(built.selection, built.page, files)]
    problems = discreet(problems, built.selection, built.page)
    refused = [problem for problem in problems if not problem.is_warning]
    if refused:
        raise BriefError(refused)
    return Build(built.selection, built.page, built.files, tuple(problems))
