from brief.diagnostics.problems import Problem
from brief.load.integrity.references import check_references
from brief.model import Claim, Dossier, Event, Kind, Node, Record, Reference, Source, Term
from brief.model.variables import VARIABLES
from tests.select.dossiers import ALL, at, dossier, node, paragraph, section, text

CLAIM = Claim("c-access", ALL, text("x"), text("y"), place=at(2, "claims.yaml"))
SOURCE = Source("s-article", ALL, text("x"), "article", place=at(2, "sources.yaml"))
TERM = Term("t-rag", ALL, text("RAG"), text("a way"))


def cite(name: str) -> Node:
    return node(Kind.CITE, node(Kind.CITATION, source=name, line=5))


def refer(name: str) -> Node:
    return node(Kind.REFERENCE, target=name, line=5)


def whole(*body: Node, **record: object) -> Dossier:
    given = {"claims": (CLAIM,), "sources": (SOURCE,), "glossary": (TERM,), **record}
    return dossier(record=Record(sections=(section(*body),), **given))  # type: ignore[arg-type]


def problems(found: Dossier, *unread: str) -> list[Problem]:
    return list(check_references(found, unread))


def reported(found: Dossier) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.text, problem.hint) for problem in problems(found)]


def test_names_of_things_that_exist_are_fine() -> None:
    body = [
        paragraph("x", id="p-one"),
        paragraph(cite("s-article"), refer("c-access"), refer("sec-facts"), refer("p-one"), refer("t-rag")),
        paragraph(node(Kind.LINK, "x", target="#p-one"), node(Kind.LINK, "x", target="https://x.example/#p-two")),
        paragraph(node(Kind.CLAIM, "x", claim="c-access")),
        *(paragraph(node(Kind.VARIABLE, name=name)) for name in VARIABLES),
    ]
    assert reported(whole(*body)) == []


def test_a_citation_of_nothing_is_reported_with_the_nearest_source() -> None:
    assert reported(whole(paragraph(cite("s-artcle")))) == [
        ("E156", "no source has the identifier `s-artcle`", "did you mean `s-article`?")
    ]


def test_a_reference_claim_span_or_link_to_nothing_is_reported_at_its_place() -> None:
    body = [
        refer("fig-x"),
        node(Kind.CLAIM, "x", claim="c-acess", line=5),
        node(Kind.LINK, "x", target="#nowhere", line=5),
    ]
    found = problems(whole(paragraph(*body)))
    assert [(problem.code, problem.place) for problem in found] == [("E156", at(5))] * 3
    assert found[1].hint == "did you mean `c-access`?"


def test_sources_named_by_claims_and_events_must_exist() -> None:
    references = (Reference("s-gone", at(8)),)
    claim = Claim("c-2", ALL, text("x"), text("y"), sources=references)
    event = Event("e-1", ALL, text("x"), sources=references)
    found = problems(whole(claims=(claim,), timeline=(event,)))
    assert [(problem.code, problem.place) for problem in found] == [("E156", at(8))] * 2


def test_a_reference_to_the_wrong_kind_says_how_to_refer_to_it() -> None:
    assert reported(whole(paragraph(cite("c-access")))) == [
        ("E156", "`c-access` is a claim, not a source", "refer to it as `@c-access`")
    ]
    assert reported(whole(paragraph(refer("s-article")))) == [
        ("E156", "`s-article` is a source, not something to refer to", "cite a source, as in `[@s-article]`")
    ]


def test_names_are_found_in_notes_captions_texts_and_every_wording() -> None:
    inner = paragraph(node(Kind.NOTE, paragraph(refer("a-1"))))
    figure = node(Kind.FIGURE, refer("a-2"), source="x", alt="x")
    found = whole(inner, figure, claims=(Claim("c-1", ALL, text(refer("a-3")), text("y"), note=text(refer("a-4"))),))
    assert [problem.text.split("`")[1] for problem in problems(found)] == ["a-1", "a-2", "a-3", "a-4"]


def test_what_exists_but_could_not_be_read_makes_no_second_problem() -> None:
    assert problems(whole(paragraph(cite("s-broken"))), "s-broken") == []


def test_an_unknown_variable_is_reported_with_the_nearest_one() -> None:
    assert reported(whole(paragraph(node(Kind.VARIABLE, name="claim.count")))) == [
        ("E157", "unknown variable `claim.count`", "did you mean `claims.count`?")
    ]


def test_an_identifier_used_twice_is_reported_with_both_places() -> None:
    twice = [paragraph("x", id="p-1"), node(Kind.PARAGRAPH, "y", id="p-1", line=7)]
    (problem,) = problems(whole(*twice))
    assert (problem.code, problem.place, problem.related[0][0]) == ("E107", at(7), at(1))
    (problem,) = problems(whole(node(Kind.PARAGRAPH, "y", id="c-access", line=7)))
    assert (problem.code, problem.place, problem.related[0][0]) == ("E107", at(7), at(2, "claims.yaml"))
