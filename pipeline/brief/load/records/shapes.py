"""What may be written in each file of a dossier: every key, whether it must be there, and what it holds."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator

from brief.load.records.likelihoods import likelihood
from brief.load.records.shape import (
    Address,
    Amount,
    Day,
    Label,
    Language,
    Line,
    Lines,
    PartialDate,
    Prose,
    Shape,
    Truth,
    Word,
    Words,
    choice,
)
from brief.load.records.validators import words_of
from brief.load.yaml.values import Mapping, Scalar
from brief.model import ROLES, Citations, Level, Likelihood, Nature, Numbering, Status, Tlp

SOURCE_TYPES = ("article", "report", "case", "statute", "authority", "interview", "document", "web", "dataset")
PRIVILEGES = ("attorney-client", "work-product")

Estimate = Annotated[Likelihood, PlainValidator(likelihood)]


class Keyed(Shape):
    """What every piece of the record may say of itself."""

    id: Word | None = None
    audience: Words | None = None


class ConfidenceShape(Shape):
    """How sure: a level, and why."""

    level: Annotated[str, choice(Level, "a confidence level")]
    basis: Prose = None


def _levelled(value: Any) -> Any:
    if not isinstance(value, Scalar):
        return value
    mapping = Mapping(value.place)
    mapping["level"] = words_of(value)
    return mapping


class ClaimShape(Keyed):
    """One entry of claims.yaml."""

    id: Word
    statement: Prose
    by: Prose
    status: Annotated[str, choice(Status, "a status")] | None = None
    nature: Annotated[str, choice(Nature, "what a claim can be")] = Nature.STATEMENT.value
    sources: Words = Field(default_factory=list)
    likelihood: Estimate | None = None
    confidence: Annotated[ConfidenceShape, BeforeValidator(_levelled)] | None = None
    response: Prose = None
    note: Prose = None


class SourceShape(Keyed):
    """One entry of sources.yaml."""

    id: Word
    title: Prose
    type: Annotated[str, choice(SOURCE_TYPES, "a type of source")]
    author: Line = ""
    publisher: Line = ""
    date: PartialDate = ""
    url: Address = ""
    short: Line = ""
    citation: Line = ""
    reliability: Annotated[str, choice("ABCDEF", "a reliability")] = ""
    credibility: Annotated[str, choice("123456", "a credibility")] = ""
    descriptor: Prose = None
    note: Prose = None


class EventShape(Keyed):
    """One entry of timeline.yaml."""

    text: Prose
    date: PartialDate = ""
    sources: Words = Field(default_factory=list)


class TermShape(Keyed):
    """One entry of glossary.yaml."""

    id: Word
    term: Prose
    definition: Prose
    abbreviation: Line = ""


class DecisionShape(Keyed):
    """One entry of `decisions` in actions.yaml."""

    ask: Prose
    by: Day | None = None


class OptionShape(Keyed):
    """One entry of `options` in actions.yaml."""

    title: Prose
    gains: Prose
    costs: Prose
    recommended: Truth = False


class RecommendationShape(Keyed):
    """One entry of `recommendations` in actions.yaml."""

    text: Prose


class StepShape(Keyed):
    """One entry of `steps` in actions.yaml."""

    text: Prose
    owner: Prose
    by: Day | None = None


class ItemsShape(Shape):
    """A file with one list, when the file gives its entries an audience."""

    audience: Words
    items: list[Prose]


class ActionsShape(Shape):
    """What may stand in actions.yaml: four lists, and an audience for all their entries."""

    audience: Words | None = None
    decisions: list[Prose] = Field(default_factory=list)
    options: list[Prose] = Field(default_factory=list)
    recommendations: list[Prose] = Field(default_factory=list)
    steps: list[Prose] = Field(default_factory=list)


class SectionShape(Keyed):
    """The front matter of one file under sections/."""

    title: Prose
    role: Annotated[str, choice(ROLES, "a role of a section")]


class PrivilegeShape(Shape):
    """Why a brief is privileged; that nothing of it is lacking is checked with the audiences."""

    kind: Annotated[str, choice(PRIVILEGES, "a kind of privilege")]
    counsel: Line = ""
    purpose: Line = ""
    recipients: Lines = Field(default_factory=list)


class HandlingShape(Shape):
    """What one audience may do with its brief."""

    tlp: Annotated[str, choice(Tlp, "a label of TLP 2.0")]
    privilege: PrivilegeShape | None = None


class MemoShape(Shape):
    """The head of a memorandum."""

    to: Line = ""
    sender: Line = Field(default="", alias="from")
    re: Prose = None


class DossierShape(Shape):
    """What may stand in dossier.yaml."""

    title: Prose
    reference: Line
    version: Line
    as_of: Day
    language: Language
    authors: Lines
    subtitle: Prose = None
    description: Prose = None
    bottom_line: Prose = None
    basis: Prose = None
    contact: Prose = None
    keywords: Lines = Field(default_factory=list)
    handling: dict[str, HandlingShape] = Field(default_factory=dict)
    memo: dict[str, MemoShape] = Field(default_factory=dict)


class LabelShape(Shape):
    """The handling of every brief for one audience."""

    tlp: Annotated[str, choice(Tlp, "a label of TLP 2.0")]


class LimitsShape(Shape):
    """How much the briefs for one audience may hold at most; what has no limit is not measured."""

    pages: Amount | None = None
    grade: Amount | None = None
    sentence_words: Amount | None = None
    paragraph_sentences: Amount | None = None
    paragraph_words: Amount | None = None
    abbreviations: Amount | None = None
    heading_levels: Amount | None = None


class AudienceShape(Shape):
    """What may stand in an audience.yaml."""

    label: Label
    parts: Words
    numbering: Annotated[str, choice(Numbering, "a way of numbering")] = Numbering.NONE.value
    citations: Annotated[str, choice(Citations, "a way of citing")] = Citations.ENDNOTES.value
    limits: LimitsShape | None = None
    handling: LabelShape | None = None
    recipients: Lines = Field(default_factory=list)
