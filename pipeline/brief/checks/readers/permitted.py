"""What each audience may read of a dossier, and what one of them must find in its brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import lru_cache
from itertools import count

from brief.checks.readers.leaves import NOBODY, Leaf, Line, Readers, Reading
from brief.checks.readers.walk import read
from brief.model.dossier import Dossier, Handling, Memo, Record
from brief.model.text import Kind, Text


@lru_cache(maxsize=1)  # the dossier whose brief is checked: each check and each audience reads the same
def read_dossier(dossier: Dossier) -> Reading:
    """Return everything in a dossier with its readers; raise `TypeError` for a value whose readers are not known."""
    reading = read(dossier, frozenset(_audiences(dossier)))
    seen: dict[str, Readers] = {}
    described: dict[str, Readers] = {}
    for leaf in reading.leaves:
        if leaf.path[-1] == "id":
            seen[str(leaf.value)] = seen.get(str(leaf.value), NOBODY) | leaf.readers
        elif leaf.path[-2:] == (Kind.FIGURE, "source"):
            name = f"picture {leaf.value!s}"
            seen[name] = seen.get(name, NOBODY) | leaf.readers
        elif _is_descriptor(leaf):
            described[leaf.path[1]] = described.get(leaf.path[1], NOBODY) | leaf.readers

    def narrowed(leaf: Leaf) -> Leaf:
        """Return what refers to something as for those who see that, or what is there in its place."""
        if not leaf.names:
            return leaf
        instead = described.get(leaf.names, NOBODY) if leaf.value == leaf.names else NOBODY
        return replace(leaf, readers=leaf.readers & (seen.get(leaf.names, NOBODY) | instead))

    return replace(reading, leaves=tuple(map(narrowed, reading.leaves)))


def _audiences(dossier: Dossier) -> Iterator[str]:
    """Give the audiences that the dossier has something for."""
    for value in (getattr(dossier, one.name) for one in fields(dossier)):
        if isinstance(value, Text):
            yield from value.wordings
        elif isinstance(value, Record):
            yield from (name for item in value.items() for name in item.audience)
        elif isinstance(value, Mapping):
            yield from (name for name, held in value.items() if isinstance(held, Handling | Memo))


def permitted(reading: Reading, audience: str) -> Reading:
    """Return what an audience may read, with a neutral source for each that it relies on and knows by a descriptor."""
    seen = [leaf for leaf in reading.leaves if audience in leaf.readers]
    taken = {leaf.value for leaf in seen if leaf.path[-1] == "id"}
    relied_on = {leaf.names for leaf in seen if _relies(leaf) and not _is_descriptor(leaf)}
    in_descriptors = [leaf for leaf in seen if _relies(leaf) and _is_descriptor(leaf)]
    while more := {leaf.names for leaf in in_descriptors if leaf.path[1] in relied_on} - relied_on:
        relied_on |= more
    described = dict.fromkeys(leaf.path[1] for leaf in seen if _is_descriptor(leaf) and leaf.path[1] in relied_on)
    free = (name for number in count(1) if (name := f"source-{number}") not in taken)
    neutral = dict(zip(described, free, strict=False))
    lines = (line for line in reading.lines if audience in line.readers)
    return Reading(tuple(_named_neutrally(seen, neutral, audience)), tuple(_lines_named_neutrally(lines, neutral)))


def _named_neutrally(seen: Iterable[Leaf], neutral: Mapping[str, str], audience: str) -> Iterator[Leaf]:
    """Give what an audience sees with its descriptors as the titles of sources, and their names as all others use."""
    begun: set[str] = set()
    for found in seen:
        leaf = replace(found, value=neutral[found.names]) if found.names in neutral else found
        if not _is_descriptor(leaf):
            yield leaf
        elif name := neutral.get(leaf.path[1]):
            if name not in begun:
                begun.add(name)
                yield replace(leaf, path=("sources", name, "id"), value=name)
                yield replace(leaf, path=("sources", name, "audience"), value=audience)
            yield replace(leaf, path=("sources", name, "title", *leaf.path[3:]))


def _lines_named_neutrally(lines: Iterable[Line], neutral: Mapping[str, str]) -> Iterator[Line]:
    for line in lines:
        if not _is_descriptor(line):
            yield line
        elif name := neutral.get(line.path[1]):
            yield replace(line, path=("sources", name, "title", *line.path[3:]))


def _relies(leaf: Leaf) -> bool:
    return leaf.path[-1] in {"source", "reference"} and bool(leaf.names)


def _is_descriptor(thing: Leaf | Line) -> bool:
    return thing.path[0] == "sources" and thing.path[2] == "descriptor"
