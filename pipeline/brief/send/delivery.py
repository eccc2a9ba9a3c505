"""What is known of one delivery, and what a server said of it."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from brief.send.addresses import Address

_LONGEST: Final = 300  # characters of an answer that are kept


class State(StrEnum):
    """How far a delivery is. `unknown`: the message may have gone out whole, and no answer came."""

    PLANNED = "planned"
    TALKING = "talking"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Version:
    """Which version of what for whom a delivery is of, and the files that go with it."""

    dossier: str
    audience: str
    version: str
    manifest_sha256: str
    files: tuple[tuple[str, str], ...]  # name and SHA-256 of each


@dataclass(frozen=True, slots=True)
class Delivery:
    """One version to one recipient, as the journal has it. The address is empty once it was forgotten."""

    id: str
    version: Version
    address: str
    language: str
    state: State
    answer: str = ""
    changed_at: str = ""  # ISO 8601, UTC
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one try. `PLANNED` says that it may be tried again: nothing has left whole."""

    state: State
    text: str
    is_connection_lost: bool = False
    is_later: bool = False  # the server asks to come back later


class TransportUnusable(Exception):
    """Nothing can be sent this way at all: the id of a rule, what is wrong, and what to do."""

    def __init__(self, rule: str, text: str, hint: str) -> None:
        """Keep all three."""
        super().__init__(text)
        self.rule, self.text, self.hint = rule, text, hint


class ServerAway(Exception):
    """The server cannot be reached now, or asks to come back later."""


def delivery_id(key: bytes, dossier: str, audience: str, version: str, address: Address) -> str:
    """Return the identifier of a delivery: always the same, and without the key of the journal it tells nothing."""
    named = "\0".join(["delivery", dossier, audience, version, address.key])  # noqa: FLY002 # easier to read
    return hmac.digest(key, named.encode(), hashlib.sha256).hex()[:32]


def kept_answer(text: str, address: str) -> str:
    """Return an answer as it is kept: one line, not long, and without the address, which may be forgotten later."""
    line = " ".join(text.split())
    if address:
        line = re.sub(re.escape(address), "ADDRESS", line, flags=re.IGNORECASE)
    return "".join(letter for letter in line if letter.isprintable())[:_LONGEST]
