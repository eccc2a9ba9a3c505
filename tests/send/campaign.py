"""Sends to many while the sender is killed and the server fails: who got what is counted at the server."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from brief.app.sending import only_sender
from brief.send.deliver import deliver
from brief.send.delivery import Delivery, State, TransportUnusable, Version, delivery_id
from brief.send.journal import opened
from brief.send.pace import Pace
from brief.send.transports.interface import Envelope
from brief.send.transports.smtp import Server, Smtp
from brief.send.transports.smtp_login import Login
from tests.send.server import PASSWORD, PHASES, USER, Running, running

from brief.send.addresses import Address  # isort: skip

VERSION = Version("wall", "general", "1.0", "0" * 64, ())


@dataclass(frozen=True)
class Result:
    """How it ended: deliveries by state, messages at the server by address, kills, and phases that failed."""

    states: dict[str, State]
    kept: Counter[str]
    kills: int
    failed: Counter[str]

    def wrong(self) -> list[str]:
        """Return what must not be: lost, double, or left undecided."""
        found = []
        for address, state in self.states.items():
            count = self.kept[address]
            allowed = {State.ACCEPTED: (1,), State.UNKNOWN: (0, 1)}.get(state, ())
            if count not in allowed:
                found.append(f"{address}: {state}, {count} messages")
        return found


def random_faults(seed: int, share: float):
    chance = random.Random(seed)

    def fault(phase: str) -> str:
        if chance.random() > share:
            return ""
        return "drop" if phase in {"body", "answer"} or chance.random() < 0.5 else "421 4.3.2 busy"

    return fault


def run(folder: Path, recipients: int, kills: int, seed: int = 1, share: float = 0.02) -> Result:
    """Send to so many, killed so often at random moments, then until nothing is left to send."""
    chance = random.Random(seed)
    path = folder / "journal.sqlite"
    with opened(path) as journal:
        people = [Address(f"reader{number}", "example.org", "example.org") for number in range(recipients)]
        journal.plan([
            Delivery(delivery_id(journal.key, "wall", "general", "1.0", one), VERSION, str(one), "en", State.PLANNED)
            for one in people
        ])  # fmt: skip
    with running(folder, random_faults(seed, share)) as server:
        done = 0
        while done < kills and (left := count_left(path)):
            child = os.fork()
            if child == 0:
                send_all(path, server)
            time.sleep(chance.uniform(0, 2 * 0.012 * left / (kills - done) + 0.06))
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            done += os.WIFSIGNALED(status)
        for _ in range(100):
            if not count_left(path):
                break
            child = os.fork()
            if child == 0:
                send_all(path, server)
            os.waitpid(child, 0)
        time.sleep(0.2)  # what the server was still about to keep
        with opened(path) as journal:
            states = {one.address: one.state for one in journal.deliveries()}
        return Result(states, Counter(to for to, _ in server.box.messages), done, server.box.failed)


def count_left(path: Path) -> int:
    with opened(path) as journal, only_sender(journal):
        return sum(one.state is State.PLANNED for one in journal.deliveries())


def send_all(path: Path, server: Running) -> None:
    """Send what is planned, in a process of its own that ends here."""
    where = Server(
        "localhost", server.port, "starttls", Login("password", USER, lambda: PASSWORD), str(server.ca_file), 5, 5
    )
    try:
        with opened(path) as journal, only_sender(journal):
            planned = [one for one in journal.deliveries() if one.state is State.PLANNED]
            pace = Pace(1_000_000, time.monotonic, lambda _: None)
            deliver(planned, message, Smtp(where), journal, pace=pace, on_event=lambda _: None)
    except TransportUnusable:
        pass
    finally:
        os._exit(0)


def message(one: Delivery) -> Envelope:
    data = f"Message-ID: <{one.id}@example.org>\r\n\r\n".encode() + b"the wall leans\r\n" * 500
    return Envelope(one.id, "desk@example.org", one.address, data)


ALL_PHASES = set(PHASES)
