"""The `sendmail` program of this machine: a local mail server that queues what it takes."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from typing import Final

from brief.send.delivery import Answer, State, TransportUnusable
from brief.send.transports.interface import Envelope, Offer

_PATIENCE: Final = 600.0  # seconds
_LATER: Final = frozenset({os.EX_TEMPFAIL, os.EX_OSERR, os.EX_UNAVAILABLE, os.EX_IOERR}) if hasattr(
    os, "EX_TEMPFAIL") else frozenset()  # fmt: skip
_OF_THE_ADDRESS: Final = frozenset({65, 67, 68})  # EX_DATAERR, EX_NOUSER, EX_NOHOST of sysexits.h


class Sendmail:
    """Hands each message to the program, with one recipient."""

    def __init__(self, program: str) -> None:
        """Keep the program's name or path."""
        self.program = program

    def open(self) -> Offer:
        """Find the program."""
        if shutil.which(self.program) is None:
            text, hint = f"there is no program `{self.program}`", "correct `sendmail` in `[mail]` of `brief.toml`"
            raise TransportUnusable("E906/no-program", text, hint)
        return Offer(takes_utf8=True)

    def deliver(self, envelope: Envelope, before_end: Callable[[], None]) -> Answer:
        """Give the program the whole message as a file: through a pipe, a kill would end the message early."""
        command = [self.program, "-i", "-f", envelope.sender, "--", envelope.to]
        with tempfile.TemporaryFile() as message:
            message.write(envelope.data.replace(b"\r\n", b"\n"))
            message.flush()
            message.seek(0)
            before_end()
            try:
                run = subprocess.run(  # noqa: S603 # the program is the one in the settings, and no shell is asked
                    command, stdin=message, capture_output=True, timeout=_PATIENCE, check=False
                )
            except subprocess.TimeoutExpired:
                return Answer(State.UNKNOWN, f"the program did not end in {_PATIENCE:.0f} seconds")
            except OSError as error:
                text = f"`{self.program}` cannot be run: {(error.strerror or str(error)).lower()}"
                hint = "correct `sendmail` in `[mail]` of `brief.toml`"
                raise TransportUnusable("E906/no-program", text, hint) from error
        said = (run.stderr or run.stdout).decode(errors="replace").strip()
        text = f"exit status {run.returncode}{': ' if said else ''}{said}"
        if run.returncode == 0:
            return Answer(State.ACCEPTED, "queued by the program")
        if run.returncode in _OF_THE_ADDRESS:
            return Answer(State.REFUSED, text)
        if run.returncode in _LATER:
            return Answer(State.PLANNED, text, is_later=True)
        if run.returncode < 0:
            return Answer(State.UNKNOWN, f"the program was ended by signal {-run.returncode}")
        raise TransportUnusable("E906/server-refuses", f"`{self.program}` refuses the message: {text}",
                                "look at the log of the mail server of this machine")  # fmt: skip

    def close(self) -> None:
        """Do nothing."""
