"""Dates and numbers as the dossier's language writes them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from brief.locale.cldr import locale_of

Length = Literal["full", "long", "medium", "short"]
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def spoken_date(date: dt.date | str, language: str, *, length: Length = "long") -> str:
    """Return a date in words; `date` may be EDTF level 0 (ISO 8601-2): a year, a month or a day.

    `length` is one of CLDR's: `long` (23 November 2026), `medium`, `short`, or `full` with the day of the week.
    """
    locale = locale_of(language)
    if isinstance(date, dt.date):
        return format_date(date, length, locale)
    month = _MONTH.fullmatch(date)
    if month:
        first = dt.datetime(int(month[1]), int(month[2]), 1)  # noqa: DTZ001  (a calendar month has no zone)
        return format_skeleton("yMMMM", first, locale=locale)
    if len(date) == len("2026-11-23"):
        return format_date(dt.date.fromisoformat(date), length, locale)
    return date


def spoken_number(number: int, language: str) -> str:
    """Return a whole number with its thousands parted: 1,234 in English, 1.234 in German."""
    return format_decimal(number, locale=locale_of(language))


def percent_range(low: int, high: int, language: str) -> str:
    """Return a range in percent in the form of CLDR's pattern: 5–20%, in German with a no-break space."""
    top = format_percent(high / 100, locale=locale_of(language))
    return top.replace(str(high), f"{low}–{high}", 1)


def duration(minutes: int, language: str) -> str:
    """Return a number of minutes in words, with the plural form that the number takes in the language."""
    return format_unit(minutes, "duration-minute", "long", locale=locale_of(language))


def direction(language: str) -> str:
    """Return `rtl` or `ltr`, the direction in which the language is written."""
    return locale_of(language).text_direction
