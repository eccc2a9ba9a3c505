"""Citations: the authorities that the page's tables list, and the pages that cite each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import lxml.etree as etree

from brief.page.elements import classes
from brief.page.vocabulary import CATEGORIES

Piece = tuple[str, bool]  # words, and whether they are italic

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Authority:
    """One case, statute or other authority, as Word's table is to list it.

    `pages` are those that cite it, in order; empty where one of them is not known.
    """

    long: tuple[Piece, ...]
    short: str  # Word's key for it: no two authorities have the same one
    category: int
    pages: tuple[int, ...]


def read_authorities(tree: etree._Element, pages: Mapping[str, int]) -> dict[str, Authority]:
    """Return what the page's tables of authorities list, by the id of the source; `pages` gives the page of each id.

    Raise `ValueError` for an unknown category.
    """
    calls: dict[str, list[etree._Element]] = {}
    for call in tree.iter("span", "a"):
        for source in call.get("data-cites", "").split():
            calls.setdefault(source, []).append(call)
    found: dict[str, Authority] = {}
    for item in tree.iter("li"):
        category, source = category_of(item.getparent()), item.get("data-source", "")
        if category and source and source not in found:
            long = _long_citation(item)
            taken = {each.short.casefold() for each in found.values()}
            short = item.get("data-short") or ""
            if not short or short.casefold() in taken:
                short = "".join(words for words, _ in long)
            found[source] = Authority(long, short, category, _pages(calls.get(source, []), pages))
    return found


def category_of(element: etree._Element | None) -> int:
    """Return Word's number for the category that a list of authorities has, or 0 for any other list.

    Word's first three categories are cases, statutes and other authorities: the page's, in the same order. Raise
    `ValueError` for an unknown category.
    """
    if element is None or "authorities" not in classes(element) or not element.get("data-category"):
        return 0
    category = element.get("data-category", "")
    if category not in CATEGORIES:
        raise ValueError(f"`{category}` is not a category of authorities")
    return 1 + CATEGORIES.index(category)


def _long_citation(item: etree._Element) -> tuple[Piece, ...]:
    """Return an item's words without its places, spaces collapsed."""
    pieces: list[Piece] = []
    is_at_space = True
    for words, is_italic in joined(_pieces(item, is_italic=False)):
        collapsed = _SPACES.sub(" ", words)
        collapsed = collapsed[1:] if is_at_space and collapsed.startswith(" ") else collapsed
        is_at_space = collapsed.endswith(" ") if collapsed else is_at_space
        pieces.append((collapsed, is_italic))
    if not pieces:
        return ()
    last, is_italic = pieces.pop()
    return tuple(joined([*pieces, (last.rstrip(), is_italic)]))


def _pieces(element: etree._Element, *, is_italic: bool) -> Iterator[Piece]:
    yield element.text or "", is_italic
    for child in element:
        if "places" not in classes(child):
            yield from _pieces(child, is_italic=is_italic or child.tag == "em")
        yield child.tail or "", is_italic


def joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces with neighbours of the same form as one, and without empty ones."""
    for is_italic, group in groupby((each for each in pieces if each[0]), key=lambda each: each[1]):
        yield "".join(words for words, _ in group), is_italic


def _pages(calls: list[etree._Element], pages: Mapping[str, int]) -> tuple[int, ...]:
    found = [_page(call, pages) for call in calls]
    return tuple(sorted({page for page in found if page is not None})) if None not in found else ()


def _page(call: etree._Element, pages: Mapping[str, int]) -> int | None:
    """Return the page of a call, or of the innermost thing around it, within its section, whose page is known."""
    for element in (call, *call.iterancestors()):
        if element.tag in ("section", "main", "body"):
            return None
        if element.get("id", "") in pages:
            return pages[element.get("id", "")]
    return None
