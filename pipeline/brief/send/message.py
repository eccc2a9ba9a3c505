"""One message for one recipient, as bytes: all of it follows from its values, but for the time that is passed in."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import PurePosixPath
from typing import Final

from brief.send.addresses import Address
from brief.send.headers import mailbox_field, text_field, token_field

LONGEST_NAME: Final = 59  # characters: Python splits longer parameters, and Outlook then shows ATT00001
_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address with the name that is shown before it."""

    address: Address
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a release, as it was released."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What one recipient is written."""

    id: str  # of the delivery
    to: Mailbox
    sender: Mailbox
    subject: str
    text: str
    html: str
    language: str
    attachments: tuple[Attachment, ...]
    reply_to: Mailbox | None = None
    sensitivity: str = ""  # RFC 4021, 2.1.55
    list_id: str = ""  # RFC 2919
    list_unsubscribe: str = ""  # RFC 2369; with https also in one click (RFC 8058)

    @property
    def message_id(self) -> str:
        """Return the same identifier for the same delivery, however often it is tried."""
        return f"<{self.id}@{self.sender.address.domain}>"


def message_bytes(letter: Letter, date: datetime) -> bytes:
    """Return a message with CRLF line ends, in 7-bit characters (8-bit in headers only for an address that needs it).

    Raise `BriefError` (E904) for a text of a header that has a line break or another control character.
    """
    fields = [
        token_field("Date", format_datetime(date)),
        mailbox_field("From", letter.sender.name, letter.sender.address),
        *([mailbox_field("Reply-To", letter.reply_to.name, letter.reply_to.address)] if letter.reply_to else []),
        mailbox_field("To", letter.to.name, letter.to.address),
        text_field("Subject", letter.subject),
        token_field("Message-ID", letter.message_id),
        token_field("Content-Language", letter.language),
        *([token_field("Sensitivity", letter.sensitivity)] if letter.sensitivity else []),
        *([token_field("List-Id", f"<{letter.list_id}>")] if letter.list_id else []),
        *_unsubscribe(letter.list_unsubscribe),
    ]
    return "".join(fields).encode() + _body(letter)


def _unsubscribe(value: str) -> list[str]:
    if not value:
        return []
    found = [token_field("List-Unsubscribe", f"<{value}>")]
    if value.startswith("https://"):
        found.append(token_field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return found


def _body(letter: Letter) -> bytes:
    """Return the fields and parts of the body: the text twice, then the files."""
    whole = EmailMessage(SMTP)
    whole.set_content(letter.text, cte="quoted-printable")
    whole.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if letter.attachments:
        whole.make_mixed()
    for file in letter.attachments:
        main, _, sub = file.media_type.partition("/")
        name = attachment_name(file.name)
        whole.add_attachment(file.data, maintype=main, subtype=sub, filename=name, params={"name": name}, cte="base64")
    for number, part in enumerate(part for part in whole.walk() if part.is_multipart()):
        part.set_boundary(f"part-{number}-{letter.id}")
    return whole.as_bytes()


def attachment_name(name: str) -> str:
    """Return the name of an attachment: ASCII and short, so that every program reads it whole.

    A longer one keeps its beginning and ending, with a digest between, so that two of them stay apart.
    """
    plain = _NOT_IN_NAMES.sub("-", name)
    if plain == name and len(name) <= LONGEST_NAME:
        return name
    path = PurePosixPath(plain)
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    ending = path.suffix[:12]
    return f"{path.stem[: LONGEST_NAME - len(ending) - 9].rstrip('.-')}-{digest}{ending}"
