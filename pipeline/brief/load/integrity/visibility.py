"""What an audience sees names only what the same audience sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brief.diagnostics.problems import Place, Problem
from brief.model.audience import name_list
from brief.model.dossier import Claim, Dossier, Item, Source
from brief.model.text import Node, Prose
from brief.visibility.narrow import narrowed
from brief.visibility.references import Names, Use, anchors, sources_of, uses


@dataclass(frozen=True, slots=True)
class Passage:
    """Prose with its readers: for whom it is, by which mark, and what it belongs to."""

    prose: Prose
    audience: frozenset[str]
    audience_place: Place
    owner: str


@dataclass(frozen=True, slots=True)
class _Naming:
    """One use as an audience meets it: where it stands, under which mark, and whether a claim rests on it."""

    use: Use
    audience_place: Place
    is_ground: bool = False


@dataclass(frozen=True, slots=True)
class _View:
    """What one audience sees, by identifier, and what it is told of by descriptor only."""

    ids: frozenset[str]
    described: frozenset[str]
    namings: tuple[_Naming, ...]

    def sees(self, use: Use) -> bool:
        return use.target in self.ids or (use.names is Names.SOURCE and use.target in self.described)


def unseen(dossier: Dossier, everyone: frozenset[str], passages: Sequence[Passage], problems: list[Problem]) -> None:
    """Add E205 for each claim shown without its source, E204 for all else that names what its reader does not see."""
    things: dict[str, Item | Node] = {item.id: item for item in dossier.record.items()}
    for passage in passages:
        for node in anchors(passage.prose):
            things.setdefault(node.get("id"), node)
    betrayed: dict[_Naming, list[str]] = {}
    for audience in sorted(everyone):
        view = _view(dossier, passages, audience)
        for naming in view.namings:
            if naming.use.target in things and not view.sees(naming.use):
                betrayed.setdefault(naming, []).append(audience)
    for naming, audiences in betrayed.items():
        problems.append(_problem(naming, name_list(dict.fromkeys(audiences)), things[naming.use.target]))


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
    described = (source.id for source in dossier.record.sources if _is_described(source, audience))
    namings = [_Naming(use, passage.audience_place) for passage, prose in seen for use in uses(prose)]
    namings += [
        _Naming(use, item.audience_place, isinstance(item, Claim)) for item in items for use in sources_of(item)
    ]
    return _View(frozenset(ids), frozenset(described), tuple(namings))


def _is_described(source: Source, audience: str) -> bool:
    return source.descriptor is not None and bool(narrowed(source.descriptor.wording(audience) or (), audience)[0])


def _problem(naming: _Naming, who: str, thing: Item | Node) -> Problem:
    use, target = naming.use, naming.use.target
    related = ((naming.audience_place, f"this is shown to {who}"), _why(thing))
    if naming.is_ground:
        text = f"this claim is shown to {who}, but its source `{target}` is not"
        hint = f"narrow the claim, widen `{target}`, or give the source a `descriptor` for {who}"
        return Problem("E205/claim-wider-than-source", text, use.place, hint=hint, related=related)
    text = f"`{target}` is not shown to {who}, but what refers to it is"
    hint = f"show `{target}` to {who}, or keep what refers to it from them"
    return Problem("E204/withheld-target", text, use.place, hint=hint, related=related)


def _why(thing: Item | Node) -> tuple[Place, str]:
    if isinstance(thing, Node):
        return thing.audience_place or thing.place, f"`{thing.get('id')}` stands here"
    return thing.audience_place, f"`{thing.id}` is for {name_list(thing.audience)}"
