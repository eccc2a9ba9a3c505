"""Runs of `*`, `_`, `~` and `^`, and which of them belong together (CommonMark 6.2), in linear time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from brief.load.markdown.typography import flanking, is_punctuation
from brief.model import Kind

_BLANK = re.compile(r"\s")
_SIGNS = "+-\u2212("


@dataclass(slots=True, eq=False)
class Run:
    """One run of a character. `left` and `right` bound the unused part; `closes` and `opens` are in order of use."""

    character: str
    start: int
    size: int
    can_open: bool
    can_close: bool
    left: int = 0
    right: int = 0
    closes: list[tuple[Kind, int]] = field(default_factory=list)  # and the offset after it
    opens: list[tuple[Kind, int]] = field(default_factory=list)  # and the offset of it


def run_at(text: str, start: int) -> Run:
    """Return the run of equal characters that begins at `start`."""
    character = text[start]
    end = start
    while end < len(text) and text[end] == character:
        end += 1
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    left, right = flanking(before, after)
    can_open, can_close = left, right
    if character == "_":  # not inside a word
        can_open, can_close = (
            left and (not right or is_punctuation(before)),
            right and (not left or is_punctuation(after)),
        )
    if character == "^":  # beside punctuation too, as in `s^-1^` and `Ca^2+^`
        can_open, can_close = bool(after.strip()), bool(before.strip())
    elif character == "~" and end - start == 1:
        can_open = can_open or bool(after and after in _SIGNS)  # not before any: `~5–~6` has two approximate numbers
    if end - start > {"~": 2, "^": 1}.get(character, end):
        can_open = can_close = False
    return Run(character, start, end - start, can_open, can_close, start, end)


def pair_runs(runs: Sequence[Run], text: str) -> None:
    """Pair runs, innermost first, and enter in each run what it opens and closes."""
    chain = _Chain(len(runs))
    bottoms: dict[tuple[str, bool, int], int] = {}  # below which no opener fits any more
    at = 0
    while at < len(runs):
        closer = runs[at]
        if not closer.can_close:
            at = chain.after[at]
            continue
        key = (closer.character, closer.can_open, closer.size % 3)
        bottom = bottoms.get(key, -1)
        found = chain.before[at]
        while found > bottom and not _fits(runs[found], closer, text):
            found = chain.before[found]
        if found > bottom:
            chain.link(found, at)
            _match(runs[found], closer)
            chain.remove_if(found, runs[found].left == runs[found].right)
            is_done = closer.left == closer.right
            chain.remove_if(at, is_done)
        else:
            bottoms[key] = chain.before[at]
            is_done = True
            chain.remove_if(at, not closer.can_open)
        at = chain.after[at] if is_done else at


class _Chain:
    """The runs that can still be used, as a linked list."""

    def __init__(self, size: int) -> None:
        self.before = list(range(-1, size - 1))
        self.after = list(range(1, size + 1))

    def link(self, first: int, second: int) -> None:
        """Remove all runs between two runs."""
        self.after[first], self.before[second] = second, first

    def remove_if(self, index: int, is_used_up: bool) -> None:
        """Remove one run if it is used up."""
        if is_used_up and self.before[index] >= 0:
            self.after[self.before[index]] = self.after[index]
        if is_used_up and self.after[index] < len(self.after):
            self.before[self.after[index]] = self.before[index]


def _fits(opener: Run, closer: Run, text: str) -> bool:
    if opener.character != closer.character or not opener.can_open:
        return False
    if opener.character in "~^":
        is_word = opener.size == 2 or not _BLANK.search(text, opener.start, closer.start)
        return opener.size == closer.size and is_word
    is_both = opener.can_close or closer.can_open
    return not (is_both and (opener.size + closer.size) % 3 == 0 and (opener.size % 3 or closer.size % 3))


def _match(opener: Run, closer: Run) -> None:
    width = 2 if opener.right - opener.left >= 2 and closer.right - closer.left >= 2 else 1
    kind = {"^": Kind.SUPERSCRIPT, "~": Kind.STRIKE if width == 2 else Kind.SUBSCRIPT}.get(
        opener.character, Kind.STRONG if width == 2 else Kind.EMPHASIS
    )
    opener.right -= width
    closer.left += width
    opener.opens.append((kind, opener.right))
    closer.closes.append((kind, closer.left))
