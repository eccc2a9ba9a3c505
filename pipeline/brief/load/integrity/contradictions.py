"""Fields of one item do not contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from brief.diagnostics.problems import Problem
from brief.model.dossier import Dossier, Nature


def check_contradictions(dossier: Dossier) -> Iterator[Problem]:
    """Yield a problem (E212) for each judgment with a status, and each source that is and is not signed or dated."""
    for claim in dossier.record.claims:
        if claim.nature is Nature.JUDGMENT and claim.status is not None:
            text = f"`{claim.id}` is a judgment of the authors, but its status is `{claim.status}`"
            hint = "remove `status` if it is their own view, or `nature` if others say so"
            yield Problem("E212/status-of-judgment", text, claim.place, hint=hint)
    for source in dossier.record.sources:
        if source.unsigned and source.author:
            text = f"`{source.id}` is unsigned, but its author is `{source.author}`"
            hint = "remove `unsigned` or `author`"
            yield Problem("E212/signed-and-unsigned", text, source.place, hint=hint)
        if source.undated and source.date:
            text = f"`{source.id}` is undated, but its date is `{source.date}`"
            yield Problem("E212/dated-and-undated", text, source.place, hint="remove `undated` or `date`")
