"""Prose as lines: what stands in one block, in one row, with the place of each character in the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from brief.diagnostics.problems import Place
from brief.model.text import BLOCKS, Kind, Node, Prose

UNSAID = "\ufffc"  # stands for code and for computed words (the names of tables and the like): no word of the author
_FIGURES = "0"  # stands for a variable, which is filled in later
_LEAVES = {Kind.CODE: UNSAID, Kind.REFERENCE: UNSAID, Kind.VARIABLE: _FIGURES, Kind.BREAK: "\n"}


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one block, or of a text field without blocks; citations and notes are not among them."""

    text: str
    kind: Kind | None  # of the innermost block that it stands in
    language: str  # the tag that was written around it, or nothing
    nodes: tuple[Node, ...]
    starts: tuple[int, ...]  # where each node's words begin in the text

    def at(self, position: int, width: int = 1) -> Place:
        """Return where a character of the text was written."""
        index = bisect_right(self.starts, position) - 1
        node = self.nodes[index]
        place = node.at(position - self.starts[index]) if node.kind is Kind.TEXT else node.place
        return replace(place, width=width)


def lines(prose: Prose, kind: Kind | None = None, language: str = "") -> Iterator[Line]:
    """Give the line of each block that has words, in order; a note's lines follow the line of its call."""
    leaves: list[Node] = []
    notes: list[Node] = []
    for node in prose:
        if node.kind in BLOCKS:
            yield from _line(leaves, notes, kind, language)
            leaves, notes = [], []
            inner = kind if node.kind is Kind.DIVISION else node.kind
            yield from lines(node.children, inner, node.get("lang") or language)
        else:
            leaves += _leaves(node, notes)
    yield from _line(leaves, notes, kind, language)


def _leaves(node: Node, notes: list[Node]) -> Iterator[Node]:
    if node.kind is Kind.NOTE:
        notes.append(node)
    elif node.kind is Kind.TEXT or (node.kind in _LEAVES and not node.children):
        yield node
    elif node.kind is not Kind.CITE:
        for child in node.children:
            yield from _leaves(child, notes)


def _line(leaves: list[Node], notes: list[Node], kind: Kind | None, language: str) -> Iterator[Line]:
    said = [node.text if node.kind is Kind.TEXT else _LEAVES[node.kind] for node in leaves]
    text = "".join(said)
    if text.strip():
        starts = (0, *accumulate(map(len, said[:-1])))
        yield Line(text, kind, language, tuple(leaves), starts)
    for note in notes:
        yield from lines(note.children, Kind.NOTE, language)
