"""Every identifier that a dossier refers to belongs to exactly one item or node of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from brief.diagnostics.problems import Problem
from brief.diagnostics.suggestions import closest, did_you_mean
from brief.load.records.validation_errors import is_placeholder
from brief.model.dossier import Dossier, Item
from brief.model.fields import all_prose
from brief.model.text import Kind, Node
from brief.model.variables import VARIABLES
from brief.visibility.references import Names, Use, anchors, may_name, sources_of, uses


def check_references(dossier: Dossier, unread: Collection[str] = ()) -> Iterator[Problem]:
    """Yield a problem for every identifier that nothing has (E156, E157) or that two things have (E107).

    `unread` are identifiers of items that exist but could not be read; references to them are no second problem.
    """
    things, duplicates = _things(dossier)
    yield from duplicates
    without_words = {node.place for node in _references(dossier) if not node.children}
    for use in _all_uses(dossier):
        if use.target in unread:
            continue
        if use.target not in things:
            yield _unknown(use, things, unread, has_words=use.place not in without_words)
        elif not may_name(use.names, things[use.target]):
            yield _wrong_kind(use, things[use.target])
    for prose in all_prose(dossier):
        for top in prose:
            yield from (
                _unknown_variable(node)
                for node in top.walk()
                if node.kind is Kind.VARIABLE and node.get("name") not in VARIABLES
            )


def _things(dossier: Dossier) -> tuple[dict[str, Item | Node], list[Problem]]:
    """Return everything that has an identifier, the first one where two share it, and the problems of the others."""
    things: dict[str, Item | Node] = {}
    duplicates: list[Problem] = []
    for name, thing in _named(dossier):
        first = things.setdefault(name, thing)
        if first is not thing:
            related = ((first.place, f"`{name}` is already the identifier of this {_kind(first)}"),)
            text = f"identifier `{name}` is used twice"
            hint = "rename one of them"
            duplicates.append(Problem("E107/duplicate-identifier", text, thing.place, hint=hint, related=related))
    return things, duplicates


def _named(dossier: Dossier) -> Iterator[tuple[str, Item | Node]]:
    for item in dossier.record.items():
        yield item.id, item
    for prose in all_prose(dossier):
        for node in anchors(prose):
            yield node.get("id"), node


def _all_uses(dossier: Dossier) -> Iterator[Use]:
    for item in dossier.record.items():
        yield from sources_of(item)
    for prose in all_prose(dossier):
        yield from uses(prose)


def _references(dossier: Dossier) -> Iterator[Node]:
    for prose in all_prose(dossier):
        for top in prose:
            yield from (node for node in top.walk() if node.kind is Kind.REFERENCE)


def _unknown(use: Use, things: dict[str, Item | Node], unread: Collection[str], *, has_words: bool) -> Problem:
    """Return the problem of an identifier that nothing has; `@name` without words of its own may be plain text."""
    known = [name for name, thing in things.items() if may_name(use.names, thing) and not is_placeholder(name)]
    known += unread
    what = "nothing" if use.names is Names.ANYTHING else f"no {use.names.value}"
    hint = did_you_mean(use.target, known)
    if not has_words and not closest(use.target, known):
        hint = f"add the item, or write `\\@{use.target}` if it is plain text"
    return Problem("E156/unknown-identifier", f"{what} has the identifier `{use.target}`", use.place, hint=hint)


def _wrong_kind(use: Use, thing: Item | Node) -> Problem:
    expected = "something to refer to" if use.names is Names.ANYTHING else f"a {use.names.value}"
    if may_name(Names.SOURCE, thing):
        hint = f"cite a source, as in `[@{use.target}]`"
    elif may_name(Names.ANYTHING, thing):
        hint = f"refer to it as `@{use.target}`"
    else:
        hint = f"refer to a {Names.ANYTHING.value}"
    text = f"`{use.target}` is a {_kind(thing)}, not {expected}"
    related = ((thing.place, f"this {_kind(thing)} is `{use.target}`"),)
    return Problem("E156/wrong-kind", text, use.place, hint=hint, related=related)


def _unknown_variable(node: Node) -> Problem:
    name = node.get("name")
    return Problem(
        "E157/unknown-variable", f"unknown variable `{name}`", node.place, hint=did_you_mean(name, list(VARIABLES))
    )


def _kind(thing: Item | Node) -> str:
    return thing.kind.value if isinstance(thing, Node) else type(thing).__name__.lower()
