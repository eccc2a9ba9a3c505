"""What readers see on paper and in Word: lists, tables, marks and lines as a careful typographer would set them."""

from __future__ import annotations

import lxml.html
import pytest

from brief.app.shipped import shipped_folder
from brief.page.columns import column_widths
from brief.page.fonts import font_faces
from brief.page.vocabulary import Page
from brief.render.theme import read_theme
from brief.render.transforms.shapes import mark_shapes
from brief.writers.pdf import write
from brief.writers.pdf.prepare import paper_tree
from tests.render.briefs import page_context
from tests.writers import paper
from tests.writers.docx_file import SPACES, attribute, docx, page, shown_text

HASH = "9f86d081884c7d659a2feaa0c55ad015" * 4


def shipped_page(fragment: str, audience: str = "legal") -> Page:
    """Return a page with the shipped sheets and tokens of an audience."""
    theme, sheet = read_theme([shipped_folder("templates")], audience)
    assets = paper.faces()
    html = (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>A title</title></head>'
        '<body data-mark="TLP:AMBER" data-running="R" data-reference="X-1" data-page="Page" data-of="of"><main>'
        f"<section><h1>Heading</h1>{fragment}</section></main></body></html>"
    )
    root = lxml.html.document_fromstring(html)
    mark_shapes(root.find("body/main"), page_context())
    return Page(
        lxml.html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"),
        font_faces(assets) + theme.css() + sheet.text,
        assets,
        theme,
    )


def table(rows: list[list[str]], classes: str = "") -> str:
    head = "".join(f'<th scope="col">{each}</th>' for each in rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{each}</td>' for each in row)}</tr>" for row in rows[1:])
    return f'<table class="{classes}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def test_a_list_begins_with_its_start_number():
    text = paper.text(write(paper.page('<ol start="7"><li>seven</li><li>eight</li></ol><ol><li>one</li></ol>')))
    assert [word for word in text.split() if word.rstrip(".").isdigit() and "." in word] == ["7.", "8.", "1."]


def test_words_that_fill_a_line_but_for_the_last_space_stay_on_it():
    fragment = (
        '<ul class="sources"><li>Wexmoor Ferry Company, Letter about the timetable (Wexmoor Press, document, '
        'October 2026), <a href="https://example.org/letters?id=7">example.org/letters?id=7&amp;page=2</a>.</li></ul>'
    )
    lines = paper.text(write(shipped_page(fragment))).splitlines()
    assert not any(line.strip() == "Wexmoor" for line in lines)
    assert any(line.startswith("Wexmoor Ferry Company, Letter") for line in lines)


def test_a_long_word_in_a_cell_breaks_inside_the_page():
    import pypdfium2

    fragment = table([["Key", "Value"], ["hash", HASH]])
    with pypdfium2.PdfDocument(write(shipped_page(fragment))) as document:
        sheet = document[0]
        reader = sheet.get_textpage()
        rights = [reader.get_charbox(place)[2] for place in range(reader.count_chars())]
        assert max(rights) < sheet.get_width() - 55
        reader.close()
        sheet.close()


def test_short_columns_are_not_squeezed_by_a_long_one_on_paper():
    rows = [["Station", "Date", "Remark"], *([f"N{each}", "11 March 2026", "word " * 40] for each in range(4))]
    root = paper_tree(shipped_page(table(rows)))
    widths = [float(col.get("style").removeprefix("width: ").rstrip("%")) for col in root.iter("col")]
    assert sum(widths) == pytest.approx(100, abs=0.1)
    assert "11 March 2026" in " ".join(paper.text(write(shipped_page(table(rows)))).splitlines())
    assert widths[2] > 60


def test_a_column_that_is_too_wide_leaves_the_others_what_they_need():
    narrow = column_widths([(0, "Ref", 0), (1, "12,345", 0), (2, HASH, 0)], 3, 6000, 180, 100)
    plain = column_widths([(0, "Ref", 0), (1, "12,345", 0)], 2, 6000, 180, 100)
    assert sum(narrow) == 6000
    assert narrow[0] >= 180 * 1.5
    assert narrow[1] >= 180 * 2.5
    assert sum(plain) == 6000


def test_tables_that_merge_cells_or_measure_themselves_keep_their_columns():
    merged = '<table><tbody><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>'
    own = '<table><colgroup><col style="width: 30%"><col style="width: 70%"></colgroup>'
    own += "<tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
    root = paper_tree(shipped_page(merged + own + table([["A", "B"], ["c", "d"]], "judgments")))
    assert [len(each.findall("colgroup/col")) for each in root.iter("table")] == [2, 2, 0]
    assert [col.get("style") for col in root.findall(".//table[2]/colgroup/col")] == ["width: 30%", "width: 70%"]


@pytest.mark.parametrize(("classes", "count", "outer"), [("record", 3, True), ("", 6, True), ("", 5, False)])
def test_the_record_and_wide_tables_reach_over_the_outer_column_in_word(classes, count, outer):
    made = docx(page(table([["A"] * count, ["b"] * count], classes)))
    assert bool(made.find("//w:tblPr/w:tblInd")) is outer
    width = int(attribute(made.find("//w:tblPr/w:tblW")[0], "w"))
    assert width == int(attribute(made.find("//w:pgSz")[0], "w")) - 2494 - 1361 + 1531 * outer


def test_a_mark_is_in_one_line_on_a_strip_that_is_wider_for_the_longest():
    wide = {}
    for mark in ("TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"):
        made = docx(page("<p>x</p>", body=f'data-mark="{mark}" data-running="R"'))
        for part in ("word/header1.xml", "word/header2.xml", "word/footer1.xml", "word/footer2.xml"):
            (strip,) = made.paragraphs("HandlingMark", part)
            (frame,) = strip.findall("w:pPr/w:framePr", SPACES)
            assert shown_text(strip) == mark
            assert (attribute(frame, "hAnchor"), attribute(frame, "xAlign")) == ("margin", "right")
            assert [attribute(lock, "val") for lock in strip.iterfind(".//w:lock", SPACES)] == ["sdtContentLocked"]
            wide.setdefault(mark, set()).add(int(attribute(frame, "w")))
    (strict,), (amber,), (red,) = wide["TLP:AMBER+STRICT"], wide["TLP:AMBER"], wide["TLP:RED"]
    assert strict > amber == red


def test_a_picture_is_no_taller_than_the_theme_allows():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="2000"><path d="M0 0h9v9z"/></svg>'
    made = docx(page('<figure><img src="a.svg" alt="tall"></figure>', assets={"a.svg": svg}))
    extent = made.find("//wp:extent")[0]
    assert int(extent.get("cy")) == pytest.approx(0.45 * 297 * 36000, rel=0.001)
    assert int(extent.get("cx")) == pytest.approx(int(extent.get("cy")) / 20, rel=0.001)


def test_lists_have_the_face_and_size_of_the_theme():
    fragment = "<ul><li>one</li><li>two</li></ul>"
    executive, legal = docx(page(fragment, audience="executive")), docx(page(fragment))
    path = "//w:style[@w:styleId='ListBullet']/w:rPr/w:rFonts/@w:ascii"
    assert executive.find(path, "word/styles.xml") == ["Source Sans 3"]
    assert legal.find(path, "word/styles.xml") == []


def test_a_status_next_to_a_paragraph_has_no_comma_and_one_in_a_line_has_one():
    claim = (
        '<span class="claim">it leans</span><span class="status"><span class="bracket"> [</span>Alleged'
        '<span class="bracket">, </span><span class="small">low confidence</span><span class="bracket">]</span></span>'
    )
    one = paper.text(write(shipped_page(f'<p class="numbered"><span class="number">1.1</span> So {claim}.</p>')))
    two = paper.text(
        write(shipped_page(f'<p class="numbered"><span class="number">1.1</span> So {claim} {claim}.</p>'))
    )
    assert "Alleged," not in one
    assert "Alleged, low confidence" in " ".join(two.split())


def test_dates_stay_on_one_line_next_to_a_long_text():
    cells = [(0, "11 November 2026", 0.0), (1, "Diver A", 0.0), (2, "word " * 60, 0.0)]
    widths = column_widths(cells, 3, 8000, 184, 140)
    assert widths[0] > 16 * 0.51 * 184
    assert widths[2] > 4000
    assert sum(widths) == 8000


def test_the_header_of_a_wide_table_is_as_small_as_its_body_in_word():
    made = docx(page(table([["A"] * 8, ["b"] * 8])))
    assert {attribute(each, "val") for each in made.find("//w:tbl//w:pStyle")} == {
        "TableHeadingSmall",
        "TableTextSmall",
    }


def test_the_paragraphs_of_an_endnote_are_separate():
    note = '<span class="para">The first.</span><span class="para">The second.</span>'
    text = paper.text(write(shipped_page(f'<ol class="endnotes"><li>{note}</li></ol>')))
    lines = [line.strip() for line in text.splitlines()]
    assert "The second." in lines


@pytest.mark.parametrize("detail", ["moderate confidence", ""])
def test_a_status_next_to_a_short_paragraph_ends_above_the_next_number(detail):
    import pypdfium2

    status = f'<span class="status">Alleged{f"""<span class="small">{detail}</span>""" if detail else ""}</span>'
    numbered = '<p class="numbered"><span class="number">{}</span> <span class="claim">It leans</span>{}.</p>'
    fragment = numbered.format("1.1", status) + numbered.format("1.2", "")
    with pypdfium2.PdfDocument(write(shipped_page(fragment))) as document:
        sheet = document[0]
        reader = sheet.get_textpage()
        ends = [box_of(reader, words) for words in ("Alleged", detail) if words]
        number = box_of(reader, "1.2")
        reader.close()
        sheet.close()
    assert all(end[1] > number[3] for end in ends)
    assert all(end[0] == pytest.approx(number[0], abs=1) for end in ends)


def box_of(reader, words):
    """Return left, bottom, right and top of some words, which stand in one line."""
    first, count = reader.search(words).get_next()
    boxes = [reader.get_charbox(place) for place in range(first, first + count)]
    assert max(box[3] for box in boxes) - min(box[1] for box in boxes) < 12, "one line"
    return boxes[0][0], min(box[1] for box in boxes), boxes[-1][2], max(box[3] for box in boxes)
