"""How wide text is set: measured in the faces that the page brings, estimated where a face is not known.

All widths are in ems. What a measure leaves out is in the factors below, one for each use: to be multiplied with a
width that must not be less than what is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from brief.page.fonts import faces

ESTIMATE_SLACK = 1.04  # of `estimated_width`: so much a whole line may be wider than its characters' classes say
HEADING_SLACK = 1.015  # of `Measure`: for kerning, which moves few pairs of letters apart and most together
PICTURE_SLACK = 1.02  # of `Measure`: for kerning, and for rounding in what draws the picture
UNKNOWN_FACE_SLACK = 1.1  # of `estimated_width`, for drawings without faces: whoever draws them takes a face of theirs

USUAL = 0.5  # of a character that its face lacks, or in a face that the page does not bring
_NARROW = frozenset("iljtfrI.,:;'’‘|!()[] -")
_WIDE = frozenset("mwMWOQ@%—")


@dataclass(frozen=True, slots=True)
class Measure:
    """The widths of the characters of one face (OpenType `hmtx`); without kerning."""

    widths: Mapping[int, float]

    def width(self, text: str) -> float:
        """Return how wide a text is in one line, in ems."""
        return sum(self.widths.get(ord(character), USUAL) for character in text)


def measure(assets: Mapping[str, bytes], family: str, weight: int, *, is_italic: bool = False) -> Measure:
    """Return the measure of the face of a family whose weight is nearest; guesses where the page brings none."""
    known = [face for face in faces(assets) if face.family == family and face.is_italic == is_italic]
    if not known:
        return Measure({})
    return Measure(character_widths(assets[min(known, key=lambda face: abs(face.weight - weight)).name]))


@lru_cache(maxsize=128)  # the headings and pictures of one page measure hundreds of words in the same faces
def character_widths(font: bytes) -> Mapping[int, float]:
    """Return the width of each character of a font file, in ems (OpenType `cmap` and `hmtx`)."""
    import uharfbuzz as harfbuzz

    face = harfbuzz.Face(harfbuzz.Blob(font))
    scaled = harfbuzz.Font(face)  # to `unitsPerEm`, unless asked otherwise
    glyphs = ((character, scaled.get_nominal_glyph(character)) for character in face.unicodes)
    return MappingProxyType({character: scaled.get_glyph_h_advance(glyph) / face.upem for character, glyph in glyphs})


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
