"""What a brief and its page show, for telling words that a file has cut or joined otherwise from leaked ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from brief.checks.normalise import letter_count

_AROUND = 6  # letters on each side of a word that say where in the text it is
CORE = 4  # consecutive words of a run that count as the run: a template may add words around them
FEWEST = 12  # letters that a run needs: fewer occur in any text once its spaces are gone


class ShownWords:
    """The words of the brief and those of its page.

    A PDF has its words in pieces, one for each line and each change of font, and has no spaces but wide gaps: there a
    piece of a word is a word (`bind` in `re**bind**`, an Arabic noun after a bold article).
    """

    def __init__(self, brief: Sequence[Sequence[str]], page: Sequence[Sequence[str]]) -> None:
        """Keep the words of the brief's texts and of the page's, normalised."""
        texts = ["".join(words) for words in [*brief, *page]]
        self.letters = "\n".join(texts)
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

    def _is_edge(self, name: str) -> bool:
        return f" {name}" in self._words or f"{name} " in self._words

    def _has_run(self, run: tuple[str, ...]) -> bool:
        """Return whether the brief has enough words of a run in sequence, with any spaces between them."""
        if "".join(run) in self._brief:
            return True
        cores = (run[start : start + CORE] for start in range(len(run) - CORE + 1))
        return any(sum(map(letter_count, core)) >= FEWEST and "".join(core) in self._brief for core in cores)
