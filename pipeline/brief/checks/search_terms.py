"""What to look for: word runs of what was withheld that nothing shown can explain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass

from brief.checks.extract import Extract
from brief.checks.normalise import weight, words_in

Words = tuple[str, ...]

RUN = 6  # words in a run
CORE = 4  # a run of which this many words in a row are shown counts as shown: a template may have set the rest beside
_KEY = 12  # letters by which a run is found without its spaces, and what it must weigh
_SHORT_KEY = 6  # the same, for runs in scripts that write a word with one character
_PIECE = 16  # letters that a piece shorter than a run needs to be looked for without its spaces
_NAME = 4  # letters that a word needs to be looked for at all: shorter ones are everywhere


@dataclass(frozen=True, slots=True)
class Needles:
    """What must not be found; each needle leads to the index of the withheld text that it is from.

    `runs` are looked for everywhere and without spaces, so that neither line breaks nor letters placed one by one hide
    them; they are grouped by their first letters, `_KEY` or else `_SHORT_KEY` of them. `names` are short pieces and
    single words; they are looked for as whole words and only where people read.
    """

    runs: Mapping[str, Mapping[str, tuple[int, str]]]
    names: Mapping[Words, int]
    sizes: tuple[int, ...]  # of the first letters that runs are grouped by
    lengths: tuple[int, ...]  # of the names, in words

    def found_in(self, extract: Extract) -> Iterator[tuple[int, str]]:
        """Give the index of each withheld text that an extract has words of, and those words."""
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


def needles(withheld: Sequence[str], brief: Iterable[str], page: Iterable[str]) -> Needles:
    """Return what of the withheld texts cannot be in a finished file by right.

    Each withheld text has one unbroken piece of words to a line. A run of `RUN` words is a needle unless the brief
    itself has `CORE` of them in a row. A piece too short for that, and a single word, is one unless the brief or the
    page has it: short words of a page may be a template's own.
    """
    lines = [(index, tuple(words_in(line))) for index, text in enumerate(withheld) for line in text.splitlines()]
    shown = [words_in(text) for text in brief]
    on_page = [words_in(text) for text in page]
    cores = _met({core for _, line in lines if len(line) >= RUN for core in _windows(line, CORE)}, shown)
    runs: dict[str, dict[str, tuple[int, str]]] = {}
    names: dict[Words, int] = {}
    for index, line in lines:
        for run in _windows(line, RUN):
            if sum(map(weight, run)) >= _KEY and not any(core in cores for core in _windows(run, CORE)):
                _enter(runs, run, index)
        for name in _names(line):
            names.setdefault(name, index)
    for name in _met(names, [*shown, *on_page]):
        del names[name]
    spelled = "\n".join("".join(words) for words in [*shown, *on_page])
    for name, index in names.items():
        if len(name) > 1 and sum(map(weight, name)) >= _PIECE and "".join(name) not in spelled:
            _enter(runs, name, index)
    return Needles(runs, names, _sizes(runs), _sizes(names))


def _sizes(keys: Iterable[Sized]) -> tuple[int, ...]:
    return tuple(sorted({len(key) for key in keys}))


def _enter(runs: dict[str, dict[str, tuple[int, str]]], run: Words, index: int) -> None:
    letters = "".join(run)
    size = _KEY if len(letters) >= _KEY else _SHORT_KEY
    if len(letters) >= size:
        runs.setdefault(letters[:size], {}).setdefault(letters, (index, " ".join(run)))


def _names(line: Words) -> Iterator[Words]:
    """Give a line that is too short to be a run, as one; and every word of a line that tells something alone."""
    if len(line) < RUN and sum(map(weight, line)) >= _NAME:
        yield line
    yield from ((word,) for word in line if weight(word) > _NAME)


def _met(sought: Collection[Words], texts: Sequence[Sequence[str]]) -> set[Words]:
    """Return those of the sought runs of words that stand in one of the texts."""
    lengths = {len(words) for words in sought}
    return {window for words in texts for length in lengths for window in _windows(words, length) if window in sought}


def _windows(words: Sequence[str], length: int) -> Iterator[Words]:
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1))
