"""How wide text is set: measured in the faces that the page brings, estimated where a face is not known.

All widths are in ems. What a measure cannot know is in the factors below, one for each use: to be multiplied with a
width that must not be less than what is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from brief.page.fonts import faces

ESTIMATE_SLACK = 1.04  # of `estimated_width`: so much a whole line may be wider than its characters' classes say
HEADING_SLACK = 1.002  # of `Measure`, with kerning: for widths that are written as tenths of a point
PICTURE_SLACK = 1.02  # of `character_widths`: for kerning, and for rounding in what draws the picture
UNKNOWN_FACE_SLACK = 1.1  # of `estimated_width`, for drawings without faces: whoever draws them takes a face of theirs

USUAL = 0.5  # of a character that its face lacks, or in a face that the page does not bring
_NARROW = frozenset("iljtfrI.,:;'’‘|!()[] -")
_WIDE = frozenset("mwMWOQ@%—")


@dataclass(frozen=True, slots=True)
class Measure:
    """Measures text in one face; `font` is its file, empty for a face that the page does not bring."""

    font: bytes = field(repr=False)

    def width(self, text: str, *features: str) -> float:
        """Return how wide a text is in one line, in ems: shaped by HarfBuzz, kerned unless one feature is `-kern`.

        `features` are OpenType features as HarfBuzz reads them (`lnum`, `-liga`). In a face that is not known all
        characters have the usual width, as have those that the face lacks.
        """
        return _shaped_width(self.font, text, features) if self.font and text else USUAL * len(text)


def measure(assets: Mapping[str, bytes], family: str, weight: int, *, is_italic: bool = False) -> Measure:
    """Return the measure of the face of a family whose weight is nearest; guesses where the page brings none."""
    known = [face for face in faces(assets) if face.family == family and face.is_italic == is_italic]
    return Measure(assets[min(known, key=lambda face: abs(face.weight - weight)).name] if known else b"")


@lru_cache(maxsize=4096)  # a heading is balanced by measuring the same beginnings of its lines again
def _shaped_width(font: bytes, text: str, features: tuple[str, ...]) -> float:
    import uharfbuzz as harfbuzz

    shaper = _font(font)
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    harfbuzz.shape(shaper, buffer, {name.removeprefix("-"): not name.startswith("-") for name in features})
    glyphs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    em = int(shaper.face.upem)
    return sum(float(position.x_advance) if info.codepoint else USUAL * em for info, position in glyphs) / em


@lru_cache(maxsize=128)
def _font(font: bytes) -> Any:
    import uharfbuzz as harfbuzz

    return harfbuzz.Font(harfbuzz.Face(harfbuzz.Blob(font)))  # scaled to `unitsPerEm`, unless asked otherwise


@lru_cache(maxsize=128)  # the headings and pictures of one page measure hundreds of words in the same faces
def character_widths(font: bytes) -> Mapping[int, float]:
    """Return the width of each character of a font file, in ems and without kerning (OpenType `cmap` and `hmtx`)."""
    shaper = _font(font)
    glyphs = ((character, shaper.get_nominal_glyph(character)) for character in shaper.face.unicodes)
    em = shaper.face.upem
    return MappingProxyType({character: shaper.get_glyph_h_advance(glyph) / em for character, glyph in glyphs})


def estimated_width(text: str) -> float:
    """Return about how wide a text is in one line of an ordinary text face, in ems."""
    total = 0.0
    for character in text:
        if character > "\u2e80":
            total += 1.0
        elif character in _NARROW:
            total += 0.29
        elif character in _WIDE:
            total += 0.82
        else:
            total += 0.62 if character.isupper() else 0.51
    return total
