"""Words of a page looked for in another program's rendering of it, where only words are left to compare."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import pairwise

from brief.checks.read_html import text_of
from brief.page.vocabulary import Page

LINE_END = re.compile("[-\u2010\u2011\u0002\ufffe]\\s*\n")


def missing_words(wanted: Counter[str], found: list[str], apart: list[str]) -> Iterator[tuple[str, int]]:
    """Give each word that there are too few of, and how many are missing, in the order of the page.

    `found` are a file's words with hyphens at line ends closed, `apart` the same with them left open.
    """
    has, halves, pairs = Counter(found), Counter(apart), Counter(pairwise(apart))
    letters = "".join(found)
    spare = has - wanted
    loose = Counter(character for word in found for character in word)
    for word, count in wanted.items():
        loose.subtract({character: count * word.count(character) for character in set(word)})
    for word, count in wanted.items():
        needed = 1 if word.isdigit() else count
        if has[word] >= needed or letters.count(word) >= needed or _is_split(word, spare, has, halves, pairs):
            continue
        if _runs_right_to_left(word) and all(loose[character] >= 0 for character in word):
            continue
        yield word, needed - has[word]


def _is_split(
    word: str, spare: Counter[str], has: Counter[str], halves: Counter[str], pairs: Counter[tuple[str, str]]
) -> bool:
    """Return whether a word is there in two halves: hyphenated at the foot of a page, with other words between them.

    A half counts when the page does not explain it, or when it stands more often than beside its other half.
    """

    def is_left(half: str, halved: tuple[str, str]) -> bool:
        return spare[half] > 0 or halves[half] - has[half] > pairs[halved]

    places = ((word[:place], word[place:]) for place in range(2, len(word) - 1))
    return any(is_left(halved[0], halved) and is_left(halved[1], halved) for halved in places)


def _runs_right_to_left(word: str) -> bool:
    """Return whether a word is in a right-to-left script: its ligatures come back in an order of their own."""
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in word)


def words_of_page(page: Page, computed: Collection[str] = ()) -> str:
    """Return the words of a page without those of the elements and classes that a format computes itself."""
    body = page.tree().find("body")
    if body is None:
        raise ValueError("the page has no body")
    return text_of(body, computed)
