"""Likelihood and confidence are never said in one sentence: readers take one for the other (ICD 203)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from brief.errors import Place, Problem
from brief.model.brief import Selection
from brief.model.estimate import SCALES, Level
from brief.model.fields import proses
from brief.model.text import BLOCKS, Kind, Node, Prose

if TYPE_CHECKING:
    from brief.vocabulary import Page

_WORDS = sorted({word for scale in SCALES.values() for word in scale}, key=len, reverse=True)
_LIKELIHOOD = re.compile(rf"\b(?:{'|'.join(map(re.escape, _WORDS))}|almost certainly)\b", re.IGNORECASE)
_LEVELS = "|".join(Level)
_CONFIDENCE = re.compile(
    rf"\b(?:{_LEVELS})(?:ly)?[\s-]+(?:confidence|confident)\b|\bconfidence\b[^.;]{{0,30}}?\b(?:{_LEVELS})\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\Wa-z_])")


def estimates(selection: Selection, page: Page, files: Mapping[str, bytes]) -> list[Problem]:
    """Return W701 for each sentence of the brief's prose with a likelihood word and a level of confidence in it.

    The words are those of `SCALES`, which are English: prose in another language has none of them.
    """
    del page, files
    problems = []
    for prose in proses(selection.brief):
        for line in _lines(prose):
            problems += [_mixed(*found) for found in _mixing(line)]
    return problems


def _lines(prose: Prose) -> Iterator[list[Node]]:
    """Give the text nodes of each block, and of each run of inlines outside one, in order; notes apart."""
    line: list[Node] = []
    for node in prose:
        if node.kind in BLOCKS or node.kind is Kind.NOTE:
            if node.kind in BLOCKS:
                yield line
                line = []
            yield from _lines(node.children)
        elif node.kind is Kind.TEXT:
            line.append(node)
        else:
            inner = list(_lines(node.children))
            line += inner[-1]
            yield from inner[:-1]
    yield line


def _mixing(line: list[Node]) -> Iterator[tuple[str, str, Place]]:
    """Give the likelihood and the confidence of each sentence that has both, and where the likelihood stands."""
    text = "".join(node.text for node in line)
    start = 0
    for end in [*(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]:
        likelihood = _LIKELIHOOD.search(text, start, end)
        confidence = _CONFIDENCE.search(text, start, end)
        if likelihood and confidence:
            yield likelihood[0], confidence[0], _place(line, likelihood.start())
        start = end


def _place(line: list[Node], position: int) -> Place:
    """Return the place of the node that holds a character of the line."""
    passed = 0
    for node in line:
        passed += len(node.text)
        if position < passed:
            return node.place
    raise IndexError(position)


def _mixed(likelihood: str, confidence: str, place: Place) -> Problem:
    text = f"`{likelihood}` and `{confidence}` stand in one sentence"
    return Problem("W701", text, place, hint="say how likely it is in one sentence, and how sure you are in another")
