"""Fonts of this machine as the templates need them: static TrueType files, reduced where they are large."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from brief.app.machine_fonts import MachineFont
from brief.diagnostics.problems import BriefError, Problem
from brief.diagnostics.suggestions import closest

LARGE = 4_000_000  # bytes; a larger file is reduced
_STYLES = {"Regular": (400, False), "Bold": (700, False), "Italic": (400, True), "BoldItalic": (700, True)}
_RESTRICTED = 0x0002  # OS/2 fsType: may not be embedded (OpenType 1.9, OS/2)
_BITMAPS_ONLY = 0x0200
_DROPPED = ("FFTM", "DSIG", "EBDT", "EBLC", "CBDT", "CBLC", "sbix", "SVG ", "COLR", "CPAL")  # dates, colours, bitmaps
# The standards of which a large font keeps the one that suits the dossiers best: Chinese, Japanese, Korean.
_STANDARDS = ("gb2312", "big5", "shift_jis", "euc_kr")
_TOLERANCE = 1.0  # units of 1000 to the em, by which a curve may differ after it is drawn in TrueType's way


@dataclass(frozen=True, slots=True)
class AddedFont:
    """One file for the `fonts` folder of the templates: its name and content."""

    name: str
    content: bytes


def add_family(family: str, fonts: Iterable[MachineFont], used: Collection[str], *, keep_all: bool) -> list[AddedFont]:
    """Return a family of this machine as files for the templates: four styles at most, and what it says of its licence.

    `used` are the characters of the project's dossiers, which a large font keeps in any case. Raise `BriefError`: E607
    when no font has that name, E608 when the font may not be embedded or cannot be read.
    """
    known = tuple(fonts)
    named = [font for font in known if font.family.casefold() == family.casefold()]
    if not named:
        raise BriefError([_unknown(family, {font.family for font in known})])
    chosen = {style: font for style in _STYLES if (font := _nearest(named, style)) is not None}
    added = [_added(style, font, used, keep_all=keep_all) for style, font in chosen.items()]
    stem = _stem(named[0].family)
    return [*added, AddedFont(f"LICENSE-{stem}.txt", _licence(named[0]).encode())]


def _unknown(family: str, known: Collection[str]) -> Problem:
    close = closest(family, known)
    install = "install it first (on Debian and Ubuntu `fonts-noto-core` and `fonts-noto-cjk` have the Noto fonts)"
    hint = f"did you mean `{close}`?" if close else install
    return Problem("E607/unknown-font", f"this machine has no font `{family}`", hint=hint)


def _nearest(fonts: Iterable[MachineFont], style: str) -> MachineFont | None:
    """Return the font that is set for a style: the one of the nearest weight, if that is not another style's."""
    weight, is_italic = _STYLES[style]
    near = [font for font in fonts if font.is_italic == is_italic]
    variable = [font for font in near if font.is_variable]
    found = min(variable or near, key=lambda font: abs(font.weight - weight), default=None)
    return found if found is not None and (found.is_variable or abs(found.weight - weight) <= 150) else None


def _added(style: str, font: MachineFont, used: Collection[str], *, keep_all: bool) -> AddedFont:
    from fontTools.ttLib import TTLibError

    try:
        with font.open() as opened:
            if opened["OS/2"].fsType & (_RESTRICTED | _BITMAPS_ONLY):
                text = f"`{font.family}` may not be embedded: its maker does not allow it (fsType)"
                raise BriefError([Problem("E608/font-not-embeddable", text, hint="choose another font")])
            content = _static_truetype(opened, font, style, used, keep_all=keep_all)
    except (OSError, TTLibError, KeyError, AssertionError) as fault:
        text = f"`{font.path}` cannot be read as a font: {fault}"
        raise BriefError([Problem("E608/font-not-readable", text, hint="choose another font")]) from fault
    return AddedFont(f"{_stem(font.family)}-{style}.ttf", content)


def _static_truetype(font: Any, source: MachineFont, style: str, used: Collection[str], *, keep_all: bool) -> bytes:
    from fontTools.varLib.instancer import instantiateVariableFont

    if not keep_all and source.path.stat().st_size > LARGE:
        font = _reduced(source, used)
    if source.is_variable:
        weight, _ = _STYLES[style]
        axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        font = instantiateVariableFont(font, axes | ({"wght": weight} if "wght" in axes else {}))
    if "glyf" not in font:
        _draw_as_truetype(font)
    for table in _DROPPED:
        if table in font:
            del font[table]
    _rename(font, source.family, style)
    font.recalcTimestamp = False
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _reduced(source: MachineFont, used: Collection[str]) -> Any:
    """Return a font with the characters used and those of the national standard that has most of them."""
    import uharfbuzz as harfbuzz
    from fontTools.ttLib import TTFont

    face = harfbuzz.Face(harfbuzz.Blob.from_file_path(source.path), max(source.number, 0))
    wish = harfbuzz.SubsetInput()
    wish.flags = harfbuzz.SubsetFlags.NO_HINTING | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
    codes = {ord(each) for each in used}
    wish.unicode_set.update(codes | max(_standards(), key=lambda each: len(codes & each)))
    return TTFont(io.BytesIO(bytes(harfbuzz.subset(face, wish).blob.data)))


@cache
def _standards() -> tuple[frozenset[int], ...]:
    """Return the characters of each national standard, with Latin letters, punctuation and signs."""
    signs = (*range(0x20, 0x250), *range(0x2000, 0x2300))
    pairs = [bytes((first, second)) for first in range(0x81, 0xFF) for second in range(0x40, 0xFF)]
    texts = ("".join(pair.decode(name, "ignore") for pair in pairs) for name in _STANDARDS)
    return tuple(frozenset((*signs, *map(ord, text))) for text in texts)


def _draw_as_truetype(font: Any) -> None:
    """Replace the cubic curves of a font by quadratic ones: Word embeds TrueType outlines alone."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    drawn: dict[str, Any] = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, _TOLERANCE * font["head"].unitsPerEm / 1000, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"] = newTable("loca")
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder, table.glyphs = order, drawn
    for name in ("CFF ", "CFF2", "VORG"):
        if name in font:
            del font[name]
    for name, glyph in drawn.items():
        glyph.recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    most = font["maxp"]
    most.tableVersion = 0x00010000
    most.maxZones, most.maxTwilightPoints, most.maxStorage, most.maxFunctionDefs = 1, 0, 0, 0
    most.maxInstructionDefs, most.maxStackElements, most.maxSizeOfInstructions = 0, 0, 0
    most.maxComponentElements = max((len(getattr(glyph, "components", ())) for glyph in drawn.values()), default=0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def _rename(font: Any, family: str, style: str) -> None:
    """Give a font the names by which Word knows the four styles of a family (OpenType 1.9, name)."""
    words = style.replace("BoldItalic", "Bold Italic")
    names = font["name"]
    for number in (16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    for number, text in ((1, family), (2, words), (4, f"{family} {words}"), (6, f"{_stem(family)}-{style}")):
        names.removeNames(nameID=number)
        names.setName(text, number, 3, 1, 0x409)
    weight, is_italic = _STYLES[style]
    font["OS/2"].usWeightClass = weight
    bits = font["OS/2"].fsSelection & ~0b1100001
    font["OS/2"].fsSelection = bits | is_italic | (weight > 400) << 5 | (style == "Regular") << 6
    font["head"].macStyle = (weight > 400) | is_italic << 1


def _licence(font: MachineFont) -> str:
    """Return what the font says of its licence, and the text of a licence that is next to it."""
    with font.open() as opened:
        records = {number: opened["name"].getDebugName(number) for number in (0, 8, 13, 14)}
    parts = [f"{font.family}: a copy of `{font.path.name}`.", *(text.strip() for text in records.values() if text)]
    parts += [path.read_text(encoding="utf-8", errors="replace").strip() for path in _licence_files(font.path)]
    return "\n\n".join(parts) + "\n"


def _licence_files(path: Path) -> Iterator[Path]:
    for near in sorted(path.parent.iterdir()):
        if near.is_file() and near.name.upper().startswith(("LICENSE", "LICENCE", "OFL", "COPYING")):
            yield near


def _stem(family: str) -> str:
    """Return the name of a family in a file name."""
    return "".join(each for each in family if each.isascii() and (each.isalnum() or each in "-_")) or "Font"


def coverage(fonts: Iterable[MachineFont], text: str) -> Mapping[str, int]:
    """Return how many characters of a text each family has, if it has any; those with most come first."""
    wanted = {ord(each) for each in text if not each.isspace()}
    found: dict[str, int] = {}
    for font in fonts:
        with font.open() as opened:
            has = len(wanted & (opened.getBestCmap() or {}).keys())
        found[font.family] = max(has, found.get(font.family, 0))
    return dict(sorted(((name, has) for name, has in found.items() if has), key=lambda pair: (-pair[1], pair[0])))
