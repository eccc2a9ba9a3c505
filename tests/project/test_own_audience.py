"""An audience of a project's own has from the base what all have: numbers, columns, the status of claims, a mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.build import Build, build
from brief.load import load, load_audiences
from tests.writers.boxes import box, box_in_line
from tests.writers.docx_file import SPACES, Docx
from tests.writers.paper import text

EXAMPLE = Path(__file__).parents[1] / "examples" / "own-audience"


@pytest.fixture(scope="module")
def brief() -> Build:
    """Return the brief in every format; every check of the project has passed."""
    layers = [EXAMPLE / "templates", EXAMPLE.parents[2] / "templates"]
    audiences = load_audiences(layers)
    return build(load(EXAMPLE / "content/quay", audiences), audiences["crew"], ("pdf", "docx", "html"), layers)


def test_the_number_of_a_paragraph_hangs_before_all_its_lines(brief: Build) -> None:
    first, last = box(brief, "The keeper writes"), box(brief, "her leave before")
    number = box_in_line(brief, "1.1", first)
    assert last[2] < first[2], "the paragraph has two lines"
    assert number[3] < first[1] - 3
    assert box(brief, "Her rope")[1] == pytest.approx(first[1], abs=0.5)
    assert box_in_line(brief, "1.2", box(brief, "Her rope"))[1] == pytest.approx(number[1], abs=0.5)


def test_three_columns_are_equally_wide_on_paper_and_in_word(brief: Build) -> None:
    lefts = [box(brief, words)[1] for words in ("Fog", "Bells", "Logs")]
    assert lefts[1] - lefts[0] == pytest.approx(lefts[2] - lefts[1], abs=1)
    assert lefts[1] - lefts[0] > 100
    (row,) = Docx(brief.files["docx"]).find("//w:tbl[w:tblPr/w:tblStyle/@w:val='TableLayout']/w:tr")
    widths = row.xpath("w:tc/w:tcPr/w:tcW/@w:w", namespaces=SPACES)
    assert len(widths) == 3
    assert max(map(int, widths)) - min(map(int, widths)) <= 1


def test_a_claim_is_not_said_without_its_status(brief: Build) -> None:
    said = "the ship lay at berth four [alleged: the keeper; low confidence]"
    assert said in " ".join(text(brief.files["pdf"]).split())


def test_a_brief_without_a_mark_has_none_on_any_page(brief: Build) -> None:
    assert brief.warnings == ()
    assert "TLP" not in text(brief.files["pdf"])
    assert b"TLP" not in brief.files["html"].partition(b"<body")[2]
    document = Docx(brief.files["docx"])
    heads = [name for name in document.names if name.startswith(("word/header", "word/footer"))]
    assert heads
    assert not [name for name in heads if b"TLP" in document.raw(name)]
