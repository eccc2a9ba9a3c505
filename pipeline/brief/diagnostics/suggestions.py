"""The nearest of the names that would have been right."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(written: str, known: Iterable[str]) -> str:
    """Return the name most like what was written, whatever its case; empty when none is."""
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(written.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def meant(written: str, known: Iterable[str]) -> str:
    """Return `did you mean ...?` for a hint, or what is allowed when nothing is near; empty when nothing is allowed."""
    names = list(known)
    if close := nearest(written, names):
        return f"did you mean `{close}`?"
    return f"use {one_of(names)}" if 0 < len(names) <= 12 else ""


def one_of(names: Iterable[str]) -> str:
    """Return names as they are read aloud: `a, b or c`."""
    names = list(names)
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
