"""A language from its tag, with the conventions that the Unicode locale data (CLDR) give for it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from brief.locale.quotation_marks import quotation_marks
from brief.model.language import ENGLISH, Language, fallbacks

if TYPE_CHECKING:
    from babel import Locale


@cache
def language_from_tag(tag: str) -> Language:
    """Return the language of a BCP 47 tag.

    Where CLDR has no locale for the whole tag, the data are those of its longest beginning that has one (`de-US`
    writes as `de` does), else English.
    """
    locale = _locale(tag)
    return Language(
        tag,
        str(locale),
        "rtl" if locale.text_direction == "rtl" else "ltr",
        str(locale.number_symbols["latn"]["decimal"]),
        quotation_marks(fallbacks(tag)),
    )


def _locale(tag: str) -> Locale:
    from babel import Locale, UnknownLocaleError  # late: reading a small dossier takes less time than this import

    for each in fallbacks(tag):
        try:
            return Locale.parse(each, sep="-")
        except (UnknownLocaleError, ValueError):  # Babel has no data for it, or does not parse tags of this form
            continue
    return Locale(ENGLISH.locale)
