"""The text fields of an item, found by their types, so that no stage can miss a new field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from types import MappingProxyType
from typing import Any, TypeVar

from brief.model.approval import Approval
from brief.model.brief import Brief
from brief.model.dossier import Dossier, Item, Memo, Section
from brief.model.estimate import Confidence
from brief.model.text import Prose, Text

Holder = TypeVar("Holder", bound=Item | Memo)
DESCRIPTOR = "descriptor"  # the one field that is for readers who may not see its item
# How a field is written in a file where that is not its name: reserved words of Python.
WRITTEN_AS: Mapping[tuple[type, str], str] = MappingProxyType({(Memo, "sender"): "from", (Approval, "name"): "as"})
DOSSIER_TEXTS = ("title", "subtitle", "description", "bottom_line", "basis", "contact")


@dataclass(frozen=True, slots=True)
class TextField:
    """One text field of an item: its name, its text, and whether every audience of the item needs words in it."""

    name: str
    text: Text
    required: bool


def text_fields(holder: Item | Memo) -> Iterator[TextField]:
    """Yield every text field of an item that is filled, in the order of their declaration."""
    for one in fields(holder):
        held = getattr(holder, one.name)
        if isinstance(held, Text):
            yield TextField(one.name, held, one.default is MISSING)
        elif isinstance(held, Confidence) and held.basis is not None:
            yield TextField(f"{one.name}.basis", held.basis, required=False)


def rewritten(holder: Holder, change: Callable[[TextField], Text | None]) -> Holder:
    """Return the item with every text field replaced by what `change` returns; `None` empties an optional field.

    Raise `ValueError` when `change` returns `None` for a required field.
    """
    new: dict[str, Any] = {}
    for found in text_fields(holder):
        text = change(found)
        if text is None and found.required:
            raise ValueError(f"{type(holder).__name__} cannot be without its {found.name}")
        outer, _, inner = found.name.partition(".")
        new[outer] = replace(getattr(holder, outer), **{inner: text}) if inner else text
    return replace(holder, **new)


def dossier_text_fields(whole: Dossier | Brief) -> Iterator[TextField]:
    """Yield the text fields of the dossier file itself that are filled; only the title is required."""
    for name in DOSSIER_TEXTS:
        text = getattr(whole, name)
        if text is not None:
            yield TextField(name, text, name == "title")


def all_prose(whole: Dossier | Brief) -> Iterator[Prose]:
    """Yield all prose of a dossier or brief, for every audience: of the dossier file, the memos and the items."""
    for field in dossier_text_fields(whole):
        yield from field.text.proses()
    for memo in whole.memo.values() if isinstance(whole, Dossier) else (whole.memo,):
        for field in text_fields(memo):
            yield from field.text.proses()
    for item in whole.record.items():
        for field in text_fields(item):
            yield from field.text.proses()
        if isinstance(item, Section):
            yield item.body


def dossier_audiences(dossier: Dossier) -> frozenset[str]:
    """Return the audiences that a dossier has content for: those named by an item, a wording, a handling or a memo.

    A text of the dossier file without wordings is for exactly these audiences.
    """
    found = {name for item in dossier.record.items() for name in item.audience}
    found.update(name for field in dossier_text_fields(dossier) for name in field.text.wordings)
    return frozenset(found | dossier.handling.keys() | dossier.memo.keys())
