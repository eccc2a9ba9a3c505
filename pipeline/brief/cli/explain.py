"""`brief explain`: why an item is in a brief or withheld from it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from brief.app.answers import Answer, explain_everywhere, list_approvals, list_withheld, questions_about
from brief.cli.excerpt import printable
from brief.cli.options import audience_option, json_option, open_project
from brief.cli.stdout import print_data
from brief.load import load


@click.command(name="explain")
@click.argument("id", required=False)
@audience_option
@click.option("-d", "--dossier", "dossiers", multiple=True, metavar="NAME", help="Only in this dossier. Repeatable.")
@json_option("the answers", "dossier, audience, kind, id, shown, why, place, because, referred_from, unsearched")
def command(*, id: str | None, audiences: tuple[str, ...], dossiers: tuple[str, ...], as_json: bool) -> None:  # noqa: A002 # the argument's name
    """Explain why an item is in a brief or withheld from it.

    Shows where the item is defined, where its audience is set, and what refers to it. ID is the id of a section,
    claim, source, event, term, option, step, figure or table. Without an ID, everything that is withheld is listed,
    and every approval that an audience needs, with what has changed since.
    Without an audience, it is explained for all that the dossier has content for.
    """
    project = open_project(audiences=audiences)
    folders = project.find_dossiers(dossiers)
    names = project.settings.audiences
    wanted = project.find_audiences(names)
    questions = questions_about([load(folder, project.audiences) for folder in folders], wanted, is_named=bool(names))
    if id:
        answers = explain_everywhere(id, questions, project.layers)
    else:
        answers = [*list_withheld(questions), *list_approvals(questions, project.layers)]
    if as_json:
        print_data(json.dumps([_row(answer) for answer in answers], indent=2))
    elif answers:
        print_data("\n".join(line for answer in answers for line in _lines(answer)))
    else:
        click.echo("nothing is withheld", err=True)


def _lines(answer: Answer) -> Iterator[str]:
    if answer.kind == "approval":
        yield printable(_approval_line(answer))
        return
    what = " ".join(word for word in (answer.kind, answer.id) if word)
    verb = "is in" if answer.shown else "is not in"
    where = f"{answer.place}: " if answer.place.file else ""
    yield printable(f"{where}{what} {verb} {answer.dossier}-{answer.audience}: {answer.why}")
    if answer.because.file and answer.because != answer.place:
        yield printable(f"  decided at {answer.because}")
    for place in answer.referred_from:
        yield printable(f"  referred to at {place}")
    if answer.unsearched:
        lines = "1 line" if answer.unsearched == 1 else f"{answer.unsearched} lines"
        yield f"  {lines} of it cannot be searched for in files: too short, or shown elsewhere in the brief"


def _approval_line(answer: Answer) -> str:
    holds = "is approved" if answer.shown else "is not approved"
    return f"{answer.place}: {answer.dossier}-{answer.audience} {holds} by {answer.id}: {answer.why}"


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
        "unsearched": answer.unsearched,
    }
