"""The writing system of a character, what to call it, and a family that has it (Unicode Standard Annex 24)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from fontTools import unicodedata as scripts

_EMOJI = "Zsye"  # ISO 15924's code for emoji
_SYMBOLS = "Zsym"  # and for symbols
_COMMON = frozenset({"Zyyy", "Zinh", "Zzzz"})
_CHINESE_MARKS = ((0x2E80, 0x2FFF), (0x3000, 0x303F), (0x3190, 0x33FF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF))
_EMOJI_BLOCKS = ((0x1F300, 0x1FAFF), (0x1F1E6, 0x1F1FF))
# Shown by no glyph of their own (Unicode 16, DerivedCoreProperties: Default_Ignorable_Code_Point), as far as they are
# neither controls nor formats.
_WITHOUT_GLYPH = frozenset((0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0x180B, 0x180F),
                            *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Script:
    """A writing system: what its characters are called, and a family that has them and may be embedded."""

    code: str  # ISO 15924
    name: str
    family: str


_KNOWN: Mapping[str, Script] = MappingProxyType(
    {
        script.code: script
        for script in (
            Script("Hani", "Chinese characters", "Noto Sans CJK SC"),
            Script("Jpan", "Japanese characters", "Noto Sans CJK JP"),
            Script("Hang", "Korean characters", "Noto Sans CJK KR"),
            Script("Bopo", "Bopomofo letters", "Noto Sans CJK TC"),
            Script("Latn", "Latin characters", "Noto Sans"),
            Script("Grek", "Greek letters", "Noto Sans"),
            Script("Cyrl", "Cyrillic letters", "Noto Sans"),
            Script(_EMOJI, "emoji", "Symbola"),
            Script(_SYMBOLS, "symbols", "Noto Sans Symbols"),
        )
    }
)
_CHINESE = MappingProxyType({"zh-TW": "TC", "zh-Hant": "TC", "zh-HK": "HK", "zh-MO": "HK", "ja": "JP", "ko": "KR"})


def script_of(character: str) -> str:
    """Return the code of the writing system that a character is set in: `Hani`, `Thai`, `Zsye` for emoji."""
    code = str(scripts.script(character))
    point = ord(character)
    if code in {"Hira", "Kana"}:
        return "Jpan"
    if code not in _COMMON:
        return code
    if any(first <= point <= last for first, last in _CHINESE_MARKS):
        return "Hani"
    return _EMOJI if any(first <= point <= last for first, last in _EMOJI_BLOCKS) else _SYMBOLS


def script(code: str, language: str) -> Script:
    """Return a writing system by its code; Chinese characters are drawn as the language of a text has them."""
    if code == "Hani":
        region = next((region for tag, region in _CHINESE.items() if language.startswith(tag)), "SC")
        return Script(code, _KNOWN[code].name, f"Noto Sans CJK {region}")
    if code in _KNOWN:
        return _KNOWN[code]
    name = str(scripts.script_name(code)).replace("_", " ")
    return Script(code, f"{name} characters", f"Noto Sans {name}")


def has_glyph_of_its_own(character: str) -> bool:
    """Return whether a font must have the character for it to be shown: spaces, controls and selectors need none."""
    return unicodedata.category(character)[0] not in "CZ" and ord(character) not in _WITHOUT_GLYPH
