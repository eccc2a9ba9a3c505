"""Lists of names as the modules of this package write them: separated by spaces."""

from __future__ import annotations


def names(text: str) -> frozenset[str]:
    """Return the names in a text."""
    return frozenset(text.split())
