"""What one audience sees of prose. Loading uses it to find mistakes, selecting to make the brief."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from brief.model.text import BLOCKS, Kind, Node, Prose
from brief.visibility.repair import GAP, repaired

_KEPT_WHEN_EMPTY = frozenset({Kind.CELL, Kind.FIGURE})  # a grid keeps its cells, a figure still has its picture


@dataclass(frozen=True, slots=True)
class Removed:
    """A node that an audience does not see; `is_emptied` when it was removed because everything in it was."""

    node: Node
    is_emptied: bool = False


def narrowed(prose: Prose, audience: str) -> tuple[Prose, tuple[Removed, ...]]:
    """Return what one audience sees of prose, and every node that it does not see, only the outermost of each.

    A mark that does not name the audience removes its node. Removed with it are containers that are left empty, a
    table with nothing but a header, a heading with nothing left under it, and a term without a definition. Spaces and
    punctuation are repaired where words were removed from a line. Every mark that is left names this audience alone.
    """
    if not any(node.audience is not None for top in prose for node in top.walk()):
        return prose, ()
    narrowing = _Narrowing(audience)
    return narrowing.nodes(prose), tuple(narrowing.removed)


@dataclass(slots=True)
class _Narrowing:
    """One piece of prose while it is narrowed, and what was removed from it so far."""

    audience: str
    removed: list[Removed] = field(default_factory=list)

    def nodes(self, nodes: Prose) -> Prose:
        """Return nodes narrowed: each run of inlines as one line, each block by itself."""
        kept: list[tuple[int, Node]] = []
        run: list[Node] = []
        for index, node in enumerate(nodes):
            if node.kind not in BLOCKS:
                run.append(self._inline(node))
                continue
            kept += [(index - 1, inline) for inline in repaired(run)]
            run = []
            block = self._block(node)
            kept += [(index, block)] if block is not None else []
        kept += [(len(nodes) - 1, inline) for inline in repaired(run)]
        return tuple(node for _, node in self._without_empty_headings(nodes, kept))

    def _inline(self, node: Node) -> Node:
        """Return an inline node narrowed, or `GAP` where nothing of it is left."""
        if self._is_withheld(node):
            return GAP
        if node.kind is Kind.NOTE:
            children = self.nodes(node.children)
        else:
            children = tuple(self._inline(child) for child in node.children)
            if node.kind is Kind.CITE:
                children = tuple(child for child in children if child is not GAP)
        if node.children and not children:
            return GAP
        return self._rebuilt(node, children)

    def _block(self, node: Node) -> Node | None:
        """Return a block narrowed, or `None` where nothing of it is left."""
        if self._is_withheld(node):
            return None
        if node.kind is Kind.DEFINITIONS:
            children = tuple(self._definitions(node.children))
        else:
            children = self.nodes(node.children)
        if node.kind is Kind.ROW and children:
            children = tuple(self._row(node.children, children))
        new = self._rebuilt(node, children)
        if node.kind is Kind.TABLE:
            new = _without_lost_caption(new)
            if _body_rows(node) and not _body_rows(new):
                self.removed.append(Removed(new, is_emptied=True))
                return None
        if node.children and not children and node.kind not in _KEPT_WHEN_EMPTY:
            self.removed.append(Removed(new, is_emptied=True))
            return None
        return new

    def _is_withheld(self, node: Node) -> bool:
        """Return whether a node's own mark keeps it from the audience, and note it as removed."""
        if node.audience is None or self.audience in node.audience:
            return False
        self.removed.append(Removed(node))
        return True

    def _rebuilt(self, node: Node, children: Prose) -> Node:
        """Return a node with these children and a mark for this audience alone; the same node when nothing changes."""
        mark = None if node.audience is None else frozenset({self.audience})
        is_same = mark == node.audience and len(children) == len(node.children)
        if is_same and all(new is old for new, old in zip(children, node.children, strict=True)):
            return node
        return replace(node, children=children, audience=mark)

    def _row(self, cells: Prose, kept: Prose) -> Iterator[Node]:
        """Give a row as many cells as it had, with an empty one for each that is withheld: a grid stays a grid."""
        remaining = iter(kept)
        for cell in cells:
            if cell.audience is None or self.audience in cell.audience:
                yield next(remaining)
            else:
                yield replace(cell, children=(), text="", audience=frozenset({self.audience}))

    def _definitions(self, children: Prose) -> Iterator[Node]:
        """Give the terms that still have a definition and the definitions that still have a term, in their pairs."""
        groups: list[list[Node]] = [[]]
        for child in children:
            if child.kind is Kind.TERM and any(earlier.kind is not Kind.TERM for earlier in groups[-1]):
                groups.append([])
            groups[-1].append(child)
        for group in groups:
            kept = self.nodes(tuple(group))
            if {child.kind for child in kept} == {child.kind for child in group}:
                yield from kept
            else:
                self.removed += [Removed(orphan, is_emptied=True) for orphan in kept]

    def _without_empty_headings(self, nodes: Prose, kept: list[tuple[int, Node]]) -> list[tuple[int, Node]]:
        """Return what is kept without the headings that had something under them and no longer have, innermost first.

        `kept` has the index of each node, or of the run that it is from, among `nodes`.
        """
        for position in range(len(kept) - 1, -1, -1):
            index, node = kept[position]
            if node.kind is not Kind.HEADING:
                continue
            end = next((later for later in range(index + 1, len(nodes)) if _closes(nodes[later], node)), len(nodes))
            has_rest = any(index < later < end for later, _ in kept)
            if end > index + 1 and not has_rest:
                self.removed.append(Removed(node, is_emptied=True))
                del kept[position]
        return kept


def _body_rows(table: Node) -> int:
    return sum(row.kind is Kind.ROW and row.get("header") != "yes" for row in table.children)


def _without_lost_caption(table: Node) -> Node:
    """Return a table that does not claim a caption when its caption was removed."""
    if table.get("caption") != "yes" or any(child.kind is Kind.CAPTION for child in table.children):
        return table
    return replace(table, attributes=MappingProxyType({**table.attributes, "caption": "no"}))


def _closes(node: Node, heading: Node) -> bool:
    """Return whether a node is a heading that ends what is under another one."""
    return node.kind is Kind.HEADING and int(node.get("level")) <= int(heading.get("level"))
