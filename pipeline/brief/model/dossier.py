"""Everything known on one subject, for every audience; and, with one wording each, what a brief holds."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from brief.diagnostics.problems import Place
from brief.model.estimate import Confidence, Likelihood
from brief.model.text import NOWHERE, Blocks, Prose, Text
from brief.model.text_forms import (
    Credibility,
    LanguageTag,
    PartialDate,
    PrivilegeKind,
    Reliability,
    Role,
    SourceType,
    WebAddress,
)


class Status(StrEnum):
    """How far a claim is established."""

    ALLEGED = "alleged"
    REPORTED = "reported"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    DENIED = "denied"
    RETRACTED = "retracted"


class Nature(StrEnum):
    """Fact, judgment and assumption are kept apart (ICD 203, third tradecraft standard)."""

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
        """Return the label as it must be printed: capitals, no space, never translated."""
        return f"TLP:{self.value}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A name written in one place for something that stands in another."""

    id: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Item:
    """What every piece of the record has: a name, its readers, and where both were written."""

    id: str
    audience: frozenset[str]
    place: Place = field(default=NOWHERE, kw_only=True)
    audience_place: Place = field(default=NOWHERE, kw_only=True)


@dataclass(frozen=True, slots=True)
class Section(Item):
    """A piece of prose with a title, in the order of its file's name. Its id is `sec-` and the file's own name."""

    title: Text
    role: Role
    body: Prose


@dataclass(frozen=True, slots=True)
class Claim(Item):
    """One statement in the record: who says so, on which sources, how far established."""

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
    """Where something comes from. `reliability` A-F and `credibility` 1-6 are the Admiralty code's."""

    title: Text
    type: SourceType
    author: str = ""
    publisher: str = ""
    date: PartialDate = ""  # 2026, 2026-11, 2026-11-23; empty: undated
    url: WebAddress = ""
    short: str = ""  # the short form for a repeated citation
    citation: str = ""  # for cases, statutes and other authorities: the neutral citation, as counsel writes it
    reliability: Reliability = ""
    credibility: Credibility = ""
    descriptor: Text | None = None  # how to speak of it to readers who may not be told its name (ICD 206)
    note: Blocks | None = None


@dataclass(frozen=True, slots=True)
class Event(Item):
    """One entry of the timeline. `date` is EDTF level 0; empty: it is not known when."""

    text: Text
    date: PartialDate = ""
    sources: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Term(Item):
    """A word that a brief explains; `abbreviation` is the short form, spelled out at first use."""

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
    """One way to go, with what it gains and what it costs."""

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
    """Something that somebody will do by a day."""

    text: Text
    owner: Text
    by: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Privilege:
    """Why a brief is privileged. A marking without all three would weaken every other marking."""

    kind: PrivilegeKind
    counsel: str = ""
    purpose: str = ""
    recipients: tuple[str, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Handling:
    """What a reader may do with a brief."""

    tlp: Tlp
    privilege: Privilege | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Memo:
    """Who a brief is to and from, and what it is about: the head of a memorandum."""

    to: str = ""
    sender: str = ""
    re: Text | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the dossier: the bytes of what is seen in it, and its size in CSS pixels."""

    path: str  # inside the dossier, with forward slashes
    data: bytes = field(repr=False)
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Record:
    """What a dossier holds of each thing, in order. A brief's is the same, with fewer things in it."""

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
        """Give every item, in the order of the fields above."""
        for name in self.__dataclass_fields__:
            yield from getattr(self, name)


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything known on one subject. `name` is the folder's, ASCII, fit for a file name."""

    name: str
    title: Text
    reference: str
    version: str
    as_of: datetime.date
    language: LanguageTag
    authors: tuple[str, ...]
    subtitle: Text | None = None
    description: Text | None = None
    bottom_line: Blocks | None = None
    basis: Blocks | None = None
    contact: Blocks | None = None
    keywords: tuple[str, ...] = ()
    handling: Mapping[str, Handling] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    memo: Mapping[str, Memo] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    record: Record = Record()
    pictures: Mapping[str, Picture] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    place: Place = NOWHERE  # of the dossier file
