"""The layout of dated events on a line of time: where each is, and in which lane its words have room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from brief.render.text_measure import TextMeasure

WIDTH = 600  # CSS pixels, as wide as the text column of most pages
SIZE = 13.0  # CSS pixels: of the type
LINE = 16.0  # from one line to the next
PAD = 6.0  # between words and their stem, and between the ends of the line and the edge
_WIDEST = 150.0  # the words of one event
_LINES = 4  # of words under the date
_GAP = 12.0  # between words in one lane
_CLOSEST = 9.0  # between two dates that can still be told apart


@dataclass(frozen=True, slots=True)
class Flag:
    """One event: it begins on the line at `x`, its year, month or day ends at `end`, and its words begin at `y`."""

    x: float
    end: float
    y: float
    date: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Flags in order of time over a line at height `line`; not to scale where dates would be too close together."""

    flags: tuple[Flag, ...]
    line: float
    is_to_scale: bool


def timeline(events: Sequence[tuple[str, str, str]], measure: TextMeasure) -> Timeline:
    """Return the layout of events, each given as its date (EDTF level 0), the date in words, and its words.

    Words begin at the stem of their event and may reach beyond the stems of later ones. An event is therefore in a
    lane above all those whose stems its words would cross, so that no stem crosses words.
    """
    ordered = sorted((_span(date), date_words, words) for date, date_words, words in events)
    spans = [span for span, *_ in ordered]
    texts = [
        (measure.lines(date_words, _WIDEST, SIZE, 600), measure.lines(words, _WIDEST, SIZE, 400, _LINES))
        for _, date_words, words in ordered
    ]
    widths = [
        max(measure.width(line, SIZE, weight) for weight, lines in ((600, date), (400, words)) for line in lines)
        for date, words in texts
    ]
    places, is_to_scale = _places(spans, WIDTH - 2 * PAD - max(widths, default=0.0))
    lanes = _lanes([x for x, _ in places], widths)
    heights = [
        max(LINE * (len(date) + len(words)) for (date, words), other in zip(texts, lanes, strict=True) if other == lane)
        for lane in range(max(lanes, default=-1) + 1)
    ]
    line = sum(heights) + _GAP * len(heights)
    flags = [
        Flag(*place, line - sum(heights[: lane + 1]) - _GAP * (lane + 1), date, words)
        for place, lane, (date, words) in zip(places, lanes, texts, strict=True)
    ]
    return Timeline(tuple(flags), line, is_to_scale)


def _lanes(stems: Sequence[float], widths: Sequence[float]) -> list[int]:
    """Return the lane of each event, counted from the line upwards."""
    lanes = [0] * len(stems)
    for event in range(len(stems) - 1, -1, -1):
        reach = stems[event] + PAD + widths[event] + _GAP
        crossed = [lanes[later] for later in range(event + 1, len(stems)) if stems[later] < reach]
        lanes[event] = max(crossed, default=-1) + 1
    return lanes


def _places(spans: Sequence[tuple[int, int]], room: float) -> tuple[list[tuple[float, float]], bool]:
    """Return where each span begins and ends on the line, and whether that is to scale."""
    if not spans:
        return [], True
    first, last = spans[0][0], spans[-1][0]
    end = max(end for _, end in spans)
    scale = min(room / max(last - first, 1), (WIDTH - 2 * PAD) / max(end - first, 1))
    days = sorted({begin for begin, _ in spans})
    if all((later - earlier) * scale >= _CLOSEST for earlier, later in pairwise(days)):
        return [(PAD + (begin - first) * scale, PAD + (until - first) * scale) for begin, until in spans], True
    step = room / max(len(days) - 1, 1)
    steps = [PAD + step * days.index(begin) for begin, _ in spans]
    return [(x, x) for x in steps], False


def _span(date: str) -> tuple[int, int]:
    """Return the first day of a date, counted from the year 1, and the day after its year or month (or the day)."""
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    first = _days(year, month or 1, day or 1)
    if day:
        return first, first
    return first, _days(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)


def _days(year: int, month: int, day: int) -> int:
    """Return the number of a day, also of EDTF's year 0 and of the year after 9999, which `datetime.date` lacks."""
    shift = 400 if year < 1 else -400 if year > dt.MAXYEAR else 0
    return dt.date(year + shift, month, day).toordinal() - shift // 400 * 146097  # days in 400 years
