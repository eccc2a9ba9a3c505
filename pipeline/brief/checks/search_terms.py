"""What to search for: runs of withheld words that do not appear in anything shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass

from brief.checks.extract import Extract
from brief.checks.normalise import letter_count, words_in

Words = tuple[str, ...]

RUN = 6  # words in a run
CORE = 4  # a run counts as shown when this many of its words in a row are: a template may add words around them
_KEY = 12  # letters by which a run is found without its spaces, and the fewest that it must have
_SHORT_KEY = 6  # the same, for runs in scripts that write a word with one character
_PIECE = 16  # letters that a piece shorter than a run needs to be searched for without its spaces
_NAME = 4  # letters that a word needs to be searched for at all: shorter ones are everywhere


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What a file must not contain; each term has the index of the withheld text that it is from.

    `runs` are searched for everywhere and without spaces, so that neither line breaks nor letters placed one by one
    hide them; they are grouped by their first letters, `_KEY` or else `_SHORT_KEY` of them. `names` are short pieces
    and single words; they are searched for as whole words, and only where people read.
    """

    runs: Mapping[str, Mapping[str, tuple[int, str]]]
    names: Mapping[Words, int]
    sizes: tuple[int, ...]  # of the first letters that runs are grouped by
    lengths: tuple[int, ...]  # of the names, in words

    def matches(self, extract: Extract) -> Iterator[tuple[int, str]]:
        """Give the index of each withheld text of which an extract contains words, and those words."""
        words = words_in(extract.text)
        letters = "".join(words)
        for size in self.sizes:
            for start in range(len(letters) - size + 1):
                group = self.runs.get(letters[start : start + size])
                if group:
                    yield from (found for run, found in group.items() if letters.startswith(run, start))
        for length in self.lengths if extract.is_content else ():
            for name in _windows(words, length):
                if name in self.names:
                    yield self.names[name], " ".join(name)


def search_terms(withheld: Sequence[str], brief: Iterable[str], page: Iterable[str]) -> SearchTerms:
    """Return the words of withheld texts whose presence in a finished file means a leak.

    Each line of a withheld text is one unbroken piece of words. A run of `RUN` words is a search term unless the brief
    itself has `CORE` of them in a row. A piece too short for that, and a single word, is one unless the brief or the
    page has it: short words of a page may come from a template.
    """
    lines = [(index, tuple(words_in(line))) for index, text in enumerate(withheld) for line in text.splitlines()]
    shown = [words_in(text) for text in brief]
    on_page = [words_in(text) for text in page]
    cores = _occurring({core for _, line in lines if len(line) >= RUN for core in _windows(line, CORE)}, shown)
    runs: dict[str, dict[str, tuple[int, str]]] = {}
    names: dict[Words, int] = {}
    for index, line in lines:
        for run in _windows(line, RUN):
            if sum(map(letter_count, run)) >= _KEY and not any(core in cores for core in _windows(run, CORE)):
                _add_run(runs, run, index)
        for name in _short_terms(line):
            names.setdefault(name, index)
    for name in _occurring(names, [*shown, *on_page]):
        del names[name]
    spelled = "\n".join("".join(words) for words in [*shown, *on_page])
    for name, index in names.items():
        if len(name) > 1 and sum(map(letter_count, name)) >= _PIECE and "".join(name) not in spelled:
            _add_run(runs, name, index)
    return SearchTerms(runs, names, _sizes(runs), _sizes(names))


def _sizes(keys: Iterable[Sized]) -> tuple[int, ...]:
    return tuple(sorted({len(key) for key in keys}))


def _add_run(runs: dict[str, dict[str, tuple[int, str]]], run: Words, index: int) -> None:
    letters = "".join(run)
    size = _KEY if len(letters) >= _KEY else _SHORT_KEY
    if len(letters) >= size:
        runs.setdefault(letters[:size], {}).setdefault(letters, (index, " ".join(run)))


def _short_terms(line: Words) -> Iterator[Words]:
    """Give a line that is too short to be a run, and every word of a line that is long enough to be distinctive."""
    if len(line) < RUN and sum(map(letter_count, line)) >= _NAME:
        yield line
    yield from ((word,) for word in line if letter_count(word) > _NAME)


def _occurring(terms: Collection[Words], texts: Sequence[Sequence[str]]) -> set[Words]:
    """Return those of the terms that occur in one of the texts."""
    lengths = {len(words) for words in terms}
    return {window for words in texts for length in lengths for window in _windows(words, length) if window in terms}


def _windows(words: Sequence[str], length: int) -> Iterator[Words]:
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1))
