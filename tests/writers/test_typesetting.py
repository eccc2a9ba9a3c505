"""How words and figures are set: decimal marks, balanced headings, running section titles, small capitals."""

from __future__ import annotations

import re
from copy import deepcopy

import pypdfium2
import pytest

from brief.app.shipped import shipped_folder
from brief.render.theme import read_theme
from brief.writers.pdf import write
from brief.writers.pdf.headings import balance_headings
from brief.writers.pdf.prepare import paper_tree
from tests.writers import paper
from tests.writers.docx_file import SPACES, attribute, docx, page
from tests.writers.test_paper_look import shipped_page

NUMBERS = (
    "<table><thead><tr><th>Pier</th><th>Fare</th></tr></thead><tbody>"
    '<tr><td>North</td><td class="decimal">1,212.25</td></tr>'
    '<tr><td>South</td><td class="decimal" data-tail="5">3.5</td></tr>'
    '<tr><td>West</td><td class="decimal" data-tail=".25">7</td></tr></tbody></table>'
)
LONG = "What are the figures that the harbour authority gave us when we asked about its ferry fares in the spring?"


def left_of(data: bytes, words: str) -> float:
    """Return where the last character of the words begins on the first page, in points."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    at, count = text.search(words).get_next()
    return float(text.get_charbox(at + count - 1)[0])


def test_decimal_marks_of_a_column_are_aligned_on_paper():
    made = write(shipped_page(NUMBERS))
    assert left_of(made, "1,212.") == pytest.approx(left_of(made, "3."), abs=0.3)
    assert ".25" not in paper.text(made).replace("1,212.25", ""), "the room that is kept free must not say anything"


def test_word_keeps_a_number_from_the_end_by_the_width_of_the_figures_that_it_lacks():
    body = docx(page(NUMBERS, with_fonts=True)).part("word/document.xml")
    rights = {
        "".join(made.itertext()): [attribute(each, "right") for each in made.iterfind("w:pPr/w:ind", SPACES)]
        for made in body.iterfind(".//w:tc/w:p", SPACES)
    }
    assert rights["1,212.25"] == []
    one, three = (int(rights[number][0]) for number in ("3.5", "7"))
    assert 0 < one < three < 3 * one  # a mark is narrower than a figure


def lines_of(data: bytes, words: str) -> list[str]:
    first, *_, last = words.split()
    found = re.search(rf"{first}.*?{re.escape(last)}", paper.text(data), re.DOTALL)
    assert found
    return found[0].splitlines()


@pytest.mark.parametrize("level", ["h1", "h2", "h3"])
def test_the_lines_of_a_heading_are_about_as_long_as_one_another(level):
    above = "<h2>Above</h2>" if level == "h3" else ""
    made = write(shipped_page(f"{above}<{level}>{LONG}</{level}><p>Words.</p>", "general"))
    lines = [line.strip() for line in lines_of(made, LONG)]
    assert len(lines) > 1
    assert min(map(len, lines)) > 0.7 * max(map(len, lines))


@pytest.mark.parametrize("count", range(6, 19, 2))
def test_a_balanced_heading_takes_no_more_lines_than_it_would_have_taken(count):
    words = " ".join(LONG.split()[:count])
    plain, balanced = (
        write(shipped_page(f"<h2>{words}{kept_as_it_is}</h2><p>Words.</p>", "general"))
        for kept_as_it_is in ("<sup></sup>", "")
    )
    assert len(lines_of(balanced, words)) == len(lines_of(plain, words))


@pytest.mark.parametrize(
    "heading",
    [
        "<h2>Short</h2>",
        "<h2></h2>",
        f"<h2>{LONG}<br>{LONG}</h2>",
        f"<h2>{'x' * 300}</h2>",
        f'<h2>{LONG}<span class="note">a note</span></h2>',
    ],
)
def test_a_heading_of_one_line_or_with_breaks_of_its_own_stays_as_it_is(heading):
    assert all("max-width" not in (each.get("style") or "") for each in paper_tree(shipped_page(heading)).iter("h2"))


def test_a_theme_with_another_face_is_balanced_by_that_face():
    theme, _ = read_theme([shipped_folder("templates")], "general")
    root = deepcopy(shipped_page(f"<h2>{LONG}</h2>", "general").tree())
    balance_headings(root, theme, {})  # a face that the page does not bring is guessed
    assert "max-width" in str(next(root.iter("h2")).get("style"))


def test_the_top_of_a_sheet_has_the_section_that_begins_or_continues_there():
    long = "<p>Words that fill the sheet and say nothing else.</p>" * 60
    made = write(shipped_page(f"<h2>First matter</h2>{long}<h2>Second matter</h2><p>End.</p>"))
    tops = [page.get_textpage().get_text_bounded(bottom=page.get_height() - 60) for page in pypdfium2.PdfDocument(made)]
    assert "matter" not in tops[0]
    assert all("R · First matter" in " ".join(top.split()) for top in tops[1:-1])
    assert "Second matter" in tops[-1]


def test_the_header_in_word_has_a_field_for_the_section_unless_there_is_none():
    files = [docx(page(html, body='data-running="A title"')) for html in ("<h2>One</h2>", "<p>None</p>")]
    headers = [b"".join(file.raw(name) for name in file.names if "header" in name) for file in files]
    assert all(b"A title" in each for each in headers)
    assert [b"STYLEREF 1" in each for each in headers] == [True, False]


def test_small_capitals_stay_the_letters_that_they_are():
    made = write(shipped_page('<p class="kicker">Legal brief</p><p class="label">Decision asked</p>'))
    assert "Legal brief" in paper.text(made)
    assert "Decision asked" in paper.text(made)
