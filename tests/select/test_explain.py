import pytest

from brief.diagnostics.problems import BriefError
from brief.model import Kind, Picture, Record
from brief.select import explain, withheld_from
from tests.select.dossiers import AUDIENCES, LEGAL, at, dossier, node, paragraph, section, text
from tests.select.test_select import citing, claim, source

GENERAL, COUNSEL = AUDIENCES["general"], AUDIENCES["legal"]
FIGURE = node(Kind.FIGURE, id="fig-x", source="x.svg", alt="X", line=6)
DIVISION = node(Kind.DIVISION, FIGURE, mark=LEGAL, line=5)
WHOLE = dossier(
    record=Record(
        sections=(section(paragraph(node(Kind.REFERENCE, target="c-1", line=8), id="p-1"), DIVISION),),
        claims=(claim("c-1"), claim("c-2", LEGAL)),
    ),
    pictures={"x.svg": Picture("x.svg", b"<svg/>", 1, 1)},
)


def test_a_shown_item_is_explained_by_its_mark_and_by_who_refers_to_it() -> None:
    found = explain(WHOLE, GENERAL, "c-1")
    assert (found.kind, found.shown, found.why) == ("claim", True, "for executive, general and legal")
    assert (found.place, found.because, found.referred_from) == (at(2), at(3), (at(8),))


def test_a_withheld_item_is_explained_by_its_mark() -> None:
    found = explain(WHOLE, GENERAL, "c-2")
    assert (found.shown, found.why, found.because) == (False, "for legal only", at(3))


def test_a_piece_of_prose_is_explained_by_the_closest_mark_around_it() -> None:
    found = explain(WHOLE, GENERAL, "fig-x")
    assert (found.kind, found.shown, found.why) == ("figure", False, "for legal only")
    assert (found.place, found.because) == (at(6), at(5, "marks.md"))
    assert explain(WHOLE, COUNSEL, "fig-x").shown
    assert explain(WHOLE, GENERAL, "p-1").why == "for executive, general and legal"


def test_a_picture_is_explained_by_its_figures() -> None:
    assert not explain(WHOLE, GENERAL, "x.svg").shown
    assert explain(WHOLE, COUNSEL, "x.svg").shown
    assert explain(WHOLE, GENERAL, "x.svg").why == "no figure that shows it is for general"


def test_a_source_that_is_described_is_not_shown_itself() -> None:
    told = source(descriptor=text("a manager"))
    whole = dossier(record=Record(sections=(section(paragraph("a", citing("s-smith-memo"))),), sources=(told,)))
    found = explain(whole, GENERAL, "s-smith-memo")
    assert (found.shown, found.why) == (False, "for legal only; its descriptor is shown")


def test_an_unknown_id_is_an_error_that_suggests_the_closest_one() -> None:
    with pytest.raises(BriefError) as caught:
        explain(WHOLE, GENERAL, "fig-y")
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint) == ("E605", "did you mean `fig-x`?")


def test_everything_withheld_is_listed_once() -> None:
    found = [(one.kind, one.id) for one in withheld_from(WHOLE, GENERAL)]
    assert sorted(found) == [("claim", "c-2"), ("division", ""), ("picture", "x.svg")]
    assert withheld_from(WHOLE, COUNSEL) == ()
