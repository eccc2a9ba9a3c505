"""Places inside YAML scalars whose text differs from the file: folded lines, escapes, blocks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from brief.diagnostics.problems import Place
from brief.load.origin import Origin

_WORD = re.compile(r"\S+")
_GAP = re.compile(r"(?:\s|\\\n)*")
_HEADER = re.compile(r"[|>][^\n]*(?:\n|$)")
_Run = tuple[int, int, int, int]  # line and column in the text, line and column in the file


@dataclass(frozen=True, slots=True)
class FoldedOrigin(Origin):
    """The origin of a text that was assembled from several parts of its file."""

    runs: tuple[_Run, ...] = ()

    def place(self, line: int, column: int, width: int = 1) -> Place:
        """Return the place in the file of a position in the text; `line` and `column` count from 0."""
        at = max(bisect_right(self.runs, (line, column, 1 << 60, 0)) - 1, 0)
        _, text_column, file_line, file_column = self.runs[at]
        return Place(self.file, file_line, file_column + max(column - text_column, 0), width)

    def segment_starts(self, line: int, left: int, right: int) -> list[int]:
        """Return the columns of a line, between `left` and `right`, at which the text continues elsewhere."""
        first = bisect_right(self.runs, (line, left, 1 << 60, 0))
        return [run[1] for run in self.runs[first : bisect_left(self.runs, (line, right, 0, 0))]]


def literal_origin(source: str, place: Place) -> Origin:
    """Return the origin of a literal block (`|`); `source` begins at `place`, with the header of the block."""
    header = _HEADER.match(source)
    body = source[header.end() :] if header else source
    given = re.search(r"[1-9]", header[0]) if header else None
    lines = body.split("\n")
    first = next((line for line in lines if line.strip()), "")
    indent = len(first) - len(first.lstrip(" "))
    if given:  # an explicit indent counts from that of the parent, which only the other lines show
        indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=indent)
    return Origin(place.file, place.line + 1, indent + 1, indent)


def folded_origin(text: str, source: str, place: Place) -> Origin:
    """Return the origin of a scalar's text from `source`, the characters of the file that it was read from.

    `source` begins at `place`, with its quotation mark or block header. Each word is located by itself.
    """
    header = _HEADER.match(source)
    at = header.end() if header else int(source[:1] in ("'", '"'))
    starts = [0] + [found.end() for found in re.finditer("\n", source)]
    breaks = [0] + [found.end() for found in re.finditer("\n", text)]
    runs: list[_Run] = []
    for word in _WORD.finditer(text):
        at = _end(_GAP, source, at)
        file_row = bisect_right(starts, at) - 1
        row = bisect_right(breaks, word.start()) - 1
        column, file_column = word.start() - breaks[row], at - starts[file_row] + 1
        if file_row == 0:
            file_column += place.column - 1
        run = (row, column, place.line + file_row, file_column)
        if not (runs and runs[-1][0::2] == run[0::2] and runs[-1][3] - runs[-1][1] == file_column - column):
            runs.append(run)
        at = at + len(word[0]) if source.startswith(word[0], at) else _end(_WORD, source, at)
    first = runs[0] if runs else (0, 0, place.line, place.column)
    return FoldedOrigin(place.file, first[2], first[3], 0, tuple(runs) or (first,))


def _end(pattern: re.Pattern[str], source: str, at: int) -> int:
    found = pattern.match(source, at)
    return found.end() if found else at
