"""What one audience sees of a piece of prose. Loading asks it to find faults, selecting to make the brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from brief.model.text import BLOCKS, Kind, Node, Prose
from brief.visibility.repair import GAP, mended

_KEEP_WHEN_EMPTY = frozenset({Kind.CELL, Kind.FIGURE})  # a grid keeps its cells; a figure still has its picture


@dataclass(frozen=True, slots=True)
class Removed:
    """A node that an audience does not see; `is_emptied` when only what stood in it was withheld."""

    node: Node
    is_emptied: bool = False


def narrowed(prose: Prose, audience: str) -> tuple[Prose, tuple[Removed, ...]]:
    """Return what one audience sees of prose, and every node that it does not see, the outermost once.

    A mark that does not name the audience takes its node out. Then go: containers with nothing left in them, a table
    with a header only, a heading with nothing left under it, a term without definition. Spaces and punctuation are
    mended where words were taken out of a line. Every mark that is left names this audience alone.
    """
    removed: list[Removed] = []
    if not any(node.audience is not None for top in prose for node in top.walk()):
        return prose, ()
    return _mixed(prose, audience, removed), tuple(removed)


def _mixed(nodes: Prose, audience: str, removed: list[Removed]) -> Prose:
    """Narrow nodes of which each run of inlines is a line of its own, the blocks between them whole."""
    kept: list[tuple[int, Node]] = []
    run: list[Node] = []
    for index, node in enumerate(nodes):
        if node.kind not in BLOCKS:
            run.append(_inline(node, audience, removed))
            continue
        kept += [(index - 1, inline) for inline in mended(run)]
        run = []
        block = _block(node, audience, removed)
        kept += [(index, block)] if block is not None else []
    kept += [(len(nodes) - 1, inline) for inline in mended(run)]
    return tuple(node for _, node in _without_bare_headings(nodes, kept, removed))


def _inline(node: Node, audience: str, removed: list[Removed]) -> Node:
    if _is_withheld(node, audience, removed):
        return GAP
    if node.kind is Kind.NOTE:
        children = _mixed(node.children, audience, removed)
    else:
        children = tuple(_inline(child, audience, removed) for child in node.children)
        if node.kind is Kind.CITE:
            children = tuple(child for child in children if child is not GAP)
    if node.children and not children:
        return GAP
    return _with(node, children, audience)


def _block(node: Node, audience: str, removed: list[Removed]) -> Node | None:
    if _is_withheld(node, audience, removed):
        return None
    if node.kind is Kind.DEFINITIONS:
        children = tuple(_paired(node.children, audience, removed))
    else:
        children = _mixed(node.children, audience, removed)
    if node.kind is Kind.ROW and children:
        children = tuple(_cells(node.children, audience, children))
    new = _with(node, children, audience)
    if node.kind is Kind.TABLE:
        new = _uncaptioned(new)
        if _rows(node) and not _rows(new):
            removed.append(Removed(new, is_emptied=True))
            return None
    if node.children and not children and node.kind not in _KEEP_WHEN_EMPTY:
        removed.append(Removed(new, is_emptied=True))
        return None
    return new


def _is_withheld(node: Node, audience: str, removed: list[Removed]) -> bool:
    if node.audience is None or audience in node.audience:
        return False
    removed.append(Removed(node))
    return True


def _with(node: Node, children: Prose, audience: str) -> Node:
    mark = None if node.audience is None else frozenset({audience})
    is_same = mark == node.audience and len(children) == len(node.children)
    if is_same and all(new is old for new, old in zip(children, node.children, strict=True)):
        return node
    return replace(node, children=children, audience=mark)


def _cells(cells: Prose, audience: str, children: Prose) -> Iterable[Node]:
    """Give a row as many cells as it had, an empty one for each that is withheld: a grid stays a grid."""
    shown = iter(children)
    for cell in cells:
        if cell.audience is None or audience in cell.audience:
            yield next(shown)
        else:
            yield replace(cell, children=(), text="", audience=frozenset({audience}))


def _rows(table: Node) -> int:
    return sum(row.kind is Kind.ROW and row.get("header") != "yes" for row in table.children)


def _uncaptioned(table: Node) -> Node:
    if table.get("caption") != "yes" or any(child.kind is Kind.CAPTION for child in table.children):
        return table
    return replace(table, attributes=MappingProxyType({**table.attributes, "caption": "no"}))


def _paired(children: Prose, audience: str, removed: list[Removed]) -> Iterator[Node]:
    """Give terms that still have a definition and definitions that still have a term, each with its own."""
    groups: list[list[Node]] = [[]]
    for child in children:
        if child.kind is Kind.TERM and any(earlier.kind is not Kind.TERM for earlier in groups[-1]):
            groups.append([])
        groups[-1].append(child)
    for group in groups:
        kept = _mixed(tuple(group), audience, removed)
        kinds = {child.kind for child in kept}
        if kinds == {child.kind for child in group}:
            yield from kept
        else:
            removed += [Removed(orphan, is_emptied=True) for orphan in kept]


def _without_bare_headings(
    nodes: Prose, kept: list[tuple[int, Node]], removed: list[Removed]
) -> list[tuple[int, Node]]:
    """Take out every heading under which something stood and nothing is left, the innermost first."""
    for position in range(len(kept) - 1, -1, -1):
        index, node = kept[position]
        if node.kind is not Kind.HEADING:
            continue
        end = next((later for later in range(index + 1, len(nodes)) if _ends(nodes[later], node)), len(nodes))
        has_rest = any(index < later < end for later, _ in kept)
        if end > index + 1 and not has_rest:
            removed.append(Removed(node, is_emptied=True))
            del kept[position]
    return kept


def _ends(node: Node, heading: Node) -> bool:
    return node.kind is Kind.HEADING and int(node.get("level")) <= int(heading.get("level"))
