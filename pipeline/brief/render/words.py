"""The fixed words of the templates, in the language of the dossier."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from brief.errors import BriefError, Place, Problem
from brief.render.layers import find

FALLBACK = "en"


def words_of(folders: Sequence[Path], language: str) -> Mapping[str, str]:
    """Return the catalogue `words/LANGUAGE.toml` over the English one, name by name; the nearest folder wins.

    `language` is a BCP 47 tag; its primary subtag chooses the catalogue. Raise E306 when one is not TOML.
    """
    words: dict[str, str] = {}
    for tag in dict.fromkeys((FALLBACK, language.split("-", maxsplit=1)[0].lower())):
        for folder in reversed(folders):
            path = find([folder], f"words/{tag}.toml")
            if path is not None:
                words.update(_catalogue(path))
    return MappingProxyType(words)


def _catalogue(path: Path) -> dict[str, str]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BriefError([Problem("E306", f"not valid TOML: {error}", Place(str(path)))]) from error
    wrong = [name for name, value in found.items() if not isinstance(value, str)]
    if wrong:
        raise BriefError([Problem("E306", f"`{wrong[0]}` is not a text", Place(str(path)))])
    return found
