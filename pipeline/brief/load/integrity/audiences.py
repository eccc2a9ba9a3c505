"""Who may see what, held over the whole dossier: nothing is shown to an audience that it was not written for.

An item is for the audiences of its list. A mark inside it may only narrow: what it names must be among those of the
mark around it, or of the item. A wording is for the one audience that it is written under, which must be one of the
item's; a `descriptor` is the exception, since it speaks to those who may not see its source. A text of the dossier
file without wordings is for every audience that the dossier has anything for. What an audience sees may name only
what the same audience sees; whether it does is asked of the narrowed prose, so that a table whose rows are all
withheld counts as withheld. A required text (one without default in the model) needs words for every audience of its
item; an optional one may be silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from brief.diagnostics.problems import Place, Problem
from brief.load.integrity.handling import mishandled
from brief.load.integrity.visibility import Passage, unseen
from brief.model.audience import Audience, name_list
from brief.model.dossier import Dossier, Section
from brief.model.fields import DESCRIPTOR, TextField, dossier_audiences, dossier_text_fields, text_fields
from brief.model.text import Node
from brief.visibility.narrow import narrowed


def misdirected(dossier: Dossier, audiences: Mapping[str, Audience], problems: list[Problem]) -> None:
    """Add a problem for every breach of the rules above (E203 to E206) and of handling (E207, E208).

    Each problem names both places. `audiences` are all that are defined; other names are reported where they are read.
    """
    everyone = dossier_audiences(dossier)
    passages = list(_passages(dossier, everyone, problems))
    for passage in passages:
        for node in passage.prose:
            _widened(node, passage.audience, passage.audience_place, problems)
    _unworded(dossier, everyone, problems)
    unseen(dossier, everyone, passages, problems)
    mishandled(dossier, audiences, everyone, problems)


def _passages(dossier: Dossier, everyone: frozenset[str], problems: list[Problem]) -> Iterator[Passage]:
    for field in dossier_text_fields(dossier):
        yield from _wordings(field, everyone, dossier.place, "the dossier", problems)
    for name, memo in dossier.memo.items():
        for field in text_fields(memo):
            yield from _wordings(field, frozenset({name}), dossier.place, "this memo", problems)
    for item in dossier.record.items():
        owner = item.id
        for field in text_fields(item):
            outer = everyone if field.name == DESCRIPTOR else item.audience
            yield from _wordings(field, outer, item.audience_place, owner, problems)
        if isinstance(item, Section):
            yield Passage(item.body, item.audience, item.audience_place, owner)


def _wordings(
    field: TextField, outer: frozenset[str], place: Place, owner: str, problems: list[Problem]
) -> Iterator[Passage]:
    """Give a field's wordings, each for its own audience, and report those for an audience outside `outer`."""
    if field.text.common is not None:
        yield Passage(field.text.common, outer, place, owner)
    for name, prose in field.text.wordings.items():
        where = prose[0].place if prose else field.text.place
        if name in outer:
            yield Passage(prose, frozenset({name}), where, owner)
            continue
        text = f"`{field.name}` has a wording for {name}, but {owner} is for {name_list(outer)} only"
        hint = f"add {name} to the audience of {owner}, or take the wording out"
        problems.append(
            Problem(
                "E203/wording-for-others",
                text,
                where,
                hint=hint,
                related=((place, f"{owner} is for {name_list(outer)}"),),
            )
        )


def _widened(node: Node, outer: frozenset[str], outer_place: Place, problems: list[Problem]) -> None:
    """Report marks that name an audience which the mark around them leaves out."""
    if node.audience is not None:
        place = node.audience_place or node.place
        wider = node.audience - outer
        if wider:
            text = f"this is marked for {name_list(wider)}, but what it stands in is for {name_list(outer)} only"
            hint = "an inner mark may only narrow the outer one"
            related = ((outer_place, f"this is for {name_list(outer)}"),)
            problems.append(Problem("E203/inner-mark-wider", text, place, hint=hint, related=related))
        outer, outer_place = node.audience & outer, place
    for child in node.children:
        _widened(child, outer, outer_place, problems)


def _unworded(dossier: Dossier, everyone: frozenset[str], problems: list[Problem]) -> None:
    """Report required texts that leave one of their readers without words."""
    for field in dossier_text_fields(dossier):
        _wordless(field, everyone, dossier.place, "the dossier", problems)
    for item in dossier.record.items():
        for field in text_fields(item):
            _wordless(field, item.audience, item.audience_place, f"`{item.id}`", problems)


def _wordless(field: TextField, audience: frozenset[str], place: Place, owner: str, problems: list[Problem]) -> None:
    lacking = [name for name in sorted(audience) if not _speaks_to(field, name)] if field.required else []
    if lacking:
        text = f"`{field.name}` has no words for {name_list(lacking)}"
        hint = f"write what {name_list(lacking)} may read"
        related = ((place, f"{owner} is for {name_list(audience)}"),)
        problems.append(Problem("E206/no-wording", text, field.text.place, hint=hint, related=related))


def _speaks_to(field: TextField, audience: str) -> bool:
    wording = field.text.wording(audience)
    return wording is not None and bool(narrowed(wording, audience)[0])
