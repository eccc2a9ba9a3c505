"""Every word of the page is in every file: no writer drops, clips or replaces what was selected."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.checks.finished_file import FinishedFile
from brief.checks.normalise import words_in
from brief.checks.read_html import text_of
from brief.diagnostics.problems import Problem
from brief.model.brief import Selection

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

_LINE_END = re.compile("[-\u2010\u2011\u0002\ufffe]\\s*\n")
_TOLD = 12  # missing words that one problem names


def parity(selection: Selection, page: Page, files: Mapping[str, FinishedFile]) -> list[Problem]:
    """Return E406 for each file that has a word of the page less often than the page has it.

    Words are compared as in `letters`; their order is not, since notes, columns and running heads move. A file may
    have more of a word: headers repeat. Where a file has too few as whole words, its letters in a row are counted
    instead: a note call or a broken address joins or parts words, but never drops a letter. The halves of a word
    hyphenated over two pages count as it, and of right-to-left words the letters in any order. A number by itself needs
    to be there once, since numbers in a row are read as one. What the format computes itself is not looked for (see
    `computed` of each reader). Whatever a reader raises is passed on.
    """
    del selection
    problems = []
    for format_name, file in files.items():
        wanted = Counter(words_in(_words_of(page, file.computed)))
        if not wanted:
            raise ValueError("the page has no words to look for")
        text = file.text()
        missing = [word for word, _ in _missing(wanted, words_in(text), words_in(_LINE_END.sub(" | ", text)))]
        if missing:
            named = ", ".join(f"`{word}`" for word in missing[:_TOLD])
            more = f" and {len(missing) - _TOLD} more" if len(missing) > _TOLD else ""
            hint = f"the {format_name} writer lost them, or set them where they cannot be read"
            problems.append(
                Problem(
                    "E406/missing-words", f"words of the page are not in the {format_name}: {named}{more}", hint=hint
                )
            )
    return problems


def _missing(wanted: Counter[str], found: list[str], apart: list[str]) -> Iterator[tuple[str, int]]:
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
        if has[word] >= needed or letters.count(word) >= needed or _is_parted(word, spare, has, halves, pairs):
            continue
        if _runs_right_to_left(word) and all(loose[character] >= 0 for character in word):
            continue
        yield word, needed - has[word]


def _is_parted(
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


def _words_of(page: Page, computed: Collection[str] = ()) -> str:
    """Return the words of a page without those of the elements and classes that a format computes itself."""
    body = page.tree().find("body")
    if body is None:
        raise ValueError("the page has no body")
    return text_of(body, computed)
