"""Briefs in which single fields are emptied or replaced, as if a template had dropped them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import MISSING, fields, replace
from typing import Any

from brief.model import Brief, Item, Kind, Level, Node, Status, Text, Tlp
from brief.model.fields import WRITTEN_AS
from brief.render.presence.leaves import Leaf

_NAMES = {written: name for (_, name), written in WRITTEN_AS.items()}
_OTHER = Node(Kind.TEXT, text="qqqq")


def without(brief: Brief, dropped: Collection[Leaf]) -> Brief:
    """Return a brief that lacks these fields; a field that must not be empty has another value."""
    for leaf in dropped:
        if leaf.owner is None:
            brief = _changed(brief, leaf.name, leaf)
    groups: dict[str, tuple[Item, ...]] = {}
    for group in brief.record.__dataclass_fields__:
        items = []
        for item in getattr(brief.record, group):
            for leaf in dropped:
                if leaf.owner is not None and leaf.owner.id == item.id:
                    item = _changed(item, leaf.name, leaf)  # noqa: PLW2901  (one field after the other)
            items.append(item)
        groups[group] = tuple(items)
    return replace(brief, record=replace(brief.record, **groups))


def _changed(holder: Any, path: str, leaf: Leaf) -> Any:
    """Return a value with the field at a path emptied, or replaced where it must hold something."""
    name, _, rest = path.partition(".")
    name = _NAMES.get(name, name)
    held = getattr(holder, name)
    if rest:
        return replace(holder, **{name: _changed(held, rest, leaf)})
    (declared,) = (one for one in fields(holder) if one.name == name)
    if isinstance(holder, Brief) and name in _OPTIONAL:
        return replace(holder, **{name: None})
    return replace(holder, **{name: _other(held) if declared.default is MISSING else declared.default})


_OPTIONAL = ("subtitle", "description", "bottom_line", "basis", "contact")
_OTHERS: tuple[tuple[type, object], ...] = (
    (Text, Text((_OTHER,))),
    (Tlp, Tlp.RED),
    (Status, Status.DENIED),
    (dt.date, dt.date(1900, 1, 1)),
    (str, "qqqq"),
)


def _other(held: Any) -> Any:
    """Return another value of the same type."""
    if isinstance(held, tuple):
        return (Node(Kind.PARAGRAPH, (_OTHER,)),) if isinstance(held[0], Node) else ("qqqq",)
    if isinstance(held, Level):
        return Level.HIGH if held is Level.LOW else Level.LOW
    return next(other for kind, other in _OTHERS if isinstance(held, kind))
