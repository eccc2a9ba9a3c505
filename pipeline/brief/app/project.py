"""The project that a command works on: its settings, and what the names on the command line stand for."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from brief.app.settings import Settings, nearest, settings
from brief.app.shipped import shipped
from brief.diagnostics.problems import BriefError, Problem

if TYPE_CHECKING:
    from brief.model import Audience


def configured(**flags: Path | tuple[str, ...] | None) -> Settings:
    """Return the settings of the project in the current folder, with the flags that were given over them."""
    given = {name: value for name, value in flags.items() if value}
    return settings(Path(), os.environ, given)


def layers(chosen: Settings) -> tuple[Path, ...]:
    """Return the folders where templates are looked for, the project's own before the shipped ones."""
    own = chosen.templates
    return (own, shipped("templates")) if own.is_dir() else (shipped("templates"),)


def dossiers(chosen: Settings, names: Sequence[str]) -> tuple[Path, ...]:
    """Return the folders of the dossiers named, in the order of their names; of all, where none is named.

    Raise `BriefError`: E601 when there are none, E602 for every name that none has.
    """
    found = {folder.name: folder for folder in _folders(chosen.content)}
    if not found:
        raise BriefError([_no_dossier(chosen.content)])
    plain = [name.rstrip("/").rsplit("/", 1)[-1] if _is_folder(name, found) else name for name in names]
    problems = [
        Problem("E602/unknown-dossier", f"no dossier is called `{name}`", hint=nearest(name, found))
        for name in plain
        if name not in found
    ]
    if problems:
        raise BriefError(problems)
    return tuple(found[name] for name in sorted(set(plain or found)))


def _folders(content: Path) -> list[Path]:
    """Return every folder that stands where dossiers do; whether it is one, reading it will tell."""
    try:
        return sorted(path for path in content.iterdir() if path.is_dir() and not path.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise BriefError(
            [Problem("E503/file-not-readable", f"`{content}` cannot be read: {(error.strerror or '').lower()}")]
        ) from error


def _is_folder(name: str, found: Mapping[str, Path]) -> bool:
    """Return whether a name is a dossier's folder as a shell completes it."""
    folder = found.get(name.rstrip("/").rsplit("/", 1)[-1])
    return folder is not None and Path(name).resolve() == folder.resolve()


def _no_dossier(content: Path) -> Problem:
    text = f"`{content}` holds no dossier" if content.is_dir() else f"there is no folder `{content}` here"
    sample = shlex.quote(str(shipped("content")))
    hint = (
        f"a dossier is a folder `{content}/NAME` with a `dossier.yaml` in it; "
        f"to start from the sample, run: cp -R {sample} {shlex.quote(str(content))}"
    )
    return Problem("E601/no-dossier", text, hint=hint)


def audiences(found: Mapping[str, Audience], names: Sequence[str]) -> tuple[Audience, ...]:
    """Return the audiences named, in the order of `found`; all, where none is named. Raise `BriefError` (E603)."""
    return tuple(found[name] for name in _chosen("E603/unknown-audience", "audience", found, names))


def formats(found: Mapping[str, object], names: Sequence[str]) -> tuple[str, ...]:
    """Return the formats named, in the order of `found`; all, where none is named. Raise `BriefError` (E604)."""
    return _chosen("E604/unknown-format", "format", found, [name.lower() for name in names])


def _chosen(rule: str, noun: str, found: Mapping[str, object], names: Sequence[str]) -> tuple[str, ...]:
    problems = [
        Problem(rule, f"no {noun} is called `{name}`", hint=nearest(name, found)) for name in names if name not in found
    ]
    if problems:
        raise BriefError(problems)
    return tuple(name for name in found if not names or name in names)
