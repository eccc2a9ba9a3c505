"""The fixed words of the templates, in the language of the dossier."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from brief.diagnostics.problems import BriefError, Place, Problem
from brief.render.template_path import find

FALLBACK = "en"


def read_catalogue(folders: Sequence[Path], language: str) -> Mapping[str, str]:
    """Return the catalogues `words/TAG.toml` of a language one over the other, name by name; the nearest folder wins.

    `language` is a BCP 47 tag. The English catalogue comes first, then that of each longer beginning of the tag: for
    `de-CH` those of `de` and `de-CH` (RFC 4647, 3.4). Raise E306 when one is not TOML.
    """
    parts = language.split("-")
    tags = ["-".join(parts[:count]) for count in range(1, len(parts) + 1)]
    words: dict[str, str] = {}
    for tag in dict.fromkeys((FALLBACK, *tags)):
        for folder in reversed(folders):
            path = find([folder], f"words/{tag}.toml")
            if path is not None:
                words.update(_catalogue(path))
    return MappingProxyType(words)


def _catalogue(path: Path) -> dict[str, str]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BriefError([Problem("E306/not-toml", f"not valid TOML: {error}", Place(str(path)))]) from error
    wrong = [name for name, value in found.items() if not isinstance(value, str)]
    if wrong:
        raise BriefError([Problem("E306/catalogue-value", f"`{wrong[0]}` is not a text", Place(str(path)))])
    return found
