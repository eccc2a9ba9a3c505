"""What to search for: runs of withheld words that do not appear in anything shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import digits
from unicodedata import bidirectional

from brief.checks.extract import Extract
from brief.checks.normalise import letter_count, words_in
from brief.checks.shown_words import CORE, FEWEST, ShownWords

Words = tuple[str, ...]

RUN = 6  # words in a run
_NAME = 4  # letters that a word needs to be searched for at all: shorter ones are everywhere
_PIECE = 16  # letters that a piece shorter than a run needs to be searched for without its spaces
# Every fourth place of a text is looked up, so a key of 9 letters is met in any run of 12. Long keys are met seldom by
# chance, which is quick; scripts that write a word with one character have runs of six.
_STEP = 4
_KEYS = (21, 9, 3)  # letters
# A word with letters from right to left and others shows its parts too: an Arabic prefix joins a Latin name, and a PDF
# that is read by its places has them apart.
_PARTS = re.compile("[\u0590-\u08ff]+|[^\u0590-\u08ff]+")


@dataclass(frozen=True, slots=True)
class Match:
    """Withheld words in an extract: which text they are from, and where they begin, counted in words from 1."""

    index: int
    words: str
    at: int


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What a file must not contain; each term has the index of the withheld text that it is from.

    `runs` are searched for everywhere and without spaces, so that neither line breaks nor letters placed one by one
    hide them; they are listed under keys, pieces of their first letters, with the place of the piece in the run.
    `names` are short pieces and single words, by their first word; they are searched for as whole words, and only
    where people read. `shown` is what the brief and its page show.
    """

    runs: Mapping[str, Mapping[tuple[str, int], tuple[int, Words]]]
    names: Mapping[str, Mapping[Words, int]]
    shown: ShownWords
    sizes: tuple[int, ...]  # of the keys

    def matches(self, extract: Extract) -> Iterator[Match]:
        """Give the withheld words in an extract."""
        words = words_in(extract.text)
        yield from self._runs(words)
        if extract.is_content:
            plain = without_note_numbers(words)
            if not self.names.keys().isdisjoint(plain):
                yield from self._names(words, plain, is_piece=extract.is_piece)

    def finds(self, line: str) -> bool:
        """Return whether a withheld line would be found in a file that showed it."""
        return next(self.matches(Extract("", line)), None) is not None

    def _runs(self, words: Sequence[str]) -> Iterator[Match]:
        letters = "".join(words)
        for size in self.sizes:
            for place in range(0, len(letters) - size + 1, _STEP):
                group = self.runs.get(letters[place : place + size])
                for (run, offset), (index, named) in group.items() if group else ():
                    start = place - offset
                    if start < 0 or not letters.startswith(run, start) or self.shown.has_run(named):
                        continue
                    if len(named) < RUN and _ends_within_word(words, start + len(run)):
                        continue
                    if not self.shown.has_parts_in_place(letters, start, start + len(run)):
                        yield Match(index, " ".join(named), _word_at(words, start))

    def _names(self, words: Sequence[str], plain: Sequence[str], *, is_piece: bool) -> Iterator[Match]:
        for place, word in enumerate(plain):
            for name, index in self.names[word].items() if word in self.names else ():
                end = place + len(name)
                if tuple(plain[place:end]) != name:
                    continue
                if not self._is_shown(words, place, end, is_piece=is_piece):
                    yield Match(index, " ".join(name), place + 1)

    def _is_shown(self, words: Sequence[str], start: int, end: int, *, is_piece: bool) -> bool:
        if is_piece and self.shown.has_in_place(words, start, end):
            return True
        if is_piece and self.shown.has_part_beside_right_to_left(words, start, end):
            return True
        if is_piece and end - start > 1 and self.shown.has_each_from_right_to_left(words[start:end]):
            return True
        offset = sum(map(len, words[:start]))
        return self.shown.has_parts_in_place("".join(words), offset, offset + sum(map(len, words[start:end])))


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
    runs: dict[str, dict[tuple[str, int], tuple[int, Words]]] = {}
    names: dict[Words, int] = {}
    for index, line in lines:
        for run in _windows(line, RUN):
            if sum(map(letter_count, run)) >= FEWEST and not any(core in cores for core in _windows(run, CORE)):
                _add_run(runs, run, index)
        for name in _short_terms(tuple(without_note_numbers(line))):
            names.setdefault(name, index)
    seen_words = [*shown, *on_page]
    seen_words += [parts for words in seen_words if len(parts := _in_parts(words)) > len(words)]
    for name in _occurring(names, [*seen_words, *map(without_note_numbers, seen_words)]):
        del names[name]
    for name in _turned_round(names, seen_words):
        del names[name]
    seen = ShownWords(shown, on_page)
    for name, index in names.items():
        if len(name) > 1 and sum(map(letter_count, name)) >= _PIECE and "".join(name) not in seen.letters:
            _add_run(runs, name, index)
    by_word: dict[str, dict[Words, int]] = {}
    for name, index in names.items():
        by_word.setdefault(name[0], {})[name] = index
    return SearchTerms(runs, by_word, seen, tuple(sorted({len(key) for key in runs})))


def _in_parts(words: Iterable[str]) -> list[str]:
    return [part for word in words for part in _PARTS.findall(word)]


def is_too_short(line: str) -> bool:
    """Return whether a withheld line has neither a word nor a run of words that could be searched for."""
    words = tuple(words_in(line))
    has_run = len(words) >= RUN and sum(map(letter_count, words)) >= FEWEST
    return bool(words) and not has_run and next(_short_terms(tuple(without_note_numbers(words))), None) is None


def _turned_round(names: Collection[Words], texts: Sequence[Sequence[str]]) -> set[Words]:
    """Return the names that are shown in the other order, if any text is written from right to left.

    Whoever reads a line of a PDF by its places may take pieces of Latin letters in it in that order.
    """
    if not any(bidirectional(letter) in {"R", "AL"} for words in texts for word in words for letter in word[:1]):
        return set()
    several = {name[::-1] for name in names if len(name) > 1}
    return {name[::-1] for name in _occurring(several, texts)}.intersection(names)


def without_note_numbers(words: Sequence[str]) -> list[str]:
    """Return words without the digits at their ends: the number of a note follows its word without a space."""
    return [word.rstrip(digits) or word if word[-1] in digits else word for word in words]


def _add_run(runs: dict[str, dict[tuple[str, int], tuple[int, Words]]], run: Words, index: int) -> None:
    letters = "".join(run)
    size = next((key for key in _KEYS if len(letters) >= key + _STEP - 1), 0)
    if size:
        for offset in range(_STEP):
            runs.setdefault(letters[offset : offset + size], {}).setdefault((letters, offset), (index, run))


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


def _ends_within_word(words: Sequence[str], end: int) -> bool:
    """Return whether a place in the letters of some words is within one of them."""
    offset = 0
    for word in words:
        if offset >= end:
            break
        offset += len(word)
    return offset > end


def _word_at(words: Sequence[str], start: int) -> int:
    """Return which word, from 1, has the letter at an offset of the words without spaces."""
    end = 0
    for number, word in enumerate(words, 1):
        end += len(word)
        if start < end:
            return number
    raise ValueError("a match begins behind the last word")
