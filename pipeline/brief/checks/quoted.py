"""What a finished file contains as messages quote it, and how many messages there are of one kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from brief.diagnostics.problems import Problem

_SHOWN = 5  # problems of one kind that one file is reported with
_LENGTH = 160  # characters


def shortened(text: str) -> str:
    """Return a text on one line, and no more of it than a message needs."""
    line = " ".join(text.split())
    return line if len(line) <= _LENGTH else f"{line[: _LENGTH - 1].rstrip()}…"


def first_few(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems of one file, no more than a few under each rule: the last one says how many others there are."""
    by_rule: dict[str, list[Problem]] = {}
    for problem in problems:
        by_rule.setdefault(problem.rule, []).append(problem)
    found = []
    for rows in by_rule.values():
        found += rows[:_SHOWN]
        if (others := len(rows) - _SHOWN) > 0:
            found[-1] = replace(found[-1], text=f"{found[-1].text} (and {others} more)")
    return found
