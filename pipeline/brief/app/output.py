"""Writes the files of a build: all of them complete, or none."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from brief.diagnostics.problems import BriefError, Problem

LOCK = ".brief.lock"
PATIENCE = 10.0  # seconds; the lock is held while files are written, never while briefs are built

Write = Callable[[Mapping[Path, bytes]], tuple[Path, ...]]

_HINTS = {
    errno.ENOSPC: "free some space there, or choose another folder with `--output`",
    errno.EDQUOT: "free some space there, or choose another folder with `--output`",
    errno.EROFS: "choose a writable folder with `--output`",
    errno.EACCES: "change the permissions of the folder, or choose another one with `--output`",
    errno.EPERM: "change the permissions of the folder, or choose another one with `--output`",
    errno.EISDIR: "a folder has the file's name: move it away, or choose another folder with `--output`",
    errno.EEXIST: "a file has the folder's name: move it away, or choose another folder with `--output`",
    errno.ENOTDIR: "a file has the folder's name: move it away, or choose another folder with `--output`",
}


@dataclass(frozen=True, slots=True)
class _Step:
    """One file that is being written: its temporary file in the same folder, and a second name for the old file."""

    target: Path
    temporary: Path
    former: Path


def write_all(root: Path, files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write files, named relative to `root`, and return the paths of all, in order.

    Raise `BriefError`: E502 when a file cannot be written, E504 when another build holds the folder for too long.
    """
    with writing(root) as write:
        return write(files)


@contextlib.contextmanager
def writing(root: Path) -> Iterator[Write]:
    """Hold a folder, and give a function that writes files to it: all of them, or none. It is called once.

    Whoever must look at the files that are there before writing others does so while the folder is held. A file with
    the same content is not touched. Every other one is written to a temporary file in its folder, and all are renamed
    once every one is on the disk, in order; an error or an interruption in between restores what was there. Raise
    `BriefError` as `write_all` does.
    """
    created: list[Path] = []

    def write(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
        for name in files:
            _make_folder((root / name).parent, created)
        _clear(_steps(root / name for name in files))  # what a killed build left
        _replace({root / name: data for name, data in files.items() if not _holds(root / name, data)})
        created.clear()
        return tuple(root / name for name in files)

    try:
        _make_folder(root, created)
        with _locked(root):
            yield write
    except OSError as error:
        raise BriefError([_unwritable(error, root)]) from error
    finally:
        for folder in reversed(created):
            with contextlib.suppress(OSError):
                folder.rmdir()


def _unwritable(error: OSError, root: Path) -> Problem:
    reason = (error.strerror or str(error)).lower()
    named = os.fsdecode(error.filename2 or error.filename or root)
    return Problem(
        "E502/file-not-writable", f"`{named}` cannot be written: {reason}", hint=_HINTS.get(error.errno or 0, "")
    )


@contextlib.contextmanager
def _name_in_errors(path: Path) -> Iterator[None]:
    """Make an error name the path that the user knows instead of a hidden one."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _make_folder(folder: Path, created: list[Path]) -> None:
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        with contextlib.suppress(FileExistsError):
            path.mkdir()
            created.append(path)
        if not path.is_dir():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _holds(path: Path, data: bytes) -> bool:
    """Return whether a file already has these bytes; raise `OSError` for a folder of that name."""
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
            with _name_in_errors(step.target):
                _write(step.temporary, data)
        _rename(steps)
    finally:
        _clear(steps)


def _steps(targets: Iterable[Path]) -> list[_Step]:
    """Return each target with its hidden names. The caller holds the lock, so no other process uses them."""
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
            sync_folder(folder)
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


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    if not hasattr(os, "O_DIRECTORY"):
        return  # Windows cannot open a folder
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Hold the output folder; raise `BriefError` (E504) when another build has held it for `PATIENCE` seconds."""
    lock = root / LOCK
    until = time.monotonic() + PATIENCE
    while True:
        with _name_in_errors(root):
            handle = _try_lock(lock)
        if handle is not None:
            break
        if time.monotonic() > until:
            text = f"another build has been writing to `{root}` for {PATIENCE:.0f} seconds"
            raise BriefError([Problem("E504/output-locked", text, hint="wait for it to end, then run this again")])
        time.sleep(0.02)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # Windows keeps a file that is open; an unlocked one holds up no build
            lock.unlink(missing_ok=True)
        os.close(handle)


def _try_lock(lock: Path) -> int | None:
    """Return an open, locked file of that name, or `None` while another process holds it.

    The file is locked by its descriptor, as `filelock.FileLock` locks it: `flock` on Linux and macOS, `LockFileEx` on
    Windows. That class itself leaves its file behind and keeps the state of all locks of the process, of which nothing
    is needed here.
    """
    import filelock  # takes a while, and a command that writes nothing never needs it

    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        is_locked = filelock.lock_descriptor(handle, blocking=False)
        found = lock.stat()
        mine = os.fstat(handle)
    except FileNotFoundError:
        os.close(handle)
        return None
    except BaseException:
        os.close(handle)
        raise
    if not is_locked or (found.st_ino, found.st_dev) != (mine.st_ino, mine.st_dev):  # its last holder has deleted it
        os.close(handle)
        return None
    return handle
