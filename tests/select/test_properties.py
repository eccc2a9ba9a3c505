"""Properties of selection, for any marks: nothing withheld is in the brief, and everything for its reader is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from brief.load.integrity.audiences import check_audiences
from brief.load.unread import Unread
from brief.model import Claim, Dossier, Kind, Node, Record, Section, Source, Text
from brief.model.fields import dossier_audiences
from brief.select import select
from tests.select.dossiers import AUDIENCES, NAMES, at, dossier

MARKS = st.frozensets(st.sampled_from(NAMES), min_size=1)
SEPARATORS = ("", " ", ", ", ". ", " (", ") ", " – ", "—", "\u00a0: ")
CONTAINERS = (Kind.DIVISION, Kind.QUOTE, Kind.LIST)


class Writer:
    """Draws a dossier whose every sentence is a token, and remembers who may read each token."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.readers: dict[str, frozenset[str]] = {}

    def token(self, audience: frozenset[str]) -> str:
        name = f"tok{len(self.readers)}en"
        self.readers[name] = audience
        return name

    def inline(self, audience: frozenset[str], depth: int) -> Node:
        kind = self.draw(st.sampled_from([Kind.TEXT, Kind.SPAN, Kind.STRONG, Kind.NOTE, Kind.CODE]))
        mark, audience = self.marked(audience)
        if kind in (Kind.TEXT, Kind.CODE) or depth > 2:
            leaf = Node(Kind.CODE if kind is Kind.CODE else Kind.TEXT, text=self.spaced(audience))
            return leaf if mark is None else Node(Kind.SPAN, (leaf,), audience=mark, place=at(1))
        if kind is Kind.NOTE:
            return Node(kind, self.blocks(audience, depth + 1), audience=mark, place=at(1))
        return Node(kind, self.line(audience, depth + 1), audience=mark, place=at(1))

    def spaced(self, audience: frozenset[str]) -> str:
        before, after = (self.draw(st.sampled_from(SEPARATORS)) for _ in range(2))
        return before + self.token(audience) + after

    def line(self, audience: frozenset[str], depth: int) -> tuple[Node, ...]:
        return tuple(self.inline(audience, depth) for _ in range(self.draw(st.integers(1, 2))))

    def blocks(self, audience: frozenset[str], depth: int = 0) -> tuple[Node, ...]:
        return tuple(self.block(audience, depth) for _ in range(self.draw(st.integers(1, 2))))

    def block(self, audience: frozenset[str], depth: int) -> Node:
        mark, audience = self.marked(audience)
        kind = self.draw(st.sampled_from([Kind.PARAGRAPH, Kind.TABLE, *CONTAINERS])) if depth < 2 else Kind.PARAGRAPH
        attributes = {"id": f"id-{self.token(audience)}"} if self.draw(st.booleans()) else {}
        if kind is Kind.PARAGRAPH:
            children = self.line(audience, depth)
        elif kind is Kind.TABLE:
            children = tuple(self.row(audience, depth) for _ in range(self.draw(st.integers(1, 2))))
        elif kind is Kind.LIST:
            children = tuple(Node(Kind.ITEM, self.blocks(audience, depth + 1)) for _ in range(2))
        else:
            children = self.blocks(audience, depth + 1)
        return Node(kind, children, attributes=attributes, audience=mark, place=at(1))

    def row(self, audience: frozenset[str], depth: int) -> Node:
        mark, audience = self.marked(audience)
        cells = tuple(Node(Kind.CELL, self.line(audience, depth)) for _ in range(2))
        return Node(Kind.ROW, cells, attributes={"header": "no"}, audience=mark, place=at(1))

    def marked(self, audience: frozenset[str]) -> tuple[frozenset[str] | None, frozenset[str]]:
        mark = self.draw(st.none() | st.frozensets(st.sampled_from(sorted(audience)), min_size=1))
        return mark, audience if mark is None else mark

    def text(self, audience: frozenset[str]) -> Text:
        if self.draw(st.booleans()):
            said = {name: (Node(Kind.TEXT, text=self.token(frozenset({name}))),) for name in sorted(audience)}
            return Text(wordings=said, place=at(1))
        own = Node(Kind.TEXT, text=self.token(audience))
        return Text((own, self.inline(audience, 1)), place=at(1))

    def dossier(self) -> Dossier:
        sections, claims, sources = [], [], []
        for _ in range(self.draw(st.integers(1, 2))):
            mark = self.draw(MARKS)
            own = Node(Kind.PARAGRAPH, (Node(Kind.TEXT, text=self.token(mark)),))
            sections.append(
                Section(f"sec-{self.token(mark)}", mark, self.text(mark), "facts", (own, *self.blocks(mark)))
            )
        for _ in range(self.draw(st.integers(0, 2))):
            mark = self.draw(MARKS)
            claims.append(Claim(f"c-{self.token(mark)}", mark, self.text(mark), self.text(mark), note=self.text(mark)))
        for _ in range(self.draw(st.integers(0, 2))):
            mark = self.draw(MARKS)
            sources.append(
                Source(self.token(mark), mark, self.text(mark), "web", author=self.token(mark), url=self.token(mark))
            )
        record = Record(sections=tuple(sections), claims=tuple(claims), sources=tuple(sources))
        everyone = dossier_audiences(dossier(record=record))
        return dossier(record=record, title=self.text(everyone), contact=self.text(everyone))


@st.composite
def written(draw: st.DrawFn) -> tuple[Dossier, dict[str, frozenset[str]]]:
    writer = Writer(draw)
    return writer.dossier(), writer.readers


@settings(max_examples=25)
@given(written())
def test_a_brief_has_what_its_reader_may_see_and_the_rest_is_listed_once_with_its_words(
    drawn: tuple[Dossier, dict[str, frozenset[str]]],
) -> None:
    whole, tokens = drawn
    assert list(check_audiences(whole, AUDIENCES, Unread())) == []
    everything = repr(whole)
    for name in sorted(dossier_audiences(whole)):
        selection = select(whole, AUDIENCES[name])
        seen = repr(selection.brief)
        shown = {token for token in tokens if token in seen}
        own = {token for token, audience in tokens.items() if name in audience}
        assert shown <= own
        names = {token for token in own if f"id-{token}" in everything}  # these go with what they name
        assert own <= shown | names
        listed = [one for withheld in selection.withheld for one in withheld.words.split()]
        said = [token for word in listed for token in [word.strip("(,. ")] if token in tokens]
        assert all(name not in tokens[token] for token in said)
        assert len(said) == len(set(said))


@settings(max_examples=10)
@given(written())
def test_the_order_of_audiences_does_not_matter(drawn: tuple[Dossier, dict[str, frozenset[str]]]) -> None:
    whole, _ = drawn
    names = sorted(dossier_audiences(whole))
    forwards = {name: select(whole, AUDIENCES[name]) for name in names}
    assert {name: select(whole, AUDIENCES[name]) for name in reversed(names)} == forwards
