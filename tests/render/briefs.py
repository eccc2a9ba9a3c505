"""Small fictional briefs made by hand: the input of render, without the stages before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from brief.locale.language import language_from_tag
from brief.model import (
    ENGLISH,
    Audience,
    Brief,
    Citations,
    Claim,
    Confidence,
    Decision,
    Event,
    Handling,
    Kind,
    Level,
    Likelihood,
    Memo,
    Nature,
    Node,
    Numbering,
    Option,
    Prose,
    Record,
    Reference,
    Section,
    Source,
    Status,
    Step,
    Term,
    Text,
    Tlp,
)
from brief.page.theme import Theme
from brief.render.transforms.page_context import CitationStyle, PageContext

READERS = frozenset({"board"})
PARTS = (
    "basis",
    "contents",
    "facts",
    "discussion",
    "decision",
    "key-judgments",
    "options",
    "next-steps",
    "record",
    "chronology",
    "glossary",
    "sources",
)


def words(text: str) -> Node:
    return Node(Kind.TEXT, text=text)


def text(written: str) -> Text:
    return Text((words(written),))


def node(kind: Kind, *children: Node | str, **attributes: str) -> Node:
    inner = tuple(words(child) if isinstance(child, str) else child for child in children)
    return Node(kind, inner, attributes={name.rstrip("_"): value for name, value in attributes.items()})


def paragraph(*children: Node | str, **attributes: str) -> Node:
    return node(Kind.PARAGRAPH, *children, **attributes)


def cite(source: str, locator: str = "") -> Node:
    return node(Kind.CITE, node(Kind.CITATION, source=source, locator=locator))


def section(*body: Node, name: str = "sec-facts", role: str = "facts", title: str = "What is said") -> Section:
    return Section(name, READERS, text(title), role, tuple(body))


def audience(**changes: object) -> Audience:
    return replace(Audience("board", "Board brief", PARTS), **changes)  # type: ignore[arg-type]


def brief(record: Record = Record(), reader: Audience | None = None, **changes: object) -> Brief:
    made = Brief(
        dossier="harbour",
        audience=reader or audience(),
        title=text("The harbour wall"),
        subtitle=None,
        description=None,
        bottom_line=None,
        basis=None,
        contact=None,
        reference="HW-1",
        version="2.0",
        as_of=dt.date(2026, 3, 1),
        language=language_from_tag("en-GB"),
        authors=("Harbour desk",),
        keywords=(),
        handling=Handling(Tlp.GREEN),
        memo=Memo(),
        record=record,
        pictures={},
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def full_record(body: Prose = ()) -> Record:
    """Return a record with one of everything."""
    return Record(
        sections=(section(*(body or (paragraph("The wall leans."),))),),
        claims=(
            Claim(
                "c-leans",
                READERS,
                text("The wall leans"),
                text("the diver"),
                Status.REPORTED,
                sources=(Reference("s-log"),),
                confidence=Confidence(Level.LOW),
            ),
            Claim(
                "c-falls",
                READERS,
                text("The wall will fall"),
                text("the desk"),
                nature=Nature.JUDGMENT,
                likelihood=Likelihood(5, 20, "very unlikely", "icd-203"),
                confidence=Confidence(Level.MODERATE, text("one dive")),
            ),
        ),
        sources=(Source("s-log", READERS, text("Dive log"), "document", short="Log"),),
        timeline=(Event("e-dive", READERS, text("A dive"), "2026-02", (Reference("s-log"),)),),
        glossary=(Term("g-wall", READERS, text("Wall"), text("What holds the water back.")),),
        decisions=(Decision("decision-1", READERS, text("Close the quay."), dt.date(2026, 3, 6)),),
        options=(Option("option-1", READERS, text("Wait"), text("time"), text("risk"), recommended=True),),
        steps=(Step("step-1", READERS, text("Dive again"), text("Diver"), dt.date(2026, 3, 4)),),
    )


def numbered(**changes: object) -> Audience:
    return audience(**{"numbering": Numbering.PARAGRAPHS, "citations": Citations.FOOTNOTES, **changes})


def page_context(**changes: object) -> PageContext:
    """Return what transforms are given for a page without sources."""
    style = CitationStyle(lambda *_: "", lambda _: "", lambda *_: "")
    context = PageContext(
        numbering=Numbering.NONE,
        citations=Citations.ENDNOTES,
        sources={},
        citation_style=style,
        words={},
        language=ENGLISH,
        theme=Theme({}),
    )
    return replace(context, **changes)  # type: ignore[arg-type]
