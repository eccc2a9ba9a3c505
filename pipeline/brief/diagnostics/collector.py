"""A list that collects the problems of a stage which does not stop at the first one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from brief.diagnostics.problems import BriefError, Place, Problem


class Problems(list[Problem]):
    """The problems found so far, in the order in which they were found."""

    def add(
        self,
        rule: str,
        text: str,
        place: Place | None = None,
        *,
        label: str = "",
        hint: str = "",
        related: tuple[tuple[Place, str], ...] = (),
    ) -> None:
        """Append a problem; the parameters are the fields of `Problem`."""
        self.append(Problem(rule, text, place, label, hint, related))

    @contextmanager
    def scope(self) -> Iterator[Problems]:
        """Give a list that is filled, at the end of the `with` block, with what was added to this one during it."""
        start, inner = len(self), Problems()
        try:
            yield inner
        finally:
            inner.extend(self[start:])

    def raise_if_any(self) -> None:
        """Raise `BriefError` with all problems, if there are any."""
        if self:
            raise BriefError(self)
