"""Dates and numbers in words, by the patterns of CLDR for a language."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from brief.model.language import Language

Length = Literal["full", "long", "medium", "short"]
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def date_in_words(date: dt.date | str, language: Language, *, length: Length = "long") -> str:
    """Return a date in words; `date` may be EDTF level 0 (ISO 8601-2): a year, a month or a day.

    `length` is one of CLDR's: `long` (23 November 2026), `medium`, `short`, or `full` with the day of the week.
    """
    if isinstance(date, dt.date):
        return format_date(date, length, language.locale)
    month = _MONTH.fullmatch(date)
    if month:
        first = dt.datetime(int(month[1]), int(month[2]), 1)  # noqa: DTZ001  (a calendar month has no time zone)
        return format_skeleton("yMMMM", first, locale=language.locale)
    if len(date) == len("2026-11-23"):
        return format_date(dt.date.fromisoformat(date), length, language.locale)
    return date


def grouped_number(number: int, language: Language) -> str:
    """Return a whole number with its thousands separated: 1,234 in English, 1.234 in German."""
    return format_decimal(number, locale=language.locale)


def percent_range(low: int, high: int, language: Language) -> str:
    """Return a range in percent by CLDR's pattern: 5–20%, in German with a no-break space before the sign."""
    top = format_percent(high / 100, locale=language.locale)
    return top.replace(str(high), f"{low}–{high}", 1)


def duration(minutes: int, language: Language) -> str:
    """Return a number of minutes in words, in the plural form that the language uses for the number."""
    return format_unit(minutes, "duration-minute", "long", locale=language.locale)
