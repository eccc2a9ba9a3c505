"""The changes since the last release in words, for a reader, and as JSON, for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from brief.release.changes import Change
from brief.release.manifest import SCHEMA

NOTE: Final = "changes.md"
DATA: Final = "changes.json"
_HEADINGS: Final = (
    ("new", "New"), ("gone", "Gone"), ("changed", "Changed"), ("reworded", "Reworded"), ("moved", "In another order")
)  # fmt: skip


def change_note(title: str, version: str, since: str | None, found: Sequence[Change]) -> bytes:
    """Return the changes as Markdown; `since` is the version that was compared with, or `None` where there was none."""
    return ("\n".join(_lines(title, version, since, found)) + "\n").encode()


def _lines(title: str, version: str, since: str | None, found: Sequence[Change]) -> Iterator[str]:
    yield f"# {_plain(title)}, version {version}: changes"
    yield ""
    if since is None:
        yield "Not compared: no earlier release was found."
        return
    if not found:
        yield f"The content is that of version {since}."
        return
    yield f"Since version {since}."
    for how, heading in _HEADINGS:
        rows = [change for change in found if change.how == how]
        if rows:
            yield from ("", f"## {heading}", "")
            for change in rows:
                yield from _row(change)


def _row(change: Change) -> Iterator[str]:
    what = f"`{change.id}`" if change.id else ""
    if change.how in {"new", "gone"}:
        yield f"- {change.kind} {what}: {_plain(change.new or change.old)}".replace(" :", ":")
        return
    if change.how == "moved":
        yield f"- {change.kind}s: {change.new}; before: {change.old}"
        return
    yield f"- {' '.join(filter(None, (change.kind, what, change.field)))}"
    yield f"  - before: {_plain(change.old) or 'nothing'}"
    yield f"  - now: {_plain(change.new) or 'nothing'}"
    gone, new = change.numbers
    if gone or new:
        yield f"  - numbers: {', '.join(gone) or 'none'} before, {', '.join(new) or 'none'} now"


def _plain(text: str) -> str:
    """Return text in which nothing is a mark of Markdown."""
    return "".join(f"\\{letter}" if letter in r"\`*_[]<>#|" else letter for letter in text)


def change_data(version: str, since: str | None, found: Sequence[Change]) -> bytes:
    """Return the changes as JSON; `since` is null where nothing was compared, and `changes` then too."""
    rows = [
        {
            "how": one.how,
            "kind": one.kind,
            "id": one.id,
            "field": one.field,
            "old": one.old,
            "new": one.new,
            "numbers": {"old": list(one.numbers[0]), "new": list(one.numbers[1])},
        }
        for one in found
    ]
    held = {"schema_version": SCHEMA, "version": version, "since": since, "changes": None if since is None else rows}
    return f"{json.dumps(held, indent=2, ensure_ascii=False)}\n".encode()
