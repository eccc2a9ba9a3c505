"""`brief explain`: why something is in a brief or out of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from brief.app import project
from brief.cli.excerpt import visible
from brief.cli.options import json_option
from brief.cli.stdout import say
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.load import load, load_audiences
from brief.model import Audience, Dossier
from brief.select import explain, withheld_from


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said about one thing: whether an audience sees it, why, and where that was written."""

    dossier: str
    audience: str
    kind: str
    id: str
    shown: bool
    why: str
    place: Place
    because: Place
    referred_from: tuple[Place, ...] = ()


@click.command(name="explain")
@click.argument("id", required=False)
@click.option("-a", "--audience", "audiences", multiple=True, metavar="NAME", help="For this audience. Repeatable.")
@click.option("-d", "--dossier", "dossiers", multiple=True, metavar="NAME", help="In this dossier. Repeatable.")
@json_option("the answers: dossier, audience, kind, id, shown, why, place, because, referred_from")
def command(*, id: str | None, audiences: tuple[str, ...], dossiers: tuple[str, ...], as_json: bool) -> None:  # noqa: A002 # the argument's name
    """Say why something is in a brief or out of it.

    Printed are the place where it stands, the place where its audience was decided, and what refers to it. An ID is
    that of a section, claim, source, event, term, option, step, figure or table. Without one, everything that is
    withheld is listed.
    """
    chosen = project.configured(audiences=audiences)
    layers = project.layers(chosen)
    folders = project.dossiers(chosen, dossiers)
    known = load_audiences(layers)
    wanted = project.audiences(known, chosen.audiences)
    loaded = [load(folder, known) for folder in folders]
    answers = (
        _about(id, loaded, wanted) if id else [row for each in loaded for one in wanted for row in _out(each, one)]
    )
    if as_json:
        say(json.dumps([_row(answer) for answer in answers], indent=2))
    elif answers:
        say("\n".join(line for answer in answers for line in _lines(answer)))
    else:
        click.echo("nothing is withheld", err=True)


def _about(name: str, dossiers: Sequence[Dossier], audiences: Sequence[Audience]) -> list[Answer]:
    """Return the answers of every dossier that has something of that name; raise `BriefError` when none has."""
    answers: list[Answer] = []
    problems: list[Problem] = []
    for dossier in dossiers:
        try:
            answers += [_answer(dossier, audience, name) for audience in audiences]
        except BriefError as error:
            if any(problem.code != "E605" for problem in error.problems):
                raise
            problems += error.problems
    if not answers:
        raise BriefError(problems)
    return answers


def _answer(dossier: Dossier, audience: Audience, name: str) -> Answer:
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


def _out(dossier: Dossier, audience: Audience) -> Iterator[Answer]:
    """Give everything that an audience does not get."""
    for thing in withheld_from(dossier, audience):
        yield Answer(
            dossier.name, audience.name, thing.kind, thing.id, False, thing.reason, thing.place, thing.reason_place
        )


def _lines(answer: Answer) -> Iterator[str]:
    what = " ".join(word for word in (answer.kind, answer.id) if word)
    verb = "is in" if answer.shown else "is not in"
    where = f"{answer.place}: " if answer.place.file else ""
    yield visible(f"{where}{what} {verb} {answer.dossier}-{answer.audience}: {answer.why}")
    if answer.because.file and answer.because != answer.place:
        yield visible(f"  decided at {answer.because}")
    for place in answer.referred_from:
        yield visible(f"  referred to at {place}")


def _row(answer: Answer) -> dict[str, object]:
    return {
        "dossier": answer.dossier,
        "audience": answer.audience,
        "kind": answer.kind,
        "id": answer.id,
        "shown": answer.shown,
        "why": answer.why,
        "place": str(answer.place) or None,
        "because": str(answer.because) or None,
        "referred_from": [str(place) for place in answer.referred_from],
    }
