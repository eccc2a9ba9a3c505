"""What the Unicode locale data (CLDR) say of how a language writes; English where they have only a language's name."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError


def locale_of(language: str) -> Locale:
    """Return the locale of a BCP 47 tag."""
    try:
        return Locale.parse(language, sep="-")
    except UnknownLocaleError:
        return Locale("en")


def decimal_mark(language: str) -> str:
    """Return the sign between a number and its decimals."""
    return str(locale_of(language).number_symbols["latn"]["decimal"])
