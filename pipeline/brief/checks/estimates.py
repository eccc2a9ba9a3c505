"""Likelihood and confidence are not stated in one sentence: readers confuse the two (ICD 203)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from brief.checks.finished_file import FinishedFile
from brief.checks.sentences import sentences
from brief.checks.text_blocks import TextBlock, text_blocks
from brief.diagnostics.problems import Place, Problem
from brief.model.brief import Selection
from brief.model.estimate import SCALES, Level
from brief.model.fields import all_prose

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

_WORDS = sorted({word for scale in SCALES.values() for word in scale}, key=len, reverse=True)
_LIKELIHOOD = re.compile(rf"\b(?:{'|'.join(map(re.escape, _WORDS))}|almost certainly)\b", re.IGNORECASE)
_LEVELS = "|".join(Level)
_CONFIDENCE = re.compile(
    rf"\b(?:{_LEVELS})(?:ly)?[\s-]+(?:confidence|confident)\b|\bconfidence\b[^.;]{{0,30}}?\b(?:{_LEVELS})\b",
    re.IGNORECASE,
)


def estimates(selection: Selection, page: Page, files: Mapping[str, FinishedFile]) -> list[Problem]:
    """Return a W701 for each sentence of the brief's prose with both a word of likelihood and a level of confidence.

    The words are those of `SCALES`, which are English: prose in another language is not checked.
    """
    del page, files
    return [
        _problem(*found)
        for prose in all_prose(selection.brief)
        for block in text_blocks(prose)
        for found in _mixed_sentences(block, block.language or selection.brief.language.tag)
    ]


def _mixed_sentences(block: TextBlock, language: str) -> Iterator[tuple[str, str, Place]]:
    """Give the likelihood and the confidence of each sentence that states both, and the place of the likelihood."""
    for start, end in sentences(block.text, language):
        likelihood = _LIKELIHOOD.search(block.text, start, end)
        confidence = _CONFIDENCE.search(block.text, start, end)
        if likelihood and confidence:
            yield likelihood[0], confidence[0], block.at(likelihood.start(), len(likelihood[0]))


def _problem(likelihood: str, confidence: str, place: Place) -> Problem:
    text = f"`{likelihood}` and `{confidence}` are in one sentence"
    return Problem(
        "W701/likelihood-with-confidence",
        text,
        place,
        hint="state how likely it is in one sentence, and how sure you are in another",
    )
