"""The reading grade of a brief: how many years of school its sentences need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brief.checks.limits.brief_text import BriefText
from brief.checks.limits.syllables import count_syllables
from brief.checks.normalise import is_unspaced
from brief.checks.sentences import sentences, spaced_words
from brief.diagnostics.problems import Place, Problem

FEWEST_WORDS = 100  # below which a grade is mostly chance
_SHOWN = 3  # of the hardest sentences


@dataclass(frozen=True, slots=True)
class MeasuredSentence:
    """One sentence: where it begins, and how many words and syllables it has."""

    place: Place
    words: int
    syllables: int


def check_grade(text: BriefText) -> Iterator[Problem]:
    """Give a W707 when the running prose of a brief has a higher grade than allowed, with its hardest sentences.

    The grade was made for English: prose in another language is not measured, nor are fewer than `FEWEST_WORDS` words.
    """
    limit = text.limit("grade")
    measured = [] if limit is None else list(_measure_sentences(text))
    if limit is None or sum(one.words for one in measured) < FEWEST_WORDS:
        return
    found = round(grade(measured), 1)
    if found > limit:
        hardest = sorted(measured, key=lambda one: (-grade([one]), one.place))[:_SHOWN]
        shown = [(one.place, f"this sentence alone has grade {grade([one]):.1f}") for one in hardest]
        message = f"the brief has reading grade {found:g} (Flesch-Kincaid); the limit is {limit:g}"
        hint = "shorten its longest sentences, and use shorter words"
        yield Problem("W707/hard-to-read", message, text.dossier, hint=hint, related=(*text.related("grade"), *shown))


def grade(measured: Sequence[MeasuredSentence]) -> float:
    """Return the Flesch-Kincaid grade level of some sentences: a year at school in the United States.

    0.39 words to a sentence + 11.8 syllables to a word - 15.59 (Kincaid, Fishburne, Rogers and Chissom, Derivation of
    New Readability Formulas for Navy Enlisted Personnel, Research Branch Report 8-75, 1975).
    """
    count = sum(one.words for one in measured)
    return 0.39 * count / len(measured) + 11.8 * sum(one.syllables for one in measured) / count - 15.59


def _measure_sentences(brief: BriefText) -> Iterator[MeasuredSentence]:
    for one in brief.blocks:
        text = one.block.text
        if not one.is_running or one.language.partition("-")[0] != "en" or is_unspaced(text):
            continue
        for start, end in sentences(text, one.language):
            found = spaced_words(text[start:end])
            if found:
                yield MeasuredSentence(one.block.at(start), len(found), sum(map(count_syllables, found)))
