"""Data on stdout."""

from __future__ import annotations

import os
import sys

from brief.diagnostics.problems import BriefError, Problem


def print_data(text: str) -> None:
    """Print text and a line end, complete. A closed pipe is not an error; raise `BriefError` (E502) for any other."""
    if sys.stdout is None:
        raise BriefError([Problem("E502/output-not-writable", "the standard output is closed")])
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(os.fsencode(text + "\n"))  # a path has the bytes that the file system has
        sys.stdout.flush()
    except OSError as error:
        sink = os.open(os.devnull, os.O_WRONLY)  # the interpreter flushes the rest there when it ends
        os.dup2(sink, sys.stdout.fileno())
        os.close(sink)
        if not isinstance(error, BrokenPipeError):
            text = f"the standard output cannot be written: {(error.strerror or str(error)).lower()}"
            raise BriefError([Problem("E502/output-not-writable", text)]) from error
