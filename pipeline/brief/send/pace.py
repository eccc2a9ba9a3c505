"""How fast messages leave: so many a minute, slower when the server asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_SLOWEST: Final = 16  # times the chosen interval
_FASTER: Final = 0.9  # after each message that was taken


class Pace:
    """The time between two messages."""

    def __init__(
        self, per_minute: float, clock: Callable[[], float], sleep: Callable[[float], None], *, back_off: float = 15.0
    ) -> None:
        """Begin with so many messages a minute; `back_off` is the first wait, in seconds, after a fault."""
        self._interval = 60 / per_minute
        self._clock, self._sleep, self._back_off = clock, sleep, back_off
        self._factor = 1.0
        self._next = clock()

    def wait(self) -> None:
        """Wait until the next message may leave."""
        if (rest := self._next - self._clock()) > 0:
            self._sleep(rest)
        self._next = max(self._clock(), self._next) + self.interval

    @property
    def interval(self) -> float:
        """Return the seconds between two messages, as the server wants it."""
        return self._interval * self._factor

    def slower(self) -> None:
        """Double the interval: the server asked to come back later."""
        self._factor = min(self._factor * 2, _SLOWEST)

    def faster(self) -> None:
        """Come back to the chosen pace by small steps."""
        self._factor = max(self._factor * _FASTER, 1.0)

    def back_off(self, fault: int) -> None:
        """Wait after the first, second, third fault in a row: each time twice as long, at most five minutes."""
        self._sleep(min(self._back_off * 2 ** (fault - 1), 300.0))
