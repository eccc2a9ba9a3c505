"""Why something is in a brief or not, asked of several dossiers and audiences at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from brief.diagnostics.problems import BriefError, Place, Problem
from brief.model import Audience, Dossier
from brief.select import explain, withheld_from


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether one audience sees one thing, why, and where that was decided."""

    dossier: str
    audience: str
    kind: str
    id: str
    shown: bool
    why: str
    place: Place
    because: Place
    referred_from: tuple[Place, ...] = ()


def explain_everywhere(name: str, dossiers: Iterable[Dossier], audiences: Sequence[Audience]) -> list[Answer]:
    """Return the answers of every dossier that has something of that name; raise `BriefError` (E605) when none has."""
    answers: list[Answer] = []
    problems: list[Problem] = []
    for dossier in dossiers:
        try:
            answers += [_explained(dossier, audience, name) for audience in audiences]
        except BriefError as error:
            if any(problem.code != "E605" for problem in error.problems):
                raise
            problems += error.problems
    if not answers:
        raise BriefError(problems)
    return answers


def list_withheld(dossiers: Iterable[Dossier], audiences: Sequence[Audience]) -> list[Answer]:
    """Return an answer for each thing that is withheld from one of the audiences."""
    return [
        Answer(dossier.name, audience.name, thing.kind, thing.id, False, thing.reason, thing.place, thing.reason_place)
        for dossier in dossiers
        for audience in audiences
        for thing in withheld_from(dossier, audience)
    ]


def _explained(dossier: Dossier, audience: Audience, name: str) -> Answer:
    found = explain(dossier, audience, name)
    return Answer(
        dossier.name,
        audience.name,
        found.kind,
        found.id,
        found.shown,
        found.why,
        found.place,
        found.because,
        found.referred_from,
    )
