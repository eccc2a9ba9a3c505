"""The fixed words of templates, in the language of the dossier."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.diagnostics.toml_places import syntax_problem
from brief.model import Language
from brief.render.template_path import find

FALLBACK = "en"


def read_catalogue(folders: Sequence[Path], language: Language) -> Mapping[str, str]:
    """Return the fixed words of a language by name, from its catalogues `words/TAG.toml`; the nearest folder wins.

    Words of a longer tag replace those of a shorter one, and all replace the English ones: for `de-CH` the order is
    `en`, `de`, `de-CH` (RFC 4647, 3.4). Raise `BriefError` (E306) when a catalogue is not TOML, or a word not a text.
    """
    words: dict[str, str] = {}
    for tag in dict.fromkeys((FALLBACK, *reversed(language.fallbacks))):
        for folder in reversed(folders):
            path = find([folder], f"words/{tag}.toml")
            if path is not None:
                words.update(_read_file(path))
    return MappingProxyType(words)


def _read_file(path: Path) -> dict[str, str]:
    text = path.read_text(encoding="utf-8")
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BriefError([syntax_problem("E306/not-toml", error, display_path(path), text)]) from error
    wrong = [name for name, value in found.items() if not isinstance(value, str)]
    if wrong:
        raise BriefError([Problem("E306/catalogue-value", f"`{wrong[0]}` is not text", Place(display_path(path)))])
    return found
