from collections import Counter

import pytest

from brief.checks.parity import _missing, parity
from brief.formats import read_back
from brief.page.theme import Theme
from brief.page.vocabulary import Page
from brief.select import select
from tests.checks import leaky
from tests.select.dossiers import AUDIENCES, dossier, paragraph, section

SELECTION = select(dossier(section(paragraph(leaky.SHOWN))), AUDIENCES["general"])


def page(inner: str) -> Page:
    return Page(
        f'<html lang="en"><head><title>t</title></head><body><main>{inner}</main></body></html>', "", {}, Theme({})
    )


SHOWN = page(f"<p>{leaky.SHOWN}</p>")


def test_files_with_every_word_of_the_page_have_no_problem() -> None:
    files = {"pdf": leaky.pdf(), "docx": leaky.docx(), "html": leaky.html()}
    assert parity(SELECTION, SHOWN, read_back(files)) == []


@pytest.mark.parametrize("format_name", ["pdf", "docx", "html"])
def test_a_word_that_a_file_lost_is_named(format_name: str) -> None:
    said = leaky.SHOWN.replace("question ", "")
    files = {
        "pdf": leaky.pdf(lambda _: None, leaky.set_text(said)),
        "docx": leaky.docx(said=said),
        "html": leaky.html(said=said),
    }  # fmt: skip
    (problem,) = parity(SELECTION, SHOWN, read_back({format_name: files[format_name]}))
    assert (problem.code, problem.text) == ("E406", f"words of the page are not in the {format_name}: `question`")


def test_a_word_that_stands_twice_on_the_page_stands_twice_in_the_file() -> None:
    twice = page(f"<p>{leaky.SHOWN}</p><p>question</p>")
    repeated = leaky.docx(body=f"<w:p>{leaky.run('Question')}</w:p>")
    assert len(parity(SELECTION, twice, read_back({"docx": leaky.docx()}))) == 1
    assert parity(SELECTION, twice, read_back({"docx": repeated})) == []


def test_a_file_may_have_more_words_than_the_page() -> None:
    assert parity(SELECTION, SHOWN, read_back({"html": leaky.html("<p>more</p>")})) == []


def test_a_note_call_beside_a_word_does_not_hide_it() -> None:
    called = page("<p>It fell<a class='noteref' href='#n'>12</a>.</p>")
    assert parity(SELECTION, called, read_back({"html": leaky.html("<p>It fell12.</p>")})) == []


def test_a_hyphen_at_the_end_of_a_line_parts_no_word() -> None:
    joined = page("<p>follow-up incorporation</p>")
    assert parity(SELECTION, joined, read_back({"html": leaky.html("<p>follow-\nup incor\u00adporation</p>")})) == []


def missing(wanted: list[str], *found: str) -> list[tuple[str, int]]:
    return list(_missing(Counter(wanted), list(found), list(found)))


def test_a_word_hyphenated_over_two_pages_is_there_and_half_of_it_is_not() -> None:
    shown = ["independent", "harbour"]
    assert missing(shown, "independ", "running", "head", "ent", "harbour") == []
    assert missing(shown, "independ", "running", "head", "harbour") == [("independent", 1)]
    assert missing([*shown, "ent"], "independ", "head", "ent", "harbour") == [("independent", 1)]


def test_half_a_word_that_a_number_was_read_into_is_told_from_one_that_is_lost() -> None:
    shown = Counter(["contractor"] * 2)
    closed, lost = ["contractor", "con4", "tractor"], ["contractor", "4"]
    assert list(_missing(shown, closed, ["con", "tractor", "con", "4", "tractor"])) == []
    assert list(_missing(shown, lost, ["con", "tractor", "4"])) == [("contractor", 1)]


def test_right_to_left_words_may_come_back_in_another_order_but_lose_no_letter() -> None:
    word = "\u0645\u0631\u062d\u0628\u0627"
    assert missing([word], "\u0627\u0628", "\u062d\u0631\u0645") == []
    assert missing([word], "\u0627\u0628", "\u062d\u0631") == [(word, 1)]


def test_what_word_numbers_and_lists_itself_is_not_asked_of_a_docx() -> None:
    numbered = page(
        f'<nav class="contents">Contents</nav><p><span class="number">17</span> {leaky.SHOWN}</p>'
        '<ul class="authorities"><li>The company <span class="places"><a href="#p">42</a></span></li></ul>'
    )
    word = leaky.docx(body=f"<w:p>{leaky.run('The company')}</w:p>")
    assert parity(SELECTION, numbered, read_back({"docx": word})) == []
    paper = leaky.pdf(lambda _: None, leaky.set_text(f"{leaky.SHOWN} The company"))
    (problem,) = parity(SELECTION, numbered, read_back({"pdf": paper}))
    assert problem.text.endswith("`contents`, `17`, `42`")


def test_what_cannot_be_compared_has_not_passed() -> None:
    with pytest.raises(ValueError, match="no words"):
        parity(SELECTION, page(""), read_back({"html": leaky.html()}))
    with pytest.raises(KeyError, match="odt"):
        parity(SELECTION, SHOWN, read_back({"odt": b""}))
