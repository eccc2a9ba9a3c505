"""Handling marks: never less strict than the audience's own, and no privilege without its reasons."""

from __future__ import annotations

from collections.abc import Mapping

from brief.diagnostics.problems import Problem
from brief.model.audience import Audience
from brief.model.dossier import Dossier, Privilege, Tlp


def mishandled(
    dossier: Dossier, audiences: Mapping[str, Audience], readers: frozenset[str], problems: list[Problem]
) -> None:
    """Add a problem for every handling wider than its audience's own (E207), or with a baseless privilege (E208).

    A privilege needs counsel, purpose and recipients. Only audiences among `readers` are looked at; one without a
    handling in the dossier is held to its own.
    """
    for name in sorted(readers & audiences.keys()):
        own = audiences[name].handling
        given = dossier.handling.get(name, own)
        if _strictness(given.tlp) > _strictness(own.tlp):
            text = f"`{given.tlp.value}` lets more people read than `{own.tlp.value}`, which {name} briefs carry"
            related = ((own.place if own.place.file else audiences[name].place, f"{name} briefs are {own.tlp.mark}"),)
            hint = f"use {own.tlp.value} or a stricter mark"
            problems.append(Problem("E207/handling-mark-wider", text, given.place, hint=hint, related=related))
        if given.privilege is not None:
            _baseless(name, given.privilege, problems)


def _baseless(name: str, privilege: Privilege, problems: list[Problem]) -> None:
    lacking = [what for what in ("counsel", "purpose", "recipients") if not _is_given(getattr(privilege, what))]
    if lacking:
        text = f"privilege for {name} lacks {' and '.join(f'`{what}`' for what in lacking)}"
        hint = (
            "name counsel, purpose and recipients, or claim no privilege: a marking without reasons weakens the others"
        )
        problems.append(Problem("E208/incomplete-privilege", text, privilege.place, hint=hint))


def _is_given(value: str | tuple[str, ...]) -> bool:
    return bool(value.strip()) if isinstance(value, str) else any(part.strip() for part in value)


def _strictness(tlp: Tlp) -> int:
    """Return the label's rank, 0 for the strictest: TLP 2.0 is declared in that order."""
    return list(Tlp).index(tlp)
