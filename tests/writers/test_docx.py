"""A finished DOCX in Word's own terms: the content of its parts, feature by feature."""

from __future__ import annotations

import io
import uuid
import zipfile

import mammoth
import pytest

from brief.writers.docx import write
from brief.writers.docx.embedded_fonts import obfuscated
from tests.writers.docx_file import SPACES, attribute, docx, page, sample, shown_text, style


@pytest.mark.parametrize("audience", ["legal", "executive", "general"])
def test_the_same_page_gives_the_same_bytes(audience):
    assert write(sample(audience)) == write(sample(audience))


def test_the_zip_is_sorted_and_dated_1980():
    infos = zipfile.ZipFile(io.BytesIO(write(sample("legal")))).infolist()
    assert infos[0].filename == "[Content_Types].xml"
    assert [info.filename for info in infos[1:]] == sorted(info.filename for info in infos[1:])
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_every_relationship_has_a_part_and_every_part_a_relationship():
    made = docx(sample("general"))
    targets = set()
    for name in made.names:
        if name.endswith(".rels"):
            folder = name.partition("_rels/")[0]
            rows = made.part(name).xpath("//rel:Relationship[not(@TargetMode)]/@Target", namespaces=SPACES)
            targets |= {f"{folder}{row}".replace("word/../", "") for row in rows}
    assert targets == {name for name in made.names if not name.endswith((".rels", "[Content_Types].xml"))}


def test_nothing_in_the_file_names_its_author_or_program():
    made = docx(sample("legal"))
    everything = b"".join(made.raw(name) for name in made.names if name.endswith(".xml"))
    for trace in (b"rsid", b"Application", b"Template", b"python", b"lastModifiedBy", b"updateFields", b"revision"):
        assert trace not in everything


def test_properties_come_from_the_page_and_never_from_the_clock():
    head = (
        '<meta name="author" content="A"><meta name="author" content="B"><meta name="keywords" content="k, l">'
        '<meta name="description" content="D"><meta name="dcterms.created" content="2026-11-23T00:00:00Z">'
        '<meta name="brief.reference" content="R-1"><meta name="brief.version" content="1.2">'
    )
    made = docx(page("<p>x</p>", head=head, body='data-audience="board" data-mark="TLP:RED"'))
    core = made.part("docProps/core.xml")
    assert [each.text for each in core.iterfind("dc:title", SPACES)] == ["A title"]
    assert core.find("dc:creator", SPACES).text == "A; B"
    assert core.find("dc:description", SPACES).text == "D"
    assert core.find("dc:language", SPACES).text == "en-GB"
    dates = [core.find(f"dcterms:{name}", SPACES).text for name in ("created", "modified")]
    assert dates == ["2026-11-23T00:00:00Z"] * 2
    own = {row.get("name"): row[0].text for row in made.part("docProps/custom.xml")}
    assert own == {"Audience": "board", "Handling mark": "TLP:RED", "Reference": "R-1", "Version": "1.2"}


def test_headings_and_numbered_paragraphs_are_levels_of_one_list_bound_to_their_styles():
    made = docx(sample("legal"))
    assert shown_text(made.paragraphs("Heading1")[0]) == "Question presented"
    assert shown_text(made.paragraphs("NumberedParagraph")[0]).startswith("Whether a developer")
    assert not made.find("//w:p[w:pPr/w:pStyle/@w:val='NumberedParagraph']/w:pPr/w:numPr")
    levels = {}
    for name in ("Heading1", "NumberedParagraph"):
        number = made.find(f"//w:style[@w:styleId='{name}']/w:pPr/w:numPr", "word/styles.xml")[0]
        levels[name] = tuple(attribute(number.find(f"w:{each}", SPACES), "val") for each in ("numId", "ilvl"))
    assert levels == {"Heading1": ("1", "0"), "NumberedParagraph": ("1", "1")}
    bound = made.find("//w:abstractNum[@w:abstractNumId='1']/w:lvl[w:pStyle]", "word/numbering.xml")
    assert [attribute(level.find("w:lvlText", SPACES), "val") for level in bound] == ["%1", "%1.%2"]


def test_a_number_that_word_would_not_count_to_starts_a_list_of_its_own():
    made = docx(page('<h2><span class="number">1</span> A</h2><h2><span class="number">4</span> B</h2>'))
    starts = made.find("//w:num/w:lvlOverride/w:startOverride", "word/numbering.xml")
    assert [attribute(start, "val") for start in starts] == ["4"]
    assert len(made.find("//w:p/w:pPr/w:numPr")) == 1


def test_a_number_that_word_cannot_count_is_typed():
    made = docx(page('<h2><span class="number">IV</span> A</h2>'))
    assert shown_text(made.paragraphs("Heading1")[0]) == "IV\tA"


def test_an_unnumbered_heading_among_numbered_ones_has_no_number():
    made = docx(page('<h2><span class="number">1</span> A</h2><h2>B</h2>'))
    assert [attribute(each, "val") for each in made.find("//w:p/w:pPr/w:numPr/w:numId")] == ["0"]


def test_each_ordered_list_starts_where_the_page_says():
    made = docx(page('<ol><li>a</li></ol><ol start="7"><li>b</li><li>c</li></ol>'))
    starts = made.find("//w:num/w:lvlOverride/w:startOverride", "word/numbering.xml")
    assert [attribute(start, "val") for start in starts] == ["1", "7"]
    numbers = [attribute(each, "val") for each in made.find("//w:p/w:pPr/w:numPr/w:numId")]
    assert numbers[1] == numbers[2] != numbers[0]
    assert [style(each) for each in made.paragraphs()] == ["ListNumber"] * 3


def test_lists_go_ten_levels_deep():
    made = docx(page("<ul><li>x" * 10 + "</li></ul>" * 10))
    assert [style(each) for each in made.paragraphs()][:3] == ["ListBullet", "ListBullet2", "ListBullet3"]
    left = [int(attribute(each, "left")) for each in made.find("//w:p/w:pPr/w:ind")]
    assert left == [10 * 283]  # the tenth, which Word has no level for, is indented directly
    assert len(made.find("//w:abstractNum[@w:abstractNumId='2']/w:lvl/w:pStyle", "word/numbering.xml")) == 9


def test_further_paragraphs_of_a_list_item_have_no_mark():
    made = docx(page("<ul><li><p>a</p><p>b</p><table><tbody><tr><td>c</td></tr></tbody></table></li></ul>"))
    assert [style(each) for each in made.paragraphs()][:2] == ["ListBullet", "ListContinue"]
    assert attribute(made.find("//w:tblInd")[0], "w") == "283"


def test_a_footnote_is_a_part_with_separators_paragraphs_links_and_emphasis():
    made = docx(page(
        '<p>a<span class="note" id="n"><span class="para">b <em>c</em></span>'
        '<span class="para"><a href="https://example.org/">d</a></span></span></p>'
    ))  # fmt: skip
    notes = made.find("//w:footnote", "word/footnotes.xml")
    assert [attribute(note, "type") for note in notes] == ["separator", "continuationSeparator", ""]
    assert shown_text(notes[2]) == "\n b c\nd"
    assert made.targets("footnotes") == ["https://example.org/"]
    assert attribute(made.find("//w:footnoteReference")[0], "id") == attribute(notes[2], "id")


@pytest.mark.parametrize(
    "outer", ["<table><tbody><tr><td>{}</td></tr></tbody></table>", "<h2>{}</h2>", "<ul><li>{}</li></ul>"]
)
def test_a_footnote_may_be_anywhere(outer):
    made = docx(page(outer.format('a<span class="note">b</span>')))
    assert shown_text(made.find("//w:footnote", "word/footnotes.xml")[2]) == "\n b"


def test_a_note_within_a_note_is_refused():
    with pytest.raises(ValueError, match="inside a note"):
        docx(page('<p>a<span class="note">b<span class="note">c</span></span></p>'))


ENDNOTES = (
    '<p>a<a class="noteref" href="#s-1"><sup>1</sup></a> b<a class="noteref" href="#s-1"><sup>1</sup></a></p>{}'
    '<ol class="endnotes"><li id="s-1">c <a class="backref" href="#x">back</a></li></ol>'
)


def test_notes_at_the_end_of_the_page_are_endnotes_and_a_repeated_call_is_a_field():
    made = docx(page(ENDNOTES.format(""), body=""))
    assert shown_text(made.find("//w:endnote", "word/endnotes.xml")[2]) == "\n c"
    assert len(made.find("//w:endnoteReference")) == 1
    assert [each.text.split()[0] for each in made.find("//w:instrText")] == ["NOTEREF"]
    assert "1" in shown_text(made.paragraphs()[0])


@pytest.mark.parametrize("mark", ["TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"])
def test_notes_of_a_restricted_page_stay_on_its_marked_pages(mark):
    made = docx(page(ENDNOTES.format(""), body=f'data-mark="{mark}"'))
    assert "word/endnotes.xml" not in made.names
    assert shown_text(made.paragraphs()[-1]) == "c back"


def test_notes_of_an_unrestricted_page_are_endnotes():
    assert "word/endnotes.xml" in docx(page(ENDNOTES.format(""), body='data-mark="TLP:CLEAR"')).names


LISTED = (
    '<p>a<sup><a class="noteref" href="#s-1">1</a></sup> b<sup><a class="noteref" href="#s-2">2</a></sup></p>'
    '<ol class="endnotes"><li id="s-1">c</li><li id="s-2">d, see note <a class="ref" href="#s-1">1</a></li></ol>'
)


def test_a_reference_to_a_note_in_a_list_is_a_field_that_reads_its_number():
    made = docx(page(LISTED))
    fields = [each.text.strip() for each in made.find("//w:instrText")]
    assert fields == ["REF s_1 \\n \\h", "REF s_2 \\n \\h", "REF s_1 \\n \\h"]
    assert [shown_text(each) for each in made.paragraphs()] == ["a1 b2", "c", "d, see note 1"]


def test_an_endnote_that_refers_to_another_reads_the_number_of_its_call():
    made = docx(page(LISTED, body=""))
    (field,) = made.find("//w:instrText", "word/endnotes.xml")
    names = [attribute(each, "name") for each in made.find("//w:bookmarkStart")]
    assert field.text.split()[0] == "NOTEREF"
    assert field.text.split()[1] in names


def test_a_repeated_call_of_a_footnote_is_a_field_in_the_style_of_a_call():
    again = '<sup><a class="noteref" href="#n">1</a></sup>'
    cell = f"<table><tbody><tr><td>d{again}</td></tr></tbody></table>"
    made = docx(page(f'<p>a<span class="note" id="n">b</span> c{again}</p>{cell}'))
    assert len(made.find("//w:footnoteReference")) == 1
    assert [each.text.strip() for each in made.find("//w:instrText")] == ["NOTEREF n \\f \\h"] * 2
    assert len(made.find("//w:r[w:instrText]/w:rPr/w:rStyle[@w:val='FootnoteReference']")) == 2


def test_notes_that_are_not_last_on_the_page_stay_a_list_with_links():
    made = docx(page(ENDNOTES.format("") + "<p>after</p>"))
    assert "word/endnotes.xml" not in made.names
    anchors = {attribute(each, "anchor") for each in made.find("//w:hyperlink[@w:anchor]")}
    assert {attribute(each, "name") for each in made.find("//w:bookmarkStart")} >= anchors - {"x"}
    assert [shown_text(each) for each in made.paragraphs()] == ["a1 b1", "c back", "after"]


def test_references_are_fields_with_the_text_of_the_page():
    made = docx(sample("legal"))
    fields = [each.text.strip() for each in made.find("//w:instrText")]
    assert "REF table_1 \\h" in fields
    assert "REF p_3_1 \\n \\h" in fields
    notes = [each.text.strip() for each in made.find("//w:instrText", "word/footnotes.xml")]
    assert notes == ["NOTEREF note_1 \\h"]
    names = [attribute(each, "name") for each in made.find("//w:bookmarkStart")]
    assert len(names) == len(set(names))
    assert all(field.split()[1] in names for field in fields if field.split()[0] == "REF")


def test_the_table_of_contents_has_its_entries_before_word_updates_it():
    made = docx(sample("legal"))
    entries = [shown_text(each) for name in ("TOC1", "TOC2") for each in made.paragraphs(name)]
    assert entries[0] == "1\tQuestion presented"
    assert "Issue 2: loss" in entries
    assert made.find("//w:sdt/w:sdtPr/w:docPartObj")
    instructions = [each.text for each in made.find("//w:instrText[starts-with(., ' TOC')]")]
    assert instructions == [' TOC \\o "1-2" \\n \\h \\z \\u ']
    assert len(made.find("//w:fldChar[@w:fldCharType='begin']")) == len(made.find("//w:fldChar[@w:fldCharType='end']"))


def test_numbers_of_deeper_entries_have_room_before_their_text():
    entry = '<li><a href="#{0}"><span class="number">{0}</span> x</a>{1}</li>'
    entries = entry.format("1", f'<ol class="contents">{entry.format("1.1", "")}</ol>')
    headings = '<h2><span class="number">1</span> x</h2><h3><span class="number">1.1</span> x</h3>'
    numbered = docx(page(f'<nav><ol class="contents">{entries}</ol></nav>{headings}'))
    for level in (1, 2):
        (style,) = numbered.find(f"//w:style[@w:styleId='TOC{level}']/w:pPr", "word/styles.xml")
        (stop,) = style.findall("w:tabs/w:tab[@w:val='left']", SPACES)
        left, hanging = (int(attribute(style.find("w:ind", SPACES), name)) for name in ("left", "hanging"))
        assert int(attribute(stop, "pos")) == left
        assert hanging >= 400


def test_known_page_numbers_are_in_the_table_of_contents():
    made = docx(sample("legal"), {"question": 1, "record": 12})
    assert shown_text(made.paragraphs("TOC1")[4]) == "5\tThe record\t12"
    assert any("PAGEREF record" in each.text for each in made.find("//w:instrText"))


@pytest.mark.parametrize(
    ("mark", "colour"), [("TLP:RED", "FF2B2B"), ("TLP:AMBER+STRICT", "FFC000"), ("TLP:CLEAR", "FFFFFF")]
)
def test_the_mark_is_on_every_page_in_its_colour(mark, colour):
    made = docx(page("<p>x</p>", body=f'data-mark="{mark}" data-page="Page" data-of="of"'))
    assert len(made.find("//w:sectPr/w:headerReference")) == len(made.find("//w:sectPr/w:footerReference")) == 2
    for name in ("header1", "header2", "footer1", "footer2"):
        run = made.find("//w:sdt/w:sdtContent/w:r", f"word/{name}.xml")[0]
        assert shown_text(run).strip() == mark
        used = attribute(run.find("w:rPr/w:rStyle", SPACES), "val")
        colours = made.find(f"//w:style[@w:styleId='{used}']/w:rPr/w:color", "word/styles.xml")
        assert [attribute(each, "val") for each in colours] == [colour]
    assert [each.text.strip() for each in made.find("//w:instrText", "word/footer1.xml")] == ["PAGE", "NUMPAGES"]


def test_the_running_title_is_on_all_pages_but_the_first_and_the_privilege_line_on_all():
    made = docx(sample("legal"))
    assert "legal brief" in shown_text(made.part("word/header1.xml"))
    assert "legal brief" not in shown_text(made.part("word/header2.xml"))
    for name in ("header1", "header2"):
        assert "Privileged and confidential" in shown_text(made.part(f"word/{name}.xml"))


def test_the_faces_are_embedded_and_can_be_read_back():
    made = docx(sample("general"))
    fonts = made.find("//w:embedRegular", "word/fontTable.xml")
    assert len(fonts) >= 3
    key = uuid.UUID(attribute(fonts[0], "fontKey"))
    identifier = fonts[0].xpath("@r:id", namespaces=SPACES)[0]
    part = f"word/fonts/font{identifier.removeprefix('rId')}.odttf"
    assert obfuscated(made.raw(part), key)[:4] == b"\x00\x01\x00\x00"
    assert made.find("//w:embedTrueTypeFonts", "word/settings.xml")


def test_an_element_outside_the_vocabulary_is_refused():
    with pytest.raises(ValueError, match="marquee"):
        docx(page("<p>a <marquee>b</marquee></p>"))


def test_mammoth_reads_headings_tables_notes_and_lists():
    made = mammoth.convert_to_html(io.BytesIO(write(sample("legal")))).value
    for expected in ('<h1><a id="question"></a>Question presented</h1>', "<table>", "footnote-4", "<ul>", "<ol>"):
        assert expected in made


def test_five_thousand_paragraphs_and_as_many_notes_and_references_are_written():
    rows = "".join(
        f'<p class="numbered" id="p-{n}"><span class="number">{n}</span> w <a class="ref" href="#p-{n}">{n}</a>'
        f'<span class="note">n</span></p>'
        for n in range(1, 5001)
    )
    made = docx(page(rows))
    assert len(made.paragraphs("NumberedParagraph")) == 5000
    assert len(made.find("//w:footnote", "word/footnotes.xml")) == 5002


LISTS = (
    '<nav class="contents" aria-labelledby="l"><h2 id="l">Tables</h2><ol class="contents tables"><li>'
    '<a href="#t"><span class="number">Table 1.</span> Ships</a></li></ol></nav>'
    '<table id="t"><caption><span class="label">Table <span class="number">1</span>.</span> Ships</caption>'
    "<tbody><tr><td>a</td></tr></tbody></table>"
)


def test_a_list_of_tables_is_a_field_over_their_captions_with_its_entries_already_there():
    made = docx(page(LISTS), {"t": 3})
    (entry,) = made.paragraphs("TableofFigures")
    assert shown_text(entry) == f"{shown_text(made.paragraphs('TableCaption')[0])}\t3"
    fields = [each.text.strip() for each in made.find("//w:instrText")]
    assert fields == ['TOC \\h \\z \\c "Table"', "PAGEREF t \\h", "SEQ Table \\* ARABIC"]
    assert not made.find("//w:docPartObj")


@pytest.mark.parametrize(
    ("tag", "faces"),
    [
        ("ja", ("Yu Mincho", "Yu Gothic")),
        ("ko", ("Batang", "Malgun Gothic")),
        ("zh-Hant", ("PMingLiU", "Microsoft JhengHei")),
        ("zh", ("SimSun", "Microsoft YaHei")),
    ],
)
def test_east_asian_text_has_faces_of_its_language_in_text_and_headings(tag, faces):
    made = docx(page(f'<h2>A</h2><p>a <span lang="{tag}">本</span></p>'))
    (prose,) = made.find("//w:rPrDefault/w:rPr/w:rFonts", "word/styles.xml")
    heading = made.find("//w:style[@w:styleId='Heading1']/w:rPr/w:rFonts", "word/styles.xml")[0]
    assert (attribute(prose, "eastAsia"), attribute(heading, "eastAsia")) == faces


def test_the_file_properties_have_the_number_of_pages():
    made = docx(page("<p>x</p>"))
    assert [each.text for each in made.part("docProps/app.xml")] == ["12"]


def test_properties_of_a_style_are_not_repeated_in_its_paragraphs():
    table = "<table><thead><tr><th>c</th></tr></thead><tbody><tr><td>d</td></tr></tbody></table>"
    made = docx(page(f"<dl><dt>a</dt><dd>b</dd></dl>{table}"))
    kept = [style(each) for each in made.find("//w:p[w:pPr/w:keepNext]")]
    assert kept == []


def test_list_marks_on_a_dark_ground_are_light():
    made = docx(page('<div class="decision"><ul><li>a</li></ul></div>'))
    (mark,) = made.find("//w:lvl[w:pStyle/@w:val='DecisionBullet']/w:rPr/w:color", "word/numbering.xml")
    assert attribute(mark, "val") == "FFFFFF"
