"""From shapes to the values of the model: one function for each kind of thing in the record."""

from __future__ import annotations

from collections.abc import Iterable

from brief.load.records.item_header import Head
from brief.load.records.shapes import (
    ClaimShape,
    DecisionShape,
    EventShape,
    OptionShape,
    RecommendationShape,
    SourceShape,
    StepShape,
    TermShape,
)
from brief.load.records.texts import Reading
from brief.load.yaml.values import Scalar
from brief.model import (
    Claim,
    Confidence,
    Decision,
    Event,
    Level,
    Nature,
    Option,
    Recommendation,
    Reference,
    Source,
    Status,
    Step,
    Term,
)


def claim(shape: ClaimShape, head: Head, reading: Reading) -> Claim:
    """Return a claim as read."""
    confidence = None
    if shape.confidence:
        confidence = Confidence(Level(shape.confidence.level), reading.optional(shape.confidence.basis))
    return Claim(
        head.id,
        head.readers.audience,
        reading.text(shape.statement),
        reading.text(shape.by),
        Status(shape.status) if shape.status else None,
        Nature(shape.nature),
        _references(shape.sources),
        shape.likelihood,
        confidence,
        reading.optional(shape.response),
        reading.optional(shape.note, inline=False),
        place=head.place,
        audience_place=head.readers.place,
    )


def source(shape: SourceShape, head: Head, reading: Reading) -> Source:
    """Return a source as read."""
    return Source(
        head.id,
        head.readers.audience,
        reading.text(shape.title),
        shape.type,
        shape.author,
        shape.publisher,
        shape.date,
        shape.url,
        shape.short,
        shape.citation,
        shape.reliability,
        shape.credibility,
        reading.optional(shape.descriptor),
        reading.optional(shape.note, inline=False),
        place=head.place,
        audience_place=head.readers.place,
    )


def event(shape: EventShape, head: Head, reading: Reading) -> Event:
    """Return an entry of the timeline as read."""
    text, sources = reading.text(shape.text), _references(shape.sources)
    return Event(
        head.id, head.readers.audience, text, shape.date, sources, place=head.place, audience_place=head.readers.place
    )


def term(shape: TermShape, head: Head, reading: Reading) -> Term:
    """Return an entry of the glossary as read."""
    return Term(
        head.id,
        head.readers.audience,
        reading.text(shape.term),
        reading.text(shape.definition),
        shape.abbreviation,
        place=head.place,
        audience_place=head.readers.place,
    )


def decision(shape: DecisionShape, head: Head, reading: Reading) -> Decision:
    """Return a decision asked for as read."""
    ask = reading.text(shape.ask)
    return Decision(head.id, head.readers.audience, ask, shape.by, place=head.place, audience_place=head.readers.place)


def option(shape: OptionShape, head: Head, reading: Reading) -> Option:
    """Return an option as read."""
    return Option(
        head.id,
        head.readers.audience,
        reading.text(shape.title),
        reading.text(shape.gains),
        reading.text(shape.costs),
        shape.recommended,
        place=head.place,
        audience_place=head.readers.place,
    )


def recommendation(shape: RecommendationShape, head: Head, reading: Reading) -> Recommendation:
    """Return a recommendation as read."""
    text = reading.text(shape.text)
    return Recommendation(head.id, head.readers.audience, text, place=head.place, audience_place=head.readers.place)


def step(shape: StepShape, head: Head, reading: Reading) -> Step:
    """Return a next step as read."""
    return Step(
        head.id,
        head.readers.audience,
        reading.text(shape.text),
        reading.text(shape.owner),
        shape.by,
        place=head.place,
        audience_place=head.readers.place,
    )


def _references(words: Iterable[Scalar]) -> tuple[Reference, ...]:
    return tuple(Reference(word.text, word.place) for word in words)
