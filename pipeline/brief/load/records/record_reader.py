"""Files that hold lists of items, and the audience of a whole file where it gives one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from brief.diagnostics.problems import Place
from brief.load.assets.files import Folder
from brief.load.origin import Origin
from brief.load.records.field_types import Audiences
from brief.load.records.file_shapes import ActionsShape, ItemsShape
from brief.load.records.item_header import AudienceList, likely_identifiers, read_audience_list, read_header
from brief.load.records.model_shapes import item_shape_of, value_of
from brief.load.records.salvage import identifiers_in
from brief.load.records.text_reader import TextReader
from brief.load.records.validation_errors import validate
from brief.load.yaml.reader import read_yaml
from brief.load.yaml.values import Meaning, Scalar, YamlMapping, YamlSequence, YamlValue
from brief.model import Claim, Decision, Event, Item, Option, Recommendation, Source, Step, Term

_Item = TypeVar("_Item", bound=Item)


@dataclass(frozen=True, slots=True)
class RecordReader:
    """Reads the files of one dossier that hold lists of items."""

    folder: Folder
    texts: TextReader

    def claims(self) -> tuple[Claim, ...]:
        """Return the claims in claims.yaml."""
        return self._items_of("claims.yaml", Claim)

    def sources(self) -> tuple[Source, ...]:
        """Return the sources in sources.yaml."""
        return self._items_of("sources.yaml", Source)

    def timeline(self) -> tuple[Event, ...]:
        """Return the events in timeline.yaml."""
        return self._items_of("timeline.yaml", Event)

    def glossary(self) -> tuple[Term, ...]:
        """Return the terms in glossary.yaml."""
        return self._items_of("glossary.yaml", Term)

    def actions(self) -> tuple[tuple[Decision, ...], tuple[Option, ...], tuple[Recommendation, ...], tuple[Step, ...]]:
        """Return the decisions, options, recommendations and next steps in actions.yaml."""
        value = read_file(self.folder, "actions.yaml", self.texts)
        if value is None:
            return (), (), (), ()
        shape = validate(ActionsShape, value, self.texts.problems)
        of_file = self._audience_of_file(shape.audience, shape.value_place("audience"))
        return (
            self._items(shape.decisions, Decision, of_file),
            self._items(shape.options, Option, of_file),
            self._items(shape.recommendations, Recommendation, of_file),
            self._items(shape.steps, Step, of_file),
        )

    def _items_of(self, name: str, item_type: type[_Item]) -> tuple[_Item, ...]:
        """Return the items of a file that is a list, or a mapping with the list under `items`."""
        value, problems = read_file(self.folder, name, self.texts), self.texts.problems
        match value:
            case None:
                return ()
            case YamlMapping() if "items" not in value and "id" in value:
                hint = "begin each entry with `- `, and indent all its keys alike"
                what = "expected a list, found a mapping"
                problems.add("E106/list-expected", what, value.place, hint=hint)
                self.texts.unread.identifiers.update(likely_identifiers(value))
                return ()
            case YamlMapping():
                shape = validate(ItemsShape, value, problems)
                return self._items(
                    shape.items, item_type, self._audience_of_file(shape.audience, shape.value_place("audience"))
                )
            case YamlSequence():
                return self._items(value, item_type, None)
            case _:
                hint = "begin each entry with `- ` on a line of its own"
                problems.add("E106/list-expected", "expected a list, found text", value.place, hint=hint)
                return ()

    def _audience_of_file(self, words: Audiences | None, place: Place) -> AudienceList | None:
        if words is None:
            return None
        with self.texts.problems.scope() as found:
            audience = read_audience_list(words, place, self.texts.audiences, self.texts.problems)
        if found:
            self.texts.unread.audiences.add(audience.place)
        return audience

    def _items(
        self, values: Iterable[YamlValue], item_type: type[_Item], of_file: AudienceList | None
    ) -> tuple[_Item, ...]:
        items = []
        for number, value in enumerate(values, start=1):
            with self.texts.problems.scope() as found:
                shape = validate(item_shape_of(item_type), value, self.texts.problems)
                default_id = f"{item_type.__name__.lower()}-{number}"
                header = read_header(shape, value, default_id, of_file, self.texts)
            if found:
                self.texts.unread.identifiers.update(likely_identifiers(value))
            items.append(value_of(item_type, shape, self.texts, **header.fields()))
        return tuple(items)


def read_file(folder: Folder, name: str, texts: TextReader) -> YamlValue | None:
    """Return what a YAML file holds; `None` when it is empty, missing or cannot be read, which is a problem.

    The identifiers in a file that cannot be read are noted in `texts.unread`.
    """
    name = folder.misnamed.get(name, name)
    if name not in (*folder.files, *folder.misnamed.values()):
        return None
    text = folder.read_text(name, texts.problems)
    if text is None:
        texts.unread.identifiers.update(identifiers_in(_roughly_decoded(folder.path / name)))
        return None
    value = read_yaml(text, Origin(folder.place(name).file), texts.problems)
    if value is None:
        texts.unread.identifiers.update(identifiers_in(text))
    return None if isinstance(value, Scalar) and value.meaning is Meaning.NULL else value


def _roughly_decoded(path: Path) -> str:
    """Return the text of a file that is not UTF-8, with its ASCII characters right: identifiers can be found in it."""
    data = path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else b""
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", errors="replace")
