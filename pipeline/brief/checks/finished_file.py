"""What every check may ask of a finished file, whatever its format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from brief.checks.extract import Extract
from brief.checks.sight.seen import Margin, Unseen
from brief.checks.structure.compare import Difference

if TYPE_CHECKING:
    from brief.page.vocabulary import Page


class FinishedFile(Protocol):
    """A finished file, opened and parsed once for all checks; each format brings a class of its own.

    Whatever the library that reads a format raises is passed on: a file that cannot be read has not passed.
    """

    def extracts(self) -> Iterable[Extract]:
        """Give all text in the file that a reader or a program could find, hidden text and metadata too."""

    def text(self) -> str:
        """Return the words that a reader of the file sees."""

    def differences(self, page: Page) -> Iterable[Difference]:
        """Give each place at which the file does not contain what its page does, in the order of the page.

        What the format computes itself is compared with what it must be.
        """

    def margins(self, page: Page) -> Iterable[Margin]:
        """Give each place where handling marks must be: the top and the bottom of every page that a reader can see."""

    def unseen(self, page: Page) -> Iterable[Unseen]:
        """Give each text of the page that is in the file but that no reader sees."""

    def unknown(self, page: Page) -> Iterable[str]:
        """Give everything in the file that its writer never makes, in words: `an attachment`."""

    def page_count(self) -> int | None:
        """Return the number of pages, or `None` for a format without pages."""
