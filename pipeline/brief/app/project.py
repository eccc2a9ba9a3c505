"""A project: the folder that briefs are built in, with its settings, templates, dossiers and audiences."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from brief.app.settings import FILE, Settings, closest_or_all, read_settings
from brief.app.shipped import shipped_folder
from brief.diagnostics.problems import BriefError, Problem
from brief.formats import FORMATS

if TYPE_CHECKING:
    from brief.model import Audience

_NONE: Mapping[str, str] = MappingProxyType({})
_NO_VALUES: Mapping[str, Path | tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True)
class Project:
    """A folder with dossiers, templates and settings; its content is read when it is first asked for."""

    folder: Path
    settings: Settings  # with paths that lead there from the current folder
    layers: tuple[Path, ...]  # template folders, the nearest first: the project's own, then those of the program

    @classmethod
    def open(
        cls,
        folder: Path | str = ".",
        environment: Mapping[str, str] = _NONE,
        values: Mapping[str, Path | tuple[str, ...]] = _NO_VALUES,
    ) -> Project:
        """Return the project in a folder.

        `values` override the `BRIEF_*` variables of `environment`, and those override `brief.toml`. Raise `BriefError`
        (E606, E503) with every setting that is not well formed.
        """
        folder = Path(folder)
        read = read_settings(folder, environment, values)
        settings = replace(
            read, content=folder / read.content, output=folder / read.output, templates=folder / read.templates
        )
        own = (settings.templates,) if settings.templates.is_dir() else ()
        return cls(folder, settings, (*own, shipped_folder("templates")))

    @cached_property
    def dossiers(self) -> Mapping[str, Path]:
        """The folder of each dossier by its name, in the order of names; raise `BriefError` (E503).

        Every folder in the place for dossiers counts; whether it is one, reading it will show.
        """
        content = self.settings.content
        try:
            found = sorted(path for path in content.iterdir() if path.is_dir() and not _is_hidden(path.name))
        except (FileNotFoundError, NotADirectoryError):
            found = []
        except OSError as error:
            text = f"`{content}` cannot be read: {(error.strerror or '').lower()}"
            raise BriefError([Problem("E503/file-not-readable", text)]) from error
        return MappingProxyType({path.name: path for path in found})

    @cached_property
    def audiences(self) -> Mapping[str, Audience]:
        """Every audience by its name, in order; raise `BriefError` with the problems of all definitions."""
        from brief.load import load_audiences

        return MappingProxyType(load_audiences(self.layers))

    def find_dossiers(self, names: Sequence[str]) -> tuple[Path, ...]:
        """Return the folders of the dossiers named, in the order of their names; of all when none is named.

        Raise `BriefError`: E601 when the project has no dossier, E602 for every name that no dossier has.
        """
        if not self.dossiers:
            raise BriefError([_no_dossier(self.settings.content)])
        plain = [_name_of(name, self.dossiers) for name in names]
        return tuple(self.dossiers[name] for name in _find("E602/unknown-dossier", "dossier", self.dossiers, plain))

    def find_audiences(self, names: Sequence[str]) -> tuple[Audience, ...]:
        """Return the audiences named, in their own order; all when none is named. Raise `BriefError` (E603)."""
        return tuple(self.audiences[name] for name in _find("E603/unknown-audience", "audience", self.audiences, names))

    def find_formats(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the formats named, in the order of `FORMATS`; all when none is named. Raise `BriefError` (E604)."""
        return _find("E604/unknown-format", "format", FORMATS, [name.lower() for name in names])


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"


def find_project(here: Path) -> Path:
    """Return the folder of the project that a folder is in: itself, or the nearest above it that is one.

    A folder is a project if it has `brief.toml`, or `content/` with a dossier or beside `templates/`. When none is, it
    is the folder itself.
    """
    if (here / FILE).exists() or (here / "content").is_dir():
        return here
    above = here.absolute()
    for steps, folder in enumerate(above.parents, start=1):
        if _is_project(folder):
            return Path(*[".."] * steps)
    return here


def _is_project(folder: Path) -> bool:
    content = folder / "content"
    try:
        if (folder / FILE).is_file():
            return True
        return content.is_dir() and ((folder / "templates").is_dir() or any(content.glob("*/dossier.yaml")))
    except OSError:
        return False  # an unreadable folder is not a project


def _find(rule: str, noun: str, known: Mapping[str, object], names: Sequence[str]) -> tuple[str, ...]:
    problems = [
        Problem(rule, f"no {noun} is called `{name}`", hint=closest_or_all(name, known))
        for name in names
        if name not in known
    ]
    if problems:
        raise BriefError(problems)
    return tuple(name for name in known if not names or name in names)


def _name_of(name: str, dossiers: Mapping[str, Path]) -> str:
    """Return the name of a dossier that is given as its folder, as a shell completes it; any other name as it is."""
    if name in dossiers:
        return name
    try:
        return next((known for known, folder in dossiers.items() if Path(name).samefile(folder)), name)
    except (OSError, ValueError):
        return name


def _no_dossier(content: Path) -> Problem:
    text = f"`{content}` has no dossiers" if content.is_dir() else f"there is no folder `{content}`"
    sample = shlex.quote(str(shipped_folder("content")))
    hint = (
        f"a dossier is a folder `{content}/NAME` with a `dossier.yaml` in it; "
        f"to start from the sample, run: cp -R {sample} {shlex.quote(str(content))}"
    )
    return Problem("E601/no-dossier", text, hint=hint)
