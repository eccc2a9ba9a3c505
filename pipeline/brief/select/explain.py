"""Why something is in a brief or not, and where that was decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from brief.diagnostics.problems import BriefError, Place, Problem
from brief.diagnostics.suggestions import closest
from brief.model.audience import Audience, name_list
from brief.model.brief import Brief, Withheld
from brief.model.dossier import Dossier, Section
from brief.model.fields import all_prose, dossier_audiences, dossier_text_fields, text_fields
from brief.model.text import NOWHERE, Kind, Node, Prose, Text
from brief.select.select import select
from brief.visibility.references import anchors, sources_of, uses


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether one thing is shown to one audience, and why; `because` is the place that decides it."""

    id: str
    kind: str
    shown: bool
    why: str
    place: Place
    because: Place
    referred_from: tuple[Place, ...]


def explain(dossier: Dossier, audience: Audience, id: str) -> Explanation:  # noqa: A002 - the name that users know
    """Return why an item, a piece of prose or a picture is shown to an audience or not.

    `id` is the id of an item, section, heading, figure, table or paragraph, or the path of a picture. Raise
    `BriefError` (E605) when nothing has that id, and whatever `select` raises.
    """
    selection = select(dossier, audience)
    found = next(_find_all(dossier, id), None)
    if found is None:
        raise _unknown_id(dossier, id)
    withheld = next((one for one in selection.withheld if one.id == id), None)
    is_shown = id in _ids(selection.brief) and withheld is None  # a neutral source may have the id of something else
    why, because = _why(found, audience.name), found.mark_place
    if not is_shown:
        why, because = (withheld.reason, withheld.reason_place) if withheld else _why_not(found, audience.name)
    return Explanation(id, found.kind, is_shown, why, found.place, because, tuple(_places_that_name(dossier, id)))


def withheld_from(dossier: Dossier, audience: Audience) -> tuple[Withheld, ...]:
    """Return all that an audience may not see, in the order of the places; raise whatever `select` raises."""
    return select(dossier, audience).withheld


@dataclass(frozen=True, slots=True)
class _Found:
    """A thing with the id that was asked for: its kind, its place, and the closest mark on or around it."""

    kind: str
    place: Place
    mark: frozenset[str]
    mark_place: Place


def _find_all(dossier: Dossier, name: str) -> Iterator[_Found]:
    for item in dossier.record.items():
        if item.id == name:
            yield _Found(type(item).__name__.lower(), item.place, item.audience, item.audience_place)
    for prose, mark, mark_place in _prose_with_marks(dossier):
        for node, inner, inner_place in _nodes_with_marks(prose, mark, mark_place):
            if node.get("id") == name or (node.kind is Kind.FIGURE and node.get("source") == name):
                kind = node.kind.value if node.get("id") == name else "picture"
                yield _Found(kind, node.place, inner, inner_place)
    if name in dossier.pictures:
        yield _Found("picture", NOWHERE, frozenset(), NOWHERE)


def _prose_with_marks(dossier: Dossier) -> Iterator[tuple[Prose, frozenset[str], Place]]:
    """Give every piece of prose with the audiences of what it belongs to, and where they are written."""
    everyone = dossier_audiences(dossier)
    for field in dossier_text_fields(dossier):
        yield from _wordings_with_marks(field.text, everyone, dossier.place)
    for item in dossier.record.items():
        for field in text_fields(item):
            yield from _wordings_with_marks(field.text, item.audience, item.audience_place)
        if isinstance(item, Section):
            yield item.body, item.audience, item.audience_place


def _wordings_with_marks(
    text: Text, mark: frozenset[str], place: Place
) -> Iterator[tuple[Prose, frozenset[str], Place]]:
    if text.common is not None:
        yield text.common, mark, place
    for name, prose in text.wordings.items():
        yield prose, frozenset({name}), text.place


def _nodes_with_marks(prose: Prose, mark: frozenset[str], place: Place) -> Iterator[tuple[Node, frozenset[str], Place]]:
    """Give every node with the closest mark on or around it."""
    for node in prose:
        here, there = mark, place
        if node.audience is not None:
            here, there = node.audience & mark, node.audience_place or node.place
        yield node, here, there
        yield from _nodes_with_marks(node.children, here, there)


def _ids(brief: Brief) -> set[str]:
    found = {item.id for item in brief.record.items()} | brief.pictures.keys()
    return found | {node.get("id") for prose in all_prose(brief) for node in anchors(prose)}


def _why(found: _Found, audience: str) -> str:
    if found.kind == "picture":
        return f"a figure that shows it is for {name_list(found.mark)}"
    return f"for {name_list(found.mark)}" if audience in found.mark else f"a part of it is for {audience}"


def _why_not(found: _Found, audience: str) -> tuple[str, Place]:
    if audience in found.mark:
        return f"nothing in it is for {audience}", found.mark_place
    return f"for {name_list(found.mark)} only", found.mark_place


def _places_that_name(dossier: Dossier, name: str) -> Iterator[Place]:
    """Give every place in the dossier that refers to an id, whoever may read that place."""
    for prose in all_prose(dossier):
        yield from (use.place for use in uses(prose) if use.target == name)
    for item in dossier.record.items():
        yield from (use.place for use in sources_of(item) if use.target == name)


def _unknown_id(dossier: Dossier, name: str) -> BriefError:
    known = [item.id for item in dossier.record.items()] + list(dossier.pictures)
    known += [node.get("id") for prose in all_prose(dossier) for node in anchors(prose)]
    close = closest(name, known)
    hint = f"did you mean `{close}`?" if close else "run `brief explain -a AUDIENCE` to list everything withheld"
    return BriefError(
        [Problem("E605/unknown-identifier", f"nothing in `{dossier.name}` has the id `{name}`", hint=hint)]
    )
