"""Nothing that was withheld is in a finished file, wherever in it a reader or a program could find it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from brief.checks.extract import Extract
from brief.checks.finished_file import FinishedFile
from brief.checks.normalise import parted
from brief.checks.read_html import extracts_of
from brief.checks.search_terms import Needles, needles
from brief.checks.visible_text import shown
from brief.diagnostics.problems import Problem
from brief.model.brief import Selection

if TYPE_CHECKING:
    from brief.page.vocabulary import Page


def withheld(selection: Selection, page: Page, files: Mapping[str, FinishedFile]) -> list[Problem]:
    """Return E405 for every withheld thing of which a file has words, once for each file, with the words found.

    The text of each file is searched, and all that it carries with it (see `extracts` of each reader), for what
    neither the brief nor, for short pieces, the page explains (see `needles`). Whatever a reader raises for a file
    that it cannot open is passed on: what was not searched has not passed.
    """
    on_page = [extract.text for extract in extracts_of(page.tree())]
    sought = needles([one.words for one in selection.withheld], shown(selection.brief), on_page)
    names = {
        parted(one.id): (index, one.id)
        for index, one in enumerate(selection.withheld)
        if _is_telling(one.id, selection)
    }
    problems = []
    for format_name, file in files.items():
        for index, (words, where) in _found(file.extracts(), sought, names).items():
            one = selection.withheld[index]
            text = (
                f"`{words}` is withheld from {selection.brief.audience.name} but stands in the {format_name} ({where})"
            )
            hint = f"it is {one.reason}; look for a template that repeats it"
            related = ((one.reason_place, one.reason),)
            problems.append(Problem("E405/withheld-words", text, one.place, hint=hint, related=related))
    return problems


def _found(
    extracts: Iterable[Extract], sought: Needles, names: Mapping[str, tuple[int, str]]
) -> dict[int, tuple[str, str]]:
    """Return, for each withheld thing that was met, the first words of it and where they stood."""
    found: dict[int, tuple[str, str]] = {}
    searched: set[tuple[str, bool]] = set()  # a file says many things, such as the names of its tags, over and over
    for extract in extracts:
        if (extract.text, extract.is_content) in searched:
            continue
        searched.add((extract.text, extract.is_content))
        for index, words in sought.found_in(extract):
            found.setdefault(index, (words, extract.where))
        alone = parted(extract.text.strip().lstrip("#"))
        if alone in names:
            index, name = names[alone]
            found.setdefault(index, (name, extract.where))
    return found


def _is_telling(name: str, selection: Selection) -> bool:
    """Return whether an identifier, met alone as an anchor or a name, can only be that of the withheld thing."""
    return any(mark in name for mark in "-_.") and name not in {item.id for item in selection.brief.record.items()}
