"""On which sheet each thing is, as other formats take it from the layout of the PDF."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest

from brief.diagnostics.problems import BriefError
from brief.formats import write_formats
from brief.page.fonts import font_faces
from brief.writers.layout import Layout
from brief.writers.pdf import lay_out
from tests.writers import docx_file, paper

BREAK = "h2 { break-before: page }"


def test_every_id_is_found_on_the_first_sheet_that_shows_it():
    made = lay_out(paper.page('<p id="a">a</p><h2 id="b">b</h2><p>c<span class="note" id="n">d</span></p>', BREAK))
    assert made.pagination.sheets == 2
    assert {name: made.pagination.pages[name] for name in ("a", "b", "n")} == {"a": 1, "b": 2, "n": 2}


def test_a_word_file_alone_has_the_bytes_that_it_has_together_with_a_pdf():
    sample = docx_file.sample("executive")
    page = replace(sample, css=font_faces(sample.assets))
    assert write_formats(page, ["docx"])["docx"] == write_formats(page, ["pdf", "docx"])["docx"]


def test_a_character_that_no_font_has_is_a_fault_of_the_pdf_and_not_of_its_pagination():
    layout = Layout(paper.page("<p>\U0001315c</p>"))  # a hieroglyph
    assert [problem.code for problem in layout.laid_out.problems] == ["E402"]
    assert layout.pagination.sheets == 1


def test_a_page_that_cannot_be_laid_out_has_no_pagination():
    with pytest.raises(BriefError, match="E401"):
        _ = Layout(paper.page('<p><img src="missing.png" alt="x"></p>')).pagination


def test_a_wide_table_is_on_a_landscape_sheet_and_what_follows_on_a_portrait_one(tmp_path):
    sheet = "@page landscape { size: 210mm 148mm } body { page: upright } .landscape { page: landscape }"
    table = '<table class="landscape"><tbody><tr><td>a</td></tr></tbody></table>'
    path = tmp_path / "made.pdf"
    path.write_bytes(lay_out(paper.page(f"<p>a</p>{table}<p>b</p>", sheet)).data)
    with pikepdf.open(path) as pdf:
        turned = [float(each.mediabox[2]) > float(each.mediabox[3]) for each in pdf.pages]
    assert turned == [False, True, False]
