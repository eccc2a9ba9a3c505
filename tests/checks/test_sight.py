"""What a reader sees of files that are as they should be."""

from __future__ import annotations

from brief.checks.read_docx import DocxFile
from brief.checks.read_pdf import PdfFile
from brief.page.vocabulary import Page
from brief.writers import docx, pdf
from tests.writers import paper
from tests.writers.docx_file import page


def test_a_link_in_a_decision_can_be_read_in_word() -> None:
    words = 'Keep <a href="https://example.org">the plan</a>.'
    linked = page(f'<div class="decision"><div class="ask"><p>{words}</p></div></div>')
    file = DocxFile(docx.write(linked))
    assert "the plan" in file.text()
    assert list(file.unseen(linked)) == []


def test_a_letter_at_the_edge_of_a_wide_gap_is_not_hidden_in_it() -> None:
    line = "server1            IN     A      198.51.100.19"
    lines = "".join(f'<pre class="at{place}">{line}</pre>' for place in range(10))
    css = "".join(f".at{place} {{ margin-left: {place / 10}pt }}" for place in range(10))
    zone = paper.page(lines, f'pre {{ font: 7.5pt "Source Code Pro" }} {css}')
    assert _why(zone) == []


def test_letters_that_are_flat_are_not_too_small() -> None:
    flat = paper.page('<p lang="ar" dir="rtl">ـــ</p>', 'p { font: 10pt "IBM Plex Sans Arabic" }')
    assert _why(flat) == []


def test_thin_signs_in_a_pale_colour_are_seen() -> None:
    signs = paper.page("<p>–</p><p>¨</p>", 'p { font: 5pt "Source Serif 4"; color: #9aa0a6 }')
    assert _why(signs) == []
    paler = paper.page("<p>–</p>", 'p { font: 5pt "Source Serif 4"; color: #e4e4e4 }')
    assert len(_why(paler)) == 1


def test_letters_below_three_points_are_too_small_whatever_their_shape() -> None:
    (why,) = _why(paper.page('<p class="tiny">Tiny l</p>', ".tiny { font-size: 2.9pt }"))
    assert why == "its letters are of 2.9 points"


def _why(page: Page) -> list[str]:
    return [one.why for one in PdfFile(pdf.write(page)).unseen(page)]
