import pytest

from brief.checks.estimates import estimates
from brief.diagnostics.problems import Place
from brief.model import Kind, Node
from brief.page.theme import Theme
from brief.page.vocabulary import Page
from brief.select import select
from tests.select.dossiers import AUDIENCES, dossier, node, paragraph, section

NO_PAGE = Page("", "", {}, Theme({}))


def found(*children: Node | str) -> list[tuple[str, str]]:
    chosen = select(dossier(section(paragraph(*children))), AUDIENCES["general"])
    return [(problem.code, problem.text) for problem in estimates(chosen, NO_PAGE, {})]


@pytest.mark.parametrize(
    ("sentence", "likelihood", "confidence"),
    [
        ("It is likely, with low confidence.", "likely", "low confidence"),
        ("With high confidence we call it very unlikely.", "very unlikely", "high confidence"),
        ("Our confidence is moderate that it is probable.", "probable", "confidence is moderate"),
        ("We are highly confident that it will almost certainly fail.", "almost certainly", "highly confident"),
    ],
)
def test_likelihood_and_confidence_in_one_sentence_give_a_warning(
    sentence: str, likelihood: str, confidence: str
) -> None:
    assert found(sentence) == [("W701", f"`{likelihood}` and `{confidence}` are in one sentence")]


@pytest.mark.parametrize(
    "words",
    [
        "It is likely. Our confidence is low.",
        "It is likely.",
        "Confidence is low.",
        "It is likely to dent consumer confidence.",
    ],
)
def test_in_separate_sentences_they_are_fine(words: str) -> None:
    assert found(words) == []


def test_marks_inside_a_sentence_do_not_split_it() -> None:
    assert len(found("It is ", node(Kind.STRONG, "likely"), ", with low confidence.")) == 1


def test_a_note_is_a_sentence_of_its_own() -> None:
    assert found("It is likely", node(Kind.NOTE, paragraph("Our confidence is low.")), " to rain.") == []


def test_the_place_is_that_of_the_likelihood() -> None:
    words = Node(Kind.TEXT, text="It is likely, with low confidence.", place=Place("a.md", 12, 1, 34))
    chosen = select(dossier(section(paragraph("First. ", words))), AUDIENCES["general"])
    assert [problem.place for problem in estimates(chosen, NO_PAGE, {})] == [Place("a.md", 12, 7, 6)]
