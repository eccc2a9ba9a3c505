"""Every filled field of a brief, found by the declarations of the model, so that a new field cannot be missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from brief.diagnostics.problems import Place
from brief.model import Brief, Item, Language, Likelihood, Reference, Text
from brief.model.fields import WRITTEN_AS
from brief.model.text import NOWHERE

# Not content: the names of folders, audience marks, and what other fields refer to.
_NOT_CONTENT: Final = frozenset({"audience", "dossier", "id", "pictures", "record"})
_WHOLE: Final = (Language, Likelihood)  # values with fields of their own that are shown as one


@dataclass(frozen=True, slots=True)
class Leaf:
    """One filled field: its owner, its name as it is written in a file, its declared type, its value and place."""

    owner: Item | None  # `None`: the dossier file itself
    name: str  # `confidence.basis`, `memo.to`
    declared: Any
    value: Any
    place: Place


def leaves(brief: Brief) -> Iterator[Leaf]:
    """Give every field of a brief that holds something, those of the dossier file last."""
    for item in brief.record.items():
        yield from _filled(item, item, "", item.place)
    yield from _filled(None, brief, "", brief.audience.place)


def _filled(owner: Item | None, holder: Any, prefix: str, place: Place) -> Iterator[Leaf]:
    here = getattr(holder, "place", NOWHERE)
    place = here if here.file else place
    holder_type: Any = type(holder)
    for name, declared in declared_fields(holder_type).items():
        value = getattr(holder, name)
        if value in (None, "", (), False):
            continue
        written = f"{prefix}{WRITTEN_AS.get((holder_type, name), name)}"
        if is_dataclass(value) and not isinstance(value, (Text, *_WHOLE)):
            yield from _filled(owner, value, f"{written}.", place)
        else:
            yield Leaf(owner, written, declared, value, _place_of(value) or place)


@cache
def declared_fields(holder: type) -> dict[str, Any]:
    """Return the declared type of each field of a type that holds content, without `None`."""
    hints = get_type_hints(holder, include_extras=True)
    return {
        one.name: declared
        for one in fields(holder)
        if one.name not in _NOT_CONTENT and (declared := _without_none(hints[one.name])) is not Place
    }


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        [hint] = (one for one in get_args(hint) if one is not NoneType)
    return hint


def _place_of(value: Any) -> Place | None:
    """Return where a value is written, as far as it knows."""
    if isinstance(value, tuple) and value and isinstance(value[0], Reference):
        value = value[0]
    found = getattr(value, "place", NOWHERE)
    return found if found.file else None
