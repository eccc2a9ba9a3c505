"""The table `[mail]` of `brief.toml`: from whom messages are, how they leave, how fast, and where the journal is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from brief.app.settings import FILE, closest_or_all
from brief.diagnostics.collector import Problems
from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.diagnostics.toml_places import key_place, value_place
from brief.send.addresses import Address, read_address
from brief.send.message import Mailbox

TABLE: Final = "mail"
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_MIB: Final = 2**20


def _mailbox(value: Any) -> Mailbox:
    """Return a mailbox written as `Name <address>` or as an address alone."""
    if not isinstance(value, str):
        raise ValueError("must be a text")  # noqa: TRY004 # pydantic turns only this one into an error of its own
    name, sign, rest = value.strip().rpartition("<")
    written = rest.removesuffix(">") if sign else value.strip()
    found = read_address(written, None)
    if isinstance(found, Problem):
        message = f"must be `Name <address>` or an address: {found.text}"
        raise ValueError(message)  # noqa: TRY004 # likewise
    return Mailbox(found, name.strip().strip('"'))


def _address(value: Any) -> Address:
    return _mailbox(value).address


_Mailbox = Annotated[Mailbox, BeforeValidator(_mailbox)]
_Address = Annotated[Address, BeforeValidator(_address)]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)


class AudienceMail(_Shape):
    """What is different for one audience."""

    sender: _Mailbox | None = Field(default=None, alias="from")
    reply_to: _Mailbox | None = None
    sensitivity: Literal["", "Personal", "Private", "Company-Confidential"] = ""
    list_id: str = Field(default="", pattern=r"^([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)?$")
    list_unsubscribe: str = Field(default="", pattern=r"^((https://|mailto:)[!-;=?-~]+)?$")


class MailSettings(_Shape):
    """All of `[mail]`; what is not written has a default."""

    sender: _Mailbox = Field(alias="from")
    reply_to: _Mailbox | None = None
    envelope_from: _Address | None = None
    contact: _Address | None = None
    formats: list[str] = Field(default_factory=list)
    largest: float = Field(default=20, gt=0, le=150, description="MB of a message, attachments encoded")
    transport: Literal["smtp", "sendmail", "folder"] = "smtp"
    server: str = Field(default="", pattern=r"^[A-Za-z0-9.:-]*$")
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    ca_file: str = ""
    auth: Literal["password", "xoauth2", "none"] = "password"
    token_command: list[str] = Field(default_factory=list)
    sendmail: str = "sendmail"
    folder: str = ""
    per_minute: float = Field(default=20, gt=0, le=100_000)
    journal: str = "deliveries/journal.sqlite"
    audiences: dict[str, AudienceMail] = Field(default_factory=dict)

    @property
    def largest_bytes(self) -> int:
        """Return the largest message in bytes."""
        return int(self.largest * _MIB)

    def of(self, audience: str) -> AudienceMail:
        """Return what is different for an audience."""
        return self.audiences.get(audience, AudienceMail())


def read_mail_settings(root: Path) -> MailSettings:
    """Return the settings for mail of a project; raise `BriefError` (E606, E906) with all that is not well formed."""
    path = root / FILE
    name = display_path(path)
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    table = tomllib.loads(text).get(TABLE)  # the project was opened before, so that the file can be read
    if table is None:
        hint = 'add a table `[mail]` with `from = "Briefing desk <desk@example.org>"` and how messages leave'
        place = Place(name) if text else None
        raise BriefError([Problem("E906/no-settings", "`brief.toml` says nothing about mail", place, hint=hint)])
    problems = Problems()
    try:
        settings = MailSettings.model_validate(table)
    except ValidationError as error:
        for one in error.errors():
            problems.append(_problem(one, name, text))
        problems.raise_if_any()
        raise
    problems.extend(_contradictions(settings, name, text))
    problems.raise_if_any()
    return settings


def _problem(error: Any, name: str, text: str) -> Problem:
    keys = [str(part) for part in error["loc"] if isinstance(part, str)]
    dotted = ".".join((TABLE, *keys))
    if error["type"] == "extra_forbidden":
        shape = AudienceMail if len(keys) > 1 else MailSettings
        known = [field.alias or key for key, field in shape.model_fields.items()]
        place = key_place(name, text, keys[-1])
        return Problem("E606/unknown-setting", f"`{dotted}` is not a setting", place,
                       hint=closest_or_all(keys[-1], known))  # fmt: skip
    message = error["msg"].removeprefix("Value error, ").removeprefix("Input ").removeprefix("should be ")
    said = message if message.startswith("must") else f"must be {message[:1].lower()}{message[1:]}"
    if error["type"] == "missing":
        said, place = "is missing", key_place(name, text, TABLE)
    else:
        place = value_place(name, text, TABLE, keys[0]) if len(keys) == 1 else key_place(name, text, keys[-1])
    return Problem("E606/setting-value", f"setting `{dotted}` {said}", place)


def _contradictions(settings: MailSettings, name: str, text: str) -> list[Problem]:
    """Return a problem for each setting that does not go with another."""
    found = []

    def add(key: str, said: str) -> None:
        place = value_place(name, text, TABLE, key)
        place = place if place.line else key_place(name, text, TABLE)
        found.append(Problem("E606/setting-value", f"setting `{TABLE}.{key}` {said}", place))

    if settings.transport == "smtp" and not settings.server:
        add("server", "is missing")
    if settings.transport == "folder" and not settings.folder:
        add("folder", "is missing")
    if settings.security == "none" and settings.server not in _LOCAL:
        add("security", "must be `starttls` or `tls`, unless the server is on this machine")
    return found
