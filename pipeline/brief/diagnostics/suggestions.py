"""Suggestions for a name that does not exist: the closest one that does, or the choices."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def closest(written: str, known: Iterable[str]) -> str:
    """Return the known name most similar to what was written, ignoring case; empty when none is similar."""
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(written.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return a hint: `did you mean ...?`, else the known names when they are twelve or fewer, else nothing."""
    names = list(known)
    if close := closest(written, names):
        return f"did you mean `{close}`?"
    return f"use {choices(names)}" if 0 < len(names) <= 12 else ""


def choices(names: Iterable[str]) -> str:
    """Return names as a choice in words: `a, b or c`."""
    names = list(names)
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
