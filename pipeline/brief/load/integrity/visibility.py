"""What an audience sees refers only to what the same audience sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brief.diagnostics.problems import Place, Problem
from brief.load.unread import Unread
from brief.model.audience import name_list
from brief.model.dossier import Claim, Dossier, Item
from brief.model.text import Node, Prose, Text
from brief.visibility.narrow import narrowed
from brief.visibility.references import Names, Use, anchors, sources_of, uses


@dataclass(frozen=True, slots=True)
class Passage:
    """Prose with its audiences, the place that says so, and the item that it belongs to."""

    prose: Prose
    audience: frozenset[str]
    audience_place: Place
    owner: str


@dataclass(frozen=True, slots=True)
class _Reference:
    """A reference that an audience sees, the place of its audiences, and whether it is a source of a claim."""

    use: Use
    audience_place: Place
    is_source_of_claim: bool = False


@dataclass(frozen=True, slots=True)
class _View:
    """What one audience sees: identifiers, those that it knows by a descriptor only, and all references."""

    ids: frozenset[str]
    described: frozenset[str]
    references: tuple[_Reference, ...]

    def sees(self, use: Use) -> bool:
        return use.target in self.ids or (use.names is Names.SOURCE and use.target in self.described)


def check_visibility(
    dossier: Dossier, everyone: frozenset[str], passages: Sequence[Passage], unread: Unread
) -> Iterator[Problem]:
    """Yield E205 for each claim shown without its source, E204 for every other reference to something withheld."""
    things: dict[str, Item | Node] = {item.id: item for item in dossier.record.items()}
    for passage in passages:
        for node in anchors(passage.prose):
            things.setdefault(node.get("id"), node)
    broken: dict[_Reference, list[str]] = {}
    for audience in sorted(everyone):
        view = _view(dossier, passages, audience)
        for reference in view.references:
            if reference.use.target in things and not view.sees(reference.use):
                broken.setdefault(reference, []).append(audience)
    for reference, audiences in broken.items():
        thing = things[reference.use.target]
        places = reference.audience_place, _reason(thing)[0]
        is_doubtful = unread.lacks_audience(*places) or (
            not reference.is_source_of_claim and unread.lacks_block_end(reference.use.place, *places)
        )
        if not is_doubtful:
            yield _problem(reference, name_list(dict.fromkeys(audiences)), thing)


def has_words(text: Text, audience: str) -> bool:
    """Return whether an audience sees any words of a text."""
    wording = text.wording(audience)
    return wording is not None and bool(narrowed(wording, audience)[0])


def _view(dossier: Dossier, passages: Sequence[Passage], audience: str) -> _View:
    items = [item for item in dossier.record.items() if audience in item.audience]
    empty = {item.id for item in dossier.record.sections if item.body and not narrowed(item.body, audience)[0]}
    seen = [
        (passage, narrowed(passage.prose, audience)[0])
        for passage in passages
        if audience in passage.audience and passage.owner not in empty
    ]
    ids = {item.id for item in items} - empty
    ids.update(node.get("id") for _, prose in seen for node in anchors(prose))
    described = (
        source.id for source in dossier.record.sources if source.descriptor and has_words(source.descriptor, audience)
    )
    references = [_Reference(use, passage.audience_place) for passage, prose in seen for use in uses(prose)]
    references += [
        _Reference(use, item.audience_place, isinstance(item, Claim)) for item in items for use in sources_of(item)
    ]
    return _View(frozenset(ids), frozenset(described), tuple(references))


def _problem(reference: _Reference, who: str, thing: Item | Node) -> Problem:
    use, target = reference.use, reference.use.target
    related = ((reference.audience_place, f"this is shown to {who}"), _reason(thing))
    if reference.is_source_of_claim:
        text = f"this claim is shown to {who}, but its source `{target}` is not"
        hint = f"narrow the claim, widen `{target}`, or give the source a `descriptor` for {who}"
        return Problem("E205/claim-wider-than-source", text, use.place, hint=hint, related=related)
    text = f"this is shown to {who}, but it refers to `{target}`, which is not"
    hint = f"show `{target}` to {who}, or hide the reference from them"
    return Problem("E204/withheld-target", text, use.place, hint=hint, related=related)


def _reason(thing: Item | Node) -> tuple[Place, str]:
    if isinstance(thing, Node):
        return thing.audience_place or thing.place, f"`{thing.get('id')}` is here"
    return thing.audience_place, f"`{thing.id}` is for {name_list(thing.audience)}"
