"""What a whole file may hold where that is more than the fields of one type of the model."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import Field

from brief.load.records.field_types import Audiences, Label, Lines, Parts, PositiveNumber, ReadBy, choice
from brief.load.records.model_shapes import Entries, short_form
from brief.load.records.shape import Shape
from brief.load.records.validators import one_of_names
from brief.model import Citations, Decision, Numbering, Option, Recommendation, Step, Tlp


class ItemsShape(Shape):
    """A file with one list, when the file gives its entries an audience."""

    audience: Audiences
    items: list[Any]


class ActionsShape(Shape):
    """What may be in actions.yaml: four lists, and an audience for all their entries."""

    audience: Audiences | None = None
    decisions: Annotated[list[Any], Entries(Decision)] = Field(default_factory=list)
    options: Annotated[list[Any], Entries(Option)] = Field(default_factory=list)
    recommendations: Annotated[list[Any], Entries(Recommendation)] = Field(default_factory=list)
    steps: Annotated[list[Any], Entries(Step)] = Field(default_factory=list)


_NO_MARK: Final = "none"


def _mark_or_none(value: Any) -> Tlp | None:
    """Return the label that is written; `None` for the word `none`."""
    found = one_of_names((*Tlp, _NO_MARK), "a TLP 2.0 label")(value)
    return None if found == _NO_MARK else Tlp(found)


class HandlingShape(Shape):
    """The handling of every brief for one audience: the widest mark that it may have, or none."""

    tlp: Annotated[Tlp | None, ReadBy(_mark_or_none, {"enum": [*map(str, Tlp), _NO_MARK]}, Tlp.AMBER.value)]


class LimitsShape(Shape):
    """How much the briefs for one audience may hold at most; what has no limit is not measured."""

    pages: PositiveNumber | None = None
    grade: PositiveNumber | None = None
    sentence_words: PositiveNumber | None = None
    paragraph_sentences: PositiveNumber | None = None
    paragraph_words: PositiveNumber | None = None
    abbreviations: PositiveNumber | None = None
    heading_levels: PositiveNumber | None = None


class ChartsShape(Shape):
    """From how many statements, judgments or events on each picture is drawn."""

    statuses: PositiveNumber | None = None
    likelihoods: PositiveNumber | None = None
    timeline: PositiveNumber | None = None


class AudienceShape(Shape):
    """What may be in an audience.yaml."""

    label: Label
    parts: Parts
    numbering: Annotated[Numbering, choice(Numbering, "a numbering style")] = Numbering.NONE
    citations: Annotated[Citations, choice(Citations, "a citation style")] = Citations.ENDNOTES
    limits: LimitsShape | None = None
    charts: ChartsShape | None = None
    handling: Annotated[HandlingShape, *short_form("tlp")] | None = None
    recipients: Lines = Field(default_factory=list)
    approvals: Lines = Field(default_factory=list)
