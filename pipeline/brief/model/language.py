"""A language as one value: its tag, and what of its conventions is data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["ltr", "rtl"]
QuotationMarks = tuple[str, str, str, str]  # outer opening and closing, inner opening and closing


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its conventions; `brief.locale` makes it from a tag, once for a dossier."""

    tag: str  # BCP 47, in its usual case
    locale: str  # CLDR's identifier of the locale whose data it uses: `de_CH`
    direction: Direction
    decimal_mark: str
    quotation_marks: QuotationMarks

    @property
    def primary(self) -> str:
        """Return the language itself, without script, region and variants (RFC 5646, 2.2.1)."""
        return self.tag.partition("-")[0].lower()

    @property
    def fallbacks(self) -> tuple[str, ...]:
        """Return the tags under which something for this language may be found, the closest first (RFC 4647, 3.4)."""
        return fallbacks(self.tag)

    def __str__(self) -> str:
        """Return the tag, which is how a page names its language."""
        return self.tag


ENGLISH = Language("en", "en", "ltr", ".", ("“", "”", "‘", "’"))  # where nothing else is known


def fallbacks(tag: str) -> tuple[str, ...]:
    """Return a tag and each shorter beginning of it: `de-CH-1996`, `de-CH`, `de`."""
    parts = tag.split("-")
    return tuple("-".join(parts[:count]) for count in range(len(parts), 0, -1))
