"""A brief recommends at most one option."""

from __future__ import annotations

from collections.abc import Iterator

from brief.diagnostics.problems import Problem
from brief.model.audience import name_list
from brief.model.dossier import Dossier, Option


def check_recommendations(dossier: Dossier) -> Iterator[Problem]:
    """Yield a problem (E211) for every option that is recommended to an audience which has a recommended one."""
    first: dict[str, Option] = {}
    for option in dossier.record.options:
        if not option.recommended:
            continue
        others = {name: first[name] for name in sorted(option.audience & first.keys())}
        if others:
            who = name_list(others)
            related = tuple(
                (other.place, f"`{other.id}` is recommended too") for other in dict.fromkeys(others.values())
            )
            hint = "remove `recommended` from one of them, or give them different audiences"
            text = f"`{option.id}` is a second option recommended to {who}"
            yield Problem("E211/two-recommendations", text, option.place, hint=hint, related=related)
        for name in option.audience - first.keys():
            first[name] = option
