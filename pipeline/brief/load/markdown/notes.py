"""Footnotes come to their calls, with no more readers than the place where they were written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from brief.load.markdown.passage import Definition, Mark, Reading
from brief.model import Kind, Node, Prose


def with_notes(blocks: Sequence[Node], reading: Reading) -> Prose:
    """Return blocks with what each footnote says at its calls; a footnote that nobody calls is noted (E155)."""
    called = {label for label, _ in reading.calls.values()}
    uncalled = [label for label in reading.definitions if label not in called]
    meant = dict(zip(dict.fromkeys(label for label, _ in reading.undefined), uncalled, strict=False))
    for label, place in reading.undefined:
        hint = f"define it in a paragraph of its own: `[^{label}]: ...`"
        if label in meant:
            hint = f"`[^{meant[label]}]:` is never called: give the two one name"
        reading.problem("E155/undefined-note", f"footnote `{label}` is not defined", place, hint=hint)
    for label, definition in reading.definitions.items():
        if label not in called and label not in meant.values():
            hint = f"call it with `[^{label}]`, or take it out"
            reading.problem("E155/unused-note", f"footnote `{label}` is never called", definition.place, hint=hint)

    def filled(node: Node) -> Node:
        if node.kind is not Kind.NOTE or node.place not in reading.calls:
            return node
        label, marks = reading.calls[node.place]
        if label not in reading.definitions:
            return node
        return _narrowed(node, reading.definitions[label], marks)

    if not reading.calls:
        return tuple(blocks)
    return tuple(new for block in blocks if (new := block.mapped(filled)) is not None)


def _narrowed(call: Node, definition: Definition, marks: tuple[Mark, ...]) -> Node:
    """Return a note at its call; where its definition stands in marked blocks that the call is not in, marked so."""
    written_at = f"{definition.place.file}:{definition.place.line}:{definition.place.column}"
    said = replace(call, children=definition.children, attributes=MappingProxyType({"definition": written_at}))
    written = [mark for mark in definition.marks if mark.audience is not None]
    if all(mark in marks for mark in written):
        return said
    audience = frozenset.intersection(*(mark.audience for mark in written if mark.audience is not None))
    return replace(said, audience=audience, audience_place=written[-1].place)
