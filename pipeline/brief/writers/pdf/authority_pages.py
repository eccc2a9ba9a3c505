"""Places that cite an authority: of several on one page, only the last has to give the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import lxml.etree as etree

PAGE = "data-page"  # the word before a place's page; a place without it gives no page


def repeating_places(root: etree._Element, pages: Mapping[str, int]) -> list[etree._Element]:
    """Return the places of a paper tree that are on the same page as the next one; `pages` has the page of each id."""
    return [
        link
        for link, following in _neighbours(root)
        if pages.get(link.get("href", "")[1:], 0) == pages.get(following.get("href", "")[1:], -1)
    ]


def _neighbours(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    for places in root.iter("span"):
        if places.get("class") == "places":
            yield from pairwise(link for link in places.iter("a") if link.get(PAGE))
