"""Handling marks: never less strict than the audience's own, and no privilege without its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from brief.diagnostics.problems import Problem
from brief.model.audience import Audience
from brief.model.dossier import Dossier, Privilege, Tlp


def check_handling(dossier: Dossier, audiences: Mapping[str, Audience], readers: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for every mark less strict than the audience's own (E207), and incomplete privilege (E208).

    A privilege needs counsel, purpose and recipients. Only audiences among `readers` are checked; one for which the
    dossier gives no handling has its own.
    """
    for name in sorted(readers & audiences.keys()):
        own = audiences[name].handling
        given = dossier.handling.get(name, own)
        if given.tlp is not None and own.tlp is not None and _strictness(given.tlp) > _strictness(own.tlp):
            text = f"`{given.tlp.value}` allows more readers than `{own.tlp.value}`, the mark of {name} briefs"
            related = ((own.place if own.place.file else audiences[name].place, f"{name} briefs are {own.tlp.mark}"),)
            hint = f"use {own.tlp.value} or a stricter mark"
            yield Problem("E207/handling-mark-wider", text, given.place, hint=hint, related=related)
        if given.privilege is not None:
            yield from _incomplete_privilege(name, given.privilege)


def _incomplete_privilege(name: str, privilege: Privilege) -> Iterator[Problem]:
    missing = [what for what in ("counsel", "purpose", "recipients") if not _is_given(getattr(privilege, what))]
    if missing:
        text = f"the privilege for {name} lacks {' and '.join(f'`{what}`' for what in missing)}"
        hint = (
            "give counsel, purpose and recipients, or remove the privilege: a mark without reasons weakens all others"
        )
        yield Problem("E208/incomplete-privilege", text, privilege.place, hint=hint)


def _is_given(value: str | tuple[str, ...]) -> bool:
    return bool(value.strip()) if isinstance(value, str) else any(part.strip() for part in value)


def _strictness(tlp: Tlp) -> int:
    """Return the rank of a label, 0 for the strictest: `Tlp` declares them in that order."""
    return list(Tlp).index(tlp)
