"""The text of each block of prose, with the place of each character in the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from brief.diagnostics.problems import Place
from brief.model.text import BLOCKS, Kind, Node, Prose

NOT_WORDS = "\ufffc"  # replaces code and computed words (names of tables and the like), which the author did not write
_ANY_NUMBER = "0"  # replaces a variable, which is filled in later
_LEAVES = {Kind.CODE: NOT_WORDS, Kind.REFERENCE: NOT_WORDS, Kind.VARIABLE: _ANY_NUMBER, Kind.BREAK: "\n"}


@dataclass(frozen=True, slots=True)
class TextBlock:
    """The text of one block, or of a text field without blocks; citations and notes are left out."""

    text: str
    kind: Kind | None  # of the innermost block around it
    language: str  # the language tag of the prose around it, or empty
    nodes: tuple[Node, ...]
    starts: tuple[int, ...]  # the position in `text` at which each node begins

    def at(self, position: int, width: int = 1) -> Place:
        """Return where a character of the text was written."""
        index = bisect_right(self.starts, position) - 1
        node = self.nodes[index]
        place = node.at(position - self.starts[index]) if node.kind is Kind.TEXT else node.place
        return replace(place, width=width)


def text_blocks(prose: Prose, kind: Kind | None = None, language: str = "") -> Iterator[TextBlock]:
    """Give each block that has words, in order; the blocks of a note follow the block of its call."""
    leaves: list[Node] = []
    notes: list[Node] = []
    for node in prose:
        if node.kind in BLOCKS:
            yield from _text_block(leaves, notes, kind, language)
            leaves, notes = [], []
            inner = kind if node.kind is Kind.DIVISION else node.kind
            yield from text_blocks(node.children, inner, node.get("lang") or language)
        else:
            leaves += _leaves(node, notes)
    yield from _text_block(leaves, notes, kind, language)


def _leaves(node: Node, notes: list[Node]) -> Iterator[Node]:
    if node.kind is Kind.NOTE:
        notes.append(node)
    elif node.kind is Kind.TEXT or (node.kind in _LEAVES and not node.children):
        yield node
    elif node.kind is not Kind.CITE:
        for child in node.children:
            yield from _leaves(child, notes)


def _text_block(leaves: list[Node], notes: list[Node], kind: Kind | None, language: str) -> Iterator[TextBlock]:
    texts = [node.text if node.kind is Kind.TEXT else _LEAVES[node.kind] for node in leaves]
    text = "".join(texts)
    if text.strip():
        starts = (0, *accumulate(map(len, texts[:-1])))
        yield TextBlock(text, kind, language, tuple(leaves), starts)
    for note in notes:
        yield from text_blocks(note.children, Kind.NOTE, language)
