"""Differences between what a page asks for and what a file contains, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import starmap

from brief.checks.structure.labels import is_label_for
from brief.checks.structure.tokens import LABEL, OPTIONAL, PAGE, PAGES, Segment, Token, segments

_CONTEXT = 6  # words shown before a difference
_GOES_ON = re.compile("[\u2019']?[^\\W\\d_]")  # a word, after a hyphen at the end of a line
_COMPUTED = {PAGE: r"\d+", PAGES: r"(?:\d+(?:(?:, |-|–)\d+)*|–)"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One place at which a file differs: what it should contain, what it contains, and the words right before."""

    expected: str
    found: str
    after: str


def differences(expected: Iterable[Token], found: Iterable[Token]) -> Iterator[Difference]:
    """Give every difference between two sequences of tokens.

    Tags must be equal, and between two tags the text must be equal but for what lines do to it: a space lost at the
    end of a line, and a hyphen added there inside a word.
    """
    wanted, had = list(segments(expected)), list(segments(found))
    if [one.tag for one in wanted] == [one.tag for one in had]:
        for place, (one, other) in enumerate(zip(wanted, had, strict=True)):
            if not is_same_text(one.text, other.lines):
                yield _text_difference(wanted, place, one, other)
        return
    yield from _aligned(wanted, had)


def is_same_text(expected: str, lines: Sequence[str]) -> bool:
    """Return whether the lines of a file are this text, split where a line may end."""
    if expected.startswith(LABEL):
        return is_label_for("".join(lines), expected.removeprefix(LABEL))
    if PAGE in expected or PAGES in expected:
        pattern = re.escape(expected)
        for computed, digits in _COMPUTED.items():
            pattern = pattern.replace(computed, digits)
        return re.fullmatch(pattern, " ".join("".join(lines).split())) is not None
    if OPTIONAL not in expected:
        return _is_split(expected, lines)
    pieces = expected.split(OPTIONAL)
    return any(_is_split(" ".join("".join(kept).split()), lines) for kept in (pieces, pieces[::2]))


def _is_split(expected: str, lines: Sequence[str]) -> bool:
    """Return whether each line continues the text where the one before it ended."""
    position = 0
    for line in lines:
        text = line
        if position == 0 or expected[position - 1 : position] == " ":
            text = text.lstrip()
        if not text.startswith(" ") and expected.startswith(" ", position):
            position += 1
        if not expected.startswith(text, position):
            text = text.rstrip()
        if expected.startswith(text, position):
            position += len(text)
        elif text.endswith("-") and expected.startswith(text[:-1], position):
            position += len(text) - 1
            if not _GOES_ON.match(expected, position):
                return False
        else:
            return False
    return not expected[position:].strip()


def _text_difference(wanted: Sequence[Segment], place: int, one: Segment, other: Segment) -> Difference:
    """Return the words that differ in one segment, with the words before them."""
    expected, found = _readable(one.text).split(), " ".join(other.lines).split()
    start = 0
    while start < min(len(expected), len(found)) and expected[start] == found[start]:
        start += 1
    end = 0
    while end < min(len(expected), len(found)) - start and expected[-1 - end] == found[-1 - end]:
        end += 1
    before = expected[:start] or _words_before(wanted, place)
    return Difference(
        " ".join(expected[start : len(expected) - end]),
        " ".join(found[start : len(found) - end]),
        " ".join(before[-_CONTEXT:]),
    )


def _words_before(wanted: Sequence[Segment], place: int) -> list[str]:
    return next((_readable(one.text).split() for one in reversed(wanted[:place]) if one.text), [])


def _aligned(wanted: Sequence[Segment], had: Sequence[Segment]) -> Iterator[Difference]:
    """Give the differences of two sequences whose tags differ, aligned by tag and text."""
    left, right = [_key(one) for one in wanted], [_key(one) for one in had]
    start = _equal_beginning(left, right)
    end = _equal_beginning(left[start:][::-1], right[start:][::-1])
    middle = SequenceMatcher(None, left[start : len(left) - end], right[start : len(right) - end], autojunk=False)
    for kind, *places in middle.get_opcodes():
        first, last, begin, until = (place + start for place in places)
        pairs = list(zip(wanted[first:last], had[begin:until], strict=False))
        if kind != "equal" and not (last - first == until - begin and all(starmap(_is_same, pairs))):
            before = " ".join(_words_before(wanted, first)[-_CONTEXT:])
            yield Difference(_spelled(wanted[first:last]), _spelled(had[begin:until]), before)


def _is_same(one: Segment, other: Segment) -> bool:
    return one.tag == other.tag and is_same_text(one.text, other.lines)


def _equal_beginning(left: Sequence[object], right: Sequence[object]) -> int:
    """Return how many items two sequences begin with in common."""
    shorter = min(len(left), len(right))
    return next((place for place in range(shorter) if left[place] != right[place]), shorter)


def _key(segment: Segment) -> tuple[object, str]:
    """Return what segments are aligned by: the letters and digits alone, since line ends do not count."""
    return segment.tag, "".join(filter(str.isalnum, segment.text))


def _spelled(run: Sequence[Segment]) -> str:
    return " ".join(f"{segment.tag} {_readable(segment.text)}".strip() for segment in run)


def _readable(text: str) -> str:
    for mark, word in ((OPTIONAL, ""), (LABEL, ""), (PAGE, "(page)"), (PAGES, "(pages)")):
        text = text.replace(mark, word)
    return text
