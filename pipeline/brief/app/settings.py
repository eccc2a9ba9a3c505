"""Settings: flags override `BRIEF_*` variables, those override `brief.toml`, and that overrides the defaults."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from brief.diagnostics.collector import Problems
from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import Place
from brief.diagnostics.suggestions import closest
from brief.diagnostics.toml_places import key_place, syntax_problem

FILE = "brief.toml"
PREFIX = "BRIEF_"
_PATHS = ("content", "output", "templates")
_NAMES = ("audiences", "formats")
KEYS = tuple(sorted(_PATHS + _NAMES))
TABLES = ("mail",)  # read by modules of their own, when they are needed


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and what to build; paths are relative to the project's folder unless they are absolute."""

    content: Path = Path("content")
    output: Path = Path("output")
    templates: Path = Path("templates")
    audiences: tuple[str, ...] = ()  # empty: all
    formats: tuple[str, ...] = ()  # empty: all


def read_settings(root: Path, environment: Mapping[str, str], flags: Mapping[str, Path | tuple[str, ...]]) -> Settings:
    """Return the settings of a project folder; a flag that was not given is absent or empty.

    Raise `BriefError` (E606, E503) with every setting that is not well formed.
    """
    problems = Problems()
    chosen: dict[str, Path | tuple[str, ...]] = {}
    for key, value, place in [*_written(root / FILE, problems), *_surrounding(environment, problems)]:
        try:
            chosen[key] = _read(key, value)
        except ValueError as error:
            problems.add("E606/setting-value", f"setting `{key}` {error}", place)
            continue
        if key == "templates" and not _is_folder(root / str(value)):
            text, hint = f"setting `templates` names no folder: `{value}`", "correct it, or create the folder"
            problems.add("E606/no-folder", text, place, hint=hint)
    problems.raise_if_any()
    chosen.update({key: value for key, value in flags.items() if value})
    return Settings(**chosen)  # type: ignore[arg-type] # the keys decide the types


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def closest_or_all(word: str, known: Iterable[str]) -> str:
    """Return a hint with the closest known word, or with all of them when none is close."""
    words = sorted(known)
    if close := closest(word, words):
        return f"did you mean `{close}`?"
    return "available: " + ", ".join(f"`{name}`" for name in words) if words else ""


def _read(key: str, value: object) -> Path | tuple[str, ...]:
    if key in _PATHS:
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            raise ValueError("must be a path")
        return Path(value)
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        raise ValueError("must be a list of names")
    return tuple(name.strip() for name in names)


def _surrounding(environment: Mapping[str, str], problems: Problems) -> Iterator[tuple[str, object, None]]:
    """Give the settings in the environment. Others may use the prefix too, so only a near miss is an error."""
    known = {PREFIX + key.upper(): key for key in KEYS}
    for name, value in sorted(environment.items()):
        if name in known:
            if value:
                yield known[name], value, None
        elif name.startswith(PREFIX) and get_close_matches(name, known, n=1, cutoff=0.9):
            problems.add(
                "E606/unknown-variable", f"variable `{name}` is not a setting", hint=closest_or_all(name, known)
            )


def _written(file: Path, problems: Problems) -> Iterator[tuple[str, object, Place]]:
    name = display_path(file)
    try:
        text = file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return
    except OSError as error:
        problems.add("E503/file-not-readable", f"`{name}` cannot be read: {error.strerror}", Place(name))
        return
    except UnicodeDecodeError:
        problems.add("E606/not-utf-8", f"`{name}` is not UTF-8 text", Place(name))
        return
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(syntax_problem("E606/not-toml", error, name, text))
        return
    for key, value in values.items():
        place = key_place(name, text, key)
        if key in KEYS:
            yield key, value, place
        elif key not in TABLES or not isinstance(value, dict):
            hint = closest_or_all(key, (*KEYS, *TABLES))
            problems.add("E606/unknown-setting", f"`{key}` is not a setting", place, hint=hint)
