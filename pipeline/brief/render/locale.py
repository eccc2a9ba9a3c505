"""Dates and numbers as the dossier's language writes them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton

Length = Literal["full", "long", "medium", "short"]
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def spoken_date(date: dt.date | str, language: str, *, length: Length = "long") -> str:
    """Return a date in words; `date` may be EDTF level 0 (ISO 8601-2): a year, a month or a day.

    `length` is one of CLDR's: `long` (23 November 2026), `medium`, `short`, or `full` with the day of the week.
    """
    locale = Locale.parse(language, sep="-")
    if isinstance(date, dt.date):
        return format_date(date, length, locale)
    month = _MONTH.fullmatch(date)
    if month:
        first = dt.datetime(int(month[1]), int(month[2]), 1)  # noqa: DTZ001  (a calendar month has no zone)
        return format_skeleton("yMMMM", first, locale=locale)
    if len(date) == len("2026-11-23"):
        return format_date(dt.date.fromisoformat(date), length, locale)
    return date


def direction(language: str) -> str:
    """Return `rtl` or `ltr`, the direction in which the language is written."""
    return Locale.parse(language, sep="-").text_direction
