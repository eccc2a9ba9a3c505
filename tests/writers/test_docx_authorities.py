"""The table of authorities in Word's own terms: a mark at each call, and a field for each category."""

from __future__ import annotations

import io

import mammoth
import pytest

from brief.page.vocabulary import Page
from tests.writers.docx_file import Docx, attribute, docx, page, sample, shown_text, style

NOTE = '<span class="note" id="note-{0}" data-number="{0}" data-cites="{1}">{2}</span>'
BOARD = (
    '<li data-source="s-board" data-short="Board"><em>Board v Example</em> [2031] EXC 4 '
    '<span class="places"><span><a class="ref" href="#p-1" data-page="p.">1.1</a>, '
    '<a class="ref" href="#note-3" data-page="p.">n 3</a></span></span></li>'
)
PLAIN = '<li data-source="{0}" data-short="{1}">{2} <span class="places"><span>–</span></span></li>'


def listed(items: str, category: str = "case") -> str:
    return f'<ul class="authorities" data-category="{category}">{items}</ul>'


def brief(items: str = BOARD, *more: str) -> Page:
    """Return a page with three calls in paragraphs and one in a list, then a table of authorities."""
    calls = [NOTE.format(number, cites, "x") for number, cites in enumerate(("s-board", "s-log", "s-board s-act"), 1)]
    body = f'<p id="p-1">One.{calls[0]} Two.{calls[1]}</p><ul><li>Three.{calls[2]}</li></ul>'
    return page(f'{body}<section class="part" data-part="authorities">{listed(items)}{"".join(more)}</section>')


def instructions(made: Docx, name: str = "word/document.xml") -> list[str]:
    """Return the instruction of each field, its runs joined."""
    found, told = [], ""
    for each in made.find("//w:fldChar | //w:instrText", name):
        if each.tag.endswith("instrText"):
            told += each.text
        elif told:
            found.append(told.strip())
            told = ""
    return found


def entries(made: Docx) -> list[str]:
    return [shown_text(each).replace("\u00a0", " ") for each in made.paragraphs("TableofAuthorities")]


def test_the_first_call_of_an_authority_is_marked_with_the_whole_citation_and_later_ones_with_the_short_one():
    marks = [each for each in instructions(docx(brief())) if each.startswith("TA")]
    assert marks == ['TA \\l "Board v Example [2031] EXC 4" \\s "Board" \\c 1', 'TA \\s "Board"']


def test_a_mark_is_before_its_call_outside_the_note_s_bookmark_and_shows_nothing():
    made = docx(brief())
    first = made.paragraphs()[0]
    names = [str(each.tag).rpartition("}")[2] for each in first.iter()]
    assert names.index("fldChar") < names.index("footnoteReference")
    started = [each for each in first if attribute(each, "name") == "note_1"]
    assert (
        first.index(started[0]) == first.index(first.xpath("w:r[w:footnoteReference]", namespaces=first.nsmap)[0]) - 1
    )
    assert shown_text(first) == "One. Two."
    assert not first.xpath(".//w:fldChar[@w:fldCharType='separate']", namespaces=first.nsmap)


def test_italics_of_a_citation_are_in_its_mark_which_word_takes_the_entry_from():
    runs = docx(brief()).find("//w:r[w:instrText]")
    told = [
        (each.findtext("w:instrText", namespaces=each.nsmap), each.find("w:rPr/w:i", each.nsmap) is not None)
        for each in runs
    ]
    assert told[:3] == [(' TA \\l "', False), ("Board v Example", True), (' [2031] EXC 4" \\s "Board" \\c 1 ', False)]


def test_quotation_marks_and_backslashes_in_a_citation_do_not_end_an_argument():
    items = PLAIN.format("s-board", "The &quot;Reeve&quot;", 'The "Reeve" “of” A\\B')
    marks = [each for each in instructions(docx(brief(items))) if each.startswith("TA")]
    assert marks[0] == r'TA \l "The \"Reeve\" \“of\” A\\B" \s "The \"Reeve\"" \c 1'


def test_two_authorities_with_one_short_form_are_kept_apart():
    items = PLAIN.format("s-board", "Act", "Quays Act 1871") + PLAIN.format("s-act", "act", "Moorings Act 1902")
    marks = [each for each in instructions(docx(brief(items))) if "\\l" in each]
    assert [each.partition(" \\s ")[2] for each in marks] == ['"Act" \\c 1', '"Moorings Act 1902" \\c 1']


def test_each_category_is_a_field_whose_entries_are_already_there_with_their_pages():
    more = listed(PLAIN.format("s-act", "Act", "Quays Act 1871"), "statute")
    made = docx(brief(BOARD, more), {"note-1": 12, "note-3": 3, "p-1": 11})
    assert [each for each in instructions(made) if each.startswith("TOA")] == ['TOA \\c "1"', 'TOA \\c "2"']
    assert entries(made) == ["Board v Example [2031] EXC 4\t 3, 12", "Quays Act 1871\t 3"]
    for kind in ("begin", "end"):
        assert (
            len(made.find(f"//w:p[w:pPr/w:pStyle/@w:val='TableofAuthorities']//w:fldChar[@w:fldCharType='{kind}']"))
            == 2
        )
    assert made.find("//w:sdt[w:sdtPr/w:tag/@w:val='authorities']//w:instrText")


def test_pages_do_not_break_and_do_not_run_into_the_citation():
    (entry,) = docx(brief(), {"note-1": 3, "note-3": 12}).paragraphs("TableofAuthorities")
    assert shown_text(entry).partition("\t")[2] == "\u00a03,\u00a012"


def test_a_page_is_listed_once_and_a_call_without_a_known_page_has_that_of_its_paragraph():
    assert entries(docx(brief(), {"note-1": 4, "note-3": 4})) == ["Board v Example [2031] EXC 4\t 4"]
    assert entries(docx(brief(), {"p-1": 2, "note-3": 4})) == ["Board v Example [2031] EXC 4\t 2, 4"]


def test_where_a_page_is_unknown_the_places_are_listed_with_their_links():
    made = docx(brief(), {"note-1": 4})
    assert entries(made) == ["Board v Example [2031] EXC 4\t 1.1, n 3"]
    anchors = made.find("//w:p[w:pPr/w:pStyle/@w:val='TableofAuthorities']//w:hyperlink")
    assert [attribute(each, "anchor") for each in anchors] == ["p_1", "note_3"]


def test_an_authority_that_nothing_cites_is_listed_and_has_no_mark():
    made = docx(brief(PLAIN.format("s-none", "None", "None v Other")), {"note-1": 1, "note-3": 1})
    assert entries(made) == ["None v Other\t –"]
    assert [each for each in instructions(made) if each.startswith("TA")] == []


def test_calls_of_endnotes_are_marked_each_time():
    call = '<p>a<sup><a class="noteref" href="#note-1" data-cites="s-board">1</a></sup></p>'
    notes = '<section><ol class="endnotes"><li id="note-1">c</li></ol></section>'
    for body in ("", 'data-mark="TLP:RED"'):
        made = docx(page(call * 2 + listed(BOARD) + notes, body=body))
        marks = [each for each in instructions(made) if each.startswith("TA")]
        assert marks == ['TA \\l "Board v Example [2031] EXC 4" \\s "Board" \\c 1', 'TA \\s "Board"']
        assert len(made.find("//w:endnoteReference")) == (not body)


def test_the_styles_are_word_s_own_and_have_a_tab_stop_only_where_there_is_a_table():
    made = docx(brief())
    (stop,) = made.find("//w:style[@w:styleId='TableofAuthorities']//w:tab", "word/styles.xml")
    assert (attribute(stop, "val"), attribute(stop, "leader")) == ("right", "dot")
    names = [attribute(each, "val") for each in made.find("//w:style/w:name", "word/styles.xml")]
    assert {"table of authorities", "toa heading"} <= set(names)
    without = docx(sample("legal"))
    assert not without.find("//w:style[@w:styleId='TableofAuthorities']//w:tab", "word/styles.xml")
    assert not without.find("//w:style[@w:styleId='TOAHeading']", "word/styles.xml")


def test_a_list_without_a_category_is_not_a_field():
    made = docx(page(f'<ul class="authorities">{BOARD}</ul>'))
    assert instructions(made) == []
    assert [style(each) for each in made.paragraphs()] == ["TableofAuthorities"]


def test_an_unknown_category_is_refused():
    with pytest.raises(ValueError, match="rule"):
        docx(page(listed(BOARD, "rule")))


def test_mammoth_reads_the_citations_and_none_of_the_marks():
    made = mammoth.convert_to_html(io.BytesIO(docx(brief(), {"note-1": 1, "note-3": 1}).data)).value
    assert "Board v Example [2031] EXC 4" in made
    assert made.count("Board v Example") == 1
    assert "TA " not in made
