"""Sends a mailing: the journal first, then one message after the other; and what people decide about deliveries."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from brief.app.mail_credentials import read_login
from brief.app.mail_settings import MailSettings
from brief.app.mailing import Mailing, Planned, refused_by
from brief.diagnostics.collector import Problems
from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.send.deliver import Away, Event, deliver
from brief.send.delivery import Answer, Delivery, ServerAway, State, TransportUnusable
from brief.send.journal import Journal
from brief.send.pace import Pace
from brief.send.transports.folder import Folder
from brief.send.transports.interface import Envelope, Transport
from brief.send.transports.sendmail import Sendmail
from brief.send.transports.smtp import Server, Smtp

_MARKS = ".sent"  # beside releases: which journal knows who has them


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the deliveries of a mailing, and why the rest waits, if it does."""

    deliveries: tuple[Delivery, ...]
    away: Away | None = None


def transport_of(settings: MailSettings, folder: Path, environment: Mapping[str, str]) -> Transport:
    """Return the way of sending that the settings name; raise `TransportUnusable` where a login is missing."""
    match settings.transport:
        case "folder":
            return Folder(folder / settings.folder)
        case "sendmail":
            return Sendmail(settings.sendmail)
        case "smtp":
            ca_file = str(folder / settings.ca_file) if settings.ca_file else ""
            login = read_login(settings, environment)
            return Smtp(Server(settings.server, settings.port, settings.security, login, ca_file))


def new_pace(settings: MailSettings) -> Pace:
    """Return the pace that the settings name."""
    return Pace(settings.per_minute, time.monotonic, time.sleep)


@contextlib.contextmanager
def only_sender(journal: Journal) -> Iterator[None]:
    """Be the only command that sends by a journal, and settle what a killed one left; raise `BriefError` (E905)."""
    import filelock

    lock = filelock.FileLock(journal.path.with_name(f"{journal.path.name}.lock"), timeout=0, mode=0o600)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        text = "another `brief send` is sending by the same journal"
        hint = "wait for it to end, then run this again: it sends only what is left"
        raise BriefError([Problem("E905/journal-busy", text, Place(str(journal.path)), hint=hint)]) from error
    except OSError as error:
        text = f"the journal cannot be locked: {(error.strerror or str(error)).lower()}"
        hint = "free some space or change the permissions there"
        raise BriefError([Problem("E905/journal-not-writable", text, Place(str(journal.path)), hint=hint)]) from error
    try:
        journal.recover()
        yield
    finally:
        lock.release()


def send(
    mailing: Mailing,
    journal: Journal,
    transport: Transport,
    *,
    pace: Pace,
    on_event: Callable[[Event], None],
    limit: int | None = None,
) -> Sent:
    """Send what of a mailing is still planned; the caller is the only sender.

    The server is asked what it takes before the first message. Raise `BriefError`: E904 for what it does not take,
    E906 where it cannot be used; the journal then has all as planned.
    """
    by_id = {one.delivery.id: one for one in mailing.planned}
    try:
        offer = transport.open()
        refused_by(mailing, offer).raise_if_any()
        journal.plan([one.delivery for one in mailing.planned])
        waiting = [one for one in _found(journal, by_id) if one.state is State.PLANNED]

        def envelope_of(delivery: Delivery) -> Envelope:
            return mailing.envelope(by_id[delivery.id], datetime.now(UTC))

        away = deliver(waiting[:limit], envelope_of, transport, journal, pace=pace, on_event=on_event)
    except ServerAway as error:
        hint = "try again later; nothing was sent that is not in the journal"
        text = f"the mail server cannot be used now: {error}"
        raise BriefError([Problem("E906/server-away", text, hint=hint)]) from error
    except TransportUnusable as error:
        raise unusable(error) from error
    finally:
        transport.close()
    return Sent(tuple(_found(journal, by_id)), away)


def unusable(error: TransportUnusable) -> BriefError:
    """Return the error of a way of sending that a person has to correct."""
    return BriefError([Problem(error.rule, error.text, hint=error.hint)])


def _found(journal: Journal, by_id: Mapping[str, Planned]) -> Iterator[Delivery]:
    for one in by_id:
        if found := journal.find(one):
            yield found


def incomplete(deliveries: Sequence[Delivery], away: Away | None, *, limited: bool) -> Problems:
    """Return a problem for each delivery that did not end well: refused, unknown, or not sent in this run."""
    problems = Problems()
    for one in deliveries:
        if one.state is State.REFUSED:
            text = f"`{one.address}` was refused: {one.answer}"
            hint = f"correct the address, or run `brief send --settle {one.id} not` to try it again"
            problems.add("E908/refused", text, hint=hint)
        elif one.state is State.UNKNOWN:
            text = f"`{one.address}` may or may not have got the message: {one.answer}"
            hint = (
                f"ask, or look into the log of the server; then run `brief send --settle {one.id} accepted`, or `not`"
            )
            problems.add("E908/unknown", text, hint=hint)
    left = sum(one.state is State.PLANNED for one in deliveries)
    if left and not limited:
        reason = f": {away.reason}" if away else ": the server asked to come back later"
        text = f"{left} message{'s were' if left > 1 else ' was'} not sent yet{reason}"
        problems.add("E908/not-sent-yet", text, hint="run the same command again: it sends only what is left")
    return problems


def settle(journal: Journal, identifier: str, *, is_accepted: bool) -> Delivery:
    """Note what a person found out about a delivery: it arrived, or it is to be tried again.

    An identifier may be given by its beginning. Raise `BriefError` (E905) for one that no delivery has.
    """
    found = [one for one in journal.deliveries() if one.id.startswith(identifier)] if len(identifier) >= 6 else []
    if len(found) != 1:
        text = f"no delivery is called `{identifier}`" if not found else f"`{identifier}` is more than one delivery"
        hint = "`brief deliveries` lists them; give at least six characters"
        raise BriefError([Problem("E905/unknown-delivery", text, hint=hint)])
    [one] = found
    state = State.ACCEPTED if is_accepted else State.PLANNED
    journal.settle(one.id, Answer(state, "settled by hand"))
    settled = journal.find(one.id)
    assert settled is not None
    return settled


def resend_unknown(journal: Journal, planned: Sequence[Planned]) -> int:
    """Plan unknown deliveries of a mailing again, and return how many: each may arrive twice."""
    found = [one for each in planned if (one := journal.find(each.delivery.id)) and one.state is State.UNKNOWN]
    for one in found:
        journal.settle(one.id, Answer(State.PLANNED, "to be sent again"))
    return len(found)


def claim_release(path: Path, journal: Journal) -> None:
    """Note beside a release which journal knows who has it; raise `BriefError` (E905) where another one does."""
    mark = path.absolute().parent / _MARKS / path.absolute().name
    try:
        if mark.is_file():
            if mark.read_text(encoding="utf-8").strip() != journal.name:
                text = f"`{path.name}` was sent by another journal"
                named = display_path(mark)
                hint = f"use that one (`journal` in `[mail]`); if it is lost, delete `{named}`: some may get two"
                raise BriefError([Problem("E905/other-journal", text, Place(str(journal.path)), hint=hint)])
            return
        mark.parent.mkdir(exist_ok=True)
        mark.write_text(f"{journal.name}\n", encoding="utf-8")
    except OSError as error:
        text = f"`{mark}` cannot be written: {(error.strerror or str(error)).lower()}"
        raise BriefError([Problem("E502/file-not-writable", text, hint="change the permissions there")]) from error
