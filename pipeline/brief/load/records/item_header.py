"""What every piece of the record has before its own fields: a name, its readers, and where both were written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from brief.diagnostics.problems import Place, Problem
from brief.diagnostics.suggestions import meant, nearest, one_of
from brief.load.records.field_types import IDENTIFIER
from brief.load.records.model_shapes import ItemShape
from brief.load.records.texts import Reading, is_audience
from brief.load.records.validation_errors import is_stand_in
from brief.load.yaml.values import Mapping, Scalar, Value

_IDENTIFIER = re.compile(IDENTIFIER, re.ASCII)


@dataclass(frozen=True, slots=True)
class Readers:
    """Who something is for, and where that was written."""

    audience: frozenset[str]
    place: Place


@dataclass(frozen=True, slots=True)
class Head:
    """The name and the readers of one piece of the record."""

    id: str
    place: Place
    readers: Readers

    def fields(self) -> dict[str, Any]:
        """Return the fields of an `Item` that it gives."""
        readers = self.readers
        return {"id": self.id, "audience": readers.audience, "place": self.place, "audience_place": readers.place}


def head_of(shape: ItemShape, value: Value | None, default_id: str, given: Readers | None, reading: Reading) -> Head:
    """Return the head of a piece whose `value` was read into `shape`; `given` are the readers of its whole file."""
    place = shape.at("id")
    identifier = shape.id.text if shape.id else default_id
    if shape.id and not _IDENTIFIER.fullmatch(identifier) and not is_stand_in(identifier):
        better = _better(identifier)
        hint = f"did you mean `{better}`?" if better else "use small letters a-z, digits and hyphens, a letter first"
        reading.problems.append(
            Problem("E106/malformed-identifier", f"`{identifier}` is not an identifier", place, hint=hint)
        )
    before = len(reading.problems)
    readers = _readers(shape, value, given, reading.audiences, reading.problems)
    if len(reading.problems) > before or (shape.audience is None and given is None):
        reading.doubtful.add(readers.place)
    return Head(identifier, place, readers)


def names_meant(value: Value) -> set[str]:
    """Return the identifiers that a misspelt `id`, or one that is not well formed, was likely meant to give."""
    if not isinstance(value, Mapping):
        return set()
    written = [inner.text for key, inner in value.items() if isinstance(inner, Scalar) and nearest(key, ["id"])]
    return {*written, *(_better(text) for text in written)} if written else set()


def _better(identifier: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", identifier.lower()).strip("-").lstrip("-0123456789")


def _readers(
    shape: ItemShape, value: Value | None, given: Readers | None, audiences: Collection[str], problems: list[Problem]
) -> Readers:
    if shape.audience is None:
        if given is None and not _is_reported(value):
            hint = f"add `audience: [...]` with {one_of(sorted(audiences))}" if audiences else "add `audience: [...]`"
            problems.append(Problem("E202/no-audience", "this has no audience", shape.place, hint=hint))
        return given or Readers(frozenset(audiences), shape.place)
    readers = named_readers(shape.audience, shape.at("audience"), audiences, problems)
    wider = sorted(readers.audience - given.audience) if given and shape.audience else []
    if given and wider:
        text = f"this is for {one_of(wider)} too, but its file is not"
        related = ((given.place, "the whole file is for these only"),)
        problems.append(
            Problem("E203/wider-than-file", text, readers.place, hint="an inner mark may only narrow", related=related)
        )
    return readers


def named_readers(
    words: Iterable[Scalar], place: Place, audiences: Collection[str], problems: list[Problem]
) -> Readers:
    """Return the readers that a list names; unknown names are problems, and a list of nobody is one too."""
    words = list(words)
    if not words:
        hint = meant("", sorted(audiences))
        problems.append(Problem("E202/empty-audience-list", "the list of audiences is empty", place, hint=hint))
    known = frozenset(word.text for word in words if is_audience(word.text, word.place, audiences, problems))
    return Readers(known or frozenset(audiences), place)  # all of them after a problem, so that no other follows


def _is_reported(value: Value | None) -> bool:
    """Return whether the missing audience follows from a mistake that was reported already."""
    return not isinstance(value, Mapping) or any(nearest(key, ["audience"]) for key in value)
