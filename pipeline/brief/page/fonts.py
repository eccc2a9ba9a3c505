"""The faces that a page brings with it: what their files contain, and the CSS rules that declare them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from brief.diagnostics.problems import BriefError, Place, Problem

FOLDER = "fonts/"  # of the faces among a page's assets


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: its name among the assets, its family, its weight (100 to 900) and whether it is italic."""

    name: str
    family: str
    weight: int
    is_italic: bool


def faces(assets: Mapping[str, bytes]) -> tuple[Face, ...]:
    """Return the faces among a page's assets, by name; raise `BriefError` (E306) when a file is not a font."""
    names = sorted(name for name in assets if name.startswith(FOLDER))
    return tuple(_face(name, assets[name]) for name in names)


def font_faces(assets: Mapping[str, bytes]) -> str:
    """Return one `@font-face` rule for each face among the assets (CSS Fonts 4, 4.1), in the order of their names."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-style: {"italic" if face.is_italic else "normal"}; '
        f'font-weight: {face.weight}; src: url("{face.name}") }}\n'
        for face in faces(assets)
    )


@lru_cache(maxsize=128)  # one page's faces are asked for by the style sheet and again by its writers
def _face(name: str, content: bytes) -> Face:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(io.BytesIO(content), lazy=True)
        family = font["name"].getBestFamilyName()
        metrics = font["OS/2"]
        return Face(name, str(family), int(metrics.usWeightClass), bool(metrics.fsSelection & 1))
    except (TTLibError, KeyError, AssertionError) as fault:
        text = f"`{name}` is not a TrueType or OpenType font"
        raise BriefError([Problem("E306/not-a-font", text, Place(name), hint="use static `.ttf` files")]) from fault


def characters_of(assets: Mapping[str, bytes]) -> frozenset[int]:
    """Return the characters that the faces among a page's assets have between them, as code points."""
    return frozenset[int]().union(*(_characters(assets[face.name]) for face in faces(assets)))


@lru_cache(maxsize=128)
def _characters(content: bytes) -> frozenset[int]:
    import uharfbuzz as harfbuzz

    return frozenset(harfbuzz.Face(harfbuzz.Blob(content)).unicodes)
