"""Neutral sources for those that an audience may not know by name, but that its brief relies on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from types import MappingProxyType
from typing import Any

from brief.model.brief import Brief
from brief.model.dossier import Claim, Dossier, Event, Item, Reference, Section, Source
from brief.model.fields import DESCRIPTOR, TextField, all_prose, dossier_text_fields, rewritten, text_fields
from brief.model.text import Kind, Node, Prose, Text
from brief.visibility.narrow import narrowed
from brief.visibility.references import Names, anchors, sources_of, uses


def describe_sources(dossier: Dossier, brief: Brief) -> tuple[Brief, frozenset[str]]:
    """Return the brief with a neutral source for each that it relies on and may not name, and the ids of these.

    Such a source has a descriptor (ICD 206) and keeps nothing of its own: its id is `source-1` and so on, its title is
    the descriptor, its place is the descriptor's. Locators are left out, since they reveal the source.
    """
    shown = {source.id: source for source in brief.record.sources}
    titles = {
        source.id: title
        for source in dossier.record.sources
        if source.id not in shown and (title := _descriptor(source, brief.audience.name)) is not None
    }
    relied_on = _relied_on(brief, titles)
    neutral_ids = _neutral_ids(brief)
    new_ids: dict[str, str] = {}
    sources: list[Source] = []
    for source in dossier.record.sources:
        if source.id in shown:
            sources.append(shown[source.id])
            continue
        if source.id in relied_on and source.id in titles:
            new_ids[source.id] = next(neutral_ids)
            sources.append(_neutral_source(new_ids[source.id], titles[source.id], brief.audience.name))
    if not new_ids:
        return brief, frozenset()
    described = replace(brief, record=replace(brief.record, sources=tuple(sources)))
    return _with_new_ids(described, new_ids), frozenset(new_ids)


def _relied_on(brief: Brief, titles: Mapping[str, Text]) -> frozenset[str]:
    """Return the sources that a brief names, and those that a descriptor of one of these names in turn."""
    found = {use.target for item in brief.record.items() for use in sources_of(item)}
    found.update(name for prose in all_prose(brief) for name in _cited(prose))
    while more := set().union(*(_cited(titles[name].prose) for name in found & titles.keys())) - found:
        found |= more
    return frozenset(found)


def _cited(prose: Prose) -> set[str]:
    return {use.target for use in uses(prose) if use.names is Names.SOURCE}


def _neutral_ids(brief: Brief) -> Iterator[str]:
    """Give `source-1`, `source-2` and so on, without those that the brief uses itself.

    What the dossier uses for others does not count, for a number left out would tell of it.
    """
    taken = {item.id for item in brief.record.items()}
    taken.update(node.get("id") for prose in all_prose(brief) for node in anchors(prose))
    return (name for number in count(1) if (name := f"source-{number}") not in taken)


def _descriptor(source: Source, audience: str) -> Text | None:
    """Return the descriptor of a source for that audience, or `None` when it has none."""
    found = next((field for field in text_fields(source) if field.name == DESCRIPTOR), None)
    prose = narrowed(found.text.wording(audience) or (), audience)[0] if found else ()
    return Text(prose, place=found.text.place) if found and prose else None


def _neutral_source(name: str, title: Text, audience: str) -> Source:
    return Source(name, frozenset({audience}), title, "", place=title.place, audience_place=title.place)


def _with_new_ids(brief: Brief, new_ids: Mapping[str, str]) -> Brief:
    """Return the brief with every mention of these sources under their new ids."""

    def renamed_field(field: TextField) -> Text:
        return replace(field.text, common=_renamed_prose(field.text.prose, new_ids))

    record = brief.record
    groups: dict[str, Any] = {
        group: tuple(_renamed_item(rewritten(item, renamed_field), new_ids) for item in getattr(record, group))
        for group in record.__dataclass_fields__
    }
    own: dict[str, Any] = {field.name: renamed_field(field) for field in dossier_text_fields(brief)}
    return replace(brief, record=replace(record, **groups), memo=rewritten(brief.memo, renamed_field), **own)


def _renamed_item(item: Item, new_ids: Mapping[str, str]) -> Item:
    if isinstance(item, Section):
        return replace(item, body=_renamed_prose(item.body, new_ids))
    if isinstance(item, Claim | Event):
        references = (Reference(new_ids.get(one.id, one.id), one.place) for one in item.sources)
        return replace(item, sources=tuple(references))
    return item


def _renamed_prose(prose: Prose, new_ids: Mapping[str, str]) -> Prose:
    def renamed_node(node: Node) -> Node:
        if node.kind is not Kind.CITATION or node.get("source") not in new_ids:
            return node
        attributes = {name: value for name, value in node.attributes.items() if name != "locator"}
        attributes["source"] = new_ids[node.get("source")]
        return replace(node, attributes=MappingProxyType(attributes))

    return tuple(new for node in prose if (new := node.mapped(renamed_node)) is not None)
