"""The state of reading a passage from left to right: position, pieces found, and open brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from brief.load.markdown.attributes import Attributes
from brief.load.markdown.inline_tree import Piece, Tree, check_depth
from brief.load.markdown.passage import Passage, Reading
from brief.model import Node

_BLANKS = re.compile(r"[ \t]*")


@dataclass(slots=True, eq=False)
class Opener:
    """An opening bracket: `[`, `![` or `^[`, its offset, and the index of its piece."""

    marker: str
    start: int
    index: int
    has_key: bool = False  # contains an `@key`
    has_bracket: bool = False
    has_link: bool = False

    @property
    def inner(self) -> int:
        """Return the offset of the content of the brackets."""
        return self.start + len(self.marker)


class Scanner:
    """A reader of one passage; `position` is the offset of the next character."""

    def __init__(self, passage: Passage, reading: Reading, *, is_cell: bool, is_item: bool) -> None:
        """Begin at the start of the passage."""
        self.passage, self.reading = passage, reading
        self.text = passage.text
        self.is_cell, self.is_item = is_cell, is_item
        self.position = 0
        self.pieces: list[Piece] = []
        self.openers: list[Opener] = []
        self.attachable = -1  # offset at which an attribute list would belong to the last piece
        self.ending: Attributes | None = None
        self.leading: Attributes | None = None
        self.last_ticks: dict[int, int] | None = None  # offset of the last run of backticks, by its length
        self.settled: list[
            tuple[int, int]
        ] = []  # parts that cannot be a mark that was overlooked: code, lists, addresses

    def take_text(self, end: int, text: str | None = None) -> None:
        """Take everything up to `end` as plain text; `text` is what to print, if not the same."""
        self.pieces.append(Piece(self.position, end, self.text[self.position : end] if text is None else text))
        self.position = end

    def add(self, made: Node, start: int, end: int, depth: int = 1) -> None:
        """Add a finished node, and continue after it."""
        check_depth(depth, self.passage, start, self.reading)
        self.pieces.append(Piece(start, end, node=made, depth=depth))
        self.position = self.attachable = end

    def open(self, marker: str) -> None:
        """Take an opening bracket as plain text, and remember it in case it is closed."""
        self.openers.append(Opener(marker, self.position, len(self.pieces)))
        self.take_text(self.position + len(marker))

    def take_content(self, opener: Opener) -> Tree:
        """Remove a bracket and everything after it from the pieces, and return its content as a tree."""
        tree = Tree(self.pieces[opener.index + 1 :], self.passage, self.reading)
        del self.pieces[opener.index :]
        return tree

    def take_list_as_text(self) -> None:
        """Take an attribute list that cannot be read as plain text, so that it is not read again."""
        end = self.text.find("}", self.position, self.position + 200)
        line_end = self.text.find("\n", self.position)
        self.settled.append((self.position, end + 1 if end >= 0 else line_end if line_end >= 0 else len(self.text)))
        self.take_text(max(end, self.position) + 1)

    def skip_list(self) -> None:
        """Skip an attribute list that cannot be read, up to the end of the line when it is not closed."""
        line_end = self.text.find("\n", self.position)
        stop = len(self.text) if line_end < 0 else line_end
        end = self.text.find("}", self.position, stop)
        self.settled.append((self.position, stop if end < 0 else end + 1))
        self.position = stop if end < 0 else end + 1

    def trim(self, start: int) -> None:
        """Remove the plain text from `start` on."""
        while self.pieces and self.pieces[-1].start >= start:
            self.pieces.pop()
        if self.pieces and self.pieces[-1].end > start:
            last = self.pieces[-1]
            last.text, last.end = last.text[: start - last.end], start

    def blanks_start(self, blanks: str) -> int:
        """Return the offset at which the blanks before the position begin."""
        start = self.position
        while start and self.text[start - 1] in blanks:
            start -= 1
        return start

    def blanks_end(self, start: int) -> int:
        """Return the offset at which the spaces and tabs from `start` on end."""
        found = _BLANKS.match(self.text, start)
        return found.end() if found else start

    def neighbours(self, start: int, end: int) -> tuple[str, str]:
        """Return the characters before and after a part of the passage, empty at its edges."""
        return self.text[start - 1 : start] if start else "", self.text[end : end + 1]

    def report(self, rule: str, text: str, start: int, end: int, hint: str) -> None:
        """Add a problem about a part of the passage."""
        self.reading.report(rule, text, self.passage.place(start, end), hint=hint)

    def check_note(self, start: int, end: int) -> None:
        """Add a problem (E162) for a footnote that is called from a footnote."""
        if self.reading.in_note or any(opener.marker == "^[" for opener in self.openers):
            self.report("E162/note-in-note", "a footnote inside a footnote", start, end, "combine them into one")
