"""Faults of mail: each function here causes one, in an empty folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import filelock

from brief.app import sending
from brief.app.mail_credentials import read_login
from brief.app.mail_settings import MailSettings, read_mail_settings
from brief.app.mailing import no_recipients, prepare, refused_by, resembles
from brief.app.project import Project
from brief.app.sendable import released
from brief.diagnostics.problems import Place, Problem
from brief.load.recipients.read import load_recipients
from brief.model import Tlp
from brief.model.recipient import Recipient
from brief.send.deliver import Away
from brief.send.delivery import Delivery, ServerAway, State, TransportUnusable, Version
from brief.send.guard import Admission, guard
from brief.send.headers import text_field
from brief.send.journal import opened
from brief.send.transports.folder import Folder
from brief.send.transports.interface import Offer
from brief.send.transports.sendmail import Sendmail
from brief.send.transports.smtp import Server, Smtp
from brief.send.transports.smtp_login import Login
from tests.release.wall import change, release, write_dossier
from tests.send.server import PASSWORD, USER, Fault, running

if TYPE_CHECKING:
    from tests.diagnostics.provoke import Setting

Provoke = Callable[["Setting"], Iterable[Problem] | None]
JOURNAL = Path("deliveries/journal.sqlite")
FOLDER = Path("output/releases/wall-1.0")
MAIL = '[mail]\nfrom = "Desk <desk@example.org>"\nformats = ["html"]\ntransport = "folder"\nfolder = "sent"\n'
JO = "jo@example.org"


def there(then: Callable[[], Iterable[Problem] | None]) -> Provoke:
    """Return a provocation that happens in the empty folder."""

    def run(setting: Setting) -> Iterable[Problem] | None:
        setting.monkeypatch.chdir(setting.empty)
        return then()

    return run


def listed(text: str, name: str = "recipients.csv") -> Provoke:
    def run() -> None:
        Path(name).write_text(text, encoding="utf-8")
        load_recipients(Path(name), ("executive", "general", "legal"))

    return there(run)


def guarded(
    *rows: tuple[str, str], patterns: Sequence[str] = ("*@example.org",), tlp: Tlp = Tlp.AMBER,
    privileged: tuple[str, ...] | None = None,
) -> Provoke:  # fmt: skip
    """Return a provocation with a list of these addresses and audiences, and one allow-list for all."""

    def run() -> list[Problem]:
        lines = ["address,audience", *(f"{address},{audience}" for address, audience in rows)]
        Path("recipients.csv").write_text("\n".join(lines), encoding="utf-8")
        Path("audience.yaml").write_text(f"recipients: {list(patterns)}\n", encoding="utf-8")
        names = ("general", "legal")
        place = Place("audience.yaml", 1, 13)
        admissions = {name: Admission(name, tuple(patterns), tlp, place, privileged) for name in names}
        return list(guard(load_recipients(Path("recipients.csv"), names), admissions, resembles)[1])

    return there(run)


def mailed(then: Callable[[Project], Iterable[Problem] | None], settings: str = MAIL) -> Provoke:
    """Return a provocation with a released dossier and settings for mail."""

    def run() -> Iterable[Problem] | None:
        write_dossier()
        release()
        Path("brief.toml").write_text(settings, encoding="utf-8")
        return then(Project.open())

    return there(run)


def prepared(
    address: str = JO, audience: str = "general", only: Sequence[str] = (), then: Callable[..., object] = lambda _: None
) -> Callable[[Project], Iterable[Problem]]:
    def run(project: Project) -> list[Problem]:
        with opened(JOURNAL) as journal:
            found = then(
                prepare(
                    project,
                    read_mail_settings(project.folder),
                    FOLDER,
                    [Recipient(address, audience)],
                    journal,
                    only=only,
                )
            )
        return list(found) if isinstance(found, list) else []

    return run


def journal_of(data: Callable[[], None]) -> Provoke:
    def run() -> None:
        JOURNAL.parent.mkdir()
        data()
        with opened(JOURNAL) as journal:
            journal.deliveries()

    return there(run)


def newer_journal() -> None:
    with opened(JOURNAL):
        pass
    sqlite3.connect(JOURNAL).executescript("PRAGMA user_version = 9")


def busy_journal() -> None:
    with opened(JOURNAL) as journal, filelock.FileLock(f"{JOURNAL}.lock"), sending.only_sender(journal):
        pass


def other_journal(_: Project) -> None:
    for path in (JOURNAL, Path("deliveries/other.sqlite")):
        with opened(path) as journal:
            sending.claim_release(FOLDER, journal)


def unknown_delivery() -> None:
    with opened(JOURNAL) as journal:
        sending.settle(journal, "abcdef12", is_accepted=True)


def unusable(then: Callable[[], object]) -> Provoke:
    """Return a provocation that shows what a way of sending raises, with the port of the server left out."""

    def run() -> list[Problem]:
        try:
            then()
        except TransportUnusable as error:
            [problem] = sending.unusable(error).problems
            return [problem]
        raise AssertionError("it can be used")

    return there(run)


def connected(fault: Fault = lambda _: "", ca_file: str = "", password: str = PASSWORD, **server: bool) -> Provoke:
    """Return a provocation that connects to a server; its port differs each time, so it is not shown."""

    def run() -> None:
        with running(Path(), fault, **server) as there_is:
            login = Login("password", USER, lambda: password)
            where = Server("localhost", there_is.port, "starttls", login, ca_file or str(there_is.ca_file))
            try:
                Smtp(where).open()
            except TransportUnusable as error:
                text = error.text.replace(str(there_is.port), "587")
                raise TransportUnusable(error.rule, text, error.hint) from error

    return unusable(run)


def settings(**values: object) -> MailSettings:
    return MailSettings.model_validate({"from": "desk@example.org", "server": "mail.example.org", **values})


def no_folder() -> None:
    Path("sent").write_text("")
    Folder(Path("sent/today")).open()


def ended(state: State, answer: str, away: Away | None = None) -> Provoke:
    version = Version("wall", "general", "1.0", "0" * 64, ())
    one = Delivery("1f2e3d4c5b6a79880f1e2d3c4b5a6978", version, JO, "en", state, answer)
    return lambda _: sending.incomplete([one], away, limited=False)


class AwayServer:
    """A way of sending whose server is away."""

    def open(self) -> Offer:
        raise ServerAway("mail.example.org:587: connection refused")

    def close(self) -> None:
        """Do nothing."""


def away(project: Project) -> None:
    with opened(JOURNAL) as journal:
        mailing = prepare(project, read_mail_settings(project.folder), FOLDER, [Recipient(JO, "general")], journal)
        pace = sending.new_pace(mailing.settings)
        sending.send(mailing, journal, AwayServer(), pace=pace, on_event=lambda _: None)  # type: ignore[arg-type]


def superseded(_: Project) -> None:
    change('version: "1.0"', 'version: "1.1"')
    release()
    released(FOLDER, "general")


def changed(_: Project) -> None:
    (FOLDER / "_selected/general.json").write_text("{}")
    released(FOLDER, "general")


MAIL_PROVOKED: Mapping[str, Provoke] = {
    "E901-missing-value": listed("name,address,audience\nJo,,legal\n"),
    "E901-several-audiences": listed("address,audience\njo@example.org,legal+general\n"),
    "E901-name-characters": listed("name,address,audience\nkim@example.org,jo@example.org,legal\n"),
    "E901-no-recipients": lambda _: no_recipients().problems,
    "E901-not-on-the-list": mailed(prepared(only=["kim@example.org"])),
    "E901-unknown-column": listed("e-mail,audience\njo@example.org,legal\n"),
    "E901-missing-column": listed("name,address\nJo,jo@example.org\n"),
    "E901-file-type": listed("", "recipients.xlsx"),
    "E902-malformed-address": guarded(("jo at example.org", "legal"), ("jo..kim@example.org", "legal")),
    "E902-more-than-an-address": guarded(("alice@example.org<bob@evil.example>", "legal")),
    "E902-read-in-two-ways": guarded(("jo@straße.example", "legal")),
    "E902-malformed-pattern": guarded((JO, "legal"), patterns=(JO, "*@*")),
    "E903-no-allow-list": guarded((JO, "legal"), patterns=()),
    "E903-stranger": guarded(("jo@sub.example.org", "legal"), (JO, "legal")),
    "E903-look-alike": guarded(("jo@examp1e.org", "legal")),
    "E903-not-by-name": guarded((JO, "legal"), tlp=Tlp.RED),
    "E903-not-privileged": guarded((JO, "legal"), privileged=("kim@example.org",)),
    "E903-two-audiences": guarded((JO, "legal"), ("Jo@EXAMPLE.org", "general")),
    "E904-header-characters": lambda _: text_field("Subject", "The wall\r\nBcc: all@example.org") and None,
    "E904-too-large": mailed(prepared(), MAIL + "largest = 0.01\n"),
    "E904-needs-smtputf8": mailed(prepared("jö@example.org", then=lambda found: refused_by(found, Offer()))),
    "E905-not-a-journal": journal_of(lambda: sqlite3.connect(JOURNAL).executescript("CREATE TABLE other (a)") and None),
    "E905-newer-journal": journal_of(newer_journal),
    "E905-journal-not-writable": journal_of(JOURNAL.mkdir),
    "E905-damaged-journal": journal_of(lambda: JOURNAL.write_bytes(b"no database " * 99) and None),
    "E905-journal-busy": there(busy_journal),
    "E905-other-journal": mailed(other_journal),
    "E905-unknown-delivery": there(unknown_delivery),
    "E906-no-settings": there(lambda: read_mail_settings(Path()) and None),
    "E906-no-credentials": unusable(lambda: read_login(settings(auth="xoauth2"), {})),
    "E906-no-program": unusable(lambda: Sendmail("sendmial").open()),
    "E906-folder-not-writable": unusable(no_folder),
    "E906-server-away": mailed(away),
    "E906-no-tls": connected(has_tls=False),
    "E906-certificate": connected(ca_file="missing.pem"),
    "E906-login-refused": connected(password="wrong"),
    "E906-server-refuses": connected(lambda phase: "554 5.7.1 no" if phase == "tls" else ""),
    "E907-not-a-release": mailed(lambda _: released(FOLDER / "general", "general") and None),
    "E907-not-released": mailed(lambda _: released(FOLDER, "executive") and None),
    "E907-superseded": mailed(superseded),
    "E907-changed-since": mailed(changed),
    "E908-refused": ended(State.REFUSED, "550 5.1.1 nobody here"),
    "E908-unknown": ended(State.UNKNOWN, "no answer in time"),
    "E908-not-sent-yet": ended(State.PLANNED, "", Away("421 4.3.2 busy")),
}  # fmt: skip
