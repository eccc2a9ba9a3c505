"""Where a text is in its file, so that a position in the text can be turned into a place in the file."""

from __future__ import annotations

from dataclasses import dataclass

from brief.diagnostics.problems import Place


@dataclass(frozen=True, slots=True)
class Origin:
    """The part of a file that a text was read from: `line` and `column` of its first character (both from 1).

    `indent` is the number of characters before each of its further lines.
    """

    file: str
    line: int = 1
    column: int = 1
    indent: int = 0

    def place(self, line: int, column: int, width: int = 1) -> Place:
        """Return the place in the file of a position in the text; `line` and `column` count from 0."""
        left = self.column if line == 0 else self.indent + 1
        return Place(self.file, self.line + line, left + column, width)

    def segment_starts(self, line: int, left: int, right: int) -> list[int]:  # noqa: ARG002 (a text that is one segment has none)
        """Return the columns of a line, between `left` and `right`, at which the text continues elsewhere."""
        return []
