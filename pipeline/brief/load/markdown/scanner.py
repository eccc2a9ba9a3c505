"""A passage of prose while it is read from left to right: the pieces found, the brackets open, and the way on."""

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

    sign: str
    start: int
    index: int
    has_key: bool = False  # an `@key` stands in it
    has_bracket: bool = False
    has_link: bool = False

    @property
    def inner(self) -> int:
        """Return the offset of what stands in the brackets."""
        return self.start + len(self.sign)


class Scanner:
    """A reader of one passage. `position` is the offset of what is read next."""

    def __init__(self, passage: Passage, reading: Reading, *, is_cell: bool, is_item: bool) -> None:
        """Begin at the start of the passage."""
        self.passage, self.reading = passage, reading
        self.text = passage.text
        self.is_cell, self.is_item = is_cell, is_item
        self.position = 0
        self.pieces: list[Piece] = []
        self.openers: list[Opener] = []
        self.attachable = -1  # an attribute list that begins here belongs to the last piece
        self.ending: Attributes | None = None
        self.leading: Attributes | None = None
        self.last_ticks: dict[int, int] | None = None  # where the last run of so many backticks begins

    def plain(self, end: int, text: str | None = None) -> None:
        """Take everything up to `end` as plain text, or as the text given."""
        self.pieces.append(Piece(self.position, end, self.text[self.position : end] if text is None else text))
        self.position = end

    def add(self, made: Node, start: int, end: int, depth: int = 1) -> None:
        """Add a finished node, and go on behind it."""
        check_depth(depth, self.passage, start, self.reading)
        self.pieces.append(Piece(start, end, node=made, depth=depth))
        self.position = self.attachable = end

    def open(self, sign: str) -> None:
        """Take an opening bracket, which is plain text until it is closed."""
        self.openers.append(Opener(sign, self.position, len(self.pieces)))
        self.plain(self.position + len(sign))

    def gather(self, opener: Opener) -> Tree:
        """Take a bracket and all after it out of the line, and return what stands in it as a tree."""
        tree = Tree(self.pieces[opener.index + 1 :], self.passage, self.reading)
        del self.pieces[opener.index :]
        return tree

    def plain_list(self) -> None:
        """Take an attribute list that could not be read as plain text, so that it is not read again."""
        end = self.text.find("}", self.position, self.position + 200)
        self.plain(max(end, self.position) + 1)

    def skip_list(self) -> None:
        """Pass over an attribute list that could not be read, with all of its line when it has no end."""
        line_end = self.text.find("\n", self.position)
        stop = len(self.text) if line_end < 0 else line_end
        end = self.text.find("}", self.position, stop)
        self.position = stop if end < 0 else end + 1

    def trim(self, start: int) -> None:
        """Take back the plain text from `start` on."""
        while self.pieces and self.pieces[-1].start >= start:
            self.pieces.pop()
        if self.pieces and self.pieces[-1].end > start:
            last = self.pieces[-1]
            last.text, last.end = last.text[: start - last.end], start

    def back(self, blanks: str) -> int:
        """Return where the blanks before the position begin."""
        start = self.position
        while start and self.text[start - 1] in blanks:
            start -= 1
        return start

    def behind_blanks(self, start: int) -> int:
        """Return where the spaces and tabs from `start` on end."""
        found = _BLANKS.match(self.text, start)
        return found.end() if found else start

    def around(self, start: int, end: int) -> tuple[str, str]:
        """Return the characters before and after a stretch, empty at the edges of the passage."""
        return self.text[start - 1 : start] if start else "", self.text[end : end + 1]

    def problem(self, rule: str, text: str, start: int, end: int, hint: str) -> None:
        """Note that something in the passage is wrong."""
        self.reading.problem(rule, text, self.passage.place(start, end), hint=hint)

    def check_note(self, start: int, end: int) -> None:
        """Note a footnote that is called from within a footnote (E162)."""
        if self.reading.in_note or any(opener.sign == "^[" for opener in self.openers):
            self.problem(
                "E162/note-in-note", "a footnote may not have a footnote", start, end, "write both as one note"
            )
