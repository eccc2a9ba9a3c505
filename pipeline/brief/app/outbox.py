"""Messages to look at before they are sent: `.eml` files for their owner alone, never taken for sent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from brief.diagnostics.problems import BriefError, Problem
from brief.send.transports.folder import write_private

FOLDER: Final = "outbox"  # in the folder for output


def write_outbox(folder: Path, messages: Iterable[tuple[str, bytes]]) -> list[Path]:
    """Write messages by name in place of those that are there; raise `BriefError` (E502)."""
    clear_outbox(folder)
    written = []
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        for name, data in messages:
            path = folder / name
            write_private(path, data)
            written.append(path)
    except OSError as error:
        raise _problem(folder, error) from error
    return written


def clear_outbox(folder: Path) -> int:
    """Delete the messages in the outbox and return how many there were; raise `BriefError` (E502)."""
    try:
        found = [*folder.glob("*.eml"), *folder.glob(".*.eml.new")] if folder.is_dir() else []
        for path in found:
            path.unlink()
    except OSError as error:
        raise _problem(folder, error) from error
    return len(found)


def message_name(audience: str, address: str, delivery: str) -> str:
    """Return the name of a message's file: for whom it is, and whose delivery."""
    plain = re.sub(r"[^A-Za-z0-9.@_-]+", "-", address)[:80]
    return f"{audience}-{plain}-{delivery[:8]}.eml"


def _problem(folder: Path, error: OSError) -> BriefError:
    text = f"`{folder}` cannot be written: {(error.strerror or str(error)).lower()}"
    return BriefError([Problem("E502/file-not-writable", text, hint="free some space there, or choose another folder")])
