"""What could not be read. It was reported where it was found, and no second problem may follow from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from brief.diagnostics.problems import Place


@dataclass(slots=True)
class Unread:
    """The gaps in what was read of one dossier; they are noted while its files are read."""

    identifiers: set[str] = field(default_factory=set)  # of items that exist but could not be read
    texts: set[Place] = field(default_factory=set)  # that lack words
    audiences: set[Place] = field(default_factory=set)  # lists that could not be read, so that all are assumed
    open_blocks: dict[str, int] = field(default_factory=dict)  # by file, the line of its first block without an end

    def add_open_block(self, place: Place) -> None:
        """Note that a block which begins here has no end: who the text after it is for cannot be known."""
        self.open_blocks[place.file] = min(place.line, self.open_blocks.get(place.file, place.line))

    def lacks_audience(self, *places: Place) -> bool:
        """Return whether an audience at one of these places could not be read."""
        return any(place in self.audiences for place in places)

    def lacks_block_end(self, *places: Place) -> bool:
        """Return whether one of these places comes after the beginning of a block without an end, in its file."""
        return any(place.line >= self.open_blocks[place.file] for place in places if place.file in self.open_blocks)
