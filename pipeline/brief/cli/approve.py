"""`brief approve`: record that somebody approves what an audience gets."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click

from brief.app.approving import approve
from brief.cli.options import open_project
from brief.cli.stdout import print_data
from brief.load import load


def _who(_: click.Context, __: click.Parameter, given: str) -> tuple[str, str]:
    """Return name and role; the role is what is after the last comma."""
    name, role = (part.strip() for part in given.rpartition(",")[::2])
    if not name or not role:
        raise click.BadParameter("write a name, a comma and a role, such as `Ruta Oskins, counsel`")
    return name, role


@click.command(name="approve")
@click.argument("dossier", metavar="DOSSIER")
@click.option("-a", "--audience", required=True, metavar="NAME", help="The audience that gets it.")
@click.option(
    "--as", "who", required=True, callback=_who, metavar="'NAME, ROLE'", help="Who approves, and in which role."
)
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day of the approval.  [default: today]"
)
def command(*, dossier: str, audience: str, who: tuple[str, str], on: datetime | None) -> None:
    """Approve what an audience gets of a dossier, as it is now.

    Adds an entry to approvals.yaml beside the dossier, and prints the path. It covers the content as selected for the
    audience, the templates, the style, the words on the page, and the list of recipients: if any of these changes, the
    approval no longer holds. An audience whose audience.yaml lists `approvals` gets no release without them. Who
    approves is a claim, which nothing proves but a signed commit.
    """
    project = open_project()
    (folder,) = project.find_dossiers([dossier])
    (named,) = project.find_audiences([audience])
    day: date = on.date() if on else datetime.now(UTC).date()
    name, role = who
    loaded = load(folder, project.audiences)
    print_data(str(approve(folder, loaded, named, project.layers, name=name, role=role, on=day)))
