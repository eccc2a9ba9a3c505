"""On which sheet each thing of a page is, as its PDF is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from brief.diagnostics.problems import Problem


@dataclass(frozen=True, slots=True)
class Pagination:
    """How many sheets a page takes, and for each id the number of the first sheet that it is on, from 1."""

    sheets: int = 1
    pages: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class LaidOutPage:
    """A page as PDF, on which sheet everything is, and the problems that the engine reported."""

    data: bytes = field(repr=False)
    pagination: Pagination
    problems: tuple[Problem, ...] = ()
