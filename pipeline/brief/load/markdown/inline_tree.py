"""The pieces of a passage, in the order in which they were read, and the tree that is made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from brief.load.markdown.attributes import Attributes
from brief.load.markdown.emphasis import Run, pair_runs
from brief.load.markdown.passage import DEPTH, Passage, Reading, TooDeep
from brief.load.markdown.spaces import with_no_break_spaces
from brief.load.markdown.spans import span_nodes
from brief.load.markdown.typography import QuotationMark, pair_quotation_marks
from brief.model import Kind, Node


@dataclass(slots=True, eq=False)
class Piece:
    """A part of the passage: plain text, or a node, a run, a quotation mark or an attribute list."""

    start: int
    end: int
    text: str = ""
    node: Node | None = None
    depth: int = 1  # of the node
    run: Run | None = None
    quote: QuotationMark | None = None
    attributes: Attributes | None = None  # of the node that the run before it closes


@dataclass(slots=True, eq=False)
class _Open:
    """A node that is not closed yet."""

    kind: Kind | None
    start: int
    children: list[Node]
    depth: int = 0
    end: int = 0  # of the last child that a run closed
    end_depth: int = 0  # of that child


class Tree:
    """The nodes of pieces: nested, with quotation marks of the language and adjacent text merged."""

    def __init__(self, pieces: Sequence[Piece], passage: Passage, reading: Reading) -> None:
        """Build the tree; raise `TooDeep` when it is nested too deeply."""
        self._passage, self._reading = passage, reading
        self._stack = [_Open(None, 0, [])]
        self._text: list[str] = []
        self._text_start = self._text_end = self._length = 0
        self._segments: list[tuple[int, int]] = []  # offset in the text and in the passage
        self._ends_segment = False
        pair_runs([piece.run for piece in pieces if piece.run], passage.text)
        pair_quotation_marks([piece.quote for piece in pieces if piece.quote], reading.language.quotation_marks)
        for piece in pieces:
            self._add(piece)
        self._flush()
        self.nodes = tuple(self._stack[0].children)
        self.depth = self._stack[0].depth

    def _add(self, piece: Piece) -> None:
        if piece.run:
            self._add_run(piece.run)
        elif piece.quote:
            self._write(piece.start, piece.end, piece.quote.text)
        elif piece.attributes:
            self._add_attributes(piece.attributes)
        elif piece.node:
            self._flush()
            top = self._stack[-1]
            top.children.append(piece.node)
            top.depth = max(top.depth, piece.depth)
        else:
            self._write(piece.start, piece.end, piece.text)

    def _add_run(self, run: Run) -> None:
        for kind, end in run.closes:
            self._flush()
            inner = self._stack.pop()
            outer = self._stack[-1]
            outer.children.append(placed_node(kind, self._passage, inner.start, end, children=tuple(inner.children)))
            outer.end, outer.end_depth = end, inner.depth + 1
            outer.depth = max(outer.depth, outer.end_depth)
            check_depth(outer.depth, self._passage, inner.start, self._reading)
        if run.left < run.right:
            self._write(run.left, run.right, run.character * (run.right - run.left))
        for kind, start in reversed(run.opens):
            self._flush()
            check_depth(len(self._stack), self._passage, start, self._reading)
            self._stack.append(_Open(kind, start, []))

    def _add_attributes(self, attributes: Attributes) -> None:
        top = self._stack[-1]
        if self._text or not top.children or top.end != attributes.start:
            report_stray_attributes(attributes, self._reading)
            return
        top.children[-1:] = span_nodes(tuple(top.children[-1:]), attributes, self._reading, top.children[-1].place)
        top.depth = max(top.depth, top.end_depth + 3)

    def _write(self, start: int, end: int, text: str) -> None:
        if not self._text:
            self._text_start = start
        elif self._ends_segment:
            self._segments.append((self._length, start))
        self._ends_segment = len(text) != end - start or "\n" in self._passage.text[start:end]
        if not self._ends_segment:  # lines that YAML folded into one
            self._segments += ((self._length + line - start, line) for line in self._passage.segment_starts(start, end))
        self._text.append(text)
        self._length += len(text)
        self._text_end = end

    def _flush(self) -> None:
        if text := with_no_break_spaces("".join(self._text), self._reading.language):
            written = placed_node(Kind.TEXT, self._passage, self._text_start, self._text_end, text=text)
            if self._segments:
                segments = tuple(
                    (offset, self._passage.place(start, self._text_end)) for offset, start in self._segments
                )
                written = replace(written, segments=segments)
            self._stack[-1].children.append(written)
            self._stack[-1].depth = max(self._stack[-1].depth, 1)
        self._text.clear()
        self._segments.clear()
        self._length = 0


def placed_node(
    kind: Kind,
    passage: Passage,
    start: int,
    end: int,
    *,
    children: tuple[Node, ...] = (),
    text: str = "",
    attributes: Mapping[str, str] | None = None,
) -> Node:
    """Return a node with the place of `passage.text[start:end]`."""
    return Node(kind, children, text, MappingProxyType(dict(attributes or {})), place=passage.place(start, end))


def check_depth(depth: int, passage: Passage, start: int, reading: Reading) -> None:
    """Add a problem (E163) and raise `TooDeep` when something is nested deeper than `DEPTH`."""
    if depth > DEPTH:
        hint = "remove some of the markup around it"
        reading.report(
            "E163/nested-markup", f"markup is nested more than {DEPTH} levels deep", passage.place(start), hint=hint
        )
        raise TooDeep


def report_stray_attributes(attributes: Attributes, reading: Reading) -> None:
    """Add a problem (E151) for an attribute list without the words that it is for."""
    hint = "put the words that it is for in `[` and `]`, directly before the list"
    reading.report(
        "E151/attributes-without-target",
        "an attribute list follows nothing that it could apply to",
        attributes.place,
        hint=hint,
    )
