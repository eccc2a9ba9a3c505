"""Differences of a format without structure, such as plain text: its words in order."""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.structure.compare import Difference, differences
from brief.checks.structure.tokens import Line, Tag, Token


def word_differences(expected: str, found: str) -> Iterator[Difference]:
    """Give each place at which the words of two texts differ; spaces and the ends of lines do not count."""
    return differences(_tokens(expected), _tokens(found))


def _tokens(text: str) -> Iterator[Token]:
    yield Tag("text")
    yield Line(" ".join(text.split()))
