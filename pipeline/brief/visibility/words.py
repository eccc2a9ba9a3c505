"""All words that prose or an item can show, in runs that a reader meets unbroken; for searching, not for reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from brief.model.dossier import Item, Memo, Privilege, Section
from brief.model.fields import text_fields
from brief.model.text import BLOCKS, Kind, Node, Prose

_SHOWN_ATTRIBUTES = ("alt", "prefix", "locator")
_RUNS_OF_THEIR_OWN = frozenset({Kind.CITE, Kind.CITATION, Kind.NOTE})  # printed elsewhere in a finished file
_FILLED_IN = frozenset({Kind.VARIABLE, Kind.REFERENCE})  # their words are not the author's
_NOT_SHOWN = frozenset(
    {"id", "audience", "place", "audience_place", "type", "kind", "role", "date", "reliability", "credibility"}
)


def word_runs(prose: Prose) -> Iterator[str]:
    """Give every unbroken run of words in prose: text, notes, alternative texts, locators, addresses of links."""
    run: list[str] = []
    aside: list[Prose] = []
    for node in prose:
        yield from _collect(node, run, aside)
    yield from _end_run(run)
    for inner in aside:
        yield from word_runs(inner)


def _collect(node: Node, run: list[str], aside: list[Prose]) -> Iterator[str]:
    """Add a node's words to the run, and give every run that ends at it; what has runs of its own goes aside."""
    yield from (value for name in _SHOWN_ATTRIBUTES if (value := node.get(name)))
    if node.kind is Kind.LINK and not node.get("target").startswith("#"):
        yield node.get("target")
    if node.kind in BLOCKS:
        yield from _end_run(run)
        yield from node.text.splitlines()
        yield from word_runs(node.children)
    elif node.kind in _RUNS_OF_THEIR_OWN:
        aside.append(node.children)
    elif node.kind in _FILLED_IN and not node.children:
        yield from _end_run(run)
    else:
        run.append(" " if node.kind is Kind.BREAK else node.text)
        for child in node.children:
            yield from _collect(child, run, aside)


def _end_run(run: list[str]) -> Iterator[str]:
    """Give the words of a run, if it has any, and empty it."""
    words = " ".join("".join(run).split())
    run.clear()
    if words:
        yield words


def item_word_runs(thing: Item | Memo | Privilege) -> Iterator[str]:
    """Give every run of words in an item, whoever it is for: its texts, body and plain fields, but no identifiers."""
    if isinstance(thing, Item | Memo):
        for field in text_fields(thing):
            for prose in field.text.proses():
                yield from word_runs(prose)
    if isinstance(thing, Section):
        yield from word_runs(thing.body)
    for one in fields(thing):
        value = getattr(thing, one.name)
        if one.name in _NOT_SHOWN:
            continue
        if type(value) is str and value:
            yield value
        elif isinstance(value, tuple) and not is_dataclass(value):
            yield from (part for part in value if isinstance(part, str))
