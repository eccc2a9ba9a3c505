"""How likely something is, and how sure the authors are: the scales of the field, each under its own name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from brief.model.text import Text

Range = tuple[int, int]

# ICD 203 (Analytic Standards), words of estimative probability: both of its sets, in percent.
_ICD_203_A = {
    "almost no chance": (1, 5),
    "very unlikely": (5, 20),
    "unlikely": (20, 45),
    "roughly even chance": (45, 55),
    "likely": (55, 80),
    "very likely": (80, 95),
    "almost certain": (95, 99),
}
_ICD_203_B = {
    "remote": (1, 5),
    "highly improbable": (5, 20),
    "improbable": (20, 45),
    "roughly even odds": (45, 55),
    "probable": (55, 80),
    "highly probable": (80, 95),
    "nearly certain": (95, 99),
}
# IPCC guidance note on the treatment of uncertainties (2010), table 1, in percent.
_IPCC = {
    "exceptionally unlikely": (0, 1),
    "very unlikely": (0, 10),
    "unlikely": (0, 33),
    "about as likely as not": (33, 66),
    "likely": (66, 100),
    "very likely": (90, 100),
    "virtually certain": (99, 100),
}
SCALES: Mapping[str, Mapping[str, Range]] = MappingProxyType(
    {"icd-203": _ICD_203_A, "icd-203-b": _ICD_203_B, "ipcc": _IPCC}
)
DEFAULT_SCALE: Final = "icd-203"  # whose steps a range without a word is drawn on


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely something is: a word of a named scale, or only a range. `low` and `high` are percentages, 0-100."""

    low: int
    high: int
    word: str = ""
    scale: str = ""

    @property
    def steps(self) -> tuple[int, ...]:
        """Return where one word of the scale ends and another begins, in percent, from 0 to 100."""
        bounds = {bound for word_range in SCALES[self.scale or DEFAULT_SCALE].values() for bound in word_range}
        return (0, *sorted(bounds - {0, 100, min(bounds), max(bounds)}), 100)


class Level(StrEnum):
    """Levels of confidence of ICD 203, which are never stated in the same sentence as a likelihood."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Confidence:
    """How good the evidence behind a judgment is, and why."""

    level: Level
    basis: Text | None = None
