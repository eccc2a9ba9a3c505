"""A folder of `.eml` files, which any mail program opens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from brief.send.delivery import Answer, State, TransportUnusable
from brief.send.transports.interface import Envelope, Offer


class Folder:
    """Writes each message into a file, whole or not at all; one that is written again replaces itself."""

    def __init__(self, path: Path) -> None:
        """Keep the folder."""
        self.path = path

    def open(self) -> Offer:
        """Make the folder, for its owner alone."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(self.path, error) from error
        return Offer(takes_utf8=True)

    def deliver(self, envelope: Envelope, before_end: Callable[[], None]) -> Answer:  # noqa: ARG002 # see below
        """Write a message. The same delivery is the same file, so nothing is sent twice, whenever this ends."""
        path = self.path / f"{envelope.id}.eml"
        try:
            write_private(path, envelope.data)
        except OSError as error:
            raise _unwritable(path, error) from error
        return Answer(State.ACCEPTED, f"written to {path.name}")

    def close(self) -> None:
        """Do nothing."""


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read; raise `OSError`."""
    import os

    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _unwritable(path: Path, error: OSError) -> TransportUnusable:
    text = f"`{path}` cannot be written: {(error.strerror or str(error)).lower()}"
    return TransportUnusable("E906/folder-not-writable", text, "free some space there, or name another folder")
