"""The tree of blocks under construction: the open blocks, where they begin, and their marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from brief.diagnostics.problems import Place
from brief.load.markdown.attributes import Attributes, audience_of, check_keys
from brief.load.markdown.captions import with_captions
from brief.load.markdown.inline import read_inlines
from brief.load.markdown.passage import DEPTH, Mark, NoteDefinition, Passage, Reading, TooDeep
from brief.model import Kind, Node

_BLANKS = re.compile(r"[ \t]*")


@dataclass(slots=True, eq=False)
class Frame:
    """A block that is not closed yet."""

    kind: Kind | None  # None: the whole text
    line: int = 0
    marker_width: int = 0  # width of the marker that it begins with
    place: Place | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    mark: Mark = field(default_factory=Mark)
    colons: int = 0  # of a division: the number that opened it
    label: str = ""  # of a footnote's definition
    is_refused: bool = False  # a division with attributes that cannot be read
    is_stray: bool = False  # of a division: opened by a line that closes nothing, in case it was meant to


class Builder:
    """The stack of open blocks, from the whole text to the innermost block."""

    def __init__(self, reading: Reading, *, is_field: bool) -> None:
        """Begin with an empty text; `is_field` for a text field of an item, which has no headings."""
        self.reading = reading
        self.frames = [Frame(None)]
        self.is_field = is_field

    def finish(self) -> list[Node]:
        """Close all open blocks, and return the blocks of the whole text."""
        while len(self.frames) > 1:
            self.close()
        return with_captions(self.frames[0].children, self.reading)

    def column(self, line: int) -> int:
        """Return the column (from 0) of a block in its first line, after the markers of the blocks around it."""
        text, column = self.reading.line(line), 0
        for frame in self.frames:
            if frame.kind is Kind.QUOTE:
                column = _skip(text, column)
                column += text[column : column + 1] == ">"
            elif frame.marker_width and frame.line == line:
                column = _skip(text, column) + frame.marker_width
        return min(_skip(text, column), max(len(text) - 1, 0))

    def place(self, line: int) -> Place:
        """Return the place of a block that begins in this line; it is as wide as the rest of the line."""
        column = self.column(line)
        width = len(self.reading.line(line).rstrip()) - column
        return self.reading.origin.place(line, column, max(1, width))

    def add(self, node: Node) -> None:
        """Add a finished block to the innermost open one."""
        top = self.frames[-1]
        if top.kind is Kind.TABLE:
            hint = 'write a caption as `caption="..."`, and close the block directly after its first line'
            self.reading.report(
                "E162/text-in-data-table", "text inside a table that is read from a file", node.place, hint=hint
            )
        top.children.append(node)

    def open(self, frame: Frame) -> None:
        """Open a block."""
        if len(self.frames) > DEPTH:
            self.too_deep(frame.line)
        self.frames.append(frame)
        self.reading.marks = tuple(frame.mark for frame in self.frames)

    def close(self) -> None:
        """Close the innermost block."""
        frame = self.frames.pop()
        self.reading.marks = tuple(frame.mark for frame in self.frames)
        children = tuple(frame.children if frame.kind is Kind.TABLE else with_captions(frame.children, self.reading))
        place = frame.place or self.reading.origin.place(frame.line, 0)
        if frame.colons and not frame.is_stray:
            hint = f"close it with a line `{':' * frame.colons}`"
            here = Place(place.file, place.line, place.column, frame.colons)
            self.reading.report(
                "E154/block-not-closed", "a fenced block is not closed", here, label="opened here", hint=hint
            )
        if frame.kind is Kind.NOTE:
            self._define(frame, children, place)
        elif frame.is_refused:
            self.frames[-1].children.extend(children)
        elif frame.kind:
            attributes = MappingProxyType(frame.attributes)
            mark = frame.mark
            self.add(Node(frame.kind, children, "", attributes, mark.audience, place, mark.place))

    def _define(self, frame: Frame, children: tuple[Node, ...], place: Place) -> None:
        self.reading.in_note = any(outer.kind is Kind.NOTE for outer in self.frames)
        if frame.label in self.reading.definitions:
            first = self.reading.definitions[frame.label].place
            text = f"footnote `{frame.label}` is defined twice, first on line {first.line}"
            self.reading.report("E155/note-defined-twice", text, place, hint="rename one of them")
            return
        marks = tuple(outer.mark for outer in self.frames)
        self.reading.definitions[frame.label] = NoteDefinition(children, place, marks)

    def too_deep(self, line: int) -> None:
        """Add a problem (E163) and raise `TooDeep`."""
        hint = "remove some of the blocks around it"
        self.reading.report(
            "E163/nested-blocks", f"blocks are nested more than {DEPTH} levels deep", self.place(line), hint=hint
        )
        raise TooDeep

    def close_until(self, *kinds: Kind) -> None:
        """Close the innermost block of one of these kinds, and the unclosed divisions inside it."""
        while self.frames[-1].kind not in kinds and len(self.frames) > 1:
            self.close()
        self.close()

    def leaf(self, kind: Kind, passage: Passage, place: Place, what: str, attributes: Mapping[str, str]) -> Node:
        """Return a block of inlines with its attributes; those of a list item's first paragraph go to the item."""
        top = self.frames[-1]
        is_item = kind is Kind.PARAGRAPH and top.kind is Kind.ITEM and not top.children
        found = read_inlines(passage, self.reading, is_item=is_item)
        values, mark = dict(attributes), Mark()
        if found.leading:
            self._set_id(found.leading, values, "a list item")
            top.mark.audience, top.mark.place = audience_of(found.leading, self.reading)
        if found.ending:
            self._set_id(found.ending, values, what)
            mark.audience, mark.place = audience_of(found.ending, self.reading)
        children = found.nodes
        if kind is Kind.PARAGRAPH and len(children) == 1 and children[0].kind is Kind.FIGURE:
            if found.ending:
                hint = "write them directly after the closing parenthesis, without a space"
                self.reading.report(
                    "E151/attributes-apart-from-figure",
                    "the attributes of a figure are separated from it",
                    found.ending.place,
                    hint=hint,
                )
            return children[0]
        self.refuse_images(children)
        return Node(kind, children, "", MappingProxyType(values), mark.audience, place, mark.place)

    def _set_id(self, found: Attributes, values: dict[str, str], what: str) -> None:
        check_keys(found, ("id", "audience"), self.reading, what)
        if "id" in found.values:
            values["id"] = found.get("id")

    def refuse_images(self, nodes: Sequence[Node]) -> None:
        """Add a problem (E162) for each image inside a line of text."""
        for node in nodes:
            if node.kind is Kind.FIGURE:
                hint = "put it in a paragraph of its own, with an empty line before and after it"
                self.reading.report("E162/image-in-text", "an image inside a line of text", node.place, hint=hint)
            else:
                self.refuse_images(node.children)


def _skip(text: str, start: int) -> int:
    found = _BLANKS.match(text, start)
    return found.end() if found else start
