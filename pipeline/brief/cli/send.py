"""`brief send`: messages with the files of a release, to look at or to send."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from brief.app.mail_settings import read_mail_settings
from brief.app.mailing import Mailing, merged_note, no_recipients, prepare, resumed, size, subject
from brief.app.outbox import FOLDER, clear_outbox, message_name, write_outbox
from brief.app.project import Project
from brief.app.sending import (
    Sent,
    claim_release,
    incomplete,
    new_pace,
    only_sender,
    resend_unknown,
    send,
    settle,
    transport_of,
    unusable,
)
from brief.cli.excerpt import printable
from brief.cli.options import json_option, open_project
from brief.cli.report import report
from brief.cli.sending_progress import sending_progress
from brief.cli.stdout import print_data
from brief.diagnostics.codes import Exit
from brief.diagnostics.problems import Place
from brief.load.recipients.read import load_recipients
from brief.model.recipient import Recipient
from brief.send.delivery import Delivery, TransportUnusable
from brief.send.journal import Journal, opened

_LISTS = ("recipients.csv", "recipients.yaml")


@click.command(name="send")
@click.argument("release", type=click.Path(path_type=Path), metavar="RELEASE", required=False)
@click.option(
    "-r", "--recipients", "listed", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Who gets it, as CSV or YAML.  [default: recipients.csv or recipients.yaml]",
)  # fmt: skip
@click.option("--to", "to", multiple=True, metavar="ADDRESS", help="Send to this address only, without a list.")
@click.option("-a", "--audience", metavar="NAME", help="The audience of --to, and of rows that name none.")
@click.option("--go", is_flag=True, help="Send. Without it, messages are only written to output/outbox.")
@click.option("--only", multiple=True, metavar="ADDRESS", help="Only to this address of the list. Repeatable.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Send at most N messages now.")
@click.option("--resume", is_flag=True, help="Go on with what the journal has planned of this release; no list needed.")
@click.option(
    "--resend-unknown", "resends", is_flag=True, help="Send again what has no answer from the server; some may get two."
)
@click.option(
    "--settle", "settled", nargs=2, metavar="ID accepted|not", type=(str, click.Choice(["accepted", "not"])),
    help="Say what became of one delivery: it arrived, or it is to be sent again.",
)  # fmt: skip
@click.option("--clear-outbox", "clears", is_flag=True, help="Delete the messages in output/outbox.")
@json_option("the messages", "id, address, audience, version, language, files, bytes, subject, state, answer, path")
def command(
    *,
    release: Path | None,
    listed: Path | None,
    to: tuple[str, ...],
    audience: str | None,
    go: bool,
    only: tuple[str, ...],
    limit: int | None,
    resume: bool,
    resends: bool,
    settled: tuple[str, str] | None,
    clears: bool,
    as_json: bool,
) -> None:
    """Send the files of a release, each recipient one message.

    RELEASE is the folder that `brief release` wrote. Without --go nothing is sent: a table is printed, and every
    message is written to output/outbox. Each recipient is for one audience, and `recipients` in its audience.yaml says
    who may get it: if the list has anyone else, nothing is sent. After an interruption, run the same command again; it
    sends only what is left. Exits with 4 if some messages were not sent.
    """
    project = open_project()
    outbox = project.settings.output / FOLDER
    if clears:
        _clear(outbox)
        return
    settings = read_mail_settings(project.folder)
    with opened(project.folder / settings.journal) as journal:
        if settled:
            _settle(journal, *settled)
            return
        if release is None:
            raise click.UsageError("name the folder of a release, such as `output/releases/claude-cloning-1.0`")
        recipients = _recipients(
            project, release, journal, listed=listed, to=to, audience=audience or "", resume=resume
        )
        mailing = prepare(project, settings, release, recipients, journal, only=only)
        if note := merged_note(mailing):
            click.echo(printable(note), err=True)
        if not go:
            _show(mailing, outbox, as_json=as_json)
            return
        _go(project, release, mailing, journal, limit=limit, as_json=as_json, resends=resends)


def _clear(outbox: Path) -> None:
    count = clear_outbox(outbox)
    click.echo(f"{count} message{'' if count == 1 else 's'} deleted from {outbox}", err=True)


def _settle(journal: Journal, identifier: str, outcome: str) -> None:
    with only_sender(journal):
        one = settle(journal, identifier, is_accepted=outcome == "accepted")
    click.echo(printable(f"{one.id} {one.address}: {one.state}"), err=True)


def _recipients(
    project: Project,
    release: Path,
    journal: Journal,
    *,
    listed: Path | None,
    to: Sequence[str],
    audience: str,
    resume: bool,
) -> tuple[Recipient, ...]:
    if audience:
        project.find_audiences([audience])
    if to:
        if not audience:
            raise click.UsageError("--to needs --audience: who may get what depends on it")
        if listed or resume:
            raise click.UsageError("use either --to or a list")
        return tuple(Recipient(address, audience, place=Place("--to")) for address in to)
    if resume:
        return tuple(resumed(release, journal))
    file = listed or next((path for name in _LISTS if (path := project.folder / name).is_file()), None)
    if file is None:
        raise no_recipients()
    return load_recipients(file, project.audiences, audience)


def _show(mailing: Mailing, outbox: Path, *, as_json: bool) -> None:
    """Print who would get what, and write each message."""
    now = datetime.now(UTC)
    data = {one.delivery.id: mailing.envelope(one, now).data for one in mailing.planned}
    names = [
        (message_name(one.admitted.audience, str(one.admitted.address), one.delivery.id), data[one.delivery.id])
        for one in mailing.planned
    ]
    paths = write_outbox(outbox, names)
    sizes = {identifier: len(message) for identifier, message in data.items()}
    by_id = {one.delivery.id: str(path) for one, path in zip(mailing.planned, paths, strict=True)}
    _print(mailing, [one.delivery for one in mailing.planned], sizes, by_id, as_json=as_json)
    count = len(paths)
    text = f"{count} message{'' if count == 1 else 's'} in {outbox}; nothing was sent. To send, run this with --go"
    click.echo(printable(text), err=True)


def _go(
    project: Project,
    release: Path,
    mailing: Mailing,
    journal: Journal,
    *,
    limit: int | None,
    as_json: bool,
    resends: bool,
) -> None:
    with only_sender(journal):
        claim_release(release, journal)
        if resends:
            resend_unknown(journal, mailing.planned)
        try:
            transport = transport_of(mailing.settings, project.folder, os.environ)
        except TransportUnusable as error:
            raise unusable(error) from error
        with sending_progress(len(mailing.planned)) as show:
            sent = send(mailing, journal, transport, pace=new_pace(mailing.settings), on_event=show, limit=limit)
    _finish(mailing, sent, limit, as_json=as_json)


def _finish(mailing: Mailing, sent: Sent, limit: int | None, *, as_json: bool) -> None:
    _print(mailing, sent.deliveries, {}, {}, as_json=as_json)
    if problems := incomplete(sent.deliveries, sent.away, limited=limit is not None and sent.away is None):
        report(problems)
        raise click.exceptions.Exit(Exit.DELIVERY)


def _print(
    mailing: Mailing,
    deliveries: Sequence[Delivery],
    sizes: dict[str, int],
    paths: dict[str, str],
    *,
    as_json: bool,
) -> None:
    if as_json:
        rows = [_row(mailing, one, sizes.get(one.id), paths.get(one.id)) for one in deliveries]
        print_data(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    table = [
        (
            one.address,
            one.version.audience,
            ", ".join(name for name, _ in one.version.files),
            size(sizes[one.id]) if one.id in sizes else f"{one.state}{': ' if one.answer else ''}{one.answer}",
            subject(mailing.parts[one.version.audience]),
        )
        for one in deliveries
    ]
    widths = [max((len(row[column]) for row in table), default=0) for column in range(4)]
    if table:
        lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)) for row in table)
        print_data("\n".join(printable(line) for line in lines))


def _row(mailing: Mailing, one: Delivery, count: int | None, path: str | None) -> dict[str, object]:
    return {
        "id": one.id,
        "address": one.address,
        "audience": one.version.audience,
        "version": one.version.version,
        "language": one.language,
        "files": [{"name": name, "sha256": digest} for name, digest in one.version.files],
        "bytes": count,
        "subject": subject(mailing.parts[one.version.audience]),
        "state": one.state.value,
        "answer": one.answer,
        "path": path,
    }
