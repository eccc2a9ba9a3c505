"""Looks for faults in a brief and in its finished files. A new check is one module and one line in `CHECKS`.

A check returns its problems, none when all is well; one that cannot look raises, it never passes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from brief.checks.estimates import estimates
from brief.checks.finished_file import FinishedFile
from brief.checks.limits import limits
from brief.checks.notes import notes
from brief.checks.parity import parity
from brief.checks.withheld import withheld
from brief.diagnostics.problems import Problem
from brief.model.brief import Selection

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

# The selection, the page rendered from it, and the finished files by the name of their format.
Check: TypeAlias = "Callable[[Selection, Page, Mapping[str, FinishedFile]], list[Problem]]"

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "withheld": withheld,
        "parity": parity,
        "notes": notes,
        "estimates": estimates,
        "limits": limits,
    }
)

__all__ = ["CHECKS", "Check", "FinishedFile"]
