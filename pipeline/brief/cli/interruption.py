"""Ctrl-C and SIGTERM end a command, also where a library swallows the exception that says so."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_CAME: Final[list[int]] = []  # the signals since the command began


def listen() -> None:
    """Raise `KeyboardInterrupt` for both signals from now on; one that the caller has ignored stays ignored."""
    _CAME.clear()
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _interrupted)
    signal.signal(signal.SIGTERM, _interrupted)


def end_if_interrupted() -> None:
    """Raise `KeyboardInterrupt` if a signal came; modules written in C may have swallowed it while they were loaded."""
    if _CAME:
        raise KeyboardInterrupt


@contextmanager
def interruptions_as_such() -> Iterator[None]:
    """Raise `KeyboardInterrupt` in place of what a library made of it: a module that cannot be loaded, a lost value."""
    try:
        yield
    except Exception as error:
        if _CAME:
            raise KeyboardInterrupt from error
        raise


def _interrupted(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001 # the signature is signal's
    _CAME.append(signum)
    raise KeyboardInterrupt
