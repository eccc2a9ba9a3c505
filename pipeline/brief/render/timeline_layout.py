"""Dated events on a line of time: where each stands, and in which lane its words have room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from brief.render.text_measure import Lettering

WIDTH = 600  # CSS pixels, as wide as the text column of most pages
SIZE = 13.0  # CSS pixels: of the words
LINE = 16.0  # from one line to the next
PAD = 6.0  # of words from the stem that they hang on, and of the line's ends from the edge
_WIDEST = 150.0  # words of one event
_LINES = 4  # of words, under the date
_GAP = 12.0  # between words in one lane
_NEAREST = 9.0  # between two dates that can still be told apart


@dataclass(frozen=True, slots=True)
class Flag:
    """One event: `x` is where it begins on the line, `end` where its year, month or day ends, `y` its words' top."""

    x: float
    end: float
    y: float
    date: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Flags in order of time over a line at height `line`; `is_to_scale` unless dates would run into each other."""

    flags: tuple[Flag, ...]
    line: float
    is_to_scale: bool


def lanes(events: Sequence[tuple[str, str, str]], lettering: Lettering) -> Timeline:
    """Return events as flags in lanes, none over another; each is a date (EDTF level 0), the date and text in words.

    Words begin at their stem and go on to where later events are, so an event stands in a lane above all those whose
    stems its words would meet: no stem crosses words.
    """
    ordered = sorted((_span(date), spoken, words) for date, spoken, words in events)
    texts = [
        (lettering.lines(spoken, _WIDEST, SIZE, 600), lettering.lines(words, _WIDEST, SIZE, 400, _LINES))
        for _, spoken, words in ordered
    ]
    widths = [
        max(lettering.width(line, SIZE, weight) for weight, lines in ((600, date), (400, rest)) for line in lines)
        for date, rest in texts
    ]
    spans = [span for span, *_ in ordered]
    room = WIDTH - 2 * PAD - max(widths, default=0.0)
    places, is_to_scale = _places(spans, room)
    at, tall = [0] * len(spans), [0.0] * len(spans)
    for place in range(len(spans) - 1, -1, -1):
        reach = places[place][0] + PAD + widths[place] + _GAP
        met = [at[later] for later in range(place + 1, len(spans)) if places[later][0] < reach]
        at[place] = max(met, default=-1) + 1
        tall[place] = LINE * (len(texts[place][0]) + len(texts[place][1]))
    heights = [
        max(high for lane, high in zip(at, tall, strict=True) if lane == each)
        for each in range(max(at, default=-1) + 1)
    ]
    line = sum(heights) + _GAP * len(heights)
    flags = [
        Flag(*places[place], line - sum(heights[: at[place] + 1]) - _GAP * (at[place] + 1), date, rest)
        for place, (date, rest) in enumerate(texts)
    ]
    return Timeline(tuple(flags), line, is_to_scale)


def _places(spans: Sequence[tuple[int, int]], room: float) -> tuple[list[tuple[float, float]], bool]:
    """Return where each span begins and ends, and whether that is to scale."""
    if not spans:
        return [], True
    first, last = spans[0][0], spans[-1][0]
    end = max(end for _, end in spans)
    scale = min(room / max(last - first, 1), (WIDTH - 2 * PAD) / max(end - first, 1))
    days = sorted({begin for begin, _ in spans})
    if all((later - earlier) * scale >= _NEAREST for earlier, later in pairwise(days)):
        return [(PAD + (begin - first) * scale, PAD + (until - first) * scale) for begin, until in spans], True
    step = room / max(len(days) - 1, 1)
    steps = [PAD + step * days.index(begin) for begin, _ in spans]
    return [(x, x) for x in steps], False


def _span(date: str) -> tuple[int, int]:
    """Return the first day of a year, a month or a day, and the day after its last, counted from the year 1."""
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    first = _days(year, month or 1, day or 1)
    if day:
        return first, first
    return first, _days(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)


def _days(year: int, month: int, day: int) -> int:
    """Return a day's number; the year 0 of EDTF and the one after 9999, which a `date` has not, have their own."""
    shift = 400 if year < 1 else -400 if year > dt.MAXYEAR else 0
    return dt.date(year + shift, month, day).toordinal() - shift // 400 * 146097  # days in 400 years
