"""One approval, as it is written beside a dossier."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from brief.diagnostics.problems import Place
from brief.model.text import NOWHERE


@dataclass(frozen=True, slots=True)
class Approval:
    """For whom something was approved, by whom, in which role and on which day, and what it covers.

    Who approved is a claim and no identity. `digest` is of all that is covered (SHA-256); `parts` are the beginnings of
    the digests of its parts, by which is said what has changed since.
    """

    audience: str
    name: str
    role: str
    on: datetime.date
    digest: str
    parts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    place: Place = NOWHERE
