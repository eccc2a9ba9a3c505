"""Who sees each node of prose, from the marks on it and around it, and from what is left in it and after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import groupby

from brief.checks.readers.leaves import Readers, union
from brief.model.text import BLOCKS, Kind, Node, Prose

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_KEPT_EMPTY = frozenset({Kind.CELL, Kind.FIGURE})
_ONE_PIECE = frozenset({Kind.NOTE, Kind.CITE})  # what is in them is not part of the line around them


@dataclass(slots=True)
class Seen:
    """A node with its readers, and the nodes in it with theirs."""

    node: Node
    readers: Readers
    children: tuple[Seen, ...]

    @property
    def is_inline(self) -> bool:
        """Return whether it is part of a line."""
        return self.node.kind not in BLOCKS

    @property
    def is_leaf(self) -> bool:
        """Return whether a line has it as one piece."""
        return self.node.kind in _ONE_PIECE or not self.children

    def line(self) -> Iterator[Seen]:
        """Give this node of a line and those below it, but nothing inside a note or a citation."""
        yield self
        if not self.is_leaf:
            for child in self.children:
                yield from child.line()

    def has_words(self) -> bool:
        """Return whether anyone can see words in this node of a line."""
        return any(leaf.is_leaf and _counts_as_word(leaf.node) for leaf in self.line())

    def word_readers(self) -> Readers:
        """Return those who see words in this node of a line."""
        return union(leaf.readers for leaf in self.line() if leaf.is_leaf and _counts_as_word(leaf.node))


def seen_prose(prose: Prose, outer: Readers) -> tuple[Seen, ...]:
    """Return prose with the readers of each node; the prose is inside something that is for `outer`."""
    nodes = tuple(_seen(node, outer) for node in prose)
    _restrict_lines_and_headings(nodes, outer)
    return nodes


def _counts_as_word(leaf: Node) -> bool:
    if leaf.kind is Kind.TEXT:
        return _LETTER_OR_DIGIT.search(leaf.text) is not None
    return leaf.kind is not Kind.BREAK


def _seen(node: Node, outer: Readers) -> Seen:
    allowed = outer if node.audience is None else outer & node.audience
    children = tuple(_seen(child, allowed) for child in node.children)
    if node.kind is Kind.DEFINITIONS:
        for group in _definition_groups(children):
            kinds = {child.node.kind for child in group}
            whole = (union(child.readers for child in group if child.node.kind is kind) for kind in kinds)
            _restrict(group, reduce(frozenset.__and__, whole))
    elif node.kind in BLOCKS or node.kind is Kind.NOTE:
        _restrict_lines_and_headings(children, allowed)
    readers = allowed
    if children and node.kind not in _KEPT_EMPTY:
        readers = union(child.readers for child in children)
    if node.kind is Kind.TABLE:
        rows = [child for child in children if child.node.kind is Kind.ROW and child.node.get("header") != "yes"]
        readers &= union(row.readers for row in rows) if rows else allowed
    return Seen(node, readers, children)


def _restrict(nodes: Iterable[Seen], readers: Readers) -> None:
    for one in nodes:
        one.readers &= readers


def _restrict_lines_and_headings(nodes: tuple[Seen, ...], outer: Readers) -> None:
    """Take lines without words from those for whom something was taken out of them, and headings with nothing left."""
    for is_inline, group in groupby(nodes, lambda one: one.is_inline):
        run = tuple(group)
        if is_inline:
            words = union(one.word_readers() for one in run)
            _restrict(run, (outer - cut(run, outer)) | words)
    for index in range(len(nodes) - 1, -1, -1):
        if nodes[index].node.kind is Kind.HEADING:
            under = list(_under(nodes, index))
            _restrict([nodes[index]], union(one.readers for one in under) if under else outer)


def cut(run: Iterable[Seen], outer: Readers) -> Readers:
    """Return those for whom something was taken out of a line."""
    return union(outer - one.readers for top in run for one in top.line())


def _under(nodes: tuple[Seen, ...], heading: int) -> Iterator[Seen]:
    """Give what is under a heading: all up to the next one of its level or above."""
    for one in nodes[heading + 1 :]:
        if one.node.kind is Kind.HEADING and int(one.node.get("level")) <= int(nodes[heading].node.get("level")):
            return
        yield one


def _definition_groups(children: tuple[Seen, ...]) -> Iterator[list[Seen]]:
    """Give each run of terms with the definitions after it."""
    group: list[Seen] = []
    for child in children:
        if child.node.kind is Kind.TERM and any(one.node.kind is not Kind.TERM for one in group):
            yield group
            group = []
        group.append(child)
    if group:
        yield group
