"""Sends what the journal has planned: each once, whatever fails, and whenever it ends."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from brief.send.delivery import Answer, Delivery, ServerAway, State, TransportUnusable
from brief.send.journal import Journal
from brief.send.pace import Pace
from brief.send.transports.interface import Envelope, Transport

TRIES: Final = 4  # of one message in one run of the command
FAULTS: Final = 5  # of the server in a row, before the command gives up for now


@dataclass(frozen=True, slots=True)
class Event:
    """What came of one try, for whoever shows it."""

    delivery: Delivery
    answer: Answer


@dataclass(frozen=True, slots=True)
class Away:
    """The server could not be reached so often that the rest waits for the next run."""

    reason: str


def deliver(
    planned: Iterable[Delivery],
    envelope_of: Callable[[Delivery], Envelope],
    transport: Transport,
    journal: Journal,
    *,
    pace: Pace,
    on_event: Callable[[Event], None],
) -> Away | None:
    """Send deliveries; return why the rest has to wait, if the server is away.

    The journal is written before and after each try. A message that was refused for now is tried again after the
    others. Raise `TransportUnusable` where a person has to change something; what was not sent stays planned.
    """
    waiting = deque((one, 1) for one in planned)
    faults = 0
    try:
        while waiting:
            delivery, number = waiting.popleft()
            pace.wait()
            if not journal.claim(delivery.id):
                continue  # another command has it, or had it
            answer = _try(delivery, envelope_of, transport, journal)
            journal.settle(delivery.id, answer)
            on_event(Event(delivery, answer))
            faults = faults + 1 if answer.is_connection_lost else 0
            if answer.state is State.ACCEPTED:
                pace.faster()
            if answer.is_later:
                pace.slower()
            if answer.state is State.PLANNED:
                is_left = answer.is_connection_lost or number < TRIES
                waiting.extend([(delivery, number + (not answer.is_connection_lost))] if is_left else [])
            if faults >= FAULTS:
                return Away(answer.text)
            is_again = bool(waiting) and waiting[0][1] > 1
            if faults or (answer.state is State.PLANNED and is_again):
                pace.back_off(max(faults, number))
    finally:
        transport.close()
    return None


def _try(
    delivery: Delivery, envelope_of: Callable[[Delivery], Envelope], transport: Transport, journal: Journal
) -> Answer:
    """Return what came of one try; what stops the command altogether leaves the delivery planned."""
    has_ended = False

    def before_end() -> None:
        nonlocal has_ended
        journal.before_dot(delivery.id)
        has_ended = True

    try:
        return transport.deliver(envelope_of(delivery), before_end)
    except ServerAway as error:
        return Answer(State.PLANNED, str(error), is_connection_lost=True)
    except TransportUnusable as error:
        journal.settle(delivery.id, Answer(State.PLANNED, error.text))
        raise
    except Exception as error:
        # Whatever it is: what has not ended may be tried again, and for the rest nobody knows.
        journal.settle(delivery.id, Answer(State.UNKNOWN if has_ended else State.PLANNED, str(error)))
        raise
