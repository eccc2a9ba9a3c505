"""The command `brief`. `--version` is answered here, before anything that takes time is imported."""

from __future__ import annotations

import gc
import os
import sys

from brief import __version__


def main() -> int:
    """Run the command with the arguments of the process and return its exit status."""
    _open_closed_streams()
    if sys.argv[1:] == ["--version"]:
        return _print_version()
    gc.set_threshold(100_000)  # what a command imports and builds stays in use: collecting early only costs time
    try:
        from brief.cli import main as command

        return command(sys.argv[1:])
    except KeyboardInterrupt:
        from brief.diagnostics.codes import Exit

        is_mailing = sys.argv[1:2] == ["send"]
        outcome = "to send what is left, run the same command again" if is_mailing else "no files were changed"
        sys.stderr.write(f"interrupted; {outcome}\n")
        # An interruption within `exec`, as when a dataclass is made, leaves a note that lets CPython die of the signal
        # instead of returning a status. The next `exec` clears it.
        exec("")  # noqa: S102 # it runs nothing
        return Exit.INTERRUPTED


def _print_version() -> int:
    try:
        if sys.stdout is None:
            return 3
        sys.stdout.write(f"brief {__version__}\n")
        sys.stdout.flush()
    except OSError:
        return 3  # as for all data that cannot be written; reading the list of statuses takes time
    return 0


def _open_closed_streams() -> None:
    """Open the null device in place of each standard stream that is closed, so that no other file takes its number.

    `sys.stdout` stays `None`, for a command must know that its data goes nowhere; messages may.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - it stays open as long as the process


if __name__ == "__main__":
    sys.exit(main())
