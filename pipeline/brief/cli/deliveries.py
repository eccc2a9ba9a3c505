"""`brief deliveries`: who has which version of what."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

import click

from brief.app.mail_settings import read_mail_settings
from brief.cli.excerpt import printable
from brief.cli.options import open_project
from brief.cli.stdout import print_data
from brief.send.delivery import Delivery, State
from brief.send.journal import opened

_COLUMNS = ("id", "address", "dossier", "audience", "version", "state", "changed_at", "answer")


@click.command(name="deliveries")
@click.option("--dossier", metavar="NAME", default="", help="Only of this dossier.")
@click.option("-a", "--audience", metavar="NAME", default="", help="Only for this audience.")
@click.option("--version", "version", metavar="N", default="", help="Only of this version.")
@click.option("--to", metavar="ADDRESS", default="", help="Only to this address.")
@click.option("--state", type=click.Choice([state.value for state in State]), help="Only in this state.")
@click.option("--json", "output", flag_value="json", help="Print the deliveries as JSON, with the digests of files.")
@click.option("--csv", "output", flag_value="csv", help="Print the deliveries as CSV.")
@click.option("--forget", metavar="ADDRESS", help="Remove this address from the journal, wherever it is.")
def command(
    *, dossier: str, audience: str, version: str, to: str, state: str | None, output: str | None, forget: str | None
) -> None:
    """List who has which version of what, as the journal of `brief send` has it.

    The state of a delivery is planned, talking, accepted (by the mail server), refused or unknown: the message may have
    left, and no answer came.
    """
    project = open_project()
    settings = read_mail_settings(project.folder)
    with opened(project.folder / settings.journal) as journal:
        if forget:
            count = journal.forget(forget)
            click.echo(f"the address was removed from {count} deliver{'y' if count == 1 else 'ies'}", err=True)
            return
        found = [
            one
            for one in journal.deliveries(dossier, audience, version)
            if (not state or one.state == state) and (not to or one.address.casefold() == to.casefold())
        ]
    if output == "json":
        print_data(json.dumps([_row(one) for one in found], indent=2, ensure_ascii=False))
    elif output == "csv":
        print_data(_csv(found))
    elif found:
        print_data(_table(found))


def _row(one: Delivery) -> dict[str, object]:
    files = [{"name": name, "sha256": digest} for name, digest in one.version.files]
    return dict(zip(_COLUMNS, _cells(one), strict=True)) | {"files": files, "tries": one.tries}


def _cells(one: Delivery) -> tuple[str, ...]:
    version = one.version
    return (
        one.id, one.address, version.dossier, version.audience, version.version, one.state.value, one.changed_at,
        one.answer,
    )  # fmt: skip


def _csv(found: Sequence[Delivery]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([_safe(cell) for cell in _cells(one)] for one in found)
    return out.getvalue().rstrip("\n")


def _safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: what a server answers is not ours."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _table(found: Sequence[Delivery]) -> str:
    rows = [
        (one.id[:8], one.address or "forgotten", f"{one.version.dossier} {one.version.version}", one.version.audience,
         one.state.value, one.changed_at, one.answer)
        for one in found
    ]  # fmt: skip
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    return "\n".join(
        printable("  ".join(cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)).rstrip())
        for row in rows
    )
