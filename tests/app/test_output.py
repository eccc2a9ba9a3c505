"""Files are written whole or not at all, whatever happens on the way."""

from __future__ import annotations

import builtins
import errno
import fcntl
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import pytest

from brief.app import output
from brief.app.output import write_all
from brief.diagnostics.codes import Exit
from brief.diagnostics.problems import BriefError, Problem

OLD = {Path("d/a.pdf"): b"old a", Path("d/b.docx"): b"old b", Path("e/c.html"): b"old c"}
NEW = {Path("d/a.pdf"): b"new a", Path("d/b.docx"): b"new b", Path("e/c.html"): b"new c", Path("f/d.pdf"): b"new d"}


def contents(root: Path) -> dict[Path, bytes]:
    """Return every file of a folder except the lock file: an unlocked one holds up no build."""
    files = [path for path in root.rglob("*") if path.is_file() and path.name != output.LOCK]
    return {path.relative_to(root): path.read_bytes() for path in files}


class Faults:
    """Counts the calls that change something on the disk, and lets one of them fail."""

    def __init__(self, at: int, fault: BaseException) -> None:
        self.at, self.fault, self.calls = at, fault, 0

    def through(self, call: Callable) -> Callable:
        def called(*arguments, **named):
            self.calls += 1
            if self.calls == self.at:
                raise self.fault
            return call(*arguments, **named)

        return called


@contextmanager
def faulty(at: int, fault: BaseException) -> Iterator[Faults]:
    """Let the `at`-th call fail; every call that `write_all` makes to change the disk goes through here."""
    faults = Faults(at, fault)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "mkdir", "link", "replace", "open"):
            patch.setattr(os, name, faults.through(getattr(os, name)))
        patch.setattr(fcntl, "flock", faults.through(fcntl.flock))
        patch.setattr(Path, "open", opening(faults))
        yield faults


def opening(faults: Faults) -> Callable:
    class Written:
        def __init__(self, path: Path) -> None:
            self.file = builtins.open(path, "xb", buffering=0)  # noqa: PTH123, SIM115 # Path.open is what is replaced

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, data: bytes) -> None:
            half = len(data) // 2
            self.file.write(data[:half])
            faults.through(lambda: None)()
            self.file.write(data[half:])

        def flush(self) -> None:
            faults.through(self.file.flush)()

        def fileno(self) -> int:
            return self.file.fileno()

    def opened(path: Path, mode: str = "r", *_: object, **__: object):
        if mode != "xb":
            return builtins.open(path, mode)  # noqa: PTH123 # likewise
        return faults.through(Written)(path)

    return opened


def how_many_calls(tmp_path: Path) -> int:
    write_all(tmp_path / "counted", OLD)
    with faulty(0, OSError()) as faults:
        write_all(tmp_path / "counted", NEW)
    return faults.calls


def refusal(root: Path) -> Problem | None:
    try:
        write_all(root, NEW)
    except BriefError as error:
        return error.problems[0]
    return None


def test_files_are_written_and_their_paths_returned(tmp_path) -> None:
    assert write_all(tmp_path / "x" / "y", NEW) == tuple(tmp_path / "x" / "y" / name for name in NEW)
    assert contents(tmp_path / "x" / "y") == NEW


def test_no_other_file_is_left(tmp_path) -> None:
    write_all(tmp_path, OLD)
    write_all(tmp_path, NEW)
    assert contents(tmp_path) == OLD | NEW
    assert not (tmp_path / output.LOCK).exists()


def test_an_equal_file_is_not_touched(tmp_path) -> None:
    write_all(tmp_path, OLD)
    before = (tmp_path / "d/a.pdf").stat()
    write_all(tmp_path, OLD | {Path("d/b.docx"): b"new b"})
    assert (tmp_path / "d/a.pdf").stat().st_ino == before.st_ino
    assert (tmp_path / "d/b.docx").read_bytes() == b"new b"


def test_the_permissions_of_a_new_file_follow_the_user_s_mask(tmp_path) -> None:
    mask = os.umask(0o022)
    try:
        write_all(tmp_path, OLD)
    finally:
        os.umask(mask)
    assert (tmp_path / "d/a.pdf").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
def test_an_error_at_any_call_changes_nothing_and_is_reported(tmp_path, number) -> None:
    calls = how_many_calls(tmp_path)
    assert calls > 20
    for at in range(1, calls + 1):
        root = tmp_path / str(at)
        write_all(root, OLD)
        with faulty(at, OSError(number, os.strerror(number))):
            problem = refusal(root)
        if problem is None:  # a second name for the former file could not be had, which is no fault of the new one
            assert contents(root) == OLD | NEW, at
            continue
        assert contents(root) == OLD, at
        assert not (root / "f").exists(), at
        assert problem.code == "E502", at
        assert os.strerror(number).lower() in problem.text
        assert ".new" not in problem.text
        assert output.LOCK not in problem.text


def test_an_interruption_at_any_call_changes_nothing(tmp_path) -> None:
    calls = how_many_calls(tmp_path)
    for at in range(1, calls + 1):
        root = tmp_path / str(at)
        write_all(root, OLD)
        with faulty(at, KeyboardInterrupt()), pytest.raises(KeyboardInterrupt):
            write_all(root, NEW)
        assert contents(root) == OLD, at


def test_an_error_in_a_first_build_leaves_no_empty_folder(tmp_path) -> None:
    with faulty(8, OSError(errno.ENOSPC, "No space left on device")), pytest.raises(BriefError, match="no space left"):
        write_all(tmp_path / "output", NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_the_system_truncates_is_reported_and_removed(tmp_path) -> None:
    write_all(tmp_path, OLD)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(BriefError, match="b.docx` cannot be written: file too large"):
            write_all(tmp_path, OLD | {Path("d/a.pdf"): b"new", Path("d/b.docx"): b"x" * 5000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert contents(tmp_path) == OLD


@pytest.mark.parametrize(
    ("existing", "name"), [("folder", "d/a.pdf"), ("file", "d"), ("file", ".")], ids=["target", "folder", "root"]
)
def test_a_folder_in_place_of_a_file_and_a_file_in_place_of_a_folder_are_not_touched(tmp_path, existing, name) -> None:
    root = tmp_path / "output"
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir() if existing == "folder" else path.write_bytes(b"mine")
    with pytest.raises(BriefError) as caught:
        write_all(root, NEW)
    assert "move it away" in caught.value.problems[0].hint
    assert path.is_dir() if existing == "folder" else path.read_bytes() == b"mine"


def test_leftovers_of_a_killed_build_are_removed(tmp_path) -> None:
    write_all(tmp_path, OLD)
    for name in (".a.pdf.new", ".a.pdf.old"):
        (tmp_path / "d" / name).write_bytes(b"half")
    (tmp_path / output.LOCK).touch()
    write_all(tmp_path, OLD)
    assert contents(tmp_path) == OLD


def test_many_builds_at_once_leave_the_files_of_one_of_them(tmp_path) -> None:
    sets = [{name: f"{number} {name}".encode() * 1000 for name in NEW} for number in range(8)]
    threads = [threading.Thread(target=write_all, args=(tmp_path, files)) for files in sets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert contents(tmp_path) in sets


def test_a_build_that_waits_too_long_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(output, "PATIENCE", 0.05)
    with output._locked(tmp_path), pytest.raises(BriefError) as caught:
        write_all(tmp_path, NEW)
    assert caught.value.problems[0].code == "E504"
    assert caught.value.exit is Exit.ENVIRONMENT
    assert contents(tmp_path) == {}


def test_a_killed_writer_leaves_only_complete_files(tmp_path) -> None:
    """Kill a writer at many moments; a reader finds each file whole, and the next build works."""
    program = (
        "import sys; from pathlib import Path; from brief.app.output import write_all\n"
        "for turn in range(100000):\n"
        "    write_all(Path(sys.argv[1]), {Path(n): (b'%d' % (turn % 2)) * 50000 for n in 'abc'})\n"
    )
    for turn in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)], env=os.environ | {"PYTHONPATH": path()}
        )
        threading.Event().wait(0.15 + turn * 0.013)
        writer.kill()
        writer.wait()
        for name in "abc":
            if (tmp_path / name).exists():
                assert (tmp_path / name).read_bytes() in (b"0" * 50000, b"1" * 50000)
    write_all(tmp_path, {Path(name): b"after" for name in "abc"})
    assert contents(tmp_path) == {Path(name): b"after" for name in "abc"}


def test_modules_that_write_files_and_start_processes_can_be_imported_without_unix_calls() -> None:
    program = (
        "import os, signal, sys\n"
        "sys.modules['fcntl'] = None\n"
        "del signal.pthread_sigmask, os.O_DIRECTORY, os.sched_getaffinity\n"
        "from brief.app import jobs, output, pool\n"
        "import brief.cli.build\n"
        "with pool._interruptions_held(): pass\n"
        "output.sync_folder('missing')\n"
        "print(jobs.cores() > 0)"
    )
    environment = os.environ | {"PYTHONPATH": path()}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("True\n", "")


def path() -> str:
    return str(Path(output.__file__).parents[2])
