"""A part of a text that knows the place of each of its characters, and the state of reading one text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place
from brief.load.likely_marks import NO_PROSE, likely_marks, mark_problem
from brief.load.origin import Origin
from brief.model import Language, Node

DEPTH = 24  # limit of nesting for blocks, and for the inlines in each block


class TooDeep(Exception):
    """Prose is nested deeper than `DEPTH`; the problem is reported, and nothing of the prose can be used."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Text with, for each of its lines, its offset in the text and its line and column in the source (from 0)."""

    text: str
    lines: tuple[tuple[int, int, int], ...]
    origin: Origin

    def place(self, start: int, end: int | None = None) -> Place:
        """Return the place of `text[start:end]`; its width ends with its first line."""
        index = bisect_right(self.lines, (start, 1 << 60, 0)) - 1
        offset, line, column = self.lines[max(index, 0)]
        width = 1
        if end is not None and end > start:
            stop = self.text.find("\n", start, end)
            width = max(1, (end if stop < 0 else stop) - start)
        return self.origin.place(line, column + start - offset, width)

    def segment_starts(self, start: int, end: int) -> list[int]:
        """Return the offsets between `start` and `end` at which the text continues elsewhere in the source."""
        first = max(bisect_right(self.lines, (start, 1 << 60, 0)) - 1, 0)
        found = []
        for index, (offset, line, column) in enumerate(self.lines[first:], first + 1):
            if offset >= end:
                break
            left, right = max(start, offset), min([end, *(after for after, _, _ in self.lines[index : index + 1])])
            found += [offset] * (offset > start)
            columns = self.origin.segment_starts(line, column + left - offset, column + right - offset)
            found += [offset + each - column for each in columns]
        return found

    def part(self, start: int, end: int) -> Passage:
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
    """The audience of a block that contains others, filled in once it has been read."""

    audience: frozenset[str] | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class NoteDefinition:
    """The text of a footnote, its place, and the marks of the blocks around it."""

    children: tuple[Node, ...]
    place: Place
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Reading:
    """The state of reading one text: the source, the names that are allowed, and what was found so far."""

    text: str
    origin: Origin
    audiences: Collection[str]
    problems: Problems
    language: Language
    starts: Sequence[int] = ()  # offset of each line of the text
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # targets of link definitions
    used_links: set[str] = field(default_factory=set)
    notes: Collection[str] = ()  # labels of the footnotes that are defined somewhere
    definitions: dict[str, NoteDefinition] = field(default_factory=dict)
    calls: dict[Place, tuple[str, tuple[Mark, ...]]] = field(default_factory=dict)
    undefined: list[tuple[str, Place]] = field(default_factory=list)  # calls of footnotes that are not defined
    tags: list[str] = field(default_factory=list)  # names of refused HTML tags that are not closed yet
    marks: tuple[Mark, ...] = ()  # of the blocks around the current position
    in_note: bool = False
    level: int = 0  # of the last heading

    def report(self, rule: str, text: str, place: Place, *, label: str = "", hint: str = "") -> None:
        """Add a problem."""
        self.problems.add(rule, text, place, label=label, hint=hint)

    def refuse_likely_marks(
        self, passage: Passage, settled: Sequence[tuple[int, int]] = (), *, is_prose: bool = True
    ) -> None:
        """Add a problem for each slip in a mark; `settled` are the parts of the passage that were read as something."""
        for mark in likely_marks(passage.text, self.audiences, settled, is_prose=is_prose):
            self.problems.append(mark_problem(mark, passage.place, *([] if is_prose else [NO_PROSE])))

    def line(self, number: int) -> str:
        """Return one line of the source, without its line end."""
        start = self.starts[number]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def line_part(self, start: int, end: int) -> Passage:
        """Return a part of one line of the source as a passage, by its offsets in the source."""
        line = bisect_right(self.starts, start) - 1
        return Passage(self.text[start:end], ((0, line, start - self.starts[line]),), self.origin)

    def line_ends(self, content: str, first: int) -> Passage:
        """Return `content` as a passage; each of its lines is the end of a line of the source, from line `first` on.

        Only white space at the end of the last line and the closing `#` of a heading may be missing from it.
        """
        lines = []
        offset = 0
        parts = content.split("\n")
        for index, part in enumerate(parts):
            source = self.line(first + index)
            if index == len(parts) - 1:
                source = _without_tail(source, part)
            width = len(part.lstrip(" \t"))
            lines.append((offset + len(part) - width, first + index, len(source) - width))
            offset += len(part) + 1
        return Passage(content, tuple(lines), self.origin)


def _without_tail(source: str, part: str) -> str:
    line = source.rstrip()
    if line.endswith(part):
        return line
    return line.rstrip("#").rstrip()
