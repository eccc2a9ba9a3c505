"""The faces that a page brings with it: what each says of itself, and the CSS rules that make them known."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from brief.diagnostics.problems import BriefError, Place, Problem

FOLDER = "fonts/"  # where a page's assets keep their faces


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: its name among the assets, its family, its weight (100 to 900) and whether it slants."""

    name: str
    family: str
    weight: int
    is_italic: bool


def faces(assets: Mapping[str, bytes]) -> tuple[Face, ...]:
    """Return the faces among a page's assets, by name; raise `BriefError` (E306) when a file is no font."""
    names = sorted(name for name in assets if name.startswith(FOLDER))
    return tuple(_face(name, assets[name]) for name in names)


@dataclass(frozen=True, slots=True)
class Advances:
    """How far each character of one face carries the line, in ems (OpenType `hmtx`); without kerning."""

    widths: Mapping[int, float]
    usual: float  # of a character that the face has not

    def of(self, text: str) -> float:
        """Return how wide a text is set, in ems."""
        return sum(self.widths.get(ord(character), self.usual) for character in text)


def advances(assets: Mapping[str, bytes], family: str, weight: int, *, is_italic: bool = False) -> Advances:
    """Return the advances of the face of a family whose weight is nearest; guesses where the page brings none."""
    known = [face for face in faces(assets) if face.family == family and face.is_italic == is_italic]
    if not known:
        return Advances({}, 0.5)
    return Advances(widths(assets[min(known, key=lambda face: abs(face.weight - weight)).name]), 0.5)


@lru_cache(maxsize=128)  # the headings and pictures of one page measure hundreds of words in the same faces
def widths(content: bytes) -> Mapping[int, float]:
    """Return how far each character of a font file carries the line, in ems (OpenType `hmtx`)."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(content), lazy=True)
    metrics, em = font["hmtx"], font["head"].unitsPerEm
    return MappingProxyType({code: metrics[glyph][0] / em for code, glyph in (font.getBestCmap() or {}).items()})


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
        raise BriefError(
            [Problem("E306/not-a-font", text, Place(name), hint="put static `.ttf` files there")]
        ) from fault
