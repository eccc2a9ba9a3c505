"""What a dossier or a brief has in it, value by value, each with those who may read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from brief.diagnostics.problems import Place

Readers = frozenset[str]
Path = tuple[str, ...]  # field of the dossier, then for items: identifier, field; then kinds of nodes

NOBODY: Readers = frozenset()
OBJECT = "\ufffc"  # placeholder in a line for a node without text


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value, where it is, and who may read it; `names` is the identifier of what it refers to or is about."""

    path: Path
    value: str | bytes
    readers: Readers
    place: Place
    is_shown: bool = False  # whether the value is an author's words
    names: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The text of one line, in pieces, each with its readers; words were taken out of it for those in `cut`."""

    path: Path
    pieces: tuple[tuple[str, Readers], ...]
    cut: Readers
    place: Place

    @property
    def readers(self) -> Readers:
        """Return those who see some of the line."""
        return union(readers for text, readers in self.pieces if text)

    def seen_by(self, audience: str) -> str:
        """Return what an audience sees of the line, before anything in it is repaired."""
        return "".join(text for text, readers in self.pieces if audience in readers)

    def hidden_from(self, audience: str) -> Iterator[str]:
        """Give each run of words that an audience does not see."""
        for is_seen, pieces in groupby(self.pieces, lambda piece: audience in piece[1]):
            if not is_seen:
                yield from re.split(f"[\n{OBJECT}]", "".join(text for text, _ in pieces))


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything in a dossier or a brief, in order, with who may read it."""

    leaves: tuple[Leaf, ...]
    lines: tuple[Line, ...]

    def hidden_from(self, audience: str) -> Iterator[tuple[Leaf | Line, str]]:
        """Give each piece of an author's words that an audience may not read, unbroken, and what it belongs to."""
        for line in self.lines:
            yield from ((line, words) for words in line.hidden_from(audience))
        for leaf in self.leaves:
            if leaf.is_shown and audience not in leaf.readers:
                yield from ((leaf, line) for line in str(leaf.value).splitlines())


def union(sets: Iterable[Readers]) -> Readers:
    """Return those who are in one of the sets."""
    return frozenset().union(*sets)
