"""Small fonts for tests: each of its characters is a square."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen


def write_font(
    path: Path,
    family: str,
    characters: str = "ab",
    *,
    style: str = "Regular",
    weight: int = 400,
    is_cubic: bool = False,
    embedding: int = 0,
    is_variable: bool = False,
) -> Path:
    """Write a font with these characters: with outlines that Word does not embed, or with weights, if that is asked."""
    names = [".notdef", *(f"g{ord(each)}" for each in characters)]
    builder = FontBuilder(1000, isTTF=not is_cubic)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(each): f"g{ord(each)}" for each in characters})
    if is_cubic:
        builder.setupCFF(f"{family}-{style}", {}, {name: _square(T2CharStringPen(600, None)) for name in names}, {})
    else:
        builder.setupGlyf({name: _square(TTGlyphPen(None)) for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 100)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": style, "licenseDescription": "Free to embed."})
    builder.setupOS2(usWeightClass=weight, fsType=embedding, fsSelection=int("Italic" in style))
    builder.setupPost()
    if is_variable:
        builder.setupFvar([("wght", 200, 400, 800, "Weight")], [])
        builder.setupGvar({name: [] for name in names})
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def _square(pen: Any) -> Any:
    pen.moveTo((100, 0))
    pen.lineTo((100, 500))
    pen.curveTo((200, 600), (400, 600), (500, 500)) if isinstance(pen, T2CharStringPen) else pen.lineTo((500, 500))
    pen.lineTo((500, 0))
    pen.closePath()
    return pen.getCharString() if isinstance(pen, T2CharStringPen) else pen.glyph()
