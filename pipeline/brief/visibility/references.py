"""What refers to what: every place in a dossier that names something, and every node that can be named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from brief.diagnostics.problems import Place
from brief.model.dossier import Claim, Event, Item, Section, Source, Term
from brief.model.text import Kind, Node, Prose


class Names(Enum):
    """The kinds of things that a use may name."""

    SOURCE = "source"
    CLAIM = "claim"
    ANYTHING = "section, figure, table, claim, paragraph or term"


@dataclass(frozen=True, slots=True)
class Use:
    """One place that names a target by its id."""

    target: str
    names: Names
    place: Place


def uses(prose: Prose) -> Iterator[Use]:
    """Give every use in prose, in reading order: claim spans, citations, references, and links to `#` and an id."""
    for top in prose:
        for node in top.walk():
            use = use_of(node)
            if use is not None:
                yield use


def use_of(node: Node) -> Use | None:
    """Return what one node itself names, its children aside, or `None` when it names nothing."""
    match node.kind:
        case Kind.CLAIM:
            return Use(node.get("claim"), Names.CLAIM, node.place)
        case Kind.CITATION:
            return Use(node.get("source"), Names.SOURCE, node.place)
        case Kind.REFERENCE:
            return Use(node.get("target"), Names.ANYTHING, node.place)
        case Kind.LINK if node.get("target").startswith("#"):
            return Use(node.get("target")[1:], Names.ANYTHING, node.place)
        case _:
            return None


def sources_of(item: Item) -> Iterator[Use]:
    """Give the sources that a claim or an event lists itself, outside its texts."""
    if isinstance(item, Claim | Event):
        for reference in item.sources:
            yield Use(reference.id, Names.SOURCE, reference.place)


def anchors(prose: Prose) -> Iterator[Node]:
    """Give every node in prose that has an id."""
    for top in prose:
        for node in top.walk():
            if node.get("id"):
                yield node


def may_name(names: Names, thing: Item | Node) -> bool:
    """Return whether a use of that kind may name that thing: sources can only be cited, never referred to."""
    match names:
        case Names.SOURCE:
            return isinstance(thing, Source)
        case Names.CLAIM:
            return isinstance(thing, Claim)
        case Names.ANYTHING:
            return isinstance(thing, Section | Claim | Term | Node)
