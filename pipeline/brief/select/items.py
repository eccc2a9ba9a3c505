"""One item or text narrowed to one audience: its own wording of every text, and the prose that it may read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from brief.diagnostics.problems import BriefError, Place, Problem
from brief.model.audience import name_list
from brief.model.brief import Withheld
from brief.model.dossier import Item, Section
from brief.model.fields import DESCRIPTOR, TextField, rewritten
from brief.model.text import Text
from brief.visibility.narrow import Removed, narrowed
from brief.visibility.words import item_word_runs, word_runs

Narrowed = TypeVar("Narrowed", bound=Item)


def narrow_item(item: Narrowed, audience: str) -> tuple[Narrowed | None, tuple[Withheld, ...]]:
    """Return an item as the audience may see it, or `None` when it may not, and what of it is withheld.

    Raise `BriefError` (E206) when a text that the item must have has no words for the audience.
    """
    if audience not in item.audience:
        words = "\n".join(item_word_runs(item))
        return None, (_withheld_item(item, f"for {name_list(item.audience)} only", words),)
    withheld: list[Withheld] = []
    if isinstance(item, Section) and item.body:
        body, removed = narrowed(item.body, audience)
        withheld += _withheld_prose(removed, audience, item.audience_place)
        if not body:
            words = "\n".join(item_word_runs(replace(item, body=())))
            return None, (*withheld, _withheld_item(item, f"nothing in it is for {audience}", words))
        item = replace(item, body=body)

    def narrow_field(field: TextField) -> Text | None:
        if field.name == DESCRIPTOR:  # is for those who do not see the source
            withheld.extend(_withheld_wordings(field, (), item.audience_place))
            return None
        text, withheld_words = narrow_text(field, audience, item.audience_place)
        withheld.extend(withheld_words)
        if text is None and field.required:
            raise missing_wording(field, audience, item.id)
        return text

    return replace(rewritten(item, narrow_field), audience=frozenset({audience})), tuple(withheld)


def narrow_text(field: TextField, audience: str, reason_place: Place) -> tuple[Text | None, tuple[Withheld, ...]]:
    """Return a text with the one wording that the audience may read, or `None` without one, and what is withheld.

    `reason_place` is where the audience of the whole is written.
    """
    withheld = tuple(_withheld_wordings(field, (audience,), reason_place))
    wording = field.text.wording(audience)
    if wording is None:
        return None, withheld
    prose, removed = narrowed(wording, audience)
    text = Text(prose, place=field.text.place) if prose else None
    return text, (*withheld, *_withheld_prose(removed, audience, reason_place))


def missing_wording(field: TextField, audience: str, owner: str) -> BriefError:
    """Return the error (E206) for a text that an audience must have and that has no words for it."""
    text = f"`{field.name}` of {owner} has no words for {audience}"
    return BriefError([Problem("E206/no-wording", text, field.text.place, hint=f"add a wording for {audience}")])


def _withheld_item(item: Item, reason: str, words: str) -> Withheld:
    return Withheld(type(item).__name__.lower(), item.id, reason, item.place, item.audience_place, words)


def _withheld_wordings(field: TextField, own: Sequence[str], reason_place: Place) -> Iterator[Withheld]:
    """Give an entry for every wording of a text that is for others."""
    wordings = dict(field.text.wordings)
    if field.text.common is not None and not own:
        wordings["others"] = field.text.common
    for name, prose in wordings.items():
        if name not in own:
            place = prose[0].place if prose else field.text.place
            where = field.text.keys.get(name, reason_place)
            yield Withheld("wording", "", f"for {name} only", place, where, "\n".join(word_runs(prose)))


def _withheld_prose(removed: Sequence[Removed], audience: str, reason_place: Place) -> Iterator[Withheld]:
    """Give an entry for every piece of prose that was removed, by its own mark or because nothing was left in it."""
    for one in removed:
        node = one.node
        where = node.audience_place or (node.place if node.audience is not None else reason_place)
        reason = f"for {name_list(node.audience or ())} only"
        if one.is_emptied:
            where, reason = reason_place, f"nothing in it is for {audience}"
        words = "\n".join(word_runs((node,)))
        yield Withheld(node.kind.value, node.get("id"), reason, node.place, where, words)
