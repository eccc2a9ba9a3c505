"""The bookmarks and the named destinations of a PDF: each leads to the heading of its words (ISO 32000-1, 12.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from brief.checks.structure.compare import Difference
from brief.checks.structure.tokens import normalise
from brief.page.elements import classes as classes_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NEAR = 3.0  # points: how far a bookmark may be from the destination of its heading


def outline_differences(body: Any, pdf: Any, heading_pages: Sequence[int]) -> Iterator[Difference]:
    """Give each heading whose bookmark has other words or leads elsewhere, and each bookmark of no heading.

    `heading_pages` are the pages of the headings of the file (from 0), by their tags.
    """
    headings = list(body.iter(*_HEADINGS))
    if len(headings) != len(heading_pages):
        return  # a difference of tags
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    named = _named(pdf)
    rows = list(_rows(pdf.Root.get("/Outlines", {})))
    if len(rows) != len(headings):
        yield Difference(f"{len(headings)} bookmarks", f"{len(rows)} bookmarks", "")
        return
    for heading, page, row in zip(headings, heading_pages, rows, strict=True):
        words, title = _words(heading), normalise(str(row.Title))
        if _letters(words) != _letters(title):
            yield Difference(f"the bookmark `{words}`", f"`{title}`", "")
        led, own = named.get(str(row.Dest), row.Dest), named.get(heading.get("id") or "")
        for where, place in (("bookmark", led), ("destination", own)):
            if place is not None and pages[place[0].objgen] != page:
                yield Difference(f"the {where} `{words}` on page {page + 1}", f"page {pages[place[0].objgen] + 1}", "")
        if own is not None and abs(float(own[3]) - float(led[3])) > _NEAR:
            yield Difference(f"the bookmark `{words}` at its heading", "another place", "")


def _named(pdf: Any) -> dict[str, Any]:
    names = pdf.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    return {str(names[place]): names[place + 1] for place in range(0, len(names), 2)}


def _rows(outer: Any) -> Iterator[Any]:
    row = outer.get("/First")
    while row is not None:
        yield row
        yield from _rows(row)
        row = row.get("/Next")


def _words(heading: Any) -> str:
    """Return the words of a heading without its notes."""
    words = [heading.text or ""]
    for child in heading:
        if "note" not in classes_of(child):
            words.append(f" {_words(child)} ")
        words.append(child.tail or "")
    return normalise(" ".join("".join(words).split()))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
