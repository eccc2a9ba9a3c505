"""Everything known on one subject, for every audience. A brief holds the same types, with one wording per text."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import assert_never

from brief.diagnostics.problems import Place
from brief.model.estimate import Confidence, Likelihood
from brief.model.language import Language
from brief.model.text import NOWHERE, Blocks, Prose, Text
from brief.model.text_forms import (
    Credibility,
    PartialDate,
    PrivilegeKind,
    Reliability,
    Role,
    ShortName,
    SourceType,
    WebAddress,
)


class StatusGroup(StrEnum):
    """The groups in which a brief counts its statements by status, the best established first."""

    CONFIRMED = "confirmed"
    CORROBORATED = "corroborated"
    REPORTED = "reported"
    ALLEGED = "alleged"
    CONTESTED = "contested"


class Status(StrEnum):
    """How far a claim is established."""

    ALLEGED = "alleged"
    REPORTED = "reported"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    DENIED = "denied"
    RETRACTED = "retracted"

    @property
    def group(self) -> StatusGroup:
        """Return the group in which statements of this status are counted."""
        match self:
            case Status.CONFIRMED:
                return StatusGroup.CONFIRMED
            case Status.CORROBORATED:
                return StatusGroup.CORROBORATED
            case Status.REPORTED:
                return StatusGroup.REPORTED
            case Status.ALLEGED:
                return StatusGroup.ALLEGED
            case Status.DISPUTED | Status.DENIED | Status.RETRACTED:
                return StatusGroup.CONTESTED
            case _:
                assert_never(self)


class Nature(StrEnum):
    """What a claim is; fact, judgment and assumption are kept apart (ICD 203, third tradecraft standard)."""

    STATEMENT = "statement"
    JUDGMENT = "judgment"
    ASSUMPTION = "assumption"


class Tlp(StrEnum):
    """Traffic Light Protocol 2.0 labels, strictest first."""

    RED = "RED"
    AMBER_STRICT = "AMBER+STRICT"
    AMBER = "AMBER"
    GREEN = "GREEN"
    CLEAR = "CLEAR"

    @property
    def mark(self) -> str:
        """Return the label as TLP 2.0 has it printed: in capitals, without a space, never translated."""
        return f"TLP:{self.value}"


@dataclass(frozen=True, slots=True)
class Reference:
    """The identifier of something, where it is referred to."""

    id: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Item:
    """What every item of the record has: an identifier, its audiences, and where both are written."""

    id: str
    audience: frozenset[str]
    place: Place = field(default=NOWHERE, kw_only=True)
    audience_place: Place = field(default=NOWHERE, kw_only=True)


@dataclass(frozen=True, slots=True)
class Section(Item):
    """Prose with a title; sections are in the order of their file names. The id is `sec-` and the file's own name."""

    title: Text
    role: Role
    body: Prose


@dataclass(frozen=True, slots=True)
class Claim(Item):
    """One statement in the record: who says so, on which sources, and how far it is established."""

    statement: Text
    by: Text
    status: Status | None = None
    nature: Nature = Nature.STATEMENT
    sources: tuple[Reference, ...] = ()
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    response: Text | None = None
    note: Blocks | None = None


@dataclass(frozen=True, slots=True)
class Source(Item):
    """Where something comes from. `reliability` (A-F) and `credibility` (1-6) are those of the Admiralty code."""

    title: Text
    type: SourceType
    author: str = ""
    publisher: str = ""
    date: PartialDate = ""  # 2026, 2026-11, 2026-11-23
    unsigned: bool = False  # the source names no author; a missing `author` alone does not say so
    undated: bool = False  # the source bears no date; a missing `date` alone does not say so
    url: WebAddress = ""
    short: ShortName = ""
    citation: str = ""  # for cases, statutes and other authorities: the neutral citation, as counsel writes it
    reliability: Reliability = ""
    credibility: Credibility = ""
    descriptor: Text | None = None  # what to call it for readers who may not learn its name (ICD 206)
    note: Blocks | None = None


@dataclass(frozen=True, slots=True)
class Event(Item):
    """One entry of the timeline; an empty date means that it is unknown."""

    text: Text
    date: PartialDate = ""
    sources: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Term(Item):
    """A term that a brief explains; its abbreviation is spelled out at first use."""

    term: Text
    definition: Text
    abbreviation: str = ""


@dataclass(frozen=True, slots=True)
class Decision(Item):
    """What the reader is asked to decide, and by when."""

    ask: Text
    by: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Option(Item):
    """One course of action, with what it gains and what it costs."""

    title: Text
    gains: Text
    costs: Text
    recommended: bool = False


@dataclass(frozen=True, slots=True)
class Recommendation(Item):
    """What the authors advise."""

    text: Text


@dataclass(frozen=True, slots=True)
class Step(Item):
    """Something to be done, by whom and by which day."""

    text: Text
    owner: Text
    by: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Privilege:
    """Why a brief is privileged. `load` accepts it only with counsel, purpose and recipients (E208)."""

    kind: PrivilegeKind
    counsel: str = ""
    purpose: str = ""
    recipients: tuple[str, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Handling:
    """What a reader may do with a brief. A brief without a label (`None`) has no mark on its pages."""

    tlp: Tlp | None
    privilege: Privilege | None = None
    place: Place = NOWHERE

    @property
    def mark(self) -> str:
        """Return the words of the handling mark; empty for none."""
        return self.tlp.mark if self.tlp is not None else ""


@dataclass(frozen=True, slots=True)
class Memo:
    """The header of a memorandum: to whom, from whom, and what it is about."""

    to: str = ""
    sender: str = ""
    re: Text | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the dossier, without metadata, and its size in CSS pixels."""

    path: str  # relative to the dossier, with forward slashes
    data: bytes = field(repr=False)
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Record:
    """All items of a dossier by kind, in order. That of a brief has the same fields and fewer items."""

    sections: tuple[Section, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    timeline: tuple[Event, ...] = ()
    glossary: tuple[Term, ...] = ()
    decisions: tuple[Decision, ...] = ()
    options: tuple[Option, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    steps: tuple[Step, ...] = ()

    def items(self) -> Iterator[Item]:
        """Yield every item, in the order of the fields above."""
        for name in self.__dataclass_fields__:
            yield from getattr(self, name)


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything known on one subject. `name` is the name of its folder: ASCII, and safe in a file name.

    `version` is that of the dossier and of every brief of it, but for audiences that have one of their own in
    `versions`.
    """

    name: str
    title: Text
    reference: str
    version: str
    as_of: datetime.date
    language: Language
    authors: tuple[str, ...]
    subtitle: Text | None = None
    description: Text | None = None
    bottom_line: Blocks | None = None
    basis: Blocks | None = None
    contact: Blocks | None = None
    keywords: tuple[str, ...] = ()
    handling: Mapping[str, Handling] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    memo: Mapping[str, Memo] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    versions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    record: Record = Record()
    pictures: Mapping[str, Picture] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    place: Place = NOWHERE  # of the dossier file
