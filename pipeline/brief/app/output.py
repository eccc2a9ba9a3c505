"""Writing what was built: every file whole, or none of them."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from brief.diagnostics.problems import BriefError, Problem

LOCK = ".brief.lock"
PATIENCE = 10.0  # seconds; the lock is held while files are written, never while they are made

_WAYS_OUT = {
    errno.ENOSPC: "free some space there, or choose another folder with `--output`",
    errno.EDQUOT: "free some space there, or choose another folder with `--output`",
    errno.EROFS: "choose a folder that can be written with `--output`",
    errno.EACCES: "choose a folder that you may write with `--output`, or change its permissions",
    errno.EPERM: "choose a folder that you may write with `--output`, or change its permissions",
    errno.EISDIR: "a folder has the file's name: move it away, or choose another folder with `--output`",
    errno.EEXIST: "a file has the folder's name: move it away, or choose another folder with `--output`",
    errno.ENOTDIR: "a file has the folder's name: move it away, or choose another folder with `--output`",
}


@dataclass(frozen=True, slots=True)
class _Step:
    """One file on its way: its temporary beside it, and a second name for what it replaces."""

    target: Path
    temporary: Path
    former: Path


def write_all(root: Path, files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write files, named relative to `root`, and return the paths of all, in order.

    One that is equal already stays untouched. Each other is written to a temporary file beside its place, and all are
    renamed once every one is on the disk; a fault or an interruption on the way puts back what was there. Raise
    `BriefError`: E502 when a file cannot be written, E504 when another build holds the folder for too long.
    """
    made: list[Path] = []
    try:
        _make_folder(root, made)
        with _alone(root):
            for name in files:
                _make_folder((root / name).parent, made)
            _clear(_steps(root / name for name in files))  # what a killed build left
            _replace({root / name: data for name, data in files.items() if not _holds(root / name, data)})
        made.clear()
    except OSError as error:
        raise BriefError([_unwritable(error, root)]) from error
    finally:
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
    return tuple(root / name for name in files)


def _unwritable(error: OSError, root: Path) -> Problem:
    reason = (error.strerror or str(error)).lower()
    named = os.fsdecode(error.filename2 or error.filename or root)
    return Problem(
        "E502/file-not-writable", f"`{named}` cannot be written: {reason}", hint=_WAYS_OUT.get(error.errno or 0, "")
    )


@contextlib.contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Let a fault name the path that the user knows, not the hidden one that was at work."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        with contextlib.suppress(FileExistsError):
            path.mkdir()
            made.append(path)
        if not path.is_dir():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _holds(path: Path, data: bytes) -> bool:
    """Return whether a file has these bytes already; a folder of that name is an `OSError`."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _replace(files: Mapping[Path, bytes]) -> None:
    steps = _steps(files)
    try:
        for step, data in zip(steps, files.values(), strict=True):
            with _naming(step.target):
                _write(step.temporary, data)
        _rename(steps)
    finally:
        _clear(steps)


def _steps(targets: Iterable[Path]) -> list[_Step]:
    """Return each target with its hidden names. Who asks holds the lock, so nobody else is using them."""
    return [_Step(path, path.with_name(f".{path.name}.new"), path.with_name(f".{path.name}.old")) for path in targets]


def _clear(steps: Sequence[_Step]) -> None:
    for step in steps:
        for path in (step.temporary, step.former):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _rename(steps: Sequence[_Step]) -> None:
    absent = {step.target for step in steps if not step.target.exists()}
    try:
        for step in steps:
            with contextlib.suppress(OSError):  # not every file system can
                step.former.hardlink_to(step.target)
            step.temporary.replace(step.target)
        for folder in dict.fromkeys(step.target.parent for step in steps):
            _settle(folder)
    except BaseException:
        for step in reversed(steps):
            if not step.temporary.exists():
                _put_back(step, was_absent=step.target in absent)
        raise


def _put_back(step: _Step, *, was_absent: bool) -> None:
    with contextlib.suppress(OSError):
        if was_absent:
            step.target.unlink(missing_ok=True)
        else:
            step.former.replace(step.target)


def _settle(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the output folder; raise `BriefError` (E504) when another build has held it for `PATIENCE` seconds."""
    lock = root / LOCK
    until = time.monotonic() + PATIENCE
    while True:
        with _naming(root):
            handle = _held(lock)
        if handle is not None:
            break
        if time.monotonic() > until:
            text = f"another build has been writing to `{root}` for {PATIENCE:.0f} seconds"
            raise BriefError([Problem("E504/output-locked", text, hint="wait for it to end, then run this again")])
        time.sleep(0.02)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink(missing_ok=True)
        os.close(handle)


def _held(lock: Path) -> int | None:
    """Return an open, locked file of that name, or `None` while another process holds it."""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        found = lock.stat()
        mine = os.fstat(handle)
    except (BlockingIOError, FileNotFoundError):
        os.close(handle)
        return None
    except OSError:
        os.close(handle)
        raise
    if (found.st_ino, found.st_dev) != (mine.st_ino, mine.st_dev):  # its last holder took it away meanwhile
        os.close(handle)
        return None
    return handle
