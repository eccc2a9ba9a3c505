"""Quotation marks by language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from brief.model.language import ENGLISH, QuotationMarks

# By BCP 47 tag: outer opening and closing, inner opening and closing.
QUOTATION_MARKS: Mapping[str, QuotationMarks] = MappingProxyType(
    {
        "ar": ("«", "»", "“", "”"),
        "cs": ("„", "“", "‚", "‘"),
        "da": ("„", "“", "‚", "‘"),
        "de": ("„", "“", "‚", "‘"),
        "de-CH": ("«", "»", "‹", "›"),
        "en": ENGLISH.quotation_marks,
        "es": ("«", "»", "“", "”"),
        "fi": ("”", "”", "’", "’"),
        "fr": ("«\u202f", "\u202f»", "“", "”"),
        "he": ("”", "”", "’", "’"),
        "it": ("«", "»", "“", "”"),
        "ja": ("「", "」", "『", "』"),
        "nl": ENGLISH.quotation_marks,
        "no": ("«", "»", "‘", "’"),
        "pl": ("„", "”", "«", "»"),
        "pt": ("«", "»", "“", "”"),
        "pt-BR": ENGLISH.quotation_marks,
        "ru": ("«", "»", "„", "“"),
        "sv": ("”", "”", "’", "’"),
        "uk": ("«", "»", "„", "“"),
        "zh-Hant": ("「", "」", "『", "』"),
    }
)


def quotation_marks(tags: Sequence[str]) -> QuotationMarks:
    """Return the marks of the first tag that has some, else the English ones."""
    return next((QUOTATION_MARKS[tag] for tag in tags if tag in QUOTATION_MARKS), ENGLISH.quotation_marks)
