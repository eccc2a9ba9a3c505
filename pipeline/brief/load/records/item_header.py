"""What every item of the record has besides its own fields: an identifier and audiences, with their places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place
from brief.diagnostics.suggestions import choices, closest, did_you_mean
from brief.load.audience_names import is_known_audience
from brief.load.records.field_types import IDENTIFIER
from brief.load.records.model_shapes import ItemShape
from brief.load.records.text_reader import TextReader
from brief.load.records.validation_errors import is_placeholder
from brief.load.yaml.values import Scalar, YamlMapping, YamlValue

_IDENTIFIER = re.compile(IDENTIFIER, re.ASCII)


@dataclass(frozen=True, slots=True)
class AudienceList:
    """The audiences of an item or a file, and where they are written."""

    names: frozenset[str]
    place: Place


@dataclass(frozen=True, slots=True)
class ItemHeader:
    """The identifier and the audiences of an item."""

    id: str
    place: Place
    audience: AudienceList

    def fields(self) -> dict[str, Any]:
        """Return the fields that `Item` has, by name."""
        audience = self.audience
        return {"id": self.id, "audience": audience.names, "place": self.place, "audience_place": audience.place}


def read_header(
    shape: ItemShape, value: YamlValue | None, default_id: str, of_file: AudienceList | None, texts: TextReader
) -> ItemHeader:
    """Return the header of an item whose `value` was read into `shape`; `of_file` are the audiences of its file."""
    place = shape.value_place("id")
    identifier = shape.id.text if shape.id else default_id
    if shape.id and not _IDENTIFIER.fullmatch(identifier) and not is_placeholder(identifier):
        better = _corrected(identifier)
        hint = (
            f"did you mean `{better}`?"
            if better
            else "use lower-case letters a-z, digits and hyphens, and begin with a letter"
        )
        texts.problems.add("E106/malformed-identifier", f"`{identifier}` is not a valid identifier", place, hint=hint)
    with texts.problems.scope() as found:
        audience = _read_audience(shape, value, of_file, texts)
    if found or (shape.audience is None and of_file is None):
        texts.unread.audiences.add(audience.place)
    return ItemHeader(identifier, place, audience)


def likely_identifiers(value: YamlValue) -> set[str]:
    """Return the identifiers that an item was probably meant to have when its `id` is misspelt or malformed."""
    if not isinstance(value, YamlMapping):
        return set()
    written = [inner.text for key, inner in value.items() if isinstance(inner, Scalar) and closest(key, ["id"])]
    return {*written, *(_corrected(text) for text in written)} if written else set()


def _corrected(identifier: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", identifier.lower()).strip("-").lstrip("-0123456789")


def _read_audience(
    shape: ItemShape, value: YamlValue | None, of_file: AudienceList | None, texts: TextReader
) -> AudienceList:
    known, problems = texts.audiences, texts.problems
    if shape.audience is None:
        if of_file is None and not _is_reported(value):
            hint = f"add `audience: [...]` with {choices(sorted(known))}" if known else "add `audience: [...]`"
            problems.add("E202/no-audience", "no audience is given", shape.place, hint=hint)
        return of_file or AudienceList(frozenset(known), shape.place)
    audience = read_audience_list(shape.audience, shape.value_place("audience"), known, problems)
    wider = sorted(audience.names - of_file.names) if of_file and shape.audience else []
    if of_file and wider and not texts.unread.lacks_audience(of_file.place):
        text = f"this is for {choices(wider)} too, but its file is not"
        related = ((of_file.place, "the whole file is only for these"),)
        hint = "remove them here, or add them to the audience of the file"
        problems.add("E203/wider-than-file", text, audience.place, hint=hint, related=related)
    return audience


def read_audience_list(
    words: Iterable[Scalar], place: Place, audiences: Collection[str], problems: Problems
) -> AudienceList:
    """Return the audiences that a list names; an unknown name (E201) and an empty list (E202) are problems.

    When no name is known, the result has all audiences, so that no other problem follows.
    """
    words = list(words)
    if not words:
        hint = did_you_mean("", sorted(audiences))
        problems.add("E202/empty-audience-list", "the list of audiences is empty", place, hint=hint)
    known = frozenset(word.text for word in words if is_known_audience(word.text, word.place, audiences, problems))
    return AudienceList(known or frozenset(audiences), place)


def _is_reported(value: YamlValue | None) -> bool:
    """Return whether the audience is missing because of a mistake that is reported already."""
    return not isinstance(value, YamlMapping) or any(closest(key, ["audience"]) for key in value)
