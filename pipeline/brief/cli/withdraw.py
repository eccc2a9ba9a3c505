"""`brief withdraw`: say that a release must not be used any more."""

from __future__ import annotations

from pathlib import Path

import click

from brief.app.release_folders import FOLDER
from brief.app.withdrawal import withdraw
from brief.cli.options import audience_option, open_project
from brief.cli.stdout import print_data


def _reason(_: click.Context, __: click.Parameter, given: str) -> str:
    if not given.strip():
        raise click.BadParameter("say why it is withdrawn")
    return " ".join(given.split())


@click.command(name="withdraw")
@click.argument("release", metavar="RELEASE")
@audience_option
@click.option("--reason", required=True, callback=_reason, metavar="TEXT", help="Why. `brief verify` prints it.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder in which `releases` is.  [default: output]",
)
def command(*, release: str, audiences: tuple[str, ...], reason: str, output: Path | None) -> None:
    """Withdraw a release: `brief verify` then says that it was withdrawn, and why.

    RELEASE is the name of its folder in output/releases. Its files stay as they are. What changes is the status list of
    each audience, whose paths are printed: publish them where the releases are. A version that was withdrawn is not
    released again.
    """
    project = open_project(output=output)
    print_data("\n".join(map(str, withdraw(project.settings.output / FOLDER, release, audiences, reason))))
