"""What a format is given, and where a problem is in the repository."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from brief.app.settings import FILE
from brief.cli.excerpt import printable, shortened
from brief.diagnostics.problems import Place, Problem

_QUOTED_OR_NUMBER = re.compile(r"(`[^`]*`)|\d+")


@dataclass(frozen=True, slots=True)
class Findings:
    """The problems that a command found, and how to print them.

    `repository` and `project` are absolute. Warnings count as errors if `is_strict`. With `shows_text`, words that are
    withheld from an audience are printed.
    """

    problems: tuple[Problem, ...]
    repository: Path
    project: Path
    is_strict: bool = False
    shows_text: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a path from the root of the repository; line and columns count from 1, and are 0 if not known."""

    path: str
    line: int = 0
    column: int = 0
    end_column: int = 0  # of the first character after the place


def spot_in(findings: Findings, place: Place | None) -> Spot | None:
    """Return where a place is in the repository, or `None` if it is not in it, as the shipped templates are not."""
    if place is None or not place.file:
        return None
    path = Path(os.path.abspath(place.file))  # noqa: PTH100 # `..` is taken out without following links
    if not path.is_relative_to(findings.repository):
        return None
    name = path.relative_to(findings.repository).as_posix()
    end = place.column + max(place.width, 1) if place.column else 0
    return Spot(name, place.line, place.column if place.line else 0, end if place.line else 0)


def spot_of(findings: Findings, problem: Problem) -> Spot:
    """Return where a problem is shown: at its place, or else at the settings of the project.

    Reports need a path in the repository for each problem, and those about settings or the machine have none.
    """
    fallback = findings.project / FILE
    at = fallback.relative_to(findings.repository) if fallback.is_relative_to(findings.repository) else Path(FILE)
    return spot_in(findings, problem.place) or Spot(at.as_posix())


def words_of(findings: Findings, problem: Problem) -> str:
    """Return the message of a problem, with withheld words only if a person asked for them, and without its hint."""
    words = f": `{problem.words}`" if problem.words and findings.shows_text else ""
    elsewhere = problem.place and problem.place.file and spot_in(findings, problem.place) is None
    parts = [problem.text + words, problem.label, f"at {problem.place}" if elsewhere else ""]
    return "; ".join(plain(part) for part in parts if part)


def plain(text: str) -> str:
    """Return a text without control characters, and no longer than a message should be."""
    return printable(shortened(text))


def fingerprints(findings: Findings) -> Iterator[str]:
    """Give a name for each problem that stays the same when lines are added above it.

    It is made of the rule, the file and the message without numbers that are not quoted, never of a line of the file,
    which others could guess from it. Equal problems of one file are counted.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for problem in findings.problems:
        text = _QUOTED_OR_NUMBER.sub(lambda found: found[1] or "", problem.text)
        key = (problem.rule, spot_of(findings, problem).path, text)
        seen[key] += 1
        name = "\0".join((*key, str(seen[key])))
        yield hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
