"""A brief recommends one way to go, and not two."""

from __future__ import annotations

from brief.diagnostics.problems import Problem
from brief.model.audience import name_list
from brief.model.dossier import Dossier, Option


def torn(dossier: Dossier, problems: list[Problem]) -> None:
    """Add a problem (E211) for every option recommended to an audience that another is recommended to already."""
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
            hint = f"take `recommended` off one of them, or off {who} by other audiences"
            text = f"`{option.id}` is the second option that is recommended to {who}"
            problems.append(Problem("E211/two-recommendations", text, option.place, hint=hint, related=related))
        for name in option.audience - first.keys():
            first[name] = option
