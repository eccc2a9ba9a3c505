"""Pipe tables (GitHub Flavored Markdown 4.10): all cells, each with its offsets in the source."""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it.rules_block import StateBlock

Span = tuple[int, int]

_RULE = re.compile(r"[|:-][-:|\s]*")
_RULE_CELL = re.compile(r"(:?)-+(:?)")
_CAPTION = re.compile(r"(?i:table)?: ")
_ALIGNMENTS = {(True, True): "center", (True, False): "start", (False, True): "end", (False, False): ""}


def read_grid(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a pipe table as one `grid` token, whose `meta` holds the alignments and the offsets of all cells by row."""
    if start + 2 > end or not is_grid_start(state, start):
        return False
    if silent:
        return True
    rule = [state.src[begin:stop] for begin, stop in _cells(state, start + 1)]
    found = [_RULE_CELL.fullmatch(cell) for cell in rule]
    token = state.push("grid", "", 0)
    rows = [_cells(state, start)]
    terminators = state.md.block.ruler.getRules("blockquote")
    line = start + 2
    while line < end and not _ends(state, line) and not any(rule(state, line, end, True) for rule in terminators):
        rows.append(_cells(state, line))
        line += 1
    token.map = [start, line]
    aligns = [_ALIGNMENTS[bool(one[1]), bool(one[2])] for one in found if one]
    token.meta = {"rows": rows, "rule": _cells(state, start + 1), "aligns": aligns}
    state.line = line
    return True


def is_grid_start(state: StateBlock, start: int) -> bool:
    """Return whether the header of a table and its delimiter row begin here."""
    if state.sCount[start + 1] < state.blkIndent or state.is_code_block(start + 1) or state.is_code_block(start):
        return False
    begin, stop = _line(state, start + 1)
    if not _RULE.fullmatch(state.src, begin, stop) or state.src[begin + 1 : begin + 2] in ("", "\n"):
        return False
    if state.src[begin] == "-" and state.src[begin + 1].isspace():
        return False
    header_begin, header_stop = _line(state, start)
    if "|" not in state.src[header_begin:header_stop]:
        return False
    rule = _cells(state, start + 1)
    if not all(_RULE_CELL.fullmatch(state.src, *cell) for cell in rule):
        return False
    return "|" in state.src[begin:stop] or len(rule) == len(_cells(state, start))


def _line(state: StateBlock, line: int) -> Span:
    return _trimmed(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _trimmed(text: str, begin: int, stop: int) -> Span:
    while begin < stop and text[begin].isspace():
        begin += 1
    while stop > begin and text[stop - 1].isspace():
        stop -= 1
    return begin, stop


def _ends(state: StateBlock, line: int) -> bool:
    if state.sCount[line] < state.blkIndent or state.isEmpty(line) or state.is_code_block(line):
        return True
    begin, stop = _line(state, line)
    return bool(_CAPTION.match(state.src, begin, stop))


def _cells(state: StateBlock, line: int) -> list[Span]:
    """Return the offsets of the cells of a line, which are separated by pipes without a backslash."""
    begin, stop = _line(state, line)
    bars = [
        at for at in (found.start() for found in re.finditer(r"\|", state.src[begin:stop]))
        if not at or state.src[begin + at - 1] != "\\"
    ]  # fmt: skip
    edges = [begin - 1, *(begin + at for at in bars), stop]
    if len(edges) > 2 and edges[1] == begin:
        del edges[0]
    if len(edges) > 2 and edges[-2] == stop - 1:
        del edges[-1]
    return [_trimmed(state.src, left + 1, right) for left, right in pairwise(edges)]
