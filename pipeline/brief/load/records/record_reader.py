"""Files that hold lists of items, and the audience of a whole file where it gives one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from brief.diagnostics.problems import Place
from brief.load.assets.files import Folder
from brief.load.look_alikes import is_near, plain
from brief.load.origin import Origin
from brief.load.records.field_types import Audiences
from brief.load.records.file_shapes import ActionsShape, ItemsShape
from brief.load.records.item_header import AudienceList, likely_identifiers, read_audience_list, read_header
from brief.load.records.model_shapes import item_shape_of, value_of
from brief.load.records.salvage import identifiers_in
from brief.load.records.text_reader import TextReader
from brief.load.records.validation_errors import validate
from brief.load.yaml.reader import read_yaml
from brief.load.yaml.values import Meaning, Scalar, YamlMapping, YamlSequence, YamlValue, kind_name
from brief.model import Claim, Decision, Event, Item, Option, Recommendation, Source, Step, Term

_Item = TypeVar("_Item", bound=Item)
_OF_A_LIST = ("audience", "items")  # the keys of a file that gives its list an audience


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
        problems = self.texts.problems
        with problems.scope() as unreadable:
            value = read_file(self.folder, name, self.texts)
        if value is None or (unreadable and not _has_list(value)):  # it is reported, and what it should be not known
            return ()
        match value:
            case YamlSequence():
                return self._items(value, item_type, None)
            case YamlMapping() if _is_marked_list(value):
                return self._marked_items(value, item_type)
        is_mapping = isinstance(value, YamlMapping)
        hint = (
            f"begin each entry with `- `{', and indent all its keys alike' if is_mapping else ' on a line of its own'}"
        )
        problems.add("E106/list-expected", f"expected a list, found {kind_name(value)}", value.place, hint=hint)
        self.texts.unread.identifiers.update(likely_identifiers(value))
        return ()

    def _marked_items(self, value: YamlMapping, item_type: type[_Item]) -> tuple[_Item, ...]:
        """Return the items of a file that gives its list an audience."""
        with self.texts.problems.scope() as found:
            shape = validate(ItemsShape, value, self.texts.problems)
        place = shape.value_place("audience")
        if found and not shape.audience:  # it is missing or no list of names, which is reported
            self.texts.unread.audiences.add(place)
            return self._items(shape.items, item_type, AudienceList(frozenset(self.texts.audiences), place))
        return self._items(shape.items, item_type, self._audience_of_file(shape.audience, place))

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


def _is_marked_list(value: YamlMapping) -> bool:
    """Return whether a mapping was probably meant to give a list an audience; an item's own keys are something else."""
    meant = _OF_A_LIST if "id" not in value else _OF_A_LIST[-1:]
    return any(is_near(plain(key), known, 2) for key in value for known in meant)


def _has_list(value: YamlValue) -> bool:
    return isinstance(value, YamlSequence) or (isinstance(value, YamlMapping) and "items" in value)


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
