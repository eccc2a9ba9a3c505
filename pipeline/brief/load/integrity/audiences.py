"""Who may see what, checked over the whole dossier: nothing is shown to an audience that it was not written for.

An item is for the audiences of its list. A mark inside it may only narrow: its audiences must be among those of the
mark around it, or of the item. A wording is for the one audience under whose name it is written, which must be one of
the item's; a `descriptor` is the exception, because it is for readers who may not see its source. A text of the
dossier file without wordings is for every audience that the dossier has content for. What an audience sees may refer
only to what the same audience sees. That is decided by the narrowed prose, so that a table whose rows are all withheld
counts as withheld. A required text (one without a default in the model) needs words for every audience of its item; an
optional one may have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from brief.diagnostics.problems import Place, Problem
from brief.load.integrity.handling import check_handling
from brief.load.integrity.visibility import Passage, check_visibility, has_words
from brief.load.unread import Unread
from brief.model.audience import Audience, name_list
from brief.model.dossier import Dossier
from brief.model.fields import DESCRIPTOR, TextField, dossier_audiences, dossier_text_fields, text_fields
from brief.model.text import Node, Prose, Text


def check_audiences(dossier: Dossier, audiences: Mapping[str, Audience], unread: Unread) -> Iterator[Problem]:
    """Yield a problem for every breach of the rules above (E203 to E206) and of those of handling (E207, E208).

    Each problem names both places. `audiences` are all that are defined; other names are reported where they are read.
    Nothing follows from what is `unread`.
    """
    everyone = dossier_audiences(dossier)
    passages = list(_passages(dossier, everyone))
    yield from _wordings_for_others(dossier, everyone, unread)
    for passage in passages:
        for node in passage.prose:
            yield from _wider_marks(node, passage.audience, passage.audience_place, unread)
    yield from _missing_wordings(dossier, everyone, unread)
    yield from check_visibility(dossier, everyone, passages, unread)
    yield from check_handling(dossier, audiences, everyone)


@dataclass(frozen=True, slots=True)
class _Scope:
    """A text field with its audiences, the place that says so, and the name of its owner in messages."""

    field: TextField
    audience: frozenset[str]
    place: Place
    owner: str


def _scopes(dossier: Dossier, everyone: frozenset[str]) -> Iterator[_Scope]:
    for field in dossier_text_fields(dossier):
        yield _Scope(field, everyone, dossier.place, "the dossier")
    for name, memo in dossier.memo.items():
        for field in text_fields(memo):
            yield _Scope(field, frozenset({name}), dossier.place, "this memo")
    for item in dossier.record.items():
        for field in text_fields(item):
            audience = everyone if field.name == DESCRIPTOR else item.audience
            yield _Scope(field, audience, item.audience_place, item.id)


def _passages(dossier: Dossier, everyone: frozenset[str]) -> Iterator[Passage]:
    """Yield all prose; a wording is for its own audience alone."""
    for scope in _scopes(dossier, everyone):
        text = scope.field.text
        if text.common is not None:
            yield Passage(text.common, scope.audience, scope.place, scope.owner)
        for name, prose in text.wordings.items():
            if name in scope.audience:
                yield Passage(prose, frozenset({name}), _wording_place(text, prose), scope.owner)
    for section in dossier.record.sections:
        yield Passage(section.body, section.audience, section.audience_place, section.id)


def _wording_place(text: Text, prose: Prose) -> Place:
    return prose[0].place if prose else text.place


def _wordings_for_others(dossier: Dossier, everyone: frozenset[str], unread: Unread) -> Iterator[Problem]:
    """Yield a problem for each wording of an audience that its item is not for."""
    for scope in _scopes(dossier, everyone):
        field, owner = scope.field, scope.owner
        for name, prose in field.text.wordings.items():
            place = _wording_place(field.text, prose)
            if name in scope.audience or _is_doubtful(unread, place, scope.place):
                continue
            text = f"`{field.name}` has a wording for {name}, but {owner} is for {name_list(scope.audience)} only"
            hint = f"add {name} to the audience of {owner}, or remove the wording"
            related = ((scope.place, f"{owner} is for {name_list(scope.audience)}"),)
            yield Problem("E203/wording-for-others", text, place, hint=hint, related=related)


def _wider_marks(node: Node, outer: frozenset[str], outer_place: Place, unread: Unread) -> Iterator[Problem]:
    """Yield a problem for each mark with an audience that the mark around it does not have."""
    if node.audience is not None:
        place = node.audience_place or node.place
        wider = node.audience - outer
        if wider and not _is_doubtful(unread, place, outer_place):
            text = f"this is marked for {name_list(wider)}, but it is inside something for {name_list(outer)} only"
            hint = "a mark inside another can only narrow it"
            related = ((outer_place, f"this is for {name_list(outer)}"),)
            yield Problem("E203/inner-mark-wider", text, place, hint=hint, related=related)
        outer, outer_place = node.audience & outer, place
    for child in node.children:
        yield from _wider_marks(child, outer, outer_place, unread)


def _is_doubtful(unread: Unread, place: Place, outer_place: Place) -> bool:
    """Return whether a mark may only seem wider than the one around it."""
    return unread.lacks_audience(outer_place) or unread.lacks_block_end(place, outer_place)


def _missing_wordings(dossier: Dossier, everyone: frozenset[str], unread: Unread) -> Iterator[Problem]:
    """Yield a problem for each required text that has no words for one of its audiences."""
    for field in dossier_text_fields(dossier):
        yield from _missing_wording(field, everyone, dossier.place, "the dossier", unread)
    for item in dossier.record.items():
        for field in text_fields(item):
            yield from _missing_wording(field, item.audience, item.audience_place, f"`{item.id}`", unread)


def _missing_wording(
    field: TextField, audience: frozenset[str], place: Place, owner: str, unread: Unread
) -> Iterator[Problem]:
    if not field.required or field.text.place in unread.texts or unread.lacks_audience(place):
        return
    if silent := [name for name in sorted(audience) if not has_words(field.text, name)]:
        text = f"`{field.name}` has no wording for {name_list(silent)}"
        hint = f"add a wording for {name_list(silent)}"
        related = ((place, f"{owner} is for {name_list(audience)}"),)
        yield Problem("E206/no-wording", text, field.text.place, hint=hint, related=related)
