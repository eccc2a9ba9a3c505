"""One reader who is to get a brief, as somebody lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from brief.diagnostics.problems import Place
from brief.model.text import NOWHERE


@dataclass(frozen=True, slots=True)
class Recipient:
    """A row of a list of recipients, as it is written; whether the address can be one is for `send` to say."""

    address: str
    audience: str
    name: str = ""
    language: str = ""  # a BCP 47 tag; empty for that of the brief
    note: str = ""  # for those who keep the list; it is in no message
    place: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}), hash=False, compare=False)

    def place_of(self, field_name: str) -> Place:
        """Return the place of one field, or of the row if the field is not written."""
        return self.places.get(field_name, self.place)
