"""Captions of tables: a paragraph `Table: ...` or `: ...` directly after a table, or directly before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from brief.load.markdown.passage import Reading
from brief.model import Kind, Node


def with_captions(blocks: Sequence[Node], reading: Reading) -> list[Node]:
    """Return blocks with each caption moved into its table; a caption without a table is a problem (E162).

    A caption belongs to the table before it, if that has none yet, or else to the table after it.
    """
    _check_lower_case(blocks, reading)
    made: list[Node] = []
    waiting: Node | None = None
    for block in blocks:
        if block.kind is Kind.CAPTION:
            if waiting:
                made.append(_as_paragraph(waiting, reading))
                waiting = None
            if made and _lacks_caption(made[-1]):
                made[-1] = _with_caption(made[-1], block)
            else:
                waiting = block
            continue
        if waiting and _lacks_caption(block):
            made.append(_with_caption(block, waiting))
        else:
            made += [_as_paragraph(waiting, reading), block] if waiting else [block]
        waiting = None
    return [*made, _as_paragraph(waiting, reading)] if waiting else made


def _check_lower_case(blocks: Sequence[Node], reading: Reading) -> None:
    """Add a problem (E162) for each paragraph next to a table that would be its caption if it began with `Table:`."""
    for index, block in enumerate(blocks):
        neighbours = [*blocks[max(index - 1, 0) : index], *blocks[index + 1 : index + 2]]
        first = block.children[0].text if block.kind is Kind.PARAGRAPH and block.children else ""
        if first[:6].lower() == "table:" and any(_lacks_caption(one) for one in neighbours):
            hint = "write `Table: ...`, with a capital T"
            reading.report("E162/caption-in-lower-case", "a caption must begin with `Table:`", block.place, hint=hint)


def _lacks_caption(block: Node) -> bool:
    return block.kind is Kind.TABLE and block.get("caption") != "yes"


def _with_caption(table: Node, caption: Node) -> Node:
    """Return a table with a caption; identifier and mark of the caption become the table's."""
    plain = replace(caption, attributes=MappingProxyType({}), audience=None, audience_place=None)
    attributes = MappingProxyType({**table.attributes, **caption.attributes, "caption": "yes"})
    marked = (
        table
        if caption.audience is None
        else replace(table, audience=caption.audience, audience_place=caption.audience_place)
    )
    return replace(marked, children=(plain, *table.children), attributes=attributes)


def _as_paragraph(caption: Node, reading: Reading) -> Node:
    hint = "put it directly before or after its table; for a paragraph that begins like this, write `\\:`"
    reading.report("E162/caption-without-table", "a caption is not next to a table", caption.place, hint=hint)
    return replace(caption, kind=Kind.PARAGRAPH)
