"""Every name in a dossier stands for something in it, and for one thing only."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from brief.diagnostics.problems import Problem
from brief.diagnostics.suggestions import meant, nearest
from brief.load.records.validation_errors import is_stand_in
from brief.model.dossier import Dossier, Item
from brief.model.fields import all_prose
from brief.model.text import Kind, Node
from brief.model.variables import VARIABLES
from brief.visibility.references import Names, Use, anchors, may_name, sources_of, uses


def dangling(dossier: Dossier, problems: list[Problem], known: Collection[str] = ()) -> None:
    """Add a problem for every name that stands for nothing (E156, E157) or for two things (E107).

    `known` are identifiers that exist though what they name could not be read: no problem follows from another.
    """
    things = _things(dossier, problems)
    bare = {node.place for node in _references(dossier) if not node.children}
    for use in _all_uses(dossier):
        if use.target in known:
            continue
        if use.target not in things:
            problems.append(_unknown(use, things, known, is_bare=use.place in bare))
        elif not may_name(use.names, things[use.target]):
            problems.append(_misused(use, things[use.target]))
    for prose in all_prose(dossier):
        for top in prose:
            problems.extend(
                _unknown_variable(node)
                for node in top.walk()
                if node.kind is Kind.VARIABLE and node.get("name") not in VARIABLES
            )


def _things(dossier: Dossier, problems: list[Problem]) -> dict[str, Item | Node]:
    """Return everything that has an identifier; the first bearer of a name keeps it."""
    things: dict[str, Item | Node] = {}
    for item in dossier.record.items():
        _enter(things, item.id, item, problems)
    for prose in all_prose(dossier):
        for node in anchors(prose):
            _enter(things, node.get("id"), node, problems)
    return things


def _enter(things: dict[str, Item | Node], name: str, thing: Item | Node, problems: list[Problem]) -> None:
    first = things.setdefault(name, thing)
    if first is not thing:
        related = ((first.place, f"`{name}` is already the identifier of this {_kind(first)}"),)
        text = f"identifier `{name}` is used twice"
        problems.append(
            Problem(
                "E107/duplicate-identifier", text, thing.place, hint="give one of them another name", related=related
            )
        )


def _all_uses(dossier: Dossier) -> Iterator[Use]:
    for item in dossier.record.items():
        yield from sources_of(item)
    for prose in all_prose(dossier):
        yield from uses(prose)


def _references(dossier: Dossier) -> Iterator[Node]:
    for prose in all_prose(dossier):
        for top in prose:
            yield from (node for node in top.walk() if node.kind is Kind.REFERENCE)


def _unknown(use: Use, things: dict[str, Item | Node], known: Collection[str], *, is_bare: bool) -> Problem:
    """Return the problem of a name that nothing has; a bare `@name` may have been meant as words."""
    fitting = [name for name, thing in things.items() if may_name(use.names, thing) and not is_stand_in(name)]
    what = "nothing" if use.names is Names.ANYTHING else f"no {use.names.value}"
    hint = meant(use.target, [*fitting, *known])
    if is_bare and not nearest(use.target, [*fitting, *known]):
        hint = f"add what it should refer to, or write `\\@{use.target}` if these are only words"
    return Problem("E156/unknown-identifier", f"{what} has the identifier `{use.target}`", use.place, hint=hint)


def _misused(use: Use, thing: Item | Node) -> Problem:
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
        "E157/unknown-variable", f"`{name}` is not a variable", node.place, hint=meant(name, list(VARIABLES))
    )


def _kind(thing: Item | Node) -> str:
    return thing.kind.value if isinstance(thing, Node) else type(thing).__name__.lower()
