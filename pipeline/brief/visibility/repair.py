"""Repair a line from which words were removed: no double space, no stray comma or dash, no empty brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from brief.model.text import Kind, Node, Prose

GAP = Node(Kind.SPAN)  # compared by identity: an inline node was removed here

_SPACE = " \t\n"  # not the no-break spaces, which are typography
_SPACES = tuple(_SPACE)
_NO_BREAK = ("\u00a0", "\u202f")
_BLANK = _SPACE + "".join(_NO_BREAK)
# A dash between parts of a sentence, but not one in a range or before a number.
_DASH_AT_END = re.compile(r"(?:\s[–—]|—)\s*$")
_DASH_AT_START = re.compile(r"^\s*(?:[–—]\s|—)\s*")
_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "«": "»", "„": "“", '"': '"'}
_OPENERS = "([{"  # quotation marks open in one language and close in another
_STOPS = ".!?…"
_JOINS = ",;:"
_CLOSERS = _STOPS + _JOINS + ")]}”’»"
_INDIVISIBLE = frozenset({Kind.NOTE, Kind.CITE})


def repaired(run: Sequence[Node]) -> Prose:
    """Return one line of inline nodes without its gaps; empty when the gaps left no words in it."""
    if not any(node is GAP for top in run for node in top.walk()):
        return tuple(run)
    found = [leaf for node in run for leaf in _leaves(node)]
    leaves = [leaf for leaf, _ in found]
    _close_gaps(leaves, [depth for _, depth in found])
    if not any(_has_words(leaf) for leaf in leaves):
        return ()
    remaining = iter(leaves)
    return tuple(new for node in run if (new := _rebuilt(node, remaining)) is not None)


def _leaves(node: Node, depth: int = 0) -> Iterator[tuple[Node, int]]:
    """Give the nodes of a line that have no nodes of the line in them, and how many each of them is in."""
    if node is GAP or node.kind in _INDIVISIBLE or not node.children:
        yield node, depth
    else:
        for child in node.children:
            yield from _leaves(child, depth + 1)


def _rebuilt(node: Node, leaves: Iterator[Node]) -> Node | None:
    """Return the node over the repaired leaves, taken in order; `None` when nothing of it is left."""
    if node is GAP or node.kind in _INDIVISIBLE or not node.children:
        leaf = next(leaves)
        return None if leaf is GAP else leaf
    children = tuple(new for child in node.children if (new := _rebuilt(child, leaves)) is not None)
    return replace(node, children=children) if children else None


def _has_words(leaf: Node) -> bool:
    if leaf is GAP or leaf.kind is Kind.BREAK:
        return False
    return leaf.kind is not Kind.TEXT or any(character.isalnum() for character in leaf.text)


def _close_gaps(leaves: list[Node], depths: Sequence[int]) -> None:
    """Repair the text on both sides of every gap, in place; text that is used up becomes a gap itself."""
    for index, leaf in enumerate(leaves):
        if leaf is GAP:
            _close_gap(leaves, depths, *_neighbours(leaves, index))


def _neighbours(leaves: list[Node], index: int) -> tuple[int | None, int | None]:
    """Return the indexes of the closest leaves before and after a gap that are not gaps themselves."""
    left = next((before for before in range(index - 1, -1, -1) if leaves[before] is not GAP), None)
    return left, next((after for after in range(index + 1, len(leaves)) if leaves[after] is not GAP), None)


def _close_gap(leaves: list[Node], depths: Sequence[int], left: int | None, right: int | None) -> None:
    before = None if left is None else leaves[left]
    after = None if right is None else leaves[right]
    starts_line = before is None or before.kind is Kind.BREAK
    ends_line = after is None or after.kind is Kind.BREAK
    if starts_line and ends_line:
        needless_break = right if right is not None else left
        if needless_break is not None:
            leaves[needless_break] = GAP
            _close_gap(leaves, depths, *_neighbours(leaves, needless_break))
    elif starts_line and right is not None:
        _set_text(leaves, right, _DASH_AT_START.sub("", _text(after)).lstrip(_SPACE).lstrip(_JOINS).lstrip(_SPACE))
    elif ends_line and left is not None:
        is_last = after is None
        _set_text(leaves, left, _ended(_text(before)) if is_last else _text(before).rstrip(_SPACE))
    elif left is not None and right is not None:
        is_note = after is not None and after.kind is Kind.NOTE
        new_left, new_right = (_text(before).rstrip(_SPACE), "") if is_note else _joined(_text(before), _text(after))
        if depths[left] > depths[right] and new_left.endswith(_SPACES) and _text(after).startswith(_SPACES):
            new_left, new_right = new_left.rstrip(_SPACE), _text(after)  # no space is left at the end of emphasis
        _set_text(leaves, left, new_left)
        _set_text(leaves, right, new_right)
    if left is not None and leaves[left] is GAP and before is not GAP:
        _close_gap(leaves, depths, *_neighbours(leaves, left))  # what is before the text that was used up


def _text(leaf: Node | None) -> str:
    """Return the words of a text; anything else counts as a letter, so that it is never trimmed."""
    return leaf.text if leaf is not None and leaf.kind is Kind.TEXT else "x"


def _set_text(leaves: list[Node], index: int, text: str) -> None:
    leaf = leaves[index]
    if leaf.kind is Kind.TEXT and text != leaf.text:
        leaves[index] = leaf.trimmed(text) if text else GAP


def _ended(text: str) -> str:
    """Return the words before a gap at the end of everything, without a mark that announces more."""
    return _DASH_AT_END.sub("", text).rstrip(_SPACE).rstrip(_JOINS).rstrip(_BLANK)


def _joined(left: str, right: str) -> tuple[str, str]:
    """Return the words before and after a gap as they read when nothing was ever between them."""
    bare_left, bare_right = left.rstrip(_BLANK), right.lstrip(_BLANK)
    last, first = bare_left[-1:], bare_right[:1]
    if last and _PAIRS.get(last) == first:
        left, right = bare_left[:-1], bare_right[1:]
        is_apart = not (left[-1:].isalnum() and right[:1].isalnum())
        return _joined(left, right) if is_apart else (bare_left, bare_right)
    if dash := _DASH_AT_END.search(left):
        if _DASH_AT_START.match(right):
            return left, _DASH_AT_START.sub("", right)
        if first and first in _CLOSERS:
            return _joined(left[: dash.start()], right)
    return _spaced(left, right)


def _spaced(left: str, right: str) -> tuple[str, str]:
    """Return the words before and after a gap with one space or mark where both sides had one."""
    trimmed_left, trimmed_right = left.rstrip(_SPACE), right.lstrip(_SPACE)
    last, first = trimmed_left[-1:], trimmed_right[:1]
    if first and first in _CLOSERS:
        if last and last in _JOINS and first in _STOPS + _JOINS:
            trimmed_left = trimmed_left[:-1].rstrip(_SPACE)
        elif last and last in _STOPS and first in _STOPS + _JOINS:
            trimmed_right = trimmed_right[1:]
        return trimmed_left, trimmed_right
    if first in _NO_BREAK:
        return trimmed_left, trimmed_right
    if left != trimmed_left or (last and last in _OPENERS):
        return left, trimmed_right
    return left, right
