"""The faces among a page's assets: their names, their natural line height, the characters that they have."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Face:
    """One font file, as far as Word needs to know it."""

    path: str
    family: str
    style: str  # Regular, Bold, Italic or Bold Italic: the four that Word knows within a family
    line_height: float  # ascent, descent and line gap in ems
    is_fixed: bool
    panose: str
    is_serif: bool
    signature: tuple[str, ...]  # OS/2 ranges and code pages: usb0-3, csb0-1
    characters: frozenset[int] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Faces:
    """All faces of a page by family and style."""

    known: Mapping[tuple[str, str], Face]
    main: tuple[str, ...] = ()  # the families that text is set in
    covered: frozenset[int] = field(default=frozenset(), repr=False)  # characters of their regular faces
    fallbacks: tuple[Face, ...] = ()  # regular faces of the other families; none where the text's own face is not known

    def with_main(self, families: Iterable[str]) -> Faces:
        """Return the same faces with the families that text is set in, the one of most of the text first."""
        main = tuple(dict.fromkeys(families))
        regular = [face for face in self.known.values() if face.style == "Regular"]
        covered = frozenset[int]().union(*(face.characters for face in regular if face.family in main))
        # What a face has that is not among the assets is not known: the reader's program finds characters by itself.
        is_known = not main or any(face.family == main[0] for face in regular)
        others = tuple(face for face in regular if face.family not in main)
        return Faces(self.known, main, covered, others if is_known else ())

    def line_heights(self) -> dict[str, float]:
        """Return each family's natural line height in ems."""
        return {face.family: face.line_height for face in self.known.values() if face.style == "Regular"}

    def fallback_for(self, character: str) -> str:
        """Return the family that a character needs because those of the text lack it, or an empty string."""
        code = ord(character)
        if code in self.covered:
            return ""
        return next((face.family for face in self.fallbacks if code in face.characters), "")


def read_faces(assets: Mapping[str, bytes]) -> Faces:
    """Return the faces among a page's assets."""
    paths = (path for path in sorted(assets) if path.startswith("fonts/") and path.endswith(".ttf"))
    faces = [_read_face(path, assets[path]) for path in paths]
    return Faces({(face.family, face.style): face for face in faces})


@lru_cache(maxsize=64)
def _read_face(path: str, data: bytes) -> Face:
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
        line_height=(line.ascent - line.descent + line.lineGap) / font["head"].unitsPerEm,
        is_fixed=bool(font["post"].isFixedPitch),
        panose="".join(f"{value:02X}" for value in panose),
        is_serif=panose[0] == 2 and 2 <= panose[1] <= 10,
        signature=tuple(f"{value:08X}" for value in (*ranges, *pages)),
        characters=frozenset(font.getBestCmap() or ()),
    )
