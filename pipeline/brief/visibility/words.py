"""Every word that prose can show, as runs that a reader would meet unbroken; for finding words, not for reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from brief.model.dossier import Item, Memo, Privilege, Section
from brief.model.fields import text_fields
from brief.model.text import BLOCKS, Kind, Node, Prose

_SPOKEN_ATTRIBUTES = ("alt", "prefix", "locator")
_OWN_RUNS = frozenset({Kind.CITE, Kind.CITATION, Kind.NOTE})  # their words stand elsewhere in a finished file
_FILLED_IN = frozenset({Kind.VARIABLE, Kind.REFERENCE})  # their words are not the author's
_NOT_SAID = frozenset(
    {"id", "audience", "place", "audience_place", "type", "kind", "role", "date", "reliability", "credibility"}
)


def fragments(prose: Prose) -> Iterator[str]:
    """Give every unbroken run of words in prose: text, notes, alternative texts, locators, addresses of links."""
    run: list[str] = []
    aside: list[Prose] = []
    for node in prose:
        yield from _gathered(node, run, aside)
    yield from _spent(run)
    for inner in aside:
        yield from fragments(inner)


def _gathered(node: Node, run: list[str], aside: list[Prose]) -> Iterator[str]:
    """Add the node's words to the run, and give every run that it ends."""
    yield from (said for name in _SPOKEN_ATTRIBUTES if (said := node.get(name)))
    if node.kind is Kind.LINK and not node.get("target").startswith("#"):
        yield node.get("target")
    if node.kind in BLOCKS:
        yield from _spent(run)
        yield from node.text.splitlines()
        yield from fragments(node.children)
    elif node.kind in _OWN_RUNS:
        aside.append(node.children)
    elif node.kind in _FILLED_IN and not node.children:
        yield from _spent(run)
    else:
        run.append(" " if node.kind is Kind.BREAK else node.text)
        for child in node.children:
            yield from _gathered(child, run, aside)


def _spent(run: list[str]) -> Iterator[str]:
    whole = " ".join("".join(run).split())
    run.clear()
    if whole:
        yield whole


def said(thing: Item | Memo | Privilege) -> Iterator[str]:
    """Give every run of words in an item, whoever it is for: its texts, its body, its plain fields; no identifiers."""
    if isinstance(thing, Item | Memo):
        for field in text_fields(thing):
            for prose in field.text.proses():
                yield from fragments(prose)
    if isinstance(thing, Section):
        yield from fragments(thing.body)
    for one in fields(thing):
        held = getattr(thing, one.name)
        if one.name in _NOT_SAID:
            continue
        if type(held) is str and held:
            yield held
        elif isinstance(held, tuple) and not is_dataclass(held):
            yield from (part for part in held if isinstance(part, str))
