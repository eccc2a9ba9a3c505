"""The text fields of an item, found by their types, so that a new field is never forgotten by a stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, TypeVar

from brief.model.brief import Brief
from brief.model.dossier import Dossier, Item, Memo, Section
from brief.model.estimate import Confidence
from brief.model.text import Prose, Text

Holder = TypeVar("Holder", bound=Item | Memo)
DESCRIPTOR = "descriptor"  # the one field that speaks to readers who may not see its item
DOSSIER_TEXTS = ("title", "subtitle", "description", "bottom_line", "basis", "contact")


@dataclass(frozen=True, slots=True)
class Field:
    """One text field of an item: its name, what it holds, and whether every reader of the item must have it."""

    name: str
    text: Text
    required: bool


def texts(holder: Item | Memo) -> Iterator[Field]:
    """Give every text field that an item has, in the order of its definition."""
    for one in fields(holder):
        held = getattr(holder, one.name)
        if isinstance(held, Text):
            yield Field(one.name, held, one.default is MISSING)
        elif isinstance(held, Confidence) and held.basis is not None:
            yield Field(f"{one.name}.basis", held.basis, required=False)


def rewritten(holder: Holder, change: Callable[[Field], Text | None]) -> Holder:
    """Return the item with `change` done to every text field; `None` takes a field out that is not required."""
    new: dict[str, Any] = {}
    for found in texts(holder):
        text = change(found)
        if text is None and found.required:
            raise ValueError(f"{type(holder).__name__} cannot be without its {found.name}")
        outer, _, inner = found.name.partition(".")
        new[outer] = replace(getattr(holder, outer), **{inner: text}) if inner else text
    return replace(holder, **new)


def dossier_texts(whole: Dossier | Brief) -> Iterator[Field]:
    """Give every text field of the dossier file itself; only the title is required."""
    for name in DOSSIER_TEXTS:
        text = getattr(whole, name)
        if text is not None:
            yield Field(name, text, name == "title")


def proses(whole: Dossier | Brief) -> Iterator[Prose]:
    """Give every piece of prose in a dossier or brief, whoever it is for: its own, the memos', the items'."""
    for field in dossier_texts(whole):
        yield from field.text.proses()
    for memo in whole.memo.values() if isinstance(whole, Dossier) else (whole.memo,):
        for field in texts(memo):
            yield from field.text.proses()
    for item in whole.record.items():
        for field in texts(item):
            yield from field.text.proses()
        if isinstance(item, Section):
            yield item.body


def readers(dossier: Dossier) -> frozenset[str]:
    """Return the audiences that a dossier has anything for: those named by an item, a wording, a handling or a memo.

    A text of the dossier file without wordings is for all of these and for nobody else.
    """
    found = {name for item in dossier.record.items() for name in item.audience}
    found.update(name for field in dossier_texts(dossier) for name in field.text.wordings)
    return frozenset(found | dossier.handling.keys() | dossier.memo.keys())
