"""Writes the files of a build. One that was edited since it was built is kept, and the new one is put beside it."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from brief.app.output import writing
from brief.diagnostics.problems import Place, Problem

RECORD = ".brief-files.json"  # in the folder for output: the digests of what builds wrote to it
_VERSION = 1

# The digests (SHA-256) that a file may have, by its name within the folder. There are two after a build that replaced
# a file: one killed on the way may have left the former.
_Digests = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class BuiltFiles:
    """Where each file of a build was written, by the name asked for, and a problem for each file that was kept."""

    paths: Mapping[Path, Path]
    problems: tuple[Problem, ...]


def write_build(root: Path, files: Mapping[Path, bytes], *, replace_edited: bool = False) -> BuiltFiles:
    """Write files, named relative to `root`, all or none, and return where.

    A file that is there and is not what a build wrote is kept, unless `replace_edited`: the new one is then written
    beside it, as `NAME.new.docx`. A problem (E507) says so for each. Such a new file is removed by the next build that
    can write the file itself. Raise `BriefError` as `write_all` does.
    """
    with writing(root) as write:
        known = _read(root / RECORD)
        targets = {name: name if replace_edited else _target(root, name, data, known) for name, data in files.items()}
        written = {targets[name]: data for name, data in files.items()}
        record = _record(root, known, written)
        write({Path(RECORD): record, **written})
        _remove_superseded(root, known, (name for name, target in targets.items() if name == target))
    kept = tuple(
        _kept(root / name, target, known.get(name.as_posix())) for name, target in targets.items() if name != target
    )
    return BuiltFiles({name: root / target for name, target in targets.items()}, kept)


def _target(root: Path, name: Path, data: bytes, known: _Digests) -> Path:
    """Return the first name, the one asked for or one beside it, at which no file is that a build did not write."""
    target, number = name, 1
    while not _may_replace(root / target, data, known.get(target.as_posix(), ())):
        target = _beside(name, number)
        number += 1
    return target


def _beside(name: Path, number: int) -> Path:
    return name.with_name(f"{name.stem}.new{'' if number == 1 else f'-{number}'}{name.suffix}")


def _may_replace(path: Path, data: bytes, digests: Container[str]) -> bool:
    """Return whether there is no such file, or one that a build wrote; what is no file is left to the writing."""
    if not path.is_file():
        return True
    found = path.read_bytes()
    return found == data or _digest(found) in digests


def _remove_superseded(root: Path, known: _Digests, names: Iterable[Path]) -> None:
    """Remove what a former build put beside these files, unless it was edited."""
    for name in names:
        for number in count(1):
            path = _beside(name, number)
            if path.as_posix() not in known:
                break
            with contextlib.suppress(OSError):
                if _digest((root / path).read_bytes()) in known[path.as_posix()]:
                    (root / path).unlink()


def _record(root: Path, known: _Digests, written: Mapping[Path, bytes]) -> bytes:
    """Return the new record: what is written now, and of the files known before those that are still there."""
    digests = {name: list(held) for name, held in known.items() if (root / name).is_file()}
    for name, data in written.items():
        new = _digest(data)
        digests[name.as_posix()] = [*digests.get(name.as_posix(), [])[-1:], new]
        if digests[name.as_posix()] == [new, new]:
            digests[name.as_posix()] = [new]
    text = json.dumps({"version": _VERSION, "files": dict(sorted(digests.items()))}, indent=1)
    return f"{text}\n".encode()


def _read(path: Path) -> _Digests:
    """Return the digests on record: none where there is no record that can be read, so that every file is kept."""
    try:
        held = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    files = held.get("files") if isinstance(held, dict) and held.get("version") == _VERSION else None
    if not isinstance(files, dict):
        return {}
    return {
        name: tuple(digest for digest in digests if isinstance(digest, str))
        for name, digests in files.items()
        if isinstance(digests, list)
    }


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _kept(path: Path, target: Path, digests: tuple[str, ...] | None) -> Problem:
    new = path.with_name(target.name)
    if digests is None:
        rule, text = "E507/unknown-file", f"`{path}` was not written by `brief build`, and was kept"
        hint = f"the new file is `{new}`; move yours away, or replace it with `--force`"
    else:
        rule, text = "E507/edited-file", f"`{path}` was edited after it was built, and was kept"
        hint = f"the new file is `{new}`; take the edits over into the dossier, then build with `--force`"
    return Problem(rule, text, Place(str(path)), hint=hint)
