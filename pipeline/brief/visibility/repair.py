"""A line from which words were taken out, made whole: no double space, no stray comma, no empty brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from brief.model.text import Kind, Node, Prose

GAP = Node(Kind.SPAN)  # known by identity: here an inline node was taken out

_SPACE = " \t\n"  # not the no-break spaces, which are typography
_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "«": "»", "„": "“", '"': '"'}
_OPENERS = "([{"  # quotation marks open in one language and close in another
_STOPS = ".!?…"
_JOINS = ",;:"
_CLOSERS = _STOPS + _JOINS + ")]}”’»"
_ATOMS = frozenset({Kind.NOTE, Kind.CITE})


def mended(run: Sequence[Node]) -> Prose:
    """Return one line of inline nodes without its gaps; empty when a gap left no words in it."""
    if not any(node is GAP for top in run for node in top.walk()):
        return tuple(run)
    leaves = [leaf for node in run for leaf in _leaves(node)]
    _close_gaps(leaves)
    if not any(_says_something(leaf) for leaf in leaves):
        return ()
    following = iter(leaves)
    return tuple(new for node in run if (new := _rebuilt(node, following)) is not None)


def _leaves(node: Node) -> Iterator[Node]:
    if node is GAP or node.kind in _ATOMS or not node.children:
        yield node
    else:
        for child in node.children:
            yield from _leaves(child)


def _rebuilt(node: Node, following: Iterator[Node]) -> Node | None:
    """Return the node over the mended leaves, taken in order; `None` when nothing of it is left."""
    if node is GAP or node.kind in _ATOMS or not node.children:
        leaf = next(following)
        return None if leaf is GAP else leaf
    children = tuple(new for child in node.children if (new := _rebuilt(child, following)) is not None)
    return replace(node, children=children) if children else None


def _says_something(leaf: Node) -> bool:
    if leaf is GAP or leaf.kind is Kind.BREAK:
        return False
    return leaf.kind is not Kind.TEXT or any(character.isalnum() for character in leaf.text)


def _close_gaps(leaves: list[Node]) -> None:
    """Mend the text on both sides of every gap, in place; text that is used up becomes a gap itself."""
    for index, leaf in enumerate(leaves):
        if leaf is not GAP:
            continue
        left = next((back for back in range(index - 1, -1, -1) if leaves[back] is not GAP), None)
        right = next((on for on in range(index + 1, len(leaves)) if leaves[on] is not GAP), None)
        _close(leaves, left, right)


def _close(leaves: list[Node], left: int | None, right: int | None) -> None:
    before = None if left is None else leaves[left]
    after = None if right is None else leaves[right]
    starts = before is None or before.kind is Kind.BREAK
    ends = after is None or after.kind is Kind.BREAK
    if starts and ends:
        drop = right if right is not None else left
        if drop is not None:
            leaves[drop] = GAP
            _close(leaves, *_around(leaves, drop))
    elif starts and right is not None:
        _put(leaves, right, _text(after).lstrip(_SPACE).lstrip(_JOINS).lstrip(_SPACE))
    elif ends and left is not None:
        _put(leaves, left, _text(before).rstrip(_SPACE))
    elif left is not None and right is not None:
        is_note = after is not None and after.kind is Kind.NOTE
        new_left, new_right = (_text(before).rstrip(_SPACE), "") if is_note else _joined(_text(before), _text(after))
        _put(leaves, left, new_left)
        _put(leaves, right, new_right)


def _around(leaves: list[Node], index: int) -> tuple[int | None, int | None]:
    left = next((back for back in range(index - 1, -1, -1) if leaves[back] is not GAP), None)
    return left, next((on for on in range(index + 1, len(leaves)) if leaves[on] is not GAP), None)


def _text(leaf: Node | None) -> str:
    """Return a text leaf's words; anything else stands like a letter, so that it is never trimmed."""
    return leaf.text if leaf is not None and leaf.kind is Kind.TEXT else "x"


def _put(leaves: list[Node], index: int, text: str) -> None:
    leaf = leaves[index]
    if leaf.kind is Kind.TEXT and text != leaf.text:
        leaves[index] = leaf.trimmed(text) if text else GAP


def _joined(left: str, right: str) -> tuple[str, str]:
    """Return the words before and after a gap as they read when nothing stood between them."""
    bare_left, bare_right = left.rstrip(_SPACE), right.lstrip(_SPACE)
    last, first = bare_left[-1:], bare_right[:1]
    if last and _PAIRS.get(last) == first:
        return _joined(bare_left[:-1], bare_right[1:])
    if first and first in _CLOSERS:
        if last and last in _JOINS and first in _STOPS + _JOINS:
            bare_left = bare_left[:-1].rstrip(_SPACE)
        elif last and last in _STOPS and first in _STOPS + _JOINS:
            bare_right = bare_right[1:]
        return bare_left, bare_right
    if left != bare_left or (last and last in _OPENERS):
        return left, bare_right
    return left, right
