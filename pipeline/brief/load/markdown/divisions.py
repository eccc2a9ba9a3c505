"""Blocks between lines of colons: `::: {audience="legal"}` ... `:::`, and tables from a file."""

from __future__ import annotations

from types import MappingProxyType

from markdown_it.token import Token

from brief.load.markdown.attributes import Attributes, audience_of, check_keys, language_of, read_attributes
from brief.load.markdown.builder import Builder, Frame
from brief.load.markdown.inline import read_inlines
from brief.load.markdown.passage import Passage
from brief.model import Kind, Node

COLONS = 3  # the fewest that open a block
_KEYS = ("audience", "lang", "dir", "id")
_TABLE_KEYS = ("table", "id", "caption", "audience")


def read_division(builder: Builder, token: Token) -> None:
    """Read a line of colons: with text after them it opens a block, without text it closes the innermost one."""
    reading = builder.reading
    line = reading.line_part(token.meta["start"], token.meta["end"])
    rest = reading.line_part(token.meta["rest"], token.meta["end"])
    if rest.text.strip():
        _open(builder, line, rest, token)
        return
    top, size = builder.frames[-1], int(token.meta["size"])
    if top.colons and (size >= top.colons or size < COLONS):
        if size < min(top.colons, COLONS):
            hint = f"write `{':' * top.colons}`"
            reading.report("E154/two-colons", "two colons do not close a block", line.place(0, size), hint=hint)
        top.colons = 0
        builder.close()
        return
    hint = f"the open block is closed by {top.colons} colons"
    if not top.colons:
        hint = 'no block is open here; a block begins with a line such as `::: {audience="legal"}`'
        number = token.map[0] if token.map else 0  # should it have been meant to open one, the next line closes it
        builder.open(Frame(Kind.DIVISION, number, colons=size, is_refused=True, is_stray=True))
    reading.report("E154/stray-colons", "this line of colons closes no block", line.place(0, size), hint=hint)


def _open(builder: Builder, line: Passage, rest: Passage, token: Token) -> None:
    reading = builder.reading
    number = token.map[0] if token.map else 0
    frame = Frame(Kind.DIVISION, number, place=line.place(0, len(line.text.rstrip())), colons=int(token.meta["size"]))
    if frame.colons < COLONS:
        hint = "use `:::` here and at the end of the block"
        reading.report("E154/two-colons", "two colons do not open a block", line.place(0, frame.colons), hint=hint)
    found = read_attributes(rest, 0, reading) if rest.text.startswith("{") else None
    if not rest.text.startswith("{"):
        hint = 'write `::: {audience="legal"}`'
        place = rest.place(0, len(rest.text.rstrip()))
        reading.report("E151/block-without-braces", "the attributes of a block must be in braces", place, hint=hint)
    elif found and rest.text[found.end :].strip():
        place = rest.place(found.end + 1, len(rest.text.rstrip()))
        reading.report(
            "E151/text-after-attributes",
            "text after the attribute list of a block",
            place,
            hint="write it on the next line",
        )
    frame.is_refused = found is None
    if found and "table" in found.values:
        _read_table(builder, frame, found)
    elif found:
        check_keys(found, _KEYS, reading, "a block")
        frame.attributes = language_of(found, reading)
    if found:
        frame.mark.audience, frame.mark.place = audience_of(found, reading)
        frame.attributes |= {"id": found.get("id")} if "id" in found.values else {}
    builder.open(frame)


def _read_table(builder: Builder, frame: Frame, found: Attributes) -> None:
    check_keys(found, _TABLE_KEYS, builder.reading, "a table")
    frame.kind = Kind.TABLE
    frame.attributes = {"source": found.get("table"), "caption": "yes" if "caption" in found.values else "no"}
    if "caption" in found.values:
        passage = found.passage_of("caption")
        inlines = read_inlines(passage, builder.reading)
        if inlines.ending:
            check_keys(inlines.ending, (), builder.reading, "a caption in an attribute")
        builder.refuse_images(inlines.nodes)
        place = found.place_of("caption")
        frame.children.append(Node(Kind.CAPTION, inlines.nodes, "", MappingProxyType({}), place=place))
