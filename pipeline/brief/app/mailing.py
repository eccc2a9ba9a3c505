"""A mailing: who gets what of a release, and the message of each. Nothing is sent here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from brief.app.mail_settings import MailSettings
from brief.app.project import Project
from brief.app.sendable import Sendable, read_archive_manifest, released
from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.load.look_alikes import is_near, plain
from brief.model.audience import name_list
from brief.model.recipient import Recipient
from brief.release.manifest import InnerManifest
from brief.render.letter import EnclosedFile, LetterText, LetterValues, render_letter
from brief.send.delivery import Delivery, State, delivery_id
from brief.send.guard import Admission, Admitted, guard
from brief.send.journal import Journal
from brief.send.message import Letter, Mailbox, attachment_name, message_bytes
from brief.send.transports.interface import Envelope, Offer

FORMATS = ("pdf", "docx")  # what is attached unless the settings say otherwise: many gateways keep HTML files back
_SLACK = 2048  # bytes by which messages to two recipients of one audience may differ
_HAD = (State.ACCEPTED, State.UNKNOWN, State.TALKING)


@dataclass(frozen=True, slots=True)
class Planned:
    """One message to be: its delivery, and who gets it."""

    delivery: Delivery
    admitted: Admitted


@dataclass(frozen=True, slots=True)
class Mailing:
    """Everybody who may get something of a release, each with one audience, and what that audience gets."""

    settings: MailSettings
    layers: Sequence[Path]
    parts: Mapping[str, Sendable]
    planned: tuple[Planned, ...]
    merged: tuple[Recipient, ...]
    texts: dict[tuple[str, str], LetterText] = field(default_factory=dict)  # rendered once for all of one language

    def letter(self, one: Planned) -> Letter:
        """Return what one recipient is written."""
        part, audience = self.parts[one.admitted.audience], one.admitted.audience
        own, language = self.settings.of(audience), one.delivery.language
        if (audience, language) not in self.texts:
            values = letter_values(part, self.settings)
            self.texts[audience, language] = render_letter(self.layers, audience, language, values)
        text = self.texts[audience, language]
        return Letter(
            id=one.delivery.id,
            to=Mailbox(one.admitted.address, one.admitted.recipient.name),
            sender=own.sender or self.settings.sender,
            subject=subject(part),
            text=text.plain,
            html=text.html,
            language=language,
            attachments=part.files,
            reply_to=own.reply_to or self.settings.reply_to,
            sensitivity=own.sensitivity,
            list_id=own.list_id,
            list_unsubscribe=own.list_unsubscribe,
        )

    def envelope(self, one: Planned, date: datetime) -> Envelope:
        """Return the message to one recipient as it leaves."""
        letter = self.letter(one)
        return envelope_of(letter, self.settings, date)


def envelope_of(letter: Letter, settings: MailSettings, date: datetime) -> Envelope:
    """Return a message with its envelope."""
    sender = settings.envelope_from or letter.sender.address
    return Envelope(
        letter.id, str(sender), str(letter.to.address), message_bytes(letter, date), letter.to.address.needs_utf8
    )


def subject(part: Sendable) -> str:
    """Return the subject of a message: the handling mark in capitals, then what it is."""
    manifest = part.manifest
    mark = f"[{manifest.handling}] " if manifest.handling else ""
    return f"{mark}{' '.join(manifest.title.split())} ({manifest.reference}, {manifest.version})"


def letter_values(part: Sendable, settings: MailSettings) -> LetterValues:
    """Return what the text of a message says of what an audience gets."""
    manifest = part.manifest
    digests = dict(part.version.files)
    return LetterValues(
        mark=manifest.handling,
        title=manifest.title,
        label=part.label,
        reference=manifest.reference,
        version=manifest.version,
        as_of=manifest.as_of,
        language=manifest.language,
        summary=part.summary,
        files=tuple(
            EnclosedFile(
                attachment_name(file.name), size(len(file.data)), digests[file.name], part.pages.get(file.name)
            )
            for file in part.files
        ),
        contact=str(settings.contact or (settings.reply_to or settings.sender).address),
    )


def size(count: int) -> str:
    """Return a number of bytes as people read it."""
    return f"{count / 2**20:.1f} MB" if count >= 2**20 else f"{-(-count // 1024)} kB"


def resumed(path: Path, journal: Journal) -> Iterator[Recipient]:
    """Give everybody for whom the journal has a release; raise `BriefError` (E907) where there is none."""
    inner = read_archive_manifest(path)
    for one in journal.deliveries(inner.dossier):
        row = inner.audiences.get(one.version.audience)
        if one.address and row is not None and row.version == one.version.version:
            yield Recipient(one.address, one.version.audience, language=one.language, place=Place(str(journal.path)))


def prepare(
    project: Project,
    settings: MailSettings,
    path: Path,
    recipients: Sequence[Recipient],
    journal: Journal,
    *,
    only: Iterable[str] = (),
) -> Mailing:
    """Return the mailing of a release; raise `BriefError` with every reason why not one message may be sent.

    Refused are (E9xx): what is no verified release, a malformed address, a stranger, one address for two audiences, a
    message that is too large. `only` are addresses: all recipients are checked, and only these are written to.
    """
    inner = read_archive_manifest(path)
    named = sorted({recipient.audience for recipient in recipients})
    parts = {name: released(path, name, tuple(settings.formats) or FORMATS) for name in named}
    admissions = {
        audience.name: Admission(
            audience.name,
            audience.recipients,
            parts[audience.name].tlp,
            audience.place,
            parts[audience.name].privileged,
        )
        for audience in project.find_audiences(named)
        if named
    }
    guarded, problems = guard(recipients, admissions, resembles)
    planned = tuple(Planned(_delivery(one, parts[one.audience], journal), one) for one in guarded.admitted)
    for one in planned:
        problems.extend(_had_another(one, inner, journal))
    mailing = Mailing(settings, project.layers, parts, _chosen(planned, only, problems), guarded.merged)
    if not problems:
        problems.extend(too_large(mailing, settings.largest_bytes, "`largest` in `[mail]`"))
    problems.raise_if_any()
    return mailing


def resembles(domain: str, allowed: str) -> bool:
    """Return whether a domain may be taken for another: look-alike letters, or one letter more, less or changed."""
    seen, meant = _seen(domain), _seen(allowed)
    return seen == meant or is_near(seen, meant, 1)


def _seen(domain: str) -> str:
    """Return what a domain looks like at a glance."""
    return plain(domain).replace("rn", "m").replace("vv", "w").translate(str.maketrans("01", "ol"))


def _delivery(one: Admitted, part: Sendable, journal: Journal) -> Delivery:
    manifest = part.manifest
    identifier = delivery_id(journal.key, manifest.dossier, one.audience, manifest.version, one.address)
    language = one.recipient.language or manifest.language
    return Delivery(identifier, part.version, str(one.address), language, State.PLANNED)


def _had_another(one: Planned, inner: InnerManifest, journal: Journal) -> Iterable[Problem]:
    """Give the problem of a recipient who already has this release as another audience sees it.

    Each audience may have a version of its own, so each is looked up under that of the release.
    """
    for other, row in inner.audiences.items():
        if other == one.admitted.audience:
            continue
        found = journal.find(delivery_id(journal.key, inner.dossier, other, row.version, one.admitted.address))
        if found and found.state in _HAD:
            text = f"`{one.admitted.address}` got this version for the audience `{other}`"
            hint = f"send it only what is for {other}: what is for one audience may be withheld from the other"
            yield Problem("E903/two-audiences", text, one.admitted.recipient.place_of("address"), hint=hint)


def _chosen(planned: tuple[Planned, ...], only: Iterable[str], problems: Problems) -> tuple[Planned, ...]:
    wanted = {address.strip().casefold(): address for address in only}
    if not wanted:
        return planned
    known = {one.admitted.address.key for one in planned} | {str(one.admitted.address).casefold() for one in planned}
    for key, written in wanted.items():
        if key not in known:
            text, hint = f"`{written}` is not on the list", "give an address of the list, or `--to` for one more"
            problems.add("E901/not-on-the-list", text, hint=hint)
    return tuple(
        one for one in planned if {one.admitted.address.key, str(one.admitted.address).casefold()} & set(wanted)
    )


def too_large(mailing: Mailing, most: int, whose: str) -> Iterable[Problem]:
    """Give the problem of each audience whose message has more bytes than `most`, attachments encoded."""
    seen: set[tuple[str, str]] = set()
    for one in mailing.planned:
        group = (one.admitted.audience, one.delivery.language)
        if group in seen:
            continue
        seen.add(group)
        count = len(mailing.envelope(one, datetime.fromisoformat("2000-01-01T00:00:00+00:00")).data)
        if count + _SLACK > most:
            text = f"the message for {group[0]} has {count / 2**20:.1f} MB, and {whose} allows {most / 2**20:.1f} MB"
            hint = "attach fewer formats (`formats` in `[mail]`), or hand the files over in another way"
            place = Place(mailing.parts[group[0]].manifest.dossier)
            yield Problem("E904/too-large", text, place, hint=hint)


def refused_by(mailing: Mailing, offer: Offer) -> Problems:
    """Return what a server does not take, as it says before the first message."""
    problems = Problems()
    if offer.largest is not None:
        problems.extend(too_large(mailing, offer.largest, "the server"))
    if not offer.takes_utf8:
        for one in mailing.planned:
            if one.admitted.address.needs_utf8:
                text = f"the server does not take addresses such as `{one.admitted.address}` (no SMTPUTF8)"
                hint = "ask this person for an address in ASCII, or send from another server"
                problems.add("E904/needs-smtputf8", text, one.admitted.recipient.place_of("address"), hint=hint)
    return problems


def merged_note(mailing: Mailing) -> str:
    """Return a note on addresses that were listed twice for the same audience; empty for none."""
    addresses = {recipient.address for recipient in mailing.merged}
    return f"note: listed more than once, and written to once: {name_list(addresses)}" if addresses else ""


def no_recipients() -> BriefError:
    """Return the error of a command without recipients."""
    hint = "give `--recipients FILE`, or `--to ADDRESS` with `--audience`"
    return BriefError([Problem("E901/no-recipients", "no recipients are given", hint=hint)])
