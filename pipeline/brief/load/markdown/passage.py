"""A stretch of prose cut out of its file, which still knows where each of its characters was written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place
from brief.load.origin import Origin
from brief.model import Language, Node

DEPTH = 24  # how deep blocks, and again the inlines in one of them, may be nested


class TooDeep(Exception):
    """Prose is nested deeper than `DEPTH`; the problem was noted, and nothing of the prose can be used."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Text with, for each of its lines, its offset in the text and its line and column in the source (from 0)."""

    text: str
    lines: tuple[tuple[int, int, int], ...]
    origin: Origin

    def place(self, start: int, end: int | None = None) -> Place:
        """Return the place of `text[start:end]`; what goes over the end of a line is as wide as that line's part."""
        index = bisect_right(self.lines, (start, 1 << 60, 0)) - 1
        offset, line, column = self.lines[max(index, 0)]
        width = 1
        if end is not None and end > start:
            stop = self.text.find("\n", start, end)
            width = max(1, (end if stop < 0 else stop) - start)
        return self.origin.place(line, column + start - offset, width)

    def segment_starts(self, start: int, end: int) -> list[int]:
        """Return the offsets between two from which the source is read on at another place than the one before."""
        first = max(bisect_right(self.lines, (start, 1 << 60, 0)) - 1, 0)
        found = []
        for index, (offset, line, column) in enumerate(self.lines[first:], first + 1):
            if offset >= end:
                break
            left, right = max(start, offset), min([end, *(after for after, _, _ in self.lines[index : index + 1])])
            found += [offset] * (offset > start)
            turned = self.origin.segment_starts(line, column + left - offset, column + right - offset)
            found += [offset + each - column for each in turned]
        return found

    def cut(self, start: int, end: int) -> Passage:
        """Return `text[start:end]` as a passage of its own."""
        first = max(bisect_right(self.lines, (start, 1 << 60, 0)) - 1, 0)
        lines = []
        for offset, line, column in self.lines[first:]:
            if offset > end:
                break
            lines.append((max(0, offset - start), line, column + max(0, start - offset)))
        return Passage(self.text[start:end], tuple(lines), self.origin)


@dataclass(slots=True, eq=False)
class Mark:
    """An audience written on a block that holds others; filled in when it has been read."""

    audience: frozenset[str] | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """What a footnote says, and which marked blocks it was written in."""

    children: tuple[Node, ...]
    place: Place
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Reading:
    """What is known while one text is read: the source, the names that are allowed, and what was found so far."""

    text: str
    origin: Origin
    audiences: Collection[str]
    problems: Problems
    language: Language
    starts: Sequence[int] = ()  # offset of each line of the text
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # targets of link definitions
    used_links: set[str] = field(default_factory=set)
    notes: Collection[str] = ()  # labels of the footnotes that are defined somewhere
    definitions: dict[str, Definition] = field(default_factory=dict)
    calls: dict[Place, tuple[str, tuple[Mark, ...]]] = field(default_factory=dict)
    undefined: list[tuple[str, Place]] = field(default_factory=list)  # calls of footnotes that nobody wrote
    tags: list[str] = field(default_factory=list)  # names of HTML tags that were refused and not closed yet
    marks: tuple[Mark, ...] = ()  # of the blocks that hold what is being read
    in_note: bool = False
    level: int = 0  # of the last heading

    def problem(self, rule: str, text: str, place: Place, *, label: str = "", hint: str = "") -> None:
        """Note that something is wrong, and go on."""
        self.problems.add(rule, text, place, label=label, hint=hint)

    def line(self, number: int) -> str:
        """Return one line of the source, without its end."""
        start = self.starts[number]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def between(self, start: int, end: int) -> Passage:
        """Return a part of one line of the source, by its offsets in the source."""
        line = bisect_right(self.starts, start) - 1
        return Passage(self.text[start:end], ((0, line, start - self.starts[line]),), self.origin)

    def following(self, content: str, first: int) -> Passage:
        """Return `content`, each of whose lines ends a line of the source (from line `first` on), as a passage.

        Only the space at the end of the last line, and the signs that close a heading, may be missing from it.
        """
        lines = []
        offset = 0
        parts = content.split("\n")
        for index, part in enumerate(parts):
            source = self.line(first + index)
            if index == len(parts) - 1:
                source = _without_tail(source, part)
            begun = len(part.lstrip(" \t"))
            lines.append((offset + len(part) - begun, first + index, len(source) - begun))
            offset += len(part) + 1
        return Passage(content, tuple(lines), self.origin)


def _without_tail(source: str, part: str) -> str:
    bare = source.rstrip()
    if bare.endswith(part):
        return bare
    return bare.rstrip("#").rstrip()
