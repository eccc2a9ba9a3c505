"""The content of the page in Word: tables, pictures, links, languages, emphasis, controls."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.page.columns import column_widths
from tests.writers.docx_file import SPACES, attribute, docx, page, sample, shown_text, style

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h9v9z"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x08\x00\x00\x00\x04" + bytes(20)


def test_a_table_has_a_marked_header_merged_cells_widths_and_a_description():
    made = docx(page(
        '<table id="t"><caption><span class="label">Table <span class="number">1</span>.</span> Things</caption>'
        '<colgroup><col style="width: 25%"><col style="width: 75%"></colgroup>'
        '<thead><tr><th scope="col">A</th><th scope="col" class="end">B</th></tr></thead>'
        '<tbody><tr><td rowspan="2">c</td><td class="end">d</td></tr><tr><td>e</td></tr>'
        '<tr><td colspan="2">f</td></tr></tbody></table>'
    ))  # fmt: skip
    assert len(made.find("//w:tblHeader")) == 1
    assert not made.find("//w:tblHeader/@w:val")
    assert len(made.find("//w:tr/w:trPr/w:cantSplit")) == 4
    widths = [int(attribute(each, "w")) for each in made.find("//w:gridCol")]
    assert widths[1] == pytest.approx(3 * widths[0], abs=3)
    assert sum(widths) == int(attribute(made.find("//w:pgSz")[0], "w")) - 2494 - 1361
    assert [attribute(each, "val") for each in made.find("//w:vMerge")] == ["restart", ""]
    assert [attribute(each, "val") for each in made.find("//w:gridSpan")] == ["2"]
    assert attribute(made.find("//w:tblCaption")[0], "val") == "Table 1. Things"
    assert attribute(made.find("//w:tblDescription")[0], "val") == "A; B"
    assert style(made.find("//w:tr[2]/w:tc[2]/w:p")[0]) == "TableTextEnd"


def test_a_caption_counts_with_seq_and_stays_with_its_table():
    made = docx(sample("legal"))
    caption = made.paragraphs("TableCaption")[0]
    assert shown_text(caption) == "Table 1. Claims, who makes them, and how far they can be relied on"
    assert "SEQ Table" in "".join(each.text for each in caption.iterfind(".//w:instrText", SPACES))
    style_element = made.find("//w:style[@w:styleId='TableCaption']/w:pPr/w:keepNext", "word/styles.xml")
    assert len(style_element) == 1


def test_a_picture_has_alternative_text_its_size_and_for_svg_a_png():
    made = docx(page('<p><img src="a.svg" alt="what it shows" width="80" height="40"></p>', assets={"a.svg": SVG}))
    about = made.find("//wp:docPr")[0]
    assert about.get("descr") == "what it shows"
    extent = made.find("//wp:extent")[0]
    assert (extent.get("cx"), extent.get("cy")) == (str(60 * 12700), str(30 * 12700))
    assert made.find("//asvg:svgBlip")
    assert {name for name in made.names if "media" in name} == {"word/media/image1.png", "word/media/image1.svg"}


def test_readers_that_know_only_the_namespaces_of_the_root_find_the_alternative_text():
    image = '<img src="a.png" alt="x">'
    made = docx(page(f'<p>{image}<span class="note">{image}</span></p>', assets={"a.png": PNG}))
    for name in ("word/document.xml", "word/footnotes.xml"):
        assert {"a", "pic", "wp"} <= set(made.part(name).nsmap)
    assert not {"a", "pic", "wp"} & set(made.part("word/styles.xml").nsmap)


def test_a_decorative_picture_is_marked_as_such():
    made = docx(page('<p><img src="a.png" alt=""></p>', assets={"a.png": PNG}))
    assert made.find("//adec:decorative")


def test_a_picture_is_at_most_as_wide_as_the_text_and_stored_once():
    image = '<p><img src="a.png" alt="x" width="4000" height="400"></p>'
    made = docx(page(image * 2, assets={"a.png": PNG}))
    assert len([name for name in made.names if "media" in name]) == 1
    assert {int(each.get("cx")) for each in made.find("//wp:extent")} == {int(made_width(made) / 20 * 12700)}
    assert len(made.find("//wp:docPr/@id")) == len(set(made.find("//wp:docPr/@id")))


def made_width(made):
    margins = made.find("//w:pgMar")[0]
    sheet = int(attribute(made.find("//w:pgSz")[0], "w"))
    return sheet - int(attribute(margins, "left")) - int(attribute(margins, "right"))


def test_links_have_the_targets_of_the_page():
    made = docx(page('<p id="x"><a href="https://example.org/?a=1&amp;b=2">a</a> <a href="#x">b</a></p>'))
    assert made.targets() == ["https://example.org/?a=1&b=2"]
    anchors = [attribute(each, "anchor") for each in made.find("//w:hyperlink[@w:anchor]")]
    assert anchors == [attribute(each, "name") for each in made.find("//w:bookmarkStart")]


def test_letters_of_other_scripts_in_an_address_are_percent_encoded():
    made = docx(page('<p><a href="https://example.org/é/%C3%A9?a=b c#漢">a</a></p>'))
    assert made.targets() == ["https://example.org/%C3%A9/%C3%A9?a=b%20c#%E6%BC%A2"]


def test_an_empty_paragraph_that_is_left_out_passes_its_id_to_the_next():
    made = docx(page('<p><a href="#x">a</a></p><div><em id="x"></em></div><p>b</p><pre><code id="y">c</code></pre>'))
    assert [shown_text(each.getparent()) for each in made.find("//w:bookmarkStart")] == ["b", "c"]


def test_ids_that_differ_only_in_signs_or_case_have_bookmarks_of_their_own():
    ids = ["a-b", "a.b", "A_b", "1", "x" * 50, "x" * 51, "ü"]
    made = docx(page("".join(f'<p id="{each}">x</p>' for each in ids)))
    names = [attribute(each, "name") for each in made.find("//w:bookmarkStart")]
    assert len({name.lower() for name in names}) == len(ids)
    assert all(len(name) <= 40 and (name[0].isalpha() or name[0] == "_") for name in names)


def test_right_to_left_text_and_other_languages_are_marked_run_by_run():
    made = docx(page(
        '<p>one שלום two <span lang="ja">日本</span> <span lang="fr">mot</span></p>'
        '<p dir="rtl" lang="ar">مرحبا abc</p>',
        with_fonts=True,
    ))  # fmt: skip
    assert shown_text(made.find("//w:r[w:rPr/w:rtl]")[0]) == "שלום"
    assert attribute(made.find("//w:r[w:rPr/w:rtl]/w:rPr/w:rFonts")[0], "cs") == "Noto Sans Hebrew"
    assert [attribute(each, "eastAsia") for each in made.find("//w:lang[@w:eastAsia]")] == ["ja"]
    assert [attribute(each, "val") for each in made.find("//w:lang[@w:val]")] == ["fr"]
    assert len(made.find("//w:p[w:pPr/w:bidi]")) == 1
    assert shown_text(made.paragraphs()[0]) == "one שלום two 日本 mot"


def test_emphasis_is_a_style_and_a_second_one_at_a_run_is_direct_formatting():
    made = docx(page("<p><em>a</em><strong>b</strong><strong><em>c</em></strong><s>d</s></p>"))
    runs = made.find("//w:p/w:r/w:rPr")
    names = [[str(each.tag).rpartition("}")[2] for each in run] for run in runs]
    assert names == [["rStyle"], ["rStyle"], ["rStyle", "i", "iCs"], ["strike"]]


def test_space_collapses_as_in_html_and_code_keeps_its_own():
    made = docx(page("<p> a\n <em> b</em> <br> c\u00a0 </p><pre><code>  x\n\n\ty</code></pre>"))
    assert [shown_text(each) for each in made.paragraphs()] == ["a b\nc\u00a0", "  x\n\n\ty"]


def test_parts_sections_and_claims_are_controls_with_the_id_of_their_source():
    made = docx(page(
        '<section data-part="facts"><section data-source="sec-1"><p>a <span class="claim" data-claim="c-1">b</span></p>'
        "</section></section>"
    ))  # fmt: skip
    assert [attribute(each, "val") for each in made.find("//w:sdtPr/w:tag")] == ["facts", "sec-1", "c-1"]
    assert {attribute(each, "val") for each in made.find("//w:sdtPr/w:lock")} == {"sdtLocked"}
    identifiers = made.find("//w:sdtPr/w:id/@w:val")
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("audience", ["legal", "executive", "general"])
def test_no_paragraph_is_empty(audience):
    made = docx(sample(audience))
    empty = [
        each for each in made.paragraphs() if not shown_text(each).strip() and not each.findall(".//w:drawing", SPACES)
    ]
    assert {style(each) for each in empty} <= {"AfterTable"}


def test_two_tables_in_a_row_stay_separate():
    table = "<section data-part='{}'><table><tbody><tr><td>a</td></tr></tbody></table></section>"
    made = docx(page(table.format(1) + table.format(2)))
    assert [style(each) for each in made.paragraphs()] == ["TableText", "AfterTable", "TableText", "AfterTable"]


CELLS = st.tuples(st.integers(0, 4), st.text(max_size=40), st.floats(0, 4000))


@given(st.lists(CELLS, max_size=20), st.integers(500, 9000))
def test_columns_always_fill_the_width(cells, width):
    widths = column_widths(cells, 5, width, 190, 140)
    assert sum(widths) == width
    assert all(each > 0 for each in widths)


def test_a_page_that_runs_from_right_to_left_has_its_outer_column_there_and_the_mark_at_its_edge():
    html = page("<p>x</p>").html.replace('lang="en-GB"', 'lang="he" dir="rtl"')
    made = docx(replace(page("<p>x</p>"), html=html))
    margins, sheet = made.find("//w:pgMar")[0], made.find("//w:pgSz")[0]
    assert int(attribute(margins, "right")) > int(attribute(margins, "left"))
    frame = made.find("//w:framePr", "word/header1.xml")[0]
    assert attribute(frame, "hAnchor") == "page"
    edge = int(attribute(frame, "x")) + int(attribute(frame, "w"))
    assert int(attribute(sheet, "w")) - int(attribute(margins, "right")) < edge < int(attribute(sheet, "w"))


def test_strong_styles_are_strong_in_every_script():
    made = docx(page("<p>x</p>", with_fonts=True))
    for name in ("Title", "Heading1", "Heading2", "TableHeading", "Label"):
        assert made.find(f"//w:style[@w:styleId='{name}']/w:rPr/w:bCs", "word/styles.xml"), name


def test_columns_are_counted_past_cells_that_reach_down_or_would_overlap():
    rows = '<tr><td>a</td><td rowspan="5">b</td></tr><tr><th colspan="5">c</th><th rowspan="2">d</th></tr>'
    made = docx(page(f'<table><tbody><tr><td rowspan="0">e</td></tr>{rows}</tbody></table>'))
    assert len({sum(int(attribute(each, "w")) for each in row.iterfind("w:tc/w:tcPr/w:tcW", SPACES))
                for row in made.find("//w:tr")}) == 1  # fmt: skip


def test_a_landscape_first_page_has_the_header_and_footer_of_a_first_page():
    table = '<table class="landscape"><tbody><tr><td>a</td></tr></tbody></table>'
    made = docx(page(table * 2))
    assert len(made.find("//w:sectPr")) == len(made.find("//w:sectPr/w:titlePg")) == 1
    assert len(made.find("//w:sectPr/w:headerReference")) == 2


@pytest.mark.parametrize("outer", ["<blockquote>{}</blockquote>", "<dl><dd>{}</dd></dl>"])
def test_tables_code_and_captions_are_indented_like_the_text_around_them(outer):
    table, code = "<table><tbody><tr><td>a</td></tr></tbody></table>", "<pre><code>b</code></pre>"
    made = docx(page(outer.format(f"<p>x</p>{table}{code}<figure><figcaption>c</figcaption></figure>")))
    assert [attribute(each, "w") for each in made.find("//w:tblInd")] == ["283"]
    for style_name in ("SourceCode", "ImageCaption"):
        (paragraph,) = made.paragraphs(style_name)
        assert attribute(paragraph.find("w:pPr/w:ind", SPACES), "left") == "283"


def test_the_numbers_of_a_list_are_aligned_at_their_ends():
    made = docx(page("<ol><li>a</li></ol>"))
    levels = made.find("//w:abstractNum[@w:abstractNumId='3']/w:lvl", "word/numbering.xml")
    assert {attribute(level.find("w:lvlJc", SPACES), "val") for level in levels} == {"right"}
    assert {attribute(level.find("w:pPr/w:ind", SPACES), "hanging") for level in levels} == {"85"}


def test_further_paragraphs_of_a_memorandum_s_head_are_under_the_first():
    made = docx(page("<dl class='memo'><dt>Re</dt><dd><p>a</p><p>b</p></dd><dt>To</dt><dd>c</dd></dl>"))
    assert [shown_text(each) for each in made.paragraphs("Memo")] == ["Re\ta", "\tb", "To\tc"]


def test_a_rule_in_a_summary_is_written():
    made = docx(page("<section class='summary'><pre><code>a</code></pre><hr><p>b</p></section>"))
    assert [style(each) for each in made.paragraphs()] == ["SourceCode", "HorizontalRule", "Summary"]
    colours = made.find("//w:p[w:pPr/w:pStyle/@w:val='HorizontalRule']/w:pPr/w:pBdr/w:*/@w:color")
    assert colours[2] not in (colours[0], colours[1], colours[3])


def test_a_table_without_a_header_does_not_look_as_if_it_had_one():
    made = docx(page("<table><tbody><tr><td>a</td></tr></tbody></table>"))
    assert attribute(made.find("//w:tblLook")[0], "val") == "0600"
    head = "<table><thead><tr><th>a</th></tr></thead><tbody><tr><th>b</th></tr></tbody></table>"
    assert attribute(docx(page(head)).find("//w:tblLook")[0], "val") == "06A0"


def test_strong_text_in_a_bold_heading_stays_bold():
    made = docx(page("<h2>a <strong>b <em>c</em></strong></h2><p><strong>d</strong></p>"))
    (heading,) = made.paragraphs("Heading1")
    assert not heading.xpath(".//w:rStyle[@w:val='Strong'] | .//w:b", namespaces=SPACES)
    assert [attribute(each, "val") for each in made.find("//w:rStyle")] == ["Emphasis", "Strong"]
