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
    """A place for handling marks, such as the top of a page: the texts that are seen there, and those that are not.

    The privilege line stands where `is_top` holds, the label of the Traffic Light Protocol in every margin.
    """

    where: str
    is_top: bool
    seen: tuple[str, ...]
    unseen: tuple[Unseen, ...] = ()
