"""Why something is in a brief or not, asked of several dossiers and audiences at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from brief.app.approving import approvals_of
from brief.checks import withheld_terms
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.model import Audience, Dossier
from brief.model.audience import name_list
from brief.model.fields import dossier_audiences
from brief.render import presence
from brief.select import Explanation, explain, select

Question = tuple[Dossier, list[Audience]]


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
    unsearched: int = 0  # lines of it that cannot be searched for in finished files


def questions_about(dossiers: Iterable[Dossier], audiences: Sequence[Audience], *, is_named: bool) -> list[Question]:
    """Return each dossier with the audiences to answer for: those named, or else those that it has content for."""
    return [
        (dossier, [one for one in audiences if is_named or one.name in dossier_audiences(dossier)])
        for dossier in dossiers
    ]


def explain_everywhere(name: str, questions: Iterable[Question], layers: Sequence[Path]) -> list[Answer]:
    """Return the answers of every dossier that has something of that name; raise `BriefError` (E605) when none has.

    `layers` are template folders, the nearest first: they decide whether what was selected is on the page.
    """
    answers: list[Answer] = []
    problems: list[Problem] = []
    for dossier, audiences in questions:
        try:
            answers += [_explained(dossier, audience, name, layers) for audience in audiences]
        except BriefError as error:
            if any(problem.code != "E605" for problem in error.problems):
                raise
            problems += error.problems
    if not answers:
        raise BriefError(problems)
    return answers


def list_withheld(questions: Iterable[Question]) -> list[Answer]:
    """Return an answer for each thing that is withheld from one of the audiences."""
    return [
        Answer(
            dossier.name, audience.name, thing.kind, thing.id, False, thing.reason, thing.place, thing.reason_place,
            unsearched=sum(not terms.finds(line) for line in thing.words.splitlines()),
        )
        for dossier, audiences in questions
        for audience in audiences
        for selection in [select(dossier, audience)]
        for terms in [withheld_terms(selection)]
        for thing in selection.withheld
    ]  # fmt: skip


def list_approvals(questions: Iterable[Question], layers: Sequence[Path]) -> list[Answer]:
    """Return an answer for each approval that an audience needs or has: whether it holds, and what has changed."""
    found: list[Answer] = []
    for dossier, audiences in questions:
        folder = Path(dossier.place.file).parent
        for audience in audiences:
            for given, changed in approvals_of(folder, dossier, audience, layers):
                if isinstance(given, str):
                    why, role, place = "no approval is recorded", given, audience.place
                else:
                    why, role, place = f"approved by {given.name} on {given.on.isoformat()}", given.role, given.place
                    if changed:
                        why += f", and changed since: {name_list(part.replace('_', ' ') for part in changed)}"
                holds = not isinstance(given, str) and not changed
                found.append(Answer(dossier.name, audience.name, "approval", role, holds, why, place, audience.place))
    return found


def _explained(dossier: Dossier, audience: Audience, name: str, layers: Sequence[Path]) -> Answer:
    found = explain(dossier, audience, name)
    if found.shown:
        found = _as_on_page(found, dossier, audience, layers)
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


def _as_on_page(found: Explanation, dossier: Dossier, audience: Audience, layers: Sequence[Path]) -> Explanation:
    """Return an explanation of something selected that also says what the page does not show of it (E307)."""
    page = presence(select(dossier, audience).brief, layers)
    missing = next((one for one in page.missing if one.owner is not None and one.owner.id == found.id), None)
    if found.id not in page.ids or (missing is not None and missing.is_whole):
        return replace(found, shown=False, why=f"{found.why}, but no part of that brief shows it")
    if missing is None:
        return found
    names = name_list([f"`{field.name}`" for field in missing.fields])
    return replace(found, why=f"{found.why}, but no part of that brief shows its {names}")
