"""Where a piece of text stands in its file, so that a position in the text is a place in the file."""

from __future__ import annotations

from dataclasses import dataclass

from brief.diagnostics.problems import Place


@dataclass(frozen=True, slots=True)
class Origin:
    """A text's own corner of a file: `line` and `column` of its first character (both from 1).

    `indent` is how many characters stand before every further line of it.
    """

    file: str
    line: int = 1
    column: int = 1
    indent: int = 0

    def place(self, line: int, column: int, width: int = 1) -> Place:
        """Return the place in the file of a position in the text; `line` and `column` count from 0."""
        left = self.column if line == 0 else self.indent + 1
        return Place(self.file, self.line + line, left + column, width)

    def segment_starts(self, line: int, left: int, right: int) -> list[int]:  # noqa: ARG002 (a text in one piece has none)
        """Return the columns of a line, after `left` and before `right`, at which the text goes on elsewhere."""
        return []
