"""What every check may ask of a finished file, whatever its format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from brief.checks.extract import Extract


class FinishedFile(Protocol):
    """A finished file, opened and parsed once for all checks; each format brings a class of its own.

    Whatever the library that reads a format raises is passed on: a file that cannot be read has not passed.
    """

    @property
    def computed(self) -> frozenset[str]:
        """Elements and classes of the page whose words the program that opens the file sets itself, such as Word."""

    def extracts(self) -> Iterable[Extract]:
        """Give all text in the file that a reader or a program could find, hidden text and metadata too."""

    def text(self) -> str:
        """Return the words that a reader of the file sees."""

    def page_count(self) -> int | None:
        """Return the number of pages, or `None` for a format without pages."""
