"""The faces among a page's assets: their names, their natural line height, the characters that they have."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Face:
    """One font file, as far as Word needs to know it."""

    path: str
    family: str
    style: str  # Regular, Bold, Italic or Bold Italic: the four that Word knows within a family
    tallness: float  # ascent, descent and line gap in ems
    is_fixed: bool
    panose: str
    is_serif: bool
    signature: tuple[str, ...]  # OS/2 ranges and code pages: usb0-3, csb0-1
    characters: frozenset[int] = field(repr=False)


@dataclass
class Faces:
    """All faces of a page by family and style."""

    known: Mapping[tuple[str, str], Face]
    main: tuple[str, ...]  # the families that text is set in
    used: set[str] = field(default_factory=set)  # further families that some text needed
    cache: dict[str, str] = field(default_factory=dict)

    def families(self) -> dict[str, float]:
        """Return each family's natural line height in ems."""
        return {face.family: face.tallness for face in self.known.values() if face.style == "Regular"}

    def family_for(self, character: str) -> str:
        """Return the family that a character needs because those of the text lack it, or an empty string."""
        if character not in self.cache:
            self.cache[character] = self._family(ord(character))
        return self.cache[character]

    def _family(self, code: int) -> str:
        regular = [face for face in self.known.values() if face.style == "Regular"]
        if self.main and all(face.family != self.main[0] for face in regular):
            return ""  # what the face of the text has is not known: the reader's program sees to the rest
        having = [face.family for face in regular if code in face.characters]
        if not having or any(family in self.main for family in having):
            return ""
        self.used.add(having[0])
        return having[0]


def faces(assets: Mapping[str, bytes], main: tuple[str, ...]) -> Faces:
    """Return the faces among a page's assets; `main` are the families that its text is set in."""
    read = [_face(path, assets[path]) for path in sorted(assets) if path.startswith("fonts/") and path.endswith(".ttf")]
    return Faces({(face.family, face.style): face for face in read}, main)


@lru_cache(maxsize=64)
def _face(path: str, data: bytes) -> Face:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data), lazy=True)
    names, metrics, line = font["name"], font["OS/2"], font["hhea"]
    ranges = [getattr(metrics, f"ulUnicodeRange{place}") for place in range(1, 5)]
    pages = [getattr(metrics, f"ulCodePageRange{place}", 0) for place in (1, 2)]
    shape = metrics.panose
    panose = [
        shape.bFamilyType, shape.bSerifStyle, shape.bWeight, shape.bProportion, shape.bContrast,
        shape.bStrokeVariation, shape.bArmStyle, shape.bLetterForm, shape.bMidline, shape.bXHeight,
    ]  # fmt: skip
    return Face(
        path=path,
        family=str(names.getDebugName(1)),
        style=str(names.getDebugName(2)),
        tallness=(line.ascent - line.descent + line.lineGap) / font["head"].unitsPerEm,
        is_fixed=bool(font["post"].isFixedPitch),
        panose="".join(f"{value:02X}" for value in panose),
        is_serif=panose[0] == 2 and 2 <= panose[1] <= 10,
        signature=tuple(f"{value:08X}" for value in (*ranges, *pages)),
        characters=frozenset(font.getBestCmap() or ()),
    )
