"""Dates as they may be written: whole days, and partial dates that are a day, a month or a year."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def parse_day(written: str) -> date | None:
    """Return a calendar date (ISO 8601-1, 5.2.2.1, extended format), or `None` when the text is not one."""
    found = _DAY.fullmatch(written)
    return _date(*map(int, found.groups())) if found else None


def is_partial_date(written: str) -> bool:
    """Return whether a text is a year, a month or a day of the calendar (ISO 8601-2, EDTF level 0)."""
    found = _PARTIAL.fullmatch(written)
    return found is not None and _date(*(int(part or "1") for part in found.groups())) is not None


def _date(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None
