"""No-break spaces, by the language of the text.

A space that an author wrote becomes one that holds; none is added and none taken out, so a text keeps its length.
Between a number and its unit or percent sign, and after an abbreviation that a number follows, it is a no-break space;
in French before `: ; ! ?` and inside guillemets, and inside German abbreviations such as `z. B.`, a narrow one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from brief.model import Language

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_UNITS = (
    "%", "‰", "°C", "°F", "€", "£", "EUR", "USD", "GBP", "CHF", "mm", "cm", "m", "km", "m²", "km²", "m³", "ha", "mg",
    "g", "kg", "t", "ml", "l", "h", "min", "kW", "MW", "GW", "kWh", "MWh", "GWh", "Mio.", "Mrd.",
)  # fmt: skip

# Abbreviations that are not separated from the number after them.
BEFORE_NUMBER: Mapping[str, tuple[str, ...]] = {
    "ar": ("§", "ص", "ص.", "رقم", "المادة"),
    "de": ("§", "§§", "Nr.", "S.", "Art.", "Abs.", "Abb.", "Tab.", "Kap.", "Bd.", "Rn.", "Fn."),
    "en": ("§", "§§", "No.", "Nos.", "p.", "pp.", "Art.", "Arts.", "para.", "paras.", "Fig.", "ch.", "vol."),
    "es": ("§", "n.º", "núm.", "p.", "pp.", "pág.", "págs.", "Art.", "art.", "arts.", "cap.", "fig.", "vol."),
    "fr": ("§", "n°", "nº", "p.", "pp.", "Art.", "art.", "chap.", "fig.", "vol."),
    "he": ("§", "עמ׳", "מס׳", "סעיף"),
}
_GERMAN = re.compile(r"(?<!\w)(?:z\. B\.|d\. h\.|u\. a\.|i\. d\. R\.|u\. U\.|o\. Ä\.)")
_FRENCH = re.compile(r"(?<=«)[ \u00a0]|[ \u00a0](?=[:;!?»])")


def with_no_break_spaces(text: str, language: Language) -> str:
    """Return a text with no-break spaces where that language does not break a line."""
    main = language.primary
    if " " not in text:
        return text
    text = _unbreakable(main).sub(NO_BREAK, text)
    if main == "fr":
        return _FRENCH.sub(NARROW, text)
    if main == "de":
        return _GERMAN.sub(lambda found: found[0].replace(" ", NARROW), text)
    return text


@cache
def _unbreakable(main: str) -> re.Pattern[str]:
    """Return the pattern of a space between a number and its unit, or between an abbreviation and its number."""
    units = "|".join(map(re.escape, _UNITS))
    before = "|".join(rf"(?<=(?<!\w){re.escape(word)})" for word in BEFORE_NUMBER.get(main, ("§",)))
    return re.compile(rf"(?<=\d) (?=(?:{units})(?!\w))|(?:{before}) (?=\d)")
