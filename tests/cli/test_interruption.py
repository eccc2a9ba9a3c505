"""Ctrl-C ends a command with its own status, whatever libraries make of it."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from brief.cli.interruption import end_if_interrupted, interruptions_as_such, listen
from brief.diagnostics.codes import Exit


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    listen()
    yield
    listen()  # forgets what came
    for number, handler in before.items():
        signal.signal(number, handler)


def swallowed(number: int) -> None:
    with contextlib.suppress(KeyboardInterrupt):
        signal.raise_signal(number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_that_a_library_swallows_is_not_lost(number: int) -> None:
    end_if_interrupted()
    swallowed(number)
    with pytest.raises(KeyboardInterrupt):
        end_if_interrupted()


def test_an_interruption_that_becomes_another_error_is_one_again() -> None:
    with pytest.raises(ValueError, match="its own"), interruptions_as_such():
        raise ValueError("its own")
    swallowed(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), interruptions_as_such():
        raise ImportError("half loaded")


def test_an_interruption_within_exec_has_the_status_of_every_other(tmp_path: Path) -> None:
    code = "import sys, brief.cli, brief.diagnostics.codes, brief.__main__ as command; sys.argv = ['brief', 'build']\n"
    code += "brief.cli.main = lambda _: exec('raise KeyboardInterrupt')\nsys.exit(command.main())\n"
    (tmp_path / "interrupted.py").write_text(code)
    command = [sys.executable, "-m", "interrupted"]  # CPython dies of the signal where a module is run, as `-m brief`
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (Exit.INTERRUPTED, "interrupted; no files were changed\n")
