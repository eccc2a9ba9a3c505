"""What is looked for in a brief and in its finished files. A new check is one module and one line in `CHECKS`.

A check gives its problems, none when all is well; one that cannot look raises, it never passes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from brief.checks.estimates import estimates
from brief.checks.limits import limits
from brief.checks.notes import notes
from brief.checks.parity import parity
from brief.checks.withheld import withheld
from brief.diagnostics.problems import Problem
from brief.model.brief import Selection

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

# What was selected, the page made of it, and the finished files by the name of their format: pdf, docx, html.
Check: TypeAlias = "Callable[[Selection, Page, Mapping[str, bytes]], list[Problem]]"

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "withheld": withheld,
        "parity": parity,
        "notes": notes,
        "estimates": estimates,
        "limits": limits,
    }
)

_LIBRARIES = {"pdf": ("pikepdf", "pypdfium2"), "docx": ("mammoth",)}


def ready(formats: Collection[str]) -> None:
    """Import what files of these formats are read back with: worth doing while they are being written."""
    for name in formats:
        for library in _LIBRARIES.get(name, ()):
            import_module(library)


__all__ = ["CHECKS", "Check", "ready"]
