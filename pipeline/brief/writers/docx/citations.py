"""Citations: what the page cites and where, and the mark at each call that Word finds it by (ECMA-376 17.16.5.62)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import lxml.etree as etree

from brief.ooxml.xml import SPACE, Xml, run_properties, w
from brief.page.vocabulary import CATEGORIES
from brief.writers.docx.link_targets import classes

if TYPE_CHECKING:
    from brief.writers.docx.document import Document

Piece = tuple[str, bool]  # words, and whether they are italic

_SPACES = re.compile(r"\s+")
_MARKS = re.compile(r'["\\“”„]')  # what Word would take for the end of an argument, or for the mark before one


@dataclass(frozen=True, slots=True)
class Authority:
    """One case, statute or other authority, as Word's table is to list it.

    `pages` are those that cite it, in order; there are none where one of them is not known.
    """

    long: tuple[Piece, ...]
    short: str  # Word knows it by this: no two authorities have the same one
    category: int
    pages: tuple[int, ...]


def authorities(tree: etree._Element, pages: Mapping[str, int]) -> dict[str, Authority]:
    """Return what the page's tables of authorities list, by the id of the source; `pages` are those of the ids on it.

    Raise `ValueError` for a category that is none.
    """
    calls: dict[str, list[etree._Element]] = {}
    for call in tree.iter("span", "a"):
        for name in call.get("data-cites", "").split():
            calls.setdefault(name, []).append(call)
    found: dict[str, Authority] = {}
    for item in tree.iter("li"):
        category, name = category_of(item.getparent()), item.get("data-source", "")
        if category and name and name not in found:
            long = _long(item)
            taken = {each.short.casefold() for each in found.values()}
            short = item.get("data-short") or ""
            if not short or short.casefold() in taken:
                short = "".join(words for words, _ in long)
            found[name] = Authority(long, short, category, _pages(calls.get(name, []), pages))
    return found


def category_of(element: etree._Element | None) -> int:
    """Return Word's number for what a list lists, or 0 for a list that says no category of authorities.

    Word's first three categories are cases, statutes and other authorities: the page's, in the same order.
    """
    if element is None or "authorities" not in classes(element) or not element.get("data-category"):
        return 0
    category = element.get("data-category", "")
    if category not in CATEGORIES:
        raise ValueError(f"`{category}` is no category of authorities")
    return 1 + CATEGORIES.index(category)


def marks(document: Document, call: etree._Element) -> list[Xml]:
    """Return the fields for what a note or its call cites: the whole citation at its first mark, then the short one."""
    made: list[Xml] = []
    for name in call.get("data-cites", "").split():
        authority = document.authorities.get(name)
        if authority is not None:
            made += _field(authority, is_first=name not in document.cited)
            document.cited.add(name)
    return made


def _field(authority: Authority, *, is_first: bool) -> list[Xml]:
    short = f'\\s "{_argument(authority.short)}"'
    pieces: list[Piece] = [(f" TA {short} ", False)]
    if is_first:
        long = [(_argument(words), is_italic) for words, is_italic in authority.long]
        pieces = [(' TA \\l "', False), *long, (f'" {short} \\c {authority.category} ', False)]
    begin, end = (w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "end"))
    return [begin, *(_instruction(words, is_italic=is_italic) for words, is_italic in _joined(pieces)), end]


def _instruction(words: str, *, is_italic: bool) -> Xml:
    """Return a run of a field's instruction; Word gives an entry of its table the form that it has there."""
    made = w("instrText")
    made.text = words
    made.set(SPACE, "preserve")
    return w("r", run_properties(w("i"), w("iCs")) if is_italic else None, made)


def _argument(words: str) -> str:
    """Return words as they stand between the quotation marks of an argument (ECMA-376 17.16.1)."""
    return _MARKS.sub(r"\\\g<0>", words)


def _long(item: etree._Element) -> tuple[Piece, ...]:
    """Return an item's words without its places, spaces collapsed."""
    pieces: list[Piece] = []
    is_at_space = True
    for words, is_italic in _joined(_pieces(item, is_italic=False)):
        collapsed = _SPACES.sub(" ", words)
        collapsed = collapsed[1:] if is_at_space and collapsed.startswith(" ") else collapsed
        is_at_space = collapsed.endswith(" ") if collapsed else is_at_space
        pieces.append((collapsed, is_italic))
    if not pieces:
        return ()
    last, is_italic = pieces.pop()
    return tuple(_joined([*pieces, (last.rstrip(), is_italic)]))


def _pieces(element: etree._Element, *, is_italic: bool) -> Iterator[Piece]:
    yield element.text or "", is_italic
    for child in element:
        if "places" not in classes(child):
            yield from _pieces(child, is_italic=is_italic or child.tag == "em")
        yield child.tail or "", is_italic


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Give pieces with neighbours of the same form as one, and without empty ones."""
    for is_italic, group in groupby((each for each in pieces if each[0]), key=lambda each: each[1]):
        yield "".join(words for words, _ in group), is_italic


def _pages(calls: list[etree._Element], pages: Mapping[str, int]) -> tuple[int, ...]:
    found = [_page(call, pages) for call in calls]
    return tuple(sorted({page for page in found if page is not None})) if None not in found else ()


def _page(call: etree._Element, pages: Mapping[str, int]) -> int | None:
    """Return the page of a call, or of the innermost thing around it, within its section, of which one is known."""
    for element in (call, *call.iterancestors()):
        if element.tag in ("section", "main", "body"):
            return None
        if element.get("id", "") in pages:
            return pages[element.get("id", "")]
    return None
