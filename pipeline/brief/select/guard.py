"""The last check of a brief before anything may read it: nothing in it may be marked for anyone else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from brief.model.audience import Audience
from brief.model.brief import Brief
from brief.model.dossier import Item, Picture
from brief.model.fields import all_prose
from brief.model.text import Kind, Node, Text
from brief.visibility.references import anchors, sources_of, uses


def guard(brief: Brief) -> None:
    """Raise `RuntimeError` when a brief holds a mark, a wording, a picture or a reference that it must not have.

    It walks every value in the brief, whatever its type, and relies on nothing that selection did before.
    """
    only = frozenset({brief.audience.name})
    pictures: set[str] = set()
    for value in _all_values(brief):
        match value:
            case Node():
                _require(value.audience in (None, only), f"a {value.kind} at {value.place} is for {value.audience}")
                if value.kind is Kind.FIGURE:
                    pictures.add(value.get("source"))
            case Item():
                _require(value.audience == only, f"`{value.id}` is for {value.audience}")
            case Text():
                _require(value.common is not None and not value.wordings, f"a text at {value.place} has other wordings")
            case _:
                pass  # other values have no mark; those inside them are walked too
    _require(brief.pictures.keys() <= pictures, "a picture is in the brief that no figure shows")
    _guard_references(brief)


def _guard_references(brief: Brief) -> None:
    names = {item.id for item in brief.record.items()}
    names.update(node.get("id") for prose in all_prose(brief) for node in anchors(prose))
    found = [use for prose in all_prose(brief) for use in uses(prose)]
    found += [use for item in brief.record.items() for use in sources_of(item)]
    for use in found:
        _require(use.target in names, f"`{use.target}` is referred to at {use.place}")


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise RuntimeError(f"selection let through what is not for its audience: {what}")


def _all_values(value: object) -> Iterator[object]:
    """Give a value and all values in it, but none inside an audience or a picture, which hold no content."""
    yield value
    if isinstance(value, Audience | Picture):
        return
    if is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _all_values(getattr(value, one.name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _all_values(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _all_values(inner)
