import dataclasses
import datetime

import pytest

from brief.diagnostics.problems import BriefError
from brief.model import (
    Claim,
    Confidence,
    Handling,
    Kind,
    Level,
    Memo,
    Node,
    Picture,
    Privilege,
    Record,
    Reference,
    Selection,
    Source,
    Term,
    Tlp,
)  # fmt: skip
from brief.select import explain, select
from tests.select.dossiers import (
    ALL,
    AUDIENCES,
    LEGAL,
    at,
    audience,
    dossier,
    node,
    paragraph,
    say,
    section,
    text,
    wordings,
)  # fmt: skip

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><text>Falcon <tspan>wing</tspan></text></svg>'


def claim(name: str = "c-1", mark: frozenset[str] = ALL, *sources: str, **fields: object) -> Claim:
    given = {"statement": text("They copied it."), "by": text("a rival"), **fields}
    cited = tuple(Reference(source, at(9)) for source in sources)
    return Claim(name, mark, sources=cited, place=at(2), audience_place=at(3), **given)  # type: ignore[arg-type]


def source(name: str = "s-smith-memo", mark: frozenset[str] = LEGAL, **fields: object) -> Source:
    given = {"title": text("The Smith memo"), "type": "document", "author": "J. Smith", **fields}
    return Source(name, mark, place=at(4, "sources.yaml"), audience_place=at(5), **given)  # type: ignore[arg-type]


def citing(name: str, **attributes: str) -> Node:
    return node(Kind.CITE, node(Kind.CITATION, source=name, **attributes))


def test_only_items_for_the_audience_are_in_its_brief() -> None:
    whole = dossier(section(paragraph("a"), name="open"), section(paragraph("b"), name="closed", mark=LEGAL))
    selection = select(whole, AUDIENCES["general"])
    assert [one.id for one in selection.brief.record.sections] == ["sec-open"]
    (withheld,) = selection.withheld
    assert (withheld.kind, withheld.id, withheld.reason) == ("section", "sec-closed", "for legal only")
    assert withheld.reason_place == at(3, "sections/closed.md")
    assert withheld.words == "Title of closed\nb"


def test_every_item_of_a_brief_names_one_audience() -> None:
    brief = select(dossier(section(paragraph("a"))), AUDIENCES["general"]).brief
    assert {item.audience for item in brief.record.items()} == {frozenset({"general"})}


def test_a_text_keeps_the_one_wording_for_its_audience() -> None:
    whole = dossier(section(paragraph("a"), title=wordings(legal="Pleading", executive="Facts", general="What?")))
    selection = select(whole, AUDIENCES["general"])
    assert str(selection.brief.record.sections[0].title) == "What?"
    assert {one.words for one in selection.withheld} == {"Pleading", "Facts"}


def test_an_optional_text_without_words_for_the_audience_is_left_out() -> None:
    basis = Confidence(Level.LOW, wordings(legal="counsel's basis"))
    whole = dossier(
        record=Record(claims=(claim(note=wordings(legal="n"), confidence=basis),)), subtitle=wordings(legal="s")
    )
    brief = select(whole, AUDIENCES["general"]).brief
    only = brief.record.claims[0]
    assert (brief.subtitle, only.note) == (None, None)
    assert only.confidence == Confidence(Level.LOW, None)


def test_a_required_text_without_words_for_the_audience_is_an_error() -> None:
    with pytest.raises(BriefError) as caught:
        select(dossier(record=Record(claims=(claim(statement=wordings(legal="x")),))), AUDIENCES["general"])
    assert [problem.code for problem in caught.value.problems] == ["E206"]


def test_an_audience_for_which_the_dossier_has_nothing_is_an_error() -> None:
    with pytest.raises(BriefError) as caught:
        select(dossier(section(paragraph("a"))), audience("board"))
    assert [problem.code for problem in caught.value.problems] == ["E210"]


def test_a_section_with_nothing_left_is_withheld_whole_and_listed_once() -> None:
    selection = select(
        dossier(section(paragraph("kept")), section(paragraph("b", mark=LEGAL), name="x")), AUDIENCES["general"]
    )
    assert [one.id for one in selection.brief.record.sections] == ["sec-facts"]
    assert {(one.kind, one.words) for one in selection.withheld} == {("paragraph", "b"), ("section", "Title of x")}


def test_a_source_that_may_not_be_named_is_shown_by_its_descriptor_alone() -> None:
    told = source(descriptor=wordings(general="a former manager"), url="https://smith.example/", date="2025")
    body = section(paragraph("Said so ", citing("s-smith-memo", locator="Smith p. 3", prefix="see"), "."))
    whole = dossier(record=Record(sections=(body,), claims=(claim("c-1", ALL, "s-smith-memo"),), sources=(told,)))
    selection = select(whole, AUDIENCES["general"])
    (seen,) = selection.brief.record.sources
    assert (seen.id, str(seen.title), seen.author, seen.url, seen.date, seen.type) == (
        "source-1", "a former manager", "", "", "", "",
    )  # fmt: skip
    assert selection.brief.record.claims[0].sources[0].id == "source-1"
    citation = next(one for one in selection.brief.record.sections[0].body[0].walk() if one.kind is Kind.CITATION)
    assert dict(citation.attributes) == {"source": "source-1", "prefix": "see"}
    assert "mith" not in repr(selection.brief)
    (withheld,) = [one for one in selection.withheld if one.kind == "source"]
    assert withheld.reason == "for legal only; its descriptor is shown"
    assert "J. Smith" in withheld.words


def test_a_neutral_id_is_never_one_that_the_brief_uses() -> None:
    told = source(descriptor=text("a manager"))
    open_one = source("source-1", ALL)
    whole = dossier(record=Record(claims=(claim("c-1", ALL, "s-smith-memo", "source-1"),), sources=(told, open_one)))
    brief = select(whole, AUDIENCES["general"]).brief
    assert [one.id for one in brief.record.sources] == ["source-2", "source-1"]


def test_a_neutral_id_does_not_tell_that_something_for_others_has_it() -> None:
    told, hidden = source(descriptor=text("a manager")), source("source-1", LEGAL)
    whole = dossier(record=Record(claims=(claim("c-1", ALL, "s-smith-memo"),), sources=(told, hidden)))
    assert [one.id for one in select(whole, AUDIENCES["general"]).brief.record.sources] == ["source-1"]
    assert not explain(whole, AUDIENCES["general"], "source-1").shown


def test_a_descriptor_may_rely_on_another_source_that_may_not_be_named() -> None:
    told = source(descriptor=text("a manager", citing("s-diary")))
    diary = source("s-diary", descriptor=text("a diary"))
    whole = dossier(record=Record(claims=(claim("c-1", ALL, "s-smith-memo"),), sources=(told, diary)))
    brief = select(whole, AUDIENCES["general"]).brief
    assert [one.id for one in brief.record.sources] == ["source-1", "source-2"]


def test_a_descriptor_is_shown_only_when_something_shown_relies_on_it() -> None:
    whole = dossier(record=Record(claims=(claim(),), sources=(source(descriptor=text("a manager")),)))
    assert select(whole, AUDIENCES["general"]).brief.record.sources == ()


def test_a_source_that_may_be_named_needs_no_descriptor() -> None:
    whole = dossier(record=Record(sources=(source(descriptor=text("a manager")),)))
    assert select(whole, AUDIENCES["legal"]).brief.record.sources[0].descriptor is None


def test_pictures_stay_only_where_their_figures_are_shown() -> None:
    pictures = {name: Picture(name, SVG, 1, 1) for name in ("a.svg", "b.svg", "c.svg")}
    figures = [node(Kind.FIGURE, source="a.svg", alt="A"), node(Kind.FIGURE, source="b.svg", alt="B", mark=LEGAL)]
    selection = select(dossier(section(*figures), pictures=pictures), AUDIENCES["general"])
    assert set(selection.brief.pictures) == {"a.svg"}
    reasons = {one.id: (one.reason, one.words) for one in selection.withheld if one.kind == "picture"}
    assert reasons == {
        "b.svg": ("no figure that shows it is for general", "Falcon wing"),
        "c.svg": ("no figure shows it", "Falcon wing"),
    }


def test_handling_and_memo_are_those_of_the_audience() -> None:
    privilege = Privilege("work-product", "Ms Counsel", "pending suit", ("the board",))
    whole = dossier(
        section(paragraph("a")),
        handling={"legal": Handling(Tlp.RED, privilege), "general": Handling(Tlp.CLEAR)},
        memo={"legal": Memo("The partners", "Ms Counsel", text("Pending suit"))},
    )
    selection = select(whole, AUDIENCES["general"])
    assert selection.brief.handling == Handling(Tlp.CLEAR)
    assert selection.brief.memo == Memo()
    assert {"Ms Counsel\npending suit\nthe board", "Pending suit\nThe partners\nMs Counsel"} == {
        one.words for one in selection.withheld
    }
    assert select(whole, AUDIENCES["legal"]).brief.handling.privilege == privilege
    assert select(whole, AUDIENCES["executive"]).brief.handling == AUDIENCES["executive"].handling


def test_withheld_words_include_notes_alternative_texts_addresses_and_locators() -> None:
    body = paragraph(
        "Said", node(Kind.NOTE, paragraph("in a note")), node(Kind.LINK, "here", target="https://x.example/y"),
        citing("s-1", locator="p. 7"), mark=LEGAL,
    )  # fmt: skip
    (withheld,) = select(dossier(section(paragraph("a"), body)), AUDIENCES["general"]).withheld
    assert set(withheld.words.splitlines()) == {"Saidhere", "in a note", "https://x.example/y", "p. 7"}


def test_a_withheld_piece_is_listed_with_the_place_of_its_mark() -> None:
    (withheld,) = select(dossier(section(paragraph("a ", say("b", LEGAL, line=7)))), AUDIENCES["general"]).withheld
    assert (withheld.kind, withheld.place, withheld.reason_place) == ("span", at(7), at(7, "words.md"))


def test_a_term_and_a_claim_may_be_withheld_too() -> None:
    term = Term("t-x", LEGAL, text("Estoppel"), text("Being held to one's word."))
    selection = select(dossier(record=Record(claims=(claim(),), glossary=(term,))), AUDIENCES["general"])
    assert [(one.kind, one.id) for one in selection.withheld] == [("term", "t-x")]


def test_a_reference_to_what_is_withheld_never_leaves_selection() -> None:
    body = paragraph(node(Kind.REFERENCE, target="c-1"))
    whole = dossier(record=Record(sections=(section(body),), claims=(claim("c-1", LEGAL),)))
    with pytest.raises(RuntimeError, match="`c-1` is referred to"):
        select(whole, AUDIENCES["general"])


def test_selecting_changes_nothing_in_the_dossier_and_is_the_same_each_time() -> None:
    whole = dossier(section(paragraph("a ", say("b", LEGAL))), as_of=datetime.date(2026, 1, 2))
    before = repr(whole)
    first: Selection = select(whole, AUDIENCES["general"])
    assert select(whole, AUDIENCES["general"]) == first
    assert repr(whole) == before
    assert dataclasses.is_dataclass(first)
