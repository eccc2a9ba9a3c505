"""What is new, gone or changed for one audience since its last release: two values of what it saw, compared.

Nothing of other audiences is in either, so that nothing of them can be in the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from brief.release.selected_content import Content

How = Literal["new", "gone", "changed", "reworded", "moved"]

# What the kinds of items are called, in the order in which changes are listed.
KINDS: Final[Mapping[str, str]] = {
    "claims": "claim", "sources": "source", "sections": "section", "timeline": "event", "decisions": "decision",
    "options": "option", "recommendations": "recommendation", "steps": "step", "glossary": "term",
}  # fmt: skip
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*\s?%?")
_NAMES: Final = ("statement", "title", "text", "term", "ask")  # fields that an item is called by


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was: which item or field, how, and its words before and after.

    `numbers` are those that only one of two wordings has, before and after.
    """

    how: How
    kind: str  # claim, section, ..., or `brief` for what is said of the whole
    id: str
    name: str
    field: str = ""
    old: str = ""
    new: str = ""
    numbers: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def changes(old: Content, new: Content) -> tuple[Change, ...]:
    """Return every change from one selected content to another, by kind, in the order of the new one."""
    found: list[Change] = []
    for group, kind in KINDS.items():
        found += _item_changes(kind, old.get(group, []), new.get(group, []))
    fields = [name for name in dict.fromkeys([*new, *old]) if name not in KINDS and name != "version"]
    found += [
        change
        for name in fields
        for change in _field_changes(Change("changed", "brief", "", ""), name, old.get(name), new.get(name))
    ]
    return tuple(found)


def _item_changes(kind: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    before, after = _by_id(old), _by_id(new)
    for name, item in after.items():
        if name not in before:
            yield Change("new", kind, _id(item), _called(item), new=_called(item))
    for name, item in before.items():
        if name not in after:
            yield Change("gone", kind, _id(item), _called(item), old=_called(item))
    for name, item in after.items():
        if name in before:
            for field in dict.fromkeys([*item, *before[name]]):
                whole = Change("changed", kind, _id(item), _called(item))
                yield from _field_changes(whole, field, before[name].get(field), item.get(field))
    kept = [name for name in before if name in after]
    if kept != [name for name in after if name in before]:
        yield Change("moved", kind, "", "", old=", ".join(kept), new=", ".join(n for n in after if n in before))


def _by_id(items: Sequence[Any]) -> dict[str, Any]:
    """Return items by identifier; those without one, or with one that is taken, by their number."""
    found: dict[str, Any] = {}
    for number, item in enumerate(items, 1):
        name = _id(item)
        found[name if name and name not in found else f"#{number}"] = item
    return found


def _id(item: Mapping[str, Any]) -> str:
    return str(item.get("id") or "")


def _called(item: Mapping[str, Any]) -> str:
    named = next((item[name] for name in _NAMES if item.get(name)), "")
    return _written(named)


def _field_changes(whole: Change, field: str, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    if _is_nested(old) and _is_nested(new):
        for inner in dict.fromkeys([*new, *old]):
            yield from _field_changes(whole, f"{field}.{inner}", old.get(inner), new.get(inner))
        return
    before, after = _written(old), _written(new)
    how: How = "reworded" if _is_words(old) and _is_words(new) else "changed"
    if before == after:  # the words are the same: emphasis, a link or a language is not
        yield replace(whole, how=how, field=f"{field} (form)", old=before, new=after)
        return
    ours, theirs = _NUMBER.findall(before), _NUMBER.findall(after)
    numbers = (
        tuple(one.strip() for one in ours if one not in theirs),
        tuple(one.strip() for one in theirs if one not in ours),
    )
    kept = numbers if how == "reworded" else ((), ())
    yield replace(whole, how=how, field=field, old=before, new=after, numbers=kept)


def _is_words(value: Any) -> bool:
    return isinstance(value, Mapping) and value.keys() == {"words", "form"}


def _is_nested(value: Any) -> bool:
    return isinstance(value, Mapping) and not _is_words(value)


def _written(value: Any) -> str:
    """Return a value in one line: words as they are, lists with commas."""
    match value:
        case None | "" | []:
            return ""
        case bool():
            return "yes" if value else "no"
        case Mapping() if _is_words(value):
            return " ".join(str(value["words"]).split())
        case Mapping():
            return ", ".join(f"{key} {_written(one)}" for key, one in value.items() if _written(one))
        case list():
            return ", ".join(_written(one) for one in value)
        case _:
            return str(value)
