"""A dossier in Hebrew, on paper and in Word: what begins on the left in other languages begins on the right."""

from __future__ import annotations

from collections.abc import Mapping

import lxml.etree as etree
import pypdfium2
import pytest

from brief.build import Build
from brief.writers.pdf import write
from tests.builds import Builds
from tests.writers import paper
from tests.writers.boxes import box, box_in_line, boxes
from tests.writers.docx_file import SPACES, Docx, attribute

AUDIENCES = ("legal", "executive", "general")
MIDDLE = 297.6  # of the sheet
ENGLISH = "A whole paragraph in English, from left to right."


@pytest.fixture(scope="module")
def briefs(builds: Builds) -> Mapping[str, Build]:
    """Return the three briefs; every check of the project has passed."""
    return {name: builds("tests/examples/right-to-left/content/rtl", name) for name in AUDIENCES}


def text_at(made: Build, path: str) -> str:
    """Return the first word of the first element at a path of the page."""
    return " ".join(map(str, made.page.tree().xpath(path)[0].itertext())).split()[0]


def test_the_terms_of_a_memo_are_right_of_their_descriptions(briefs):
    described = box(briefs["legal"], "ייעוץ")
    term = text_at(briefs["legal"], "//dl[@class='memo']/dd[contains(., 'ייעוץ')]/preceding-sibling::dt[1]")
    assert described[3] < box_in_line(briefs["legal"], term, described)[1]
    assert described[3] > MIDDLE, "a description is next to its term"


def test_page_numbers_in_the_contents_are_at_the_left_edge(briefs):
    entry = boxes(briefs["legal"], "העובדות")[0]
    edge = box(briefs["legal"], ENGLISH)[1]
    assert box_in_line(briefs["legal"], "2", entry)[1] == pytest.approx(edge, abs=1)
    assert entry[1] > MIDDLE


@pytest.mark.parametrize("audience", ["legal", "general"])
def test_the_first_column_of_a_table_is_at_the_right_and_figures_end_under_one_another(briefs, audience):
    first, second = box(briefs[audience], "מערב"), box(briefs[audience], "דרום")
    figure = box_in_line(briefs[audience], "104", first)
    assert figure[3] < box_in_line(briefs[audience], "שלישי", first)[1] < first[1]
    assert box_in_line(briefs[audience], "12", second)[3] == pytest.approx(figure[3], abs=1)


def test_columns_side_by_side_begin_at_the_right_with_the_wider_one(briefs):
    step, signpost = box(briefs["executive"], "לבדוק"), box(briefs["executive"], "מודה")
    assert step[0] == signpost[0]
    assert signpost[3] < MIDDLE < step[1]
    owner = box_in_line(briefs["executive"], "30", step)
    assert signpost[3] < owner[1] < step[1]


def test_a_decision_is_at_the_right_and_its_date_at_the_left(briefs):
    day = box(briefs["executive"], "בדצמבר")
    asked = box_in_line(briefs["executive"], "לסגור", day)
    assert day[3] < MIDDLE < asked[1]


@pytest.mark.parametrize("audience", ["legal", "general"])
def test_code_begins_at_the_left_and_keeps_its_indent(briefs, audience):
    first = box(briefs[audience], "if crack > 12:")
    second = min(boxes(briefs[audience], 'close("north")'), key=lambda each: each[2])
    body = box(briefs[audience], ENGLISH)
    assert body[1] <= first[1] < body[1] + 20
    assert second[1] > first[1] + 10
    assert second[2] < first[2]


def test_the_number_of_a_paragraph_that_runs_against_the_page_is_in_the_outer_column(briefs):
    english = box_in_line(briefs["legal"], "5", box(briefs["legal"], ENGLISH))
    hebrew = box_in_line(briefs["legal"], "8", boxes(briefs["legal"], "אין.")[0])
    assert english[3] == pytest.approx(hebrew[3], abs=1)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_handling_mark_is_at_the_right_of_every_header_and_footer(briefs, audience):
    mark = {"legal": "AMBER", "executive": "RED", "general": "GREEN"}[audience]
    found = boxes(briefs[audience], mark)
    with pypdfium2.PdfDocument(briefs[audience].files["pdf"]) as document:
        assert len(found) == 2 * len(document)
    assert all(each[1] > MIDDLE + 100 for each in found)


def test_words_in_a_picture_are_drawn_from_right_to_left_with_figures_as_they_are():
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40" font-size="20" font-family="Noto Sans Hebrew">'
        '<text x="10" y="30">\u05d0\u05d1 12</text></svg>'
    )
    page = paper.page('<p><img src="a.svg" alt="x"></p>', assets={"a.svg": drawing.encode()})
    with pypdfium2.PdfDocument(write(page)) as document:
        reader = document[0].get_textpage()
        drawn = reader.get_text_range()
        left = {each: reader.get_charbox(drawn.index(each))[0] for each in "\u05d0\u05d112"}
    assert left["1"] < left["2"] < left["\u05d1"] < left["\u05d0"]


def sides(made: Docx, style: str) -> dict[str, int]:
    """Return how thick the lines around a style's paragraphs are, by side."""
    (border,) = made.part("word/styles.xml").xpath(f"//w:style[@w:styleId='{style}']/w:pPr/w:pBdr", namespaces=SPACES)
    return {etree.QName(line).localname: int(attribute(line, "sz")) for line in border}


def test_in_word_the_bars_are_where_lines_begin(briefs):
    for audience in AUDIENCES:
        basis = sides(Docx(briefs[audience].files["docx"]), "Basis")
        assert list(basis) == ["top", "left", "bottom", "right"]
        assert basis["right"] > basis["left"] == basis["top"]
        assert list(sides(Docx(briefs[audience].files["docx"]), "Timeline")) == ["right"]


def test_in_word_every_table_runs_from_right_to_left_and_code_does_not(briefs):
    main = Docx(briefs["legal"].files["docx"]).part("word/document.xml")
    tables = main.xpath("//w:tbl/w:tblPr", namespaces=SPACES)
    assert len(tables) >= 4
    assert all(table.find("w:bidiVisual", SPACES) is not None for table in tables)
    (code,) = main.xpath("//w:p[w:pPr/w:pStyle/@w:val='SourceCode']", namespaces=SPACES)
    assert not code.xpath(".//w:bidi | .//w:rtl", namespaces=SPACES)


def test_in_word_columns_are_apart_whichever_side_a_program_takes_a_cell_s_margins_to_be_on(briefs):
    main = Docx(briefs["executive"].files["docx"]).part("word/document.xml")
    (columns,) = main.xpath("//w:tbl[w:tblPr/w:tblStyle/@w:val='TableLayout']", namespaces=SPACES)
    assert columns.find("w:tblPr/w:jc", SPACES) is not None
    margins = columns.xpath("w:tr/w:tc/w:tcPr/w:tcMar/*", namespaces=SPACES)
    assert len(margins) == 4
    assert len({attribute(each, "w") for each in margins}) == 1
