"""Sources that an audience may not be told of, but that it is told about: by a descriptor, under a neutral name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from types import MappingProxyType
from typing import Any

from brief.model.brief import Brief, Withheld
from brief.model.dossier import Claim, Dossier, Event, Item, Reference, Section, Source
from brief.model.fields import DESCRIPTOR, TextField, all_prose, dossier_text_fields, rewritten, text_fields
from brief.model.text import Kind, Node, Prose, Text
from brief.visibility.narrow import narrowed
from brief.visibility.references import Names, anchors, sources_of, uses


def described(dossier: Dossier, brief: Brief, withheld: list[Withheld]) -> Brief:
    """Return the brief with a neutral source for each that it relies on and may not name (ICD 206, descriptors).

    Such a source keeps nothing of its own: its id is `source-1` and so on, its title is the descriptor, its place is
    the descriptor's; locators go, since they tell of the source. Its entry in `withheld` says what became of it.
    """
    shown = {source.id: source for source in brief.record.sources}
    relied_on = {use.target for item in brief.record.items() for use in sources_of(item)}
    relied_on.update(use.target for prose in all_prose(brief) for use in uses(prose) if use.names is Names.SOURCE)
    neutral = _neutral_names(dossier)
    renamed: dict[str, str] = {}
    sources: list[Source] = []
    for source in dossier.record.sources:
        if source.id in shown:
            sources.append(shown[source.id])
            continue
        title = _descriptor(source, brief.audience.name) if source.id in relied_on else None
        if title is not None:
            renamed[source.id] = next(neutral)
            sources.append(_neutral(renamed[source.id], title, brief.audience.name))
            _tell(source, withheld)
    if not renamed:
        return brief
    return _renamed(replace(brief, record=replace(brief.record, sources=tuple(sources))), renamed)


def _neutral_names(dossier: Dossier) -> Iterator[str]:
    taken = {item.id for item in dossier.record.items()}
    taken.update(node.get("id") for prose in all_prose(dossier) for node in anchors(prose))
    return (name for number in count(1) if (name := f"source-{number}") not in taken)


def _descriptor(source: Source, audience: str) -> Text | None:
    """Return how that audience is told of a source, or `None` when it is not."""
    found = next((field for field in text_fields(source) if field.name == DESCRIPTOR), None)
    prose = narrowed(found.text.wording(audience) or (), audience)[0] if found else ()
    return Text(prose, place=found.text.place) if found and prose else None


def _neutral(name: str, title: Text, audience: str) -> Source:
    return Source(name, frozenset({audience}), title, "", place=title.place, audience_place=title.place)


def _tell(source: Source, withheld: list[Withheld]) -> None:
    for index, entry in enumerate(withheld):
        if (entry.kind, entry.id) == ("source", source.id):
            withheld[index] = replace(entry, reason=f"{entry.reason}; its descriptor is shown")


def _renamed(brief: Brief, names: Mapping[str, str]) -> Brief:
    """Return the brief with every naming of a source under its new name."""

    def reworded(field: TextField) -> Text:
        return replace(field.text, common=_cited(field.text.prose, names))

    record = brief.record
    groups: dict[str, Any] = {
        group: tuple(_renamed_item(rewritten(item, reworded), names) for item in getattr(record, group))
        for group in record.__dataclass_fields__
    }
    own: dict[str, Any] = {field.name: reworded(field) for field in dossier_text_fields(brief)}
    return replace(brief, record=replace(record, **groups), memo=rewritten(brief.memo, reworded), **own)


def _renamed_item(item: Item, names: Mapping[str, str]) -> Item:
    if isinstance(item, Section):
        return replace(item, body=_cited(item.body, names))
    if isinstance(item, Claim | Event):
        references = (Reference(names.get(one.id, one.id), one.place) for one in item.sources)
        return replace(item, sources=tuple(references))
    return item


def _cited(prose: Prose, names: Mapping[str, str]) -> Prose:
    def cited(node: Node) -> Node:
        if node.kind is not Kind.CITATION or node.get("source") not in names:
            return node
        attributes = {name: value for name, value in node.attributes.items() if name != "locator"}
        attributes["source"] = names[node.get("source")]
        return replace(node, attributes=MappingProxyType(attributes))

    return tuple(new for node in prose if (new := node.mapped(cited)) is not None)
