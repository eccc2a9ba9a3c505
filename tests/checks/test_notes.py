from __future__ import annotations

import io

import pikepdf
import pytest

from brief.checks.notes import notes
from brief.formats import read_back
from brief.model.brief import Selection
from brief.page.vocabulary import Page
from brief.writers.pdf import write
from tests.writers import paper

FRAGMENT = (
    '<p>One<span class="note" id="a">The first note, somewhat long.</span> and two'
    '<span class="note"><span class="para">The second note.</span><span class="para">Its end.</span></span>.</p>'
    '<p lang="he" dir="rtl">שלום<span class="note">הערה בעברית</span></p><p>{}</p>'
)
SELECTION: Selection = None  # type: ignore[assignment] # the check looks at page and file alone


def page(fragment: str = FRAGMENT) -> Page:
    return paper.page(fragment.replace("{}", "word " * 600))


def told(page: Page, data: bytes) -> list[str]:
    return [f"{problem.code} {problem.text}" for problem in notes(SELECTION, page, read_back({"pdf": data}))]


def test_notes_in_their_places_are_fine_and_other_formats_are_not_checked() -> None:
    assert told(page(), write(page())) == []
    assert notes(SELECTION, page(), read_back({"html": b""})) == []


def test_a_note_with_an_apostrophe_that_shares_a_glyph_with_another_is_complete() -> None:
    shared = paper.page('<p>під’їзд<span class="note">під\u02bcїзд</span></p>')
    assert told(shared, write(shared)) == []


def test_a_missing_note_is_found() -> None:
    more = page(FRAGMENT.replace("<p>{}", '<p>Three<span class="note">Gone.</span></p><p>{}'))
    assert told(more, write(page())) == ["E404 the page has 4 notes, the PDF 3"]


@pytest.mark.parametrize("number", [1, 3])
def test_an_incomplete_note_is_found(number: int) -> None:
    longer = [("somewhat long", "somewhat long and cut"), ("Its end", "Its very end"), ("בעברית", "בעברית ארוכה")]
    changed = page(FRAGMENT.replace(*longer[number - 1]))
    (line,) = told(changed, write(page()))
    assert line.startswith(f"E404 note {number}, “")
    assert line.endswith("is not complete on page 1")


def test_a_note_on_another_page_than_its_call_is_found() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(write(page()))) as pdf:
        assert len(pdf.pages) > 1
        (note,) = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/ID") == "a"]
        note.Pg = pdf.pages[1].obj
        note.K[0].K[0].Pg = pdf.pages[1].obj
        pdf.save(out)
    (line,) = told(page(), out.getvalue())
    assert line == "E404 note 1, “The first note, somewhat long.…”, is called on page 1 but printed on page 2"
