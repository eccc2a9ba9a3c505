"""What a command has to say: data on stdout, whole."""

from __future__ import annotations

import os
import sys

from brief.diagnostics.problems import BriefError, Problem


def print_data(text: str) -> None:
    """Print a line of data; a reader that went away is no fault. Raise `BriefError` (E502) for any other."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(os.fsencode(text + "\n"))  # a path has the bytes that the file system has
        sys.stdout.flush()
    except OSError as error:
        nowhere = os.open(os.devnull, os.O_WRONLY)  # where the interpreter may flush the rest when it ends
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        if not isinstance(error, BrokenPipeError):
            words = f"the standard output cannot be written: {(error.strerror or str(error)).lower()}"
            raise BriefError([Problem("E502/output-not-writable", words)]) from error
