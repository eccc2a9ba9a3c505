"""One item for one audience: its own wording of every text, and the prose that it may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from brief.diagnostics.problems import BriefError, Place, Problem
from brief.model.audience import name_list
from brief.model.brief import Withheld
from brief.model.dossier import Item, Section
from brief.model.fields import DESCRIPTOR, TextField, rewritten
from brief.model.text import Text
from brief.visibility.narrow import Removed, narrowed
from brief.visibility.words import fragments, said

Kept = TypeVar("Kept", bound=Item)


def narrow(item: Kept, audience: str, withheld: list[Withheld]) -> Kept | None:
    """Return the item as the audience may see it, or `None` when it may not; what it may not is added to `withheld`.

    Raise `BriefError` (E206) when a text that the item must have has no words for the audience.
    """
    if audience not in item.audience:
        withheld.append(withheld_item(item, f"for {name_list(item.audience)} only", "\n".join(said(item))))
        return None
    if isinstance(item, Section) and item.body:
        body, removed = narrowed(item.body, audience)
        _note(removed, audience, item.audience_place, withheld)
        if not body:
            rest = "\n".join(said(replace(item, body=())))
            withheld.append(withheld_item(item, f"nothing in it is for {audience}", rest))
            return None
        item = replace(item, body=body)

    def reworded(field: TextField) -> Text | None:
        if field.name == DESCRIPTOR:  # speaks to those who do not see the source
            _note_wordings(field, (), item.audience_place, withheld)
            return None
        text = one_wording(field, audience, item.audience_place, withheld)
        if text is None and field.required:
            raise refused(field, audience, item.id)
        return text

    return replace(rewritten(item, reworded), audience=frozenset({audience}))


def one_wording(field: TextField, audience: str, reason_place: Place, withheld: list[Withheld]) -> Text | None:
    """Return a text with the one wording that the audience may read, or `None` when it has none for it."""
    _note_wordings(field, (audience,), reason_place, withheld)
    wording = field.text.wording(audience)
    if wording is None:
        return None
    prose, removed = narrowed(wording, audience)
    _note(removed, audience, reason_place, withheld)
    return Text(prose, place=field.text.place) if prose else None


def refused(field: TextField, audience: str, owner: str) -> BriefError:
    """Return the error for a text that an audience must have and has no words for."""
    text = f"`{field.name}` of {owner} has no words for {audience}"
    return BriefError([Problem("E206/no-wording", text, field.text.place, hint=f"write what {audience} may read")])


def withheld_item(item: Item, reason: str, words: str) -> Withheld:
    """Return the entry of a whole item, decided where its audience is written."""
    return Withheld(type(item).__name__.lower(), item.id, reason, item.place, item.audience_place, words)


def _note_wordings(field: TextField, own: Sequence[str], reason_place: Place, withheld: list[Withheld]) -> None:
    """List every wording of a text that is for others."""
    wordings = dict(field.text.wordings)
    if field.text.common is not None and not own:
        wordings["others"] = field.text.common
    for name, prose in wordings.items():
        if name not in own:
            place = prose[0].place if prose else field.text.place
            said_there = "\n".join(fragments(prose))
            where = field.text.keys.get(name, reason_place)
            withheld.append(Withheld("wording", "", f"for {name} only", place, where, said_there))


def _note(removed: Sequence[Removed], audience: str, reason_place: Place, withheld: list[Withheld]) -> None:
    """List every piece of prose that was taken out, by its own mark or because nothing was left in it."""
    for one in removed:
        node = one.node
        where = node.audience_place or (node.place if node.audience is not None else reason_place)
        reason = f"for {name_list(node.audience or ())} only"
        if one.is_emptied:
            where, reason = reason_place, f"nothing that belongs to it is for {audience}"
        said_there = "\n".join(fragments((node,)))
        withheld.append(Withheld(node.kind.value, node.get("id"), reason, node.place, where, said_there))
