"""What a format tells the checks about what its readers see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LEAST_CONTRAST: Final = 1.5  # to one (WCAG 2.1): below this a reader does not notice that there is text
LEAST_MARK_CONTRAST: Final = 2.0  # to one: what a mark must have, which a reader does not look for
LEAST_SIZE: Final = 3.0  # points


@dataclass(frozen=True, slots=True)
class Unseen:
    """Text that a reader does not see: the text, where it is, and why it is not seen."""

    text: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Margin:
    """A place for handling marks: the top or the bottom of a kind of page, the texts that are seen there or not.

    Both margins of a page have the same `page`: `of page 3`. One `is_alone` where a file has no pages, so that its
    bottom is far from its top: each needs all marks then.
    """

    page: str
    is_top: bool
    seen: tuple[str, ...]
    unseen: tuple[Unseen, ...] = ()
    is_alone: bool = False

    @property
    def where(self) -> str:
        """Return the place in words."""
        return f"at the {'top' if self.is_top else 'bottom'}{f' {self.page}' if self.page else ''}"
