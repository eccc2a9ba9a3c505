"""What a brief and its page show, for telling words that a file has cut or joined otherwise from leaked ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from string import digits

from brief.checks.normalise import letter_count

_AROUND = 6  # letters on each side of a word that say where in the text it is
CORE = 4  # consecutive words of a run that count as the run: a template may add words around them
FEWEST = 12  # letters that a run needs: fewer occur in any text once its spaces are gone


_WITHOUT_DIGITS = dict.fromkeys(map(ord, digits))
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")


class ShownWords:
    """The words of the brief and those of its page.

    A PDF has its words in pieces, one for each line and each change of font, and has no spaces but wide gaps: there a
    piece of a word is a word (`bind` in `re**bind**`, an Arabic noun after a bold article).
    """

    def __init__(self, brief: Sequence[Sequence[str]], page: Sequence[Sequence[str]]) -> None:
        """Keep the words of the brief's texts and of the page's, normalised."""
        texts = ["".join(words) for words in [*brief, *page]]
        self.letters = "\n".join(texts)
        self._plain_letters = self.letters.translate(_WITHOUT_DIGITS)
        self._brief = "".join("".join(words) for words in brief)
        self._words = f" {' '.join(dict.fromkeys(word for words in [*brief, *page] for word in words))} "
        self.has_run = lru_cache(maxsize=4096)(self._has_run)

    def has_in_place(self, words: Sequence[str], start: int, end: int) -> bool:
        """Return whether some words of a piece are shown in the place in which the piece has them.

        They must have letters next to them that they have in what is shown, on one side at least: on the other there
        may be a note or the head of a page. A piece of one word alone must be the beginning or the end of a word; one
        of several words must be shown, even if the brief joins them to other words.
        """
        name = "".join(words[start:end])
        before = "".join(words[max(0, start - _AROUND) : start])[-_AROUND:]
        after = "".join(words[end : end + _AROUND])[:_AROUND]
        if (before and before + name in self.letters) or (after and name + after in self.letters):
            return True
        if before or after:
            return False
        is_several = end - start > 1 and letter_count(name) >= FEWEST
        return self._is_edge(name) or (is_several and name in self.letters)

    def has_parts_in_place(self, letters: str, start: int, end: int) -> bool:
        """Return whether words of a file are the end of something that is shown and the beginning of something else.

        They are if they can be cut in two so that each part is shown next to the letters that it has next to it in the
        file: the last line of a page meets the head of the next, a paragraph the one after it. Digits do not count,
        since a note's number may come between. Words that the page has in one piece are not: a template may leak them.
        """
        name = letters[start:end].translate(_WITHOUT_DIGITS)
        before = letters[max(0, start - 3 * _AROUND) : start].translate(_WITHOUT_DIGITS)[-_AROUND:]
        after = letters[end : end + 3 * _AROUND].translate(_WITHOUT_DIGITS)[:_AROUND]
        shown = self._plain_letters
        if not before or not after or letters[start:end] in self.letters:
            return False
        return any(before + name[:cut] in shown and name[cut:] + after in shown for cut in range(1, len(name)))

    def has_each_from_right_to_left(self, name: Sequence[str]) -> bool:
        """Return whether each of some words is shown and one is written from right to left.

        Where Latin letters are in its line, PDFium gives the words of the line in an order of its own.
        """
        return any(map(_RIGHT_TO_LEFT.search, name)) and all(f" {word} " in self._words for word in name)

    def has_part_beside_right_to_left(self, words: Sequence[str], start: int, end: int) -> bool:
        """Return whether some words are the beginning or the end of a shown one, and a word from right to left is next.

        A word with a hyphen that is broken in such a line has its halves apart, as PDFium reads them.
        """
        beside = (*words[max(0, start - 1) : start], *words[end : end + 1])
        return any(map(_RIGHT_TO_LEFT.search, beside)) and self._is_edge("".join(words[start:end]))

    def _is_edge(self, name: str) -> bool:
        return f" {name}" in self._words or f"{name} " in self._words

    def _has_run(self, run: tuple[str, ...]) -> bool:
        """Return whether the brief has enough words of a run in sequence, with any spaces between them."""
        if "".join(run) in self._brief:
            return True
        cores = (run[start : start + CORE] for start in range(len(run) - CORE + 1))
        return any(sum(map(letter_count, core)) >= FEWEST and "".join(core) in self._brief for core in cores)
