"""A dossier that withholds something of every kind from the general audience, and faults of selection to plant."""

from __future__ import annotations

import dataclasses
import datetime
import sys
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest

import brief.select.select  # noqa: F401 # the module: its package has its function under the same name
from brief.model import (
    Brief,
    Claim,
    Confidence,
    Decision,
    Event,
    Handling,
    Item,
    Kind,
    Level,
    Likelihood,
    Memo,
    Nature,
    Node,
    Option,
    Picture,
    Privilege,
    Recommendation,
    Record,
    Reference,
    Section,
    Source,
    Status,
    Step,
    Term,
    Text,
    Tlp,
)  # fmt: skip
from brief.select import describe, items
from brief.visibility import narrow, repair
from tests.select.dossiers import ALL, LEGAL, dossier, node, paragraph, say, section, text, wordings

Plant = Callable[[pytest.MonkeyPatch], None]
STAGE: Any = sys.modules["brief.select.select"]
SECRET = "counsel first advised paying the falconer quietly in October"
MARKED_INLINES = (
    Kind.EMPHASIS, Kind.STRONG, Kind.STRIKE, Kind.SUPERSCRIPT, Kind.SUBSCRIPT, Kind.LINK, Kind.SPAN, Kind.CLAIM,
    Kind.CITE, Kind.REFERENCE,
)  # fmt: skip


def cite(source: str, mark: frozenset[str] | None = None, **attributes: str) -> Node:
    return node(Kind.CITE, node(Kind.CITATION, mark=mark, source=source, **attributes))


def row(*cells: str, mark: frozenset[str] | None = None, header: str = "no") -> Node:
    return node(Kind.ROW, *(node(Kind.CELL, cell, align="start") for cell in cells), mark=mark, header=header)


def inlines() -> Iterator[Node]:
    """Give a line for each inline node that may have a mark of its own."""
    for kind in MARKED_INLINES:
        inner = cite("s-open").children if kind is Kind.CITE else (say(f"hidden {kind}"),)
        target = "#sec-facts" if kind is Kind.LINK else "sec-facts"
        yield paragraph("One ", node(kind, *inner, mark=LEGAL, target=target, claim="c-open"), " two.")
    for kind in (Kind.TEXT, Kind.CODE):
        yield paragraph("One ", dataclasses.replace(node(kind, mark=LEGAL), text=f"hidden {kind}"), " two.")
    yield paragraph("One", node(Kind.BREAK, mark=LEGAL), " two.")
    yield paragraph("One ", node(Kind.VARIABLE, mark=LEGAL, name="claims.count"), " two.")
    yield paragraph("One", node(Kind.NOTE, paragraph("a hidden note"), mark=LEGAL), " two.")
    yield paragraph("One", node(Kind.NOTE, paragraph("an open note")), " two.")
    citations = (cite("s-open").children[0], cite("s-legal", LEGAL).children[0])
    yield paragraph("One", node(Kind.CITE, *citations), " two.")
    yield paragraph("One", cite("s-named", locator="page nine", prefix="see"), " two.")
    yield paragraph(say(SECRET, LEGAL), ".")
    yield paragraph("Un", say(SECRET, LEGAL), "seen", say(" gone,", LEGAL), " and so", node(Kind.EMPHASIS, " on"), ".")


def blocks() -> Iterator[Node]:
    """Give one of each block that may have a mark of its own, or that goes with what is in it or under it."""
    yield node(Kind.HEADING, "A heading for counsel", mark=LEGAL, level="1", id="h-marked")
    yield paragraph("Under no heading.")
    yield node(Kind.HEADING, "A heading with nothing left", level="1", id="h-emptied")
    yield paragraph(SECRET, mark=LEGAL)
    yield node(Kind.HEADING, "A heading", level="1", id="h-open")
    for kind in (Kind.QUOTE, Kind.DIVISION):
        yield node(kind, paragraph(f"in a hidden {kind}"), mark=LEGAL)
        yield node(kind, paragraph(f"all of a {kind}", mark=LEGAL))
        yield node(kind, paragraph(f"in an open {kind}"))
    yield node(Kind.LIST, node(Kind.ITEM, paragraph("in a hidden list")), mark=LEGAL, ordered="yes")
    hidden_item = node(Kind.ITEM, paragraph("a hidden item"), mark=LEGAL)
    yield node(Kind.LIST, hidden_item, node(Kind.ITEM, paragraph("an item")), node(Kind.ITEM, paragraph("a third")))
    yield dataclasses.replace(node(Kind.CODE_BLOCK, mark=LEGAL, language="text"), text="hidden code")
    yield dataclasses.replace(node(Kind.CODE_BLOCK, language="text"), text="open code")
    yield node(Kind.RULE, mark=LEGAL)
    pair = (node(Kind.TERM, "a term"), node(Kind.DEFINITION, paragraph("what it means")))
    yield node(Kind.DEFINITIONS, *pair, mark=LEGAL)
    yield node(Kind.DEFINITIONS, node(Kind.TERM, "a hidden term", mark=LEGAL), pair[1], *pair)
    yield node(Kind.DEFINITIONS, pair[0], node(Kind.DEFINITION, paragraph("hidden meaning"), mark=LEGAL), *pair)
    yield node(Kind.TABLE, row("head", header="yes"), row("in a hidden table"), mark=LEGAL, caption="no")
    yield node(Kind.TABLE, row("head of nothing", header="yes"), row("a row of nothing", mark=LEGAL), caption="no")
    caption = node(Kind.CAPTION, "a hidden caption", mark=LEGAL)
    hidden_cell = node(Kind.CELL, "a hidden cell", mark=LEGAL, align="start")
    mixed = node(Kind.ROW, hidden_cell, node(Kind.CELL, "a cell", align="start"), header="no")
    rows = (row("head", "head", header="yes"), row("a", "hidden row", mark=LEGAL), mixed, row("an", "open row"))
    yield node(Kind.TABLE, caption, *rows, id="tbl-open", caption="yes")
    yield node(Kind.FIGURE, "hidden", mark=LEGAL, source="figures/hidden.png", alt="a falcon", id="fig-hidden")
    yield node(Kind.FIGURE, "open", source="figures/open.png", alt="a quay", id="fig-open")


def both(kind: type[Item], **fields: object) -> tuple[Any, Any]:
    """Return an item for all, and one with the same fields for counsel alone."""
    letter = kind.__name__.lower()
    hidden = {name: text(f"{SECRET}: {name}") if isinstance(held, Text) else held for name, held in fields.items()}
    values: Any = fields
    return kind(f"{letter}-open", ALL, **values), kind(f"{letter}-legal", LEGAL, **hidden)


def _record() -> Record:
    words = wordings(legal=SECRET, executive="for the board", general="for everyone")
    open_source, legal_source = both(
        Source, title=text("A source"), type="report", author="A. Writer", publisher="A house", date="2026-01",
        url="https://example.org/a", short="Source", citation="[2026] EX 1", reliability="B", credibility="2",
        note=text("Its note", say(SECRET, LEGAL)), unsigned=True, undated=True,
    )  # fmt: skip
    named = Source("s-named", LEGAL, text("Diary of Ottoline Quist"), "document", author="O. Quist",
                   descriptor=wordings(executive="a source of the board", general="a witness"))  # fmt: skip
    sources = (dataclasses.replace(open_source, id="s-open"), dataclasses.replace(legal_source, id="s-legal"), named)
    claims = both(
        Claim, statement=words, by=text("a rival"), status=Status.ALLEGED, nature=Nature.JUDGMENT,
        sources=(Reference("s-open"), Reference("s-named")), likelihood=Likelihood(55, 80, "likely", "icd-203"),
        confidence=Confidence(Level.LOW, text("one letter")), response=text("not sought"), note=text("A note"),
    )  # fmt: skip
    hidden_claim = dataclasses.replace(claims[1], id="c-legal", sources=(Reference("s-legal"),))
    return Record(
        sections=(
            section(*blocks(), *inlines(), name="facts"),
            section(paragraph(SECRET), name="legal", mark=LEGAL),
            section(paragraph(SECRET, mark=LEGAL), name="emptied"),
        ),
        claims=(dataclasses.replace(claims[0], id="c-open"), hidden_claim),
        sources=sources,
        timeline=both(Event, text=words, date="2026-02", sources=(Reference("s-open"),)),
        glossary=both(Term, term=text("ferry"), definition=words, abbreviation="FY"),
        decisions=both(Decision, ask=words, by=datetime.date(2026, 3, 1)),
        options=both(Option, title=words, gains=text("gains"), costs=text("costs"), recommended=True),
        recommendations=both(Recommendation, text=words),
        steps=both(Step, text=words, owner=text("the desk"), by=datetime.date(2026, 4, 1)),
    )


def _privilege(name: str) -> Handling:
    return Handling(Tlp.RED, Privilege("work-product", f"Counsel of {name}", f"Advice for {name}", (f"All of {name}",)))


WHOLE = dossier(
    record=_record(),
    title=wordings(legal=f"{SECRET} now", executive="A quay for the board", general="A quay"),
    subtitle=text("A subtitle"), description=text("A description"), contact=text("A desk", say(SECRET, LEGAL)),
    bottom_line=text(paragraph("One line."), paragraph(SECRET, mark=LEGAL)), basis=text("One letter."),
    keywords=("quay", "ferry"),
    handling={name: _privilege(name) for name in ALL},
    memo={name: Memo(f"To {name}", f"From {name}", text(f"About {name}")) for name in ALL},
    pictures={name: Picture(name, name.encode(), 4, 2) for name in ("figures/hidden.png", "figures/open.png")},
)  # fmt: skip


def ignores_mark(kind: Kind) -> Plant:
    def plant(patch: pytest.MonkeyPatch) -> None:
        right = narrow._Narrowing._is_withheld
        wrong = lambda self, one: one.kind is not kind and right(self, one)  # noqa: E731
        patch.setattr(narrow._Narrowing, "_is_withheld", wrong)

    return plant


def narrows_items(change: Callable[[Any, str], Any]) -> Plant:
    """Change items before they are narrowed; `None` drops one."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        right = STAGE.narrow_item

        def wrong(item: Item, audience: str) -> Any:
            changed = change(item, audience)
            return (None, ()) if changed is None else right(changed, audience)

        patch.setattr(STAGE, "narrow_item", wrong)

    return plant


def lets_through(kind: type[Item]) -> Plant:
    return narrows_items(
        lambda item, name: dataclasses.replace(item, audience=item.audience | {name}) if type(item) is kind else item
    )


def drops(kind: type[Item]) -> Plant:
    return narrows_items(lambda item, name: None if type(item) is kind else item)


def loses(kind: type[Item], field: dataclasses.Field[Any]) -> Plant:
    return narrows_items(
        lambda item, name: dataclasses.replace(item, **{field.name: field.default}) if type(item) is kind else item
    )


def ends_with(change: Callable[[Brief], Brief]) -> Plant:
    """Change the brief when everything in it was narrowed."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        right = STAGE.describe_sources

        def wrong(whole: object, brief: Brief) -> Any:
            made, described = right(whole, brief)
            return change(made), described

        patch.setattr(STAGE, "describe_sources", wrong)

    return plant


def replaces(target: Any, name: str, value: Any) -> Plant:
    return lambda patch: patch.setattr(target, name, value)


def with_record(change: Callable[[Record], Record]) -> Plant:
    return ends_with(lambda brief: dataclasses.replace(brief, record=change(brief.record)))


def with_body(change: Callable[[Node], Node | None]) -> Plant:
    """Change every node of every section."""

    def changed(record: Record) -> Record:
        bodies = (
            dataclasses.replace(one, body=tuple(new for top in one.body if (new := top.mapped(change)) is not None))
            for one in record.sections
        )
        return dataclasses.replace(record, sections=tuple(bodies))

    return with_record(changed)


def drops_node(kind: Kind) -> Plant:
    return with_body(lambda one: None if one.kind is kind else one)


def _lost_fields() -> Iterator[tuple[str, Plant]]:
    for kind in (Claim, Source, Event, Term, Decision, Option, Step):
        for field in dataclasses.fields(kind):
            if field.default is not dataclasses.MISSING and not field.kw_only and field.name != "descriptor":
                yield f"{kind.__name__.lower()} without its {field.name}", loses(kind, field)


def _wrong_joined(left: str, right: str) -> tuple[str, str]:
    return left.rstrip(), right.lstrip()


KINDS = (Section, Claim, Source, Event, Term, Decision, Option, Recommendation, Step)
_EMPTY_TEXTS = ("subtitle", "description", "bottom_line", "basis", "contact")

FAULTS: Mapping[str, Plant] = MappingProxyType({
    **{f"mark of a {kind} ignored": ignores_mark(kind) for kind in Kind},
    **{f"every {kind.__name__} let through": lets_through(kind) for kind in KINDS},
    **{f"every {kind.__name__} dropped": drops(kind) for kind in KINDS},
    **dict(_lost_fields()),
    **{
        f"{name} dropped": ends_with(lambda brief, name=name: dataclasses.replace(brief, **{name: None}))
        for name in _EMPTY_TEXTS
    },
    **{f"every {kind} dropped": drops_node(kind) for kind in (Kind.NOTE, Kind.FIGURE, Kind.TABLE, Kind.ROW, Kind.CITE,
                                                               Kind.ITEM, Kind.EMPHASIS, Kind.CODE_BLOCK, Kind.HEADING,
                                                               Kind.DEFINITION)},
    "another wording chosen": replaces(
        Text, "wording", lambda text, name: text.common or next(iter(text.wordings.values()), None)
    ),
    "text fields not narrowed": replaces(items, "narrowed", lambda prose, name: (prose, ())),
    "words of text fields not narrowed": replaces(
        items, "narrow_text", lambda field, name, place: (Text(field.text.wording(name)), ())
    ),
    "a line joined without its spaces": replaces(repair, "_joined", _wrong_joined),
    "a line joined without its words": replaces(repair, "_joined", lambda left, right: (left, "")),
    "a line joined with a word twice": replaces(repair, "_joined", lambda left, right: (left + right, right)),
    "a line without words kept": replaces(repair, "_has_words", lambda leaf: True),
    "nothing repaired, the line lost": replaces(narrow, "repaired", lambda run: ()),
    "empty headings kept": replaces(narrow._Narrowing, "_without_empty_headings", lambda self, nodes, kept: kept),
    "tables with nothing but a header kept": replaces(narrow, "_body_rows", lambda table: 1),
    "terms without a definition kept": replaces(
        narrow._Narrowing, "_definitions", lambda self, children: iter(self.nodes(children))
    ),
    "emptied things kept": replaces(narrow, "_KEPT_WHEN_EMPTY", frozenset(Kind)),
    "cells of others left out": replaces(narrow._Narrowing, "_row", lambda self, cells, kept: iter(kept)),
    "cells of others kept": replaces(narrow._Narrowing, "_row", lambda self, cells, kept: iter(cells)),
    "a caption claimed that is gone": replaces(narrow, "_without_lost_caption", lambda table: table),
    "the name instead of the descriptor": lets_through(Source),
    "no neutral source": replaces(STAGE, "describe_sources", lambda whole, brief: (brief, frozenset())),
    "the descriptor of another audience": replaces(
        describe, "_descriptor", lambda source, _: source.descriptor and Text(source.descriptor.wordings["executive"])
    ),
    "the title of a neutral source": replaces(describe, "_descriptor", lambda source, name: source.title),
    "a neutral source with its author": replaces(
        describe, "_neutral_source", lambda name, title, audience: Source(
            name, frozenset({audience}), title, "", author="O. Quist"
        ),
    ),
    "the identifier of a source that is not shown": replaces(describe, "_renamed_prose", lambda prose, names: prose),
    "the sources of a claim under their own names": replaces(describe, "_renamed_item", lambda item, names: item),
    "the memo of another audience": ends_with(lambda brief: dataclasses.replace(brief, memo=WHOLE.memo["legal"])),
    "no memo": ends_with(lambda brief: dataclasses.replace(brief, memo=Memo())),
    "the handling of another audience": ends_with(
        lambda brief: dataclasses.replace(brief, handling=WHOLE.handling["legal"])
    ),
    "the audience's own handling": ends_with(
        lambda brief: dataclasses.replace(brief, handling=brief.audience.handling)
    ),
    "another title": ends_with(lambda brief: dataclasses.replace(brief, title=brief.record.claims[0].by)),
    "another reference": ends_with(lambda brief: dataclasses.replace(brief, reference="R-2")),
    "another day": ends_with(lambda brief: dataclasses.replace(brief, as_of=datetime.date(2026, 11, 24))),
    "no authors": ends_with(lambda brief: dataclasses.replace(brief, authors=())),
    "no keywords": ends_with(lambda brief: dataclasses.replace(brief, keywords=())),
    "sections in another order": with_record(lambda one: dataclasses.replace(one, sections=one.sections[::-1] * 2)),
    "sources in another order": with_record(lambda one: dataclasses.replace(one, sources=one.sources[::-1])),
    "another status": with_record(
        lambda one: dataclasses.replace(one, claims=(dataclasses.replace(one.claims[0], status=Status.CONFIRMED),))
    ),
    "items with all their audiences": with_record(
        lambda one: dataclasses.replace(one, claims=(dataclasses.replace(one.claims[0], audience=ALL),))
    ),
    "all pictures": replaces(STAGE, "_narrow_pictures", lambda whole, brief: (whole.pictures, [])),
    "no pictures": replaces(STAGE, "_narrow_pictures", lambda whole, brief: (MappingProxyType({}), [])),
    "another alternative text": with_body(
        lambda one: dataclasses.replace(one, attributes={**one.attributes, "alt": "a falcon"})
        if one.kind is Kind.FIGURE else one
    ),
    "another address": with_body(
        lambda one: dataclasses.replace(one, attributes={"source": "s-open"}) if one.kind is Kind.CITATION else one
    ),
})  # fmt: skip
