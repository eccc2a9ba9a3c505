"""Nothing that was withheld is in a finished file, wherever in it a reader or a program could find it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from brief.checks.extract import Stretch
from brief.checks.normalise import parted
from brief.checks.read_docx import read_docx
from brief.checks.read_html import read_html
from brief.checks.read_pdf import read_pdf
from brief.checks.search_terms import Needles, needles
from brief.checks.visible_text import shown
from brief.diagnostics.problems import Problem
from brief.model.brief import Selection

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

READERS: Mapping[str, Callable[[bytes], Iterator[Stretch]]] = MappingProxyType(
    {"pdf": read_pdf, "docx": read_docx, "html": read_html}
)


def withheld(selection: Selection, page: Page, files: Mapping[str, bytes]) -> list[Problem]:
    """Return E405 for every withheld thing of which a file has words, once for each file, with the words found.

    Read are the text of a file and all that it carries beside it (see `READERS`). Looked for is what neither the brief
    nor, for short pieces, the page explains (see `needles`). Raise `KeyError` for a format that nothing here can
    read, and what a reader raises for a file that it cannot open: what was not searched has not passed.
    """
    unread = files.keys() - READERS.keys()
    if unread:
        raise KeyError(f"no reader for {', '.join(sorted(unread))}")
    on_page = [stretch.text for stretch in read_html(page.html.encode())]
    sought = needles([one.words for one in selection.withheld], shown(selection.brief), on_page)
    names = {
        parted(one.id): (index, one.id)
        for index, one in enumerate(selection.withheld)
        if _is_telling(one.id, selection)
    }
    problems = []
    for format_name, data in files.items():
        for index, (words, where) in _found(READERS[format_name](data), sought, names).items():
            one = selection.withheld[index]
            text = (
                f"`{words}` is withheld from {selection.brief.audience.name} but stands in the {format_name} ({where})"
            )
            hint = f"it is {one.reason}; look for a template that repeats it"
            related = ((one.reason_place, one.reason),)
            problems.append(Problem("E405", text, one.place, hint=hint, related=related))
    return problems


def _found(
    stretches: Iterator[Stretch], sought: Needles, names: Mapping[str, tuple[int, str]]
) -> dict[int, tuple[str, str]]:
    """Return, for each withheld thing that was met, the first words of it and where they stood."""
    found: dict[int, tuple[str, str]] = {}
    searched: set[tuple[str, bool]] = set()  # a file says many things, such as the names of its tags, over and over
    for stretch in stretches:
        if (stretch.text, stretch.is_content) in searched:
            continue
        searched.add((stretch.text, stretch.is_content))
        for index, words in sought.found_in(stretch):
            found.setdefault(index, (words, stretch.where))
        bare = parted(stretch.text.strip().lstrip("#"))
        if bare in names:
            index, name = names[bare]
            found.setdefault(index, (name, stretch.where))
    return found


def _is_telling(name: str, selection: Selection) -> bool:
    """Return whether an identifier, met alone as an anchor or a name, can only be that of the withheld thing."""
    return any(mark in name for mark in "-_.") and name not in {item.id for item in selection.brief.record.items()}
