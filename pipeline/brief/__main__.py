"""The command `brief`. `--version` is answered here, before anything that takes time is imported."""

from __future__ import annotations

import gc
import sys

from brief import __version__


def main() -> int:
    """Run the command with the arguments of the process and return its exit status."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"brief {__version__}\n")
        return 0
    gc.set_threshold(100_000)  # what a command imports and builds stays in use: collecting early only costs time
    try:
        from brief.cli import main as command

        return command(sys.argv[1:])
    except KeyboardInterrupt:
        from brief.diagnostics.codes import Exit

        sys.stderr.write("interrupted; no files were changed\n")
        return Exit.INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
