"""Versions of what one audience gets: numbers with dots, which go up and leave none out."""

from __future__ import annotations

import re
from typing import Final

_FORM: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){0,3}")

Version = tuple[int, ...]


def read_version(text: str) -> Version | None:
    """Return a version that can be compared, or `None` for a text that is no numbers with dots between them."""
    return tuple(int(part) for part in text.split(".")) if _FORM.fullmatch(text) else None


def is_higher(new: Version, old: Version) -> bool:
    """Return whether a version comes after another: `1.0` and `1` are the same."""
    length = max(len(new), len(old))
    return _padded(new, length) > _padded(old, length)


def leaves_out(new: Version, old: Version) -> bool:
    """Return whether there is a version between two: none is if one number went up by one, and those after it are 0.

    A number of more than 1900 is taken for a year, after which any may follow.
    """
    length = max(len(new), len(old))
    ours, theirs = _padded(new, length), _padded(old, length)
    for index, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        if one != other:
            is_year = one > 1900
            return not is_year and (one != other + 1 or any(ours[index + 1 :]))
    return False


def _padded(version: Version, length: int) -> Version:
    return version + (0,) * (length - len(version))
