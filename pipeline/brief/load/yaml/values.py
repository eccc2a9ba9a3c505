"""The values of a YAML file, with the place of every key and value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from brief.diagnostics.problems import Place
from brief.load.origin import Origin
from brief.load.yaml.folded import folded_origin, literal_origin

# YAML 1.2.2, 10.3.2 (core schema, tag resolution): the types of plain scalars; everything else is text.
_NULL = re.compile(r"null|Null|NULL|~|")
_TRUTH = re.compile(r"true|True|TRUE|false|False|FALSE")
_WHOLE = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


class Meaning(Enum):
    """The type of a scalar by the core schema of YAML 1.2, in words for messages."""

    TEXT = "text"
    NULL = "nothing"
    TRUTH = "true or false"
    WHOLE = "a whole number"
    NUMBER = "a number"


class Style(Enum):
    """How a scalar is written; the value is its first character."""

    PLAIN = ""
    SINGLE = "'"
    DOUBLE = '"'
    LITERAL = "|"
    FOLDED = ">"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as it is written: its text, style and place."""

    text: str
    style: Style
    place: Place
    source: str = ""  # the characters in the file, if they differ from the text

    @property
    def meaning(self) -> Meaning:
        """Return the type of the scalar; in quotes or a block it is always text."""
        if self.style is not Style.PLAIN:
            return Meaning.TEXT
        if _NULL.fullmatch(self.text):
            return Meaning.NULL
        if _TRUTH.fullmatch(self.text):
            return Meaning.TRUTH
        if _WHOLE.fullmatch(self.text):
            return Meaning.WHOLE
        return Meaning.NUMBER if _NUMBER.fullmatch(self.text) else Meaning.TEXT

    @property
    def origin(self) -> Origin:
        """Return the origin of the text, which turns positions in it into places in the file."""
        place = self.place
        if self.style is Style.LITERAL:
            return literal_origin(self.source, place)
        if self.source:
            return folded_origin(self.text, self.source, place)
        quote = 1 if self.style in (Style.SINGLE, Style.DOUBLE) else 0
        return Origin(place.file, place.line, place.column + quote)

    def __str__(self) -> str:
        """Return the text."""
        return self.text


class YamlSequence(list["YamlValue"]):
    """A list with its place."""

    place: Place

    def __init__(self, place: Place) -> None:
        """Begin an empty list at a place."""
        super().__init__()
        self.place = place


class YamlMapping(dict[str, "YamlValue"]):
    """A mapping with its place and the places of its keys."""

    place: Place
    keys_at: dict[str, Place]

    def __init__(self, place: Place) -> None:
        """Begin an empty mapping at a place."""
        super().__init__()
        self.place = place
        self.keys_at = {}

    def without(self, *names: str) -> YamlMapping:
        """Return this mapping without some of its keys."""
        rest = YamlMapping(self.place)
        rest.update((name, value) for name, value in self.items() if name not in names)
        rest.keys_at = self.keys_at
        return rest


YamlValue = Scalar | YamlSequence | YamlMapping


def kind_name(value: YamlValue) -> str:
    """Return what kind of value this is, in words for a message."""
    match value:
        case YamlMapping():
            return "a mapping"
        case YamlSequence():
            return "a list"
        case _:
            return value.meaning.value


def scalars(value: YamlValue) -> Iterator[Scalar]:
    """Yield every scalar in a value, in order; of a scalar, itself."""
    match value:
        case YamlMapping():
            for inner in value.values():
                yield from scalars(inner)
        case YamlSequence():
            for inner in value:
                yield from scalars(inner)
        case _:
            yield value
