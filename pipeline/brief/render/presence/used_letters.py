"""Which letters of a page are accounted for, as ranges of their places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right


class UsedLetters:
    """Places of letters that show something; ranges that overlap or touch are one."""

    def __init__(self) -> None:
        """Begin with none."""
        self._starts: list[int] = []
        self._stops: list[int] = []

    def add(self, place: range) -> None:
        """Account for the letters of a place."""
        first, last = bisect_left(self._stops, place.start), bisect_right(self._starts, place.stop)
        start, stop = place.start, place.stop
        if first < last:
            start, stop = min(start, self._starts[first]), max(stop, self._stops[last - 1])
        self._starts[first:last], self._stops[first:last] = [start], [stop]

    def overlaps(self, place: range) -> bool:
        """Return whether a letter of a place is accounted for."""
        at = bisect_right(self._stops, place.start)
        return at < len(self._starts) and self._starts[at] < place.stop
