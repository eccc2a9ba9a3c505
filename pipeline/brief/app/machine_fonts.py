"""The fonts of this machine: only looked at when somebody asks for them, never by a build."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})


@dataclass(frozen=True, slots=True)
class MachineFont:
    """One face of this machine; `number` is its place in a file that holds several."""

    path: Path
    number: int
    family: str
    style: str
    weight: int  # 100 to 900
    is_italic: bool
    is_variable: bool

    def open(self) -> Any:
        """Return the font as fontTools opens it, for whoever closes it; raise `OSError` or `TTLibError`."""
        from fontTools.ttLib import TTFont

        return TTFont(self.path, fontNumber=self.number, lazy=True)


def machine_fonts(environment: Mapping[str, str] = os.environ) -> tuple[MachineFont, ...]:
    """Return every font of this machine that has outlines, by family, weight and slant; a broken file is left out."""
    files = sorted({path for folder in font_folders(environment) for path in _files(folder)})
    found = {(font.family, font.style, font.number): font for path in reversed(files) for font in _fonts(path)}
    return tuple(sorted(found.values(), key=lambda font: (font.family, font.weight, font.is_italic, font.style)))


def font_folders(environment: Mapping[str, str]) -> Sequence[Path]:
    """Return the folders in which this system keeps fonts; those of the user come first."""
    home = Path(environment.get("HOME") or Path.home())
    if sys.platform == "darwin":
        return (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    if sys.platform == "win32":
        own = Path(environment.get("LOCALAPPDATA", home)) / "Microsoft/Windows/Fonts"
        return (own, Path(environment.get("WINDIR", "C:/Windows")) / "Fonts")
    own = Path(environment.get("XDG_DATA_HOME") or home / ".local/share")
    shared = (environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return (own / "fonts", home / ".fonts", *(Path(folder) / "fonts" for folder in shared if folder))


def _files(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        yield from (Path(place, name) for name in names if Path(name).suffix.lower() in _SUFFIXES)


def _fonts(path: Path) -> Iterator[MachineFont]:
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        is_collection = path.suffix.lower() in {".ttc", ".otc"}
        opened = TTCollection(path, lazy=True) if is_collection else [TTFont(path, lazy=True)]
        for number, font in enumerate(opened):
            if "glyf" in font or "CFF " in font or "CFF2" in font:
                yield _machine_font(path, number if is_collection else -1, font)
    except (OSError, TTLibError, KeyError, AssertionError, ValueError, AttributeError):
        return  # an unreadable file is not a usable font


def _machine_font(path: Path, number: int, font: Any) -> MachineFont:
    names, metrics = font["name"], font["OS/2"]
    return MachineFont(
        path=path,
        number=number,
        family=str(names.getBestFamilyName()),
        style=str(names.getBestSubFamilyName() or "Regular"),
        weight=int(metrics.usWeightClass),
        is_italic=bool(metrics.fsSelection & 1),
        is_variable="fvar" in font,
    )
