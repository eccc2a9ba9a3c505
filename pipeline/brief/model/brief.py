"""What one audience may see of a dossier, and what was withheld from it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from brief.diagnostics.problems import Place
from brief.model.audience import Audience
from brief.model.dossier import Dossier, Handling, Memo, Picture, Record
from brief.model.language import Language
from brief.model.text import Text


@dataclass(frozen=True, slots=True)
class Brief:
    """What one audience may see: the only thing that templates can reach.

    Every `Text` in it has one wording; every audience mark in it names this audience and no other.
    """

    dossier: str
    audience: Audience
    title: Text
    subtitle: Text | None
    description: Text | None
    bottom_line: Text | None
    basis: Text | None
    contact: Text | None
    reference: str
    version: str
    as_of: datetime.date
    language: Language
    authors: tuple[str, ...]
    keywords: tuple[str, ...]
    handling: Handling
    memo: Memo
    record: Record
    pictures: Mapping[str, Picture] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Withheld:
    """One thing that `select` left out: what it is, why, and where the reason is written."""

    kind: str  # section, claim, ..., or the node's kind, or `wording`
    id: str  # empty for a piece of prose without one
    reason: str
    place: Place
    reason_place: Place
    words: str = field(repr=False)  # which must not be in any finished file


@dataclass(frozen=True, slots=True)
class Selection:
    """A brief, everything that was left out of it, and the dossier that it is from, which only checks read."""

    brief: Brief
    withheld: tuple[Withheld, ...]
    dossier: Dossier = field(repr=False)
