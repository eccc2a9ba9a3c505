"""What every way of sending can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from brief.send.delivery import Answer


@dataclass(frozen=True, slots=True)
class Offer:
    """What a way of sending takes."""

    largest: int | None = None  # bytes of a message, if there is a limit
    takes_utf8: bool = False  # addresses that are not ASCII


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message as it leaves: from whom, to the one recipient, and its bytes."""

    id: str  # of the delivery
    sender: str
    to: str
    data: bytes
    needs_utf8: bool = False


class Transport(Protocol):
    """One way of sending."""

    def open(self) -> Offer:
        """Connect, and return what is taken.

        Raise `ServerAway` if it may work later, and `TransportUnusable` if a person has to change something.
        """
        ...

    def deliver(self, envelope: Envelope, before_end: Callable[[], None]) -> Answer:
        """Send one message, and return what came of it.

        `before_end` is called just before the end of the message can leave; what fails earlier may be tried again.
        Raise `TransportUnusable` as `open` does.
        """
        ...

    def close(self) -> None:
        """End the conversation; whatever goes wrong in it is of no consequence."""
        ...
