"""Footnotes, placed at their calls and for no more audiences than where they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from brief.load.markdown.passage import Mark, NoteDefinition, Reading
from brief.model import Kind, Node, Prose


def with_notes(blocks: Sequence[Node], reading: Reading) -> Prose:
    """Return blocks with the text of each footnote at its calls; undefined and unused footnotes are problems (E155)."""
    called = {label for label, _ in reading.calls.values()}
    uncalled = [label for label in reading.definitions if label not in called]
    likely = dict(zip(dict.fromkeys(label for label, _ in reading.undefined), uncalled, strict=False))
    for label, place in reading.undefined:
        hint = f"define it in a paragraph of its own: `[^{label}]: ...`"
        if label in likely:
            hint = f"`[^{likely[label]}]:` is never referred to: use the same name for both"
        reading.report("E155/undefined-note", f"footnote `{label}` is not defined", place, hint=hint)
    for label, definition in reading.definitions.items():
        if label not in called and label not in likely.values():
            hint = f"refer to it with `[^{label}]`, or remove it"
            reading.report("E155/unused-note", f"footnote `{label}` is never referred to", definition.place, hint=hint)

    def with_definition(node: Node) -> Node:
        if node.kind is not Kind.NOTE or node.place not in reading.calls:
            return node
        label, marks = reading.calls[node.place]
        if label not in reading.definitions:
            return node
        return _narrowed(node, reading.definitions[label], marks)

    if not reading.calls:
        return tuple(blocks)
    return tuple(new for block in blocks if (new := block.mapped(with_definition)) is not None)


def _narrowed(call: Node, definition: NoteDefinition, marks: tuple[Mark, ...]) -> Node:
    """Return a note at its call, marked like the blocks around its definition that are not around its call."""
    written_at = f"{definition.place.file}:{definition.place.line}:{definition.place.column}"
    filled = replace(call, children=definition.children, attributes=MappingProxyType({"definition": written_at}))
    inner = [mark for mark in definition.marks if mark.audience is not None]
    if all(mark in marks for mark in inner):
        return filled
    audience = frozenset.intersection(*(mark.audience for mark in inner if mark.audience is not None))
    return replace(filled, audience=audience, audience_place=inner[-1].place)
