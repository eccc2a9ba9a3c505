"""A piece of text found in a finished file, and how it is searched."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extract:
    """Text read from one place in a file.

    `is_content` holds for what a person can meet (text, titles, names, addresses); the rest, such as style names or
    raw streams, is full of the format's own words, so that only a run of several words means anything there.
    `is_piece` holds where a format keeps words in pieces, so that a piece may begin or end within a word.
    """

    where: str
    text: str
    is_content: bool = True
    is_piece: bool = False
