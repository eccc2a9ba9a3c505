"""No withheld words are in a finished file, wherever in it a reader or a program could find them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from brief.checks.brought_along import BroughtAlong
from brief.checks.extract import Extract
from brief.checks.finished_file import FinishedFile
from brief.checks.normalise import name_as_words
from brief.checks.read_html import extracts_of
from brief.checks.readers import read_dossier
from brief.checks.search_terms import SearchTerms, is_too_short, search_terms
from brief.checks.spellings import UnsearchableError, spelled_out
from brief.checks.visible_text import visible_text
from brief.diagnostics.problems import Problem
from brief.model.audience import name_list
from brief.model.brief import Selection, Withheld

if TYPE_CHECKING:
    from brief.page.vocabulary import Page


def withheld(selection: Selection, page: Page, files: Mapping[str, FinishedFile]) -> list[Problem]:
    """Return an E405 for each withheld item and each file that contains words of it.

    A message says where the words were written and where they are in the file; the words themselves are private.

    All text of each file is searched, hidden text and metadata too (see `extracts` of each reader), for words that
    neither the brief nor, for short pieces, the page has (see `search_terms`). Without files, the page is. Withheld is
    what selection says, and what a second reading of the dossier says. Whatever a reader raises for a file that it
    cannot open is passed on: a file that was not searched has not passed.
    """
    on_page = tuple(extracts_of(page.tree()))
    hidden = (*selection.withheld, *_overlooked(selection))
    terms = _terms(hidden, selection, on_page)
    names = {
        name_as_words(one.id): (index, one.id) for index, one in enumerate(hidden) if _is_distinctive(one.id, selection)
    }
    problems = []
    searched = {name: file.extracts() for name, file in files.items()} or {"page": on_page}
    for format_name, extracts in searched.items():
        try:
            found = _matches(extracts, terms, names, BroughtAlong(page))
        except UnsearchableError as error:
            hint = "without this the file cannot be searched; find out what puts it there"
            problems.append(
                Problem("E407/too-much-packed", f"the {format_name} cannot be searched: {error}", hint=hint)
            )
            continue
        for index, (words, where) in found.items():
            one = hidden[index]
            audience = selection.brief.audience.name
            text = f"words of a {one.kind} that is withheld from {audience} are in the {format_name} ({where})"
            hint = f"it is {one.reason}; look for a template that repeats it"
            related = ((one.reason_place, one.reason),)
            problems.append(
                Problem("E405/withheld-words", text, one.place, "", hint, related, is_private=True, words=words)
            )
    return problems


def withheld_terms(selection: Selection, page: Page | None = None) -> SearchTerms:
    """Return what is searched for; without a page, also short words that it may show."""
    on_page = tuple(extracts_of(page.tree())) if page else ()
    return _terms((*selection.withheld, *_overlooked(selection)), selection, on_page)


def has_unsearchable(selection: Selection) -> bool:
    """Return whether a withheld line is too short to be searched for."""
    return any(is_too_short(line) for one in selection.withheld for line in one.words.splitlines())


def _terms(hidden: Sequence[Withheld], selection: Selection, on_page: Iterable[Extract]) -> SearchTerms:
    shown = _in_all_spellings(visible_text(selection.brief))
    return search_terms([one.words for one in hidden], shown, _in_all_spellings(extract.text for extract in on_page))


def _in_all_spellings(texts: Iterable[str]) -> Iterator[str]:
    """Give texts, and what they say once escapes are read: an address on the page has `%C3%9F` for a letter."""
    for text in texts:
        yield text
        yield from (plain for plain, is_sure in spelled_out(text) if is_sure)


def _overlooked(selection: Selection) -> Iterator[Withheld]:
    """Give what the audience may not read and selection does not list: nothing, unless selection is wrong."""
    audience = selection.brief.audience.name
    lines = {" ".join(line.split()) for one in selection.withheld for line in one.words.splitlines()}
    listed = "\n".join(sorted(lines))
    for thing, text in read_dossier(selection.dossier).hidden_from(audience):
        words = " ".join(text.split())
        if words and words not in lines and words not in listed:
            reason = f"for {name_list(thing.readers)} only"
            yield Withheld("text", "", reason, thing.place, thing.place, words)


def _matches(
    extracts: Iterable[Extract], terms: SearchTerms, names: Mapping[str, tuple[int, str]], brought: BroughtAlong
) -> dict[int, tuple[str, str]]:
    """Return, for each withheld item that a file contains, the first words that were found, and where."""
    found: dict[int, tuple[str, str]] = {}
    searched: set[tuple[str, bool]] = set()  # a file repeats many texts, such as the names of its tags
    for extract in extracts:
        if (extract.text, extract.is_content) in searched:
            continue
        searched.add((extract.text, extract.is_content))
        for match in terms.matches(extract):
            if not brought.has(extract, match.words):
                found.setdefault(match.index, (match.words, f"{extract.where}, word {match.at}"))
        for text, is_text in spelled_out(extract.text):
            coded = replace(extract, text=text, is_content=extract.is_content and is_text)
            for match in terms.matches(coded):
                if not brought.has(extract, match.words):
                    found.setdefault(match.index, (match.words, f"{extract.where}, in another spelling"))
        alone = name_as_words(extract.text.strip().lstrip("#"))
        if alone in names:
            index, name = names[alone]
            found.setdefault(index, (name, extract.where))
    return found


def _is_distinctive(name: str, selection: Selection) -> bool:
    """Return whether an identifier, found alone as an anchor or a name, can only be that of the withheld item."""
    return any(mark in name for mark in "-_.") and name not in {item.id for item in selection.brief.record.items()}
