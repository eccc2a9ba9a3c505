"""Captions find their tables: a paragraph `Table: ...` or `: ...` right after a table, or right before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from brief.load.markdown.passage import Reading
from brief.model import Kind, Node


def with_captions(blocks: Sequence[Node], reading: Reading) -> list[Node]:
    """Return blocks with each caption in its table; one without a table is noted (E162).

    A table takes the caption after it, if it has none yet; else the caption belongs to the table after it.
    """
    _small(blocks, reading)
    made: list[Node] = []
    waiting: Node | None = None
    for block in blocks:
        if block.kind is Kind.CAPTION:
            if waiting:
                made.append(_stray(waiting, reading))
                waiting = None
            if made and _lacks_caption(made[-1]):
                made[-1] = _with_caption(made[-1], block)
            else:
                waiting = block
            continue
        if waiting and _lacks_caption(block):
            made.append(_with_caption(block, waiting))
        else:
            made += [_stray(waiting, reading), block] if waiting else [block]
        waiting = None
    return [*made, _stray(waiting, reading)] if waiting else made


def _small(blocks: Sequence[Node], reading: Reading) -> None:
    """Note paragraphs beside a table that would be its caption if `Table:` began with a capital (E162)."""
    for index, block in enumerate(blocks):
        beside = [*blocks[max(index - 1, 0) : index], *blocks[index + 1 : index + 2]]
        first = block.children[0].text if block.kind is Kind.PARAGRAPH and block.children else ""
        if first[:6].lower() == "table:" and any(_lacks_caption(one) for one in beside):
            hint = "write `Table: ...`, with a capital"
            reading.problem("E162/caption-in-lower-case", "a caption begins with `Table:`", block.place, hint=hint)


def _lacks_caption(block: Node) -> bool:
    return block.kind is Kind.TABLE and block.get("caption") != "yes"


def _with_caption(table: Node, caption: Node) -> Node:
    """Return a table with a caption, whose identifier and mark are the table's."""
    bare = replace(caption, attributes=MappingProxyType({}), audience=None, audience_place=None)
    attributes = MappingProxyType({**table.attributes, **caption.attributes, "caption": "yes"})
    marked = (
        table
        if caption.audience is None
        else replace(table, audience=caption.audience, audience_place=caption.audience_place)
    )
    return replace(marked, children=(bare, *table.children), attributes=attributes)


def _stray(caption: Node, reading: Reading) -> Node:
    hint = "put it right before or after its table; for a paragraph that begins so, write `\\:`"
    reading.problem("E162/caption-without-table", "a caption has no table beside it", caption.place, hint=hint)
    return replace(caption, kind=Kind.PARAGRAPH)
