"""Bookmarks: each id of the page as a name that Word allows (ECMA-376 17.13.6)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from brief.ooxml.xml import W, Xml, w

LONGEST = 40  # characters that Word keeps of a bookmark's name


@dataclass
class Bookmarks:
    """The names given so far, and the ids that are held for the next paragraph."""

    names: dict[str, str] = field(default_factory=dict)  # by id
    identifiers: dict[str, str] = field(default_factory=dict)  # by name
    taken: set[str] = field(default_factory=set)
    held: list[str] = field(default_factory=list)
    count: int = 0

    def name(self, identifier: str) -> str:
        """Return the bookmark's name for an id: always the same, and different from all others even without case."""
        if identifier not in self.names:
            name = re.sub(r"\W", "_", identifier, flags=re.ASCII)
            name = name if name[:1].isalpha() else f"_{name}"
            if len(name) > LONGEST or name.lower() in self.taken:
                name = f"{name[: LONGEST - 11]}_{hashlib.sha256(identifier.encode()).hexdigest()[:10]}"
            self.taken.add(name.lower())
            self.names[identifier], self.identifiers[name] = name, identifier
        return self.names[identifier]

    def hold(self, identifier: str | None) -> None:
        """Hold an id for the next paragraph, which begins what has it."""
        if identifier:
            self.held.append(identifier)

    def take_held(self) -> list[str]:
        """Return the ids that are held, and hold none."""
        waiting, self.held = self.held, []
        return waiting

    def hold_again(self, made: Xml) -> None:
        """Hold the ids of a paragraph that is left out for the next one."""
        for start in made.iter(f"{{{W}}}bookmarkStart"):
            self.hold(self.identifiers[start.get(f"{{{W}}}name", "")])

    def enclose(self, made: Xml) -> None:
        """Put the bookmarks of the held ids around the content of a paragraph that has no properties yet."""
        starts, ends = self.marks_around(self.take_held())
        made[:0] = starts
        made.extend(ends)

    def marks_around(self, identifiers: Iterable[str]) -> tuple[list[Xml], list[Xml]]:
        """Return the starts and the ends of the bookmarks for these ids."""
        starts, ends = [], []
        for identifier in identifiers:
            starts.append(w("bookmarkStart", id=self.count, name=self.name(identifier)))
            ends.append(w("bookmarkEnd", id=self.count))
            self.count += 1
        return starts, ends
