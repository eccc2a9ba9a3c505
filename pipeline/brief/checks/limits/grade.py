"""How many years at school a brief asks of its readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brief.checks.limits.reading import Reading
from brief.checks.limits.syllables import syllables
from brief.checks.normalise import is_unspaced
from brief.checks.sentences import sentences, words
from brief.diagnostics.problems import Place, Problem

FEWEST_WORDS = 100  # below which a grade says more of chance than of the text
_SHOWN = 3  # of the hardest sentences


@dataclass(frozen=True, slots=True)
class Measured:
    """One sentence: where it begins, how many words it has, and how many syllables they have."""

    place: Place
    words: int
    syllables: int


def readable(read: Reading) -> Iterator[Problem]:
    """Give W707 when the running prose of a brief has a higher grade than allowed, with its hardest sentences.

    The grade was made for English: prose in another language is not measured, nor are fewer than `FEWEST_WORDS` words.
    """
    limit = read.limit("grade")
    measured = [] if limit is None else list(_measured(read))
    if limit is None or sum(one.words for one in measured) < FEWEST_WORDS:
        return
    found = round(grade(measured), 1)
    if found > limit:
        hardest = sorted(measured, key=lambda one: (-grade([one]), one.place))[:_SHOWN]
        told = [(one.place, f"alone, this sentence has grade {grade([one]):.1f}") for one in hardest]
        text = f"the brief has reading grade {found:g} (Flesch-Kincaid); the limit is {limit:g}"
        hint = "shorten its longest sentences, and say in short words what long ones say"
        yield Problem("W707/hard-to-read", text, read.dossier, hint=hint, related=(*read.related("grade"), *told))


def grade(measured: Sequence[Measured]) -> float:
    """Return the Flesch-Kincaid grade level of some sentences: a year at school in the United States.

    0.39 words to a sentence + 11.8 syllables to a word - 15.59 (Kincaid, Fishburne, Rogers and Chissom, Derivation of
    New Readability Formulas for Navy Enlisted Personnel, Research Branch Report 8-75, 1975).
    """
    count = sum(one.words for one in measured)
    return 0.39 * count / len(measured) + 11.8 * sum(one.syllables for one in measured) / count - 15.59


def _measured(read: Reading) -> Iterator[Measured]:
    for one in read.lines:
        text = one.line.text
        if not one.is_running or one.language.partition("-")[0] != "en" or is_unspaced(text):
            continue
        for start, end in sentences(text, one.language):
            found = words(text[start:end])
            if found:
                yield Measured(one.line.at(start), len(found), sum(map(syllables, found)))
