"""A named kind of reader: the parts of its brief, numbering, limits and handling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from brief.diagnostics.problems import Place
from brief.model.dossier import Handling, Tlp
from brief.model.language import Language
from brief.model.text import NOWHERE


class Numbering(StrEnum):
    """What is numbered: nothing, headings, or headings and every paragraph, from one to the last or in each part."""

    NONE = "none"
    HEADINGS = "headings"
    PARAGRAPHS = "paragraphs"
    PARAGRAPHS_BY_PART = "paragraphs-by-part"

    @property
    def has_paragraphs(self) -> bool:
        """Return whether paragraphs have numbers."""
        return self in {Numbering.PARAGRAPHS, Numbering.PARAGRAPHS_BY_PART}


class Citations(StrEnum):
    """Where a citation is shown: at the foot of its page, or in one list at the end."""

    FOOTNOTES = "footnotes"
    ENDNOTES = "endnotes"


# From how many entries on a picture is drawn: fewer are read as quickly in the list or table that has the same.
CHARTS: Mapping[str, float] = MappingProxyType({"statuses": 4, "likelihoods": 2, "timeline": 2})


@dataclass(frozen=True, slots=True)
class Audience:
    """One folder under `templates/audiences/`, as its `audience.yaml` defines it."""

    name: str
    label: str
    parts: tuple[str, ...]
    numbering: Numbering = Numbering.NONE
    citations: Citations = Citations.ENDNOTES
    limits: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    charts: Mapping[str, float] = field(default_factory=lambda: CHARTS, hash=False)
    handling: Handling = Handling(Tlp.AMBER)
    recipients: tuple[str, ...] = ()
    approvals: tuple[str, ...] = ()  # the roles of those who must approve what is released to it
    place: Place = NOWHERE
    part_places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    limit_places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)  # by language tag

    def in_language(self, language: Language) -> Audience:
        """Return the audience with its label for a language: of the longest prefix of the tag, else the default."""
        labels = (self.labels[tag] for tag in language.fallbacks if tag in self.labels)
        return replace(self, label=next(labels, self.label))


def name_list(names: Iterable[str]) -> str:
    """Return names in alphabetical order as one phrase: `executive, general and legal`; `no one` for an empty list."""
    ordered = sorted(names)
    return " and ".join([*filter(None, [", ".join(ordered[:-1])]), *ordered[-1:]]) or "no one"
