"""Files that hold lists: their entries, with the audience of the whole file where it gives one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from brief.diagnostics.problems import Place, Problem
from brief.load.assets.files import Folder
from brief.load.origin import Origin
from brief.load.records.field_types import Audiences
from brief.load.records.file_shapes import ActionsShape, ItemsShape
from brief.load.records.item_header import Readers, head_of, named_readers, names_meant
from brief.load.records.model_shapes import item_shape_of, value_of
from brief.load.records.salvage import names_in
from brief.load.records.texts import Reading
from brief.load.records.validation_errors import checked
from brief.load.yaml.reader import read_yaml
from brief.load.yaml.values import Mapping, Meaning, Scalar, Value
from brief.model import Claim, Decision, Event, Item, Option, Recommendation, Source, Step, Term

_Item = TypeVar("_Item", bound=Item)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of one dossier that hold lists, while they are read; `known` gathers names that could not be read."""

    folder: Folder
    reading: Reading
    known: set[str] = field(default_factory=set, hash=False)

    def claims(self) -> tuple[Claim, ...]:
        """Return what claims.yaml holds."""
        return self._all("claims.yaml", Claim)

    def sources(self) -> tuple[Source, ...]:
        """Return what sources.yaml holds."""
        return self._all("sources.yaml", Source)

    def timeline(self) -> tuple[Event, ...]:
        """Return what timeline.yaml holds."""
        return self._all("timeline.yaml", Event)

    def glossary(self) -> tuple[Term, ...]:
        """Return what glossary.yaml holds."""
        return self._all("glossary.yaml", Term)

    def actions(self) -> tuple[tuple[Decision, ...], tuple[Option, ...], tuple[Recommendation, ...], tuple[Step, ...]]:
        """Return the decisions, options, recommendations and next steps that actions.yaml holds."""
        value = read_file(self.folder, "actions.yaml", self.reading.problems, self.known)
        if value is None:
            return (), (), (), ()
        shape = checked(ActionsShape, value, self.reading.problems)
        given = self._given(shape.audience, shape.at("audience"))
        return (
            self._built(shape.decisions, Decision, given),
            self._built(shape.options, Option, given),
            self._built(shape.recommendations, Recommendation, given),
            self._built(shape.steps, Step, given),
        )

    def _all(self, name: str, item_type: type[_Item]) -> tuple[_Item, ...]:
        value = read_file(self.folder, name, self.reading.problems, self.known)
        if value is None:
            return ()
        if isinstance(value, Mapping) and "items" not in value and "id" in value:
            hint = "begin each entry with `- `, and indent its other keys alike"
            self.reading.problems.append(
                Problem("E106/list-expected", "a list is needed here, this is a mapping", value.place, hint=hint)
            )
            self.known.update(names_meant(value))
            return ()
        if not isinstance(value, Mapping):
            return self._built(_listed(value, self.reading.problems), item_type, None)
        items = checked(ItemsShape, value, self.reading.problems)
        return self._built(items.items, item_type, self._given(items.audience, items.at("audience")))

    def _given(self, words: Audiences | None, place: Place) -> Readers | None:
        if words is None:
            return None
        before = len(self.reading.problems)
        readers = named_readers(words, place, self.reading.audiences, self.reading.problems)
        if len(self.reading.problems) > before:
            self.reading.doubtful.add(readers.place)
        return readers

    def _built(self, values: Iterable[Value], item_type: type[_Item], given: Readers | None) -> tuple[_Item, ...]:
        items = []
        shape = item_shape_of(item_type)
        for number, value in enumerate(values, start=1):
            before = len(self.reading.problems)
            read = checked(shape, value, self.reading.problems)
            head = head_of(read, value, f"{item_type.__name__.lower()}-{number}", given, self.reading)
            if len(self.reading.problems) > before:
                self.known.update(names_meant(value))
            items.append(value_of(item_type, read, self.reading, **head.fields()))
        return tuple(items)


def undecoded(path: Path) -> str:
    """Return roughly what stands in a file that is not UTF-8: enough to find plain names in it."""
    data = path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else b""
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", errors="replace")


def _listed(value: Value, problems: list[Problem]) -> list[Value]:
    if isinstance(value, list):
        return value
    hint = "begin each entry with `- ` on a line of its own"
    problems.append(Problem("E106/list-expected", "a list is needed here, this is text", value.place, hint=hint))
    return []


def read_file(folder: Folder, name: str, problems: list[Problem], known: set[str]) -> Value | None:
    """Return what a YAML file holds; `None` when there is nothing in it, no such file, or a problem.

    Names in a file that cannot be read go to `known`.
    """
    name = folder.instead.get(name, name)
    if name not in (*folder.files, *folder.instead.values()):
        return None
    text = folder.text(name, problems)
    if text is None:
        known.update(names_in(undecoded(folder.path / name)))
        return None
    value = read_yaml(text, Origin(folder.place(name).file), problems)
    if value is None:
        known.update(names_in(text))
    return None if isinstance(value, Scalar) and value.meaning is Meaning.NULL else value
