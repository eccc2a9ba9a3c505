import pytest

from brief.diagnostics.problems import Place, Problem
from brief.load.integrity.audiences import check_audiences
from brief.load.unread import Unread
from brief.model import (
    Claim,
    Dossier,
    Event,
    Handling,
    Kind,
    Node,
    Privilege,
    Record,
    Reference,
    Source,
    Text,
    Tlp,
)  # fmt: skip
from tests.select.dossiers import (
    ALL,
    AUDIENCES,
    LEGAL,
    OPEN,
    at,
    dossier,
    node,
    paragraph,
    say,
    section,
    text,
    wordings,
)  # fmt: skip

SOURCE = Source("s-1", LEGAL, text("x"), "document", place=at(2), audience_place=at(4, "sources.yaml"))


def problems(found: Dossier) -> list[Problem]:
    return list(check_audiences(found, AUDIENCES, Unread()))


def reported(found: Dossier) -> list[tuple[str, Place | None, tuple[Place, ...]]]:
    return [(one.code, one.place, tuple(place for place, _ in one.related)) for one in problems(found)]


def recorded(*body: Node, **record: object) -> Dossier:
    return dossier(record=Record(sections=(section(*body),), **record))  # type: ignore[arg-type]


def claim(mark: frozenset[str] = ALL, *sources: str, **fields: object) -> Claim:
    given = {"statement": text("x"), "by": text("y"), **fields}
    cited = tuple(Reference(name, at(9)) for name in sources)
    return Claim("c-1", mark, sources=cited, place=at(2), audience_place=at(3), **given)  # type: ignore[arg-type]


def test_marks_that_narrow_are_fine() -> None:
    assert (
        reported(recorded(node(Kind.DIVISION, paragraph("x ", say("y", LEGAL), mark=LEGAL), mark=LEGAL | OPEN))) == []
    )


@pytest.mark.parametrize("kind", [Kind.PARAGRAPH, Kind.DIVISION, Kind.ITEM, Kind.ROW, Kind.SPAN])
def test_a_mark_wider_than_its_section_is_reported_with_both_marks(kind: Kind) -> None:
    body = node(kind, "x", mark=ALL, line=7)
    found = dossier(section(paragraph("a")), section(body, name="law", mark=LEGAL))
    assert reported(found) == [("E203", at(7, "marks.md"), (at(3, "sections/law.md"),))]
    assert problems(found)[0].text.startswith("this is marked for executive and general, but")


def test_a_mark_wider_than_the_mark_around_it_is_reported_with_that_one() -> None:
    found = recorded(node(Kind.DIVISION, paragraph("x", say("y", OPEN, line=9)), mark=LEGAL, line=7))
    assert reported(found) == [("E203", at(9, "words.md"), (at(7, "marks.md"),))]


def test_a_wording_for_an_audience_that_the_item_is_not_for_is_wider() -> None:
    found = recorded(claims=(claim(LEGAL, statement=wordings(legal="a", general="b")),))
    assert [(code, related) for code, _, related in reported(found)] == [("E203", (at(3),))]


def test_a_mark_inside_a_wording_may_only_name_its_audience() -> None:
    wording = Text(wordings={"legal": (say("x", ALL, line=5),), "executive": (say("y"),), "general": (say("z"),)})
    assert [code for code, *_ in reported(recorded(claims=(claim(statement=wording),)))] == ["E203"]


@pytest.mark.parametrize(
    "use",
    [
        node(Kind.REFERENCE, target="c-1", line=8),
        node(Kind.CLAIM, "x", claim="c-1", line=8),
        node(Kind.LINK, "x", target="#c-1", line=8),
    ],
)
def test_a_reference_to_what_its_reader_does_not_see_is_reported_with_both_marks(use: Node) -> None:
    found = recorded(paragraph(use), claims=(claim(LEGAL),))
    assert reported(found) == [("E204", at(8), (at(3, "sections/facts.md"), at(3)))]
    assert problems(found)[0].text == "this is shown to executive and general, but it refers to `c-1`, which is not"


def test_a_reference_that_is_itself_narrowed_is_fine() -> None:
    assert (
        reported(recorded(paragraph(node(Kind.REFERENCE, target="c-1", mark=LEGAL), " x"), claims=(claim(LEGAL),)))
        == []
    )


@pytest.mark.parametrize(
    "hidden",
    [
        node(Kind.DIVISION, node(Kind.FIGURE, id="fig-x", source="x", alt="x"), mark=LEGAL),
        node(Kind.TABLE, node(Kind.ROW, node(Kind.CELL, "x"), header="no", mark=LEGAL), id="fig-x"),
        node(Kind.DIVISION, paragraph("x", mark=LEGAL), id="fig-x"),
    ],
)
def test_a_reference_to_a_place_in_prose_that_vanishes_for_its_reader_is_reported(hidden: Node) -> None:
    found = recorded(paragraph("x", node(Kind.REFERENCE, target="fig-x", line=8)), hidden)
    assert [(code, place) for code, place, _ in reported(found)] == [("E204", at(8))]


def test_a_reference_to_a_section_that_is_emptied_for_its_reader_is_reported() -> None:
    shown = section(paragraph("x", node(Kind.REFERENCE, target="sec-law", line=8)))
    assert [code for code, *_ in reported(dossier(shown, section(paragraph("y", mark=LEGAL), name="law")))] == ["E204"]


def test_a_citation_or_an_event_needs_its_source_shown_or_described() -> None:
    cite = paragraph(node(Kind.CITE, node(Kind.CITATION, source="s-1", line=8)))
    event = Event("e-1", ALL, text("x"), sources=(Reference("s-1", at(9)),), audience_place=at(3))
    assert [code for code, *_ in reported(recorded(cite, sources=(SOURCE,)))] == ["E204"]
    assert [code for code, *_ in reported(recorded(sources=(SOURCE,), timeline=(event,)))] == ["E204"]
    described = Source(
        "s-1", LEGAL, text("x"), "document", descriptor=wordings(executive="an insider", general="someone")
    )
    assert reported(recorded(cite, sources=(described,), timeline=(event,))) == []


def test_a_claim_wider_than_its_source_is_reported_with_both_audiences() -> None:
    found = recorded(claims=(claim(ALL, "s-1"),), sources=(SOURCE,))
    assert reported(found) == [("E205", at(9), (at(3), at(4, "sources.yaml")))]
    half = Source("s-1", LEGAL, text("x"), "document", descriptor=wordings(general="someone"))
    (problem,) = problems(recorded(claims=(claim(ALL, "s-1"),), sources=(half,)))
    assert problem.text == "this claim is shown to executive, but its source `s-1` is not"


def test_names_of_nothing_are_left_to_the_check_of_names() -> None:
    assert reported(recorded(paragraph(node(Kind.REFERENCE, target="gone")), claims=(claim(ALL, "s-gone"),))) == []


def test_a_required_text_needs_words_for_every_reader_of_its_item() -> None:
    found = recorded(claims=(claim(statement=wordings(legal="a", executive="b")),))
    assert [(one.code, one.text) for one in problems(found)] == [("E206", "`statement` has no wording for general")]
    emptied = recorded(claims=(claim(statement=text(say("x", LEGAL))),))
    assert [one.text for one in problems(emptied)] == ["`statement` has no wording for executive and general"]


def test_an_optional_text_may_be_silent() -> None:
    assert reported(recorded(claims=(claim(note=wordings(legal="a")),))) == []


def test_the_title_is_needed_for_everyone_that_the_dossier_has_anything_for() -> None:
    titled = dossier(section(paragraph("x"), mark=LEGAL), title=wordings(legal="a"), basis=wordings(legal="b"))
    assert reported(titled) == []
    wider = dossier(section(paragraph("x")), title=wordings(legal="a"))
    assert [one.text for one in problems(wider)] == ["`title` has no wording for executive and general"]


def test_handling_may_be_stricter_than_the_audience_s_but_not_wider() -> None:
    def handled(tlp: Tlp) -> Dossier:
        return dossier(section(paragraph("x")), handling={"legal": Handling(tlp, place=at(6))})

    assert reported(handled(Tlp.RED)) == []
    assert reported(handled(Tlp.AMBER)) == []
    assert reported(handled(Tlp.GREEN)) == [("E207", at(6), (AUDIENCES["legal"].place,))]


def test_privilege_needs_counsel_purpose_and_recipients() -> None:
    def claimed(*, counsel: str, recipients: tuple[str, ...]) -> Dossier:
        privilege = Privilege("work-product", counsel, "advice", recipients)
        return dossier(section(paragraph("x")), handling={"legal": Handling(Tlp.RED, privilege, at(6))})

    assert reported(claimed(counsel="Ms C", recipients=("board",))) == []
    (problem,) = problems(claimed(counsel=" ", recipients=()))
    assert (problem.code, problem.text) == ("E208", "the privilege for legal lacks `counsel` and `recipients`")
