"""A brief becomes a page: parts, numbers, notes and references."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from brief.app.shipped import shipped_folder
from brief.diagnostics.problems import BriefError
from brief.model import Citations, Kind, Numbering, Record, Source
from brief.page.vocabulary import Page, vocabulary_violations
from brief.render import render
from tests.render.briefs import READERS, audience, brief, cite, full_record, node, numbered, paragraph, section, text

LAYERS = [shipped_folder("templates")]


def tree(page: Page) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page.html)


def said(page: Page, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree(page).findall(path)]


def test_every_item_of_a_record_is_on_the_page_and_all_of_it_is_in_the_vocabulary() -> None:
    page = render(brief(full_record()), LAYERS)
    names = {name for element in tree(page).iter() for name in (element.get("id"), element.get("data-source"))}
    assert {"sec-facts", "c-leans", "c-falls", "s-log", "e-dive", "g-wall", "option-1", "step-1"} <= names
    assert not list(vocabulary_violations(page.tree()))


def test_a_part_with_nothing_to_show_is_left_out_with_its_heading_and_its_line_in_the_contents() -> None:
    page = render(brief(Record(sections=(section(paragraph("One line.")),))), LAYERS)
    assert said(page, ".//h2") == ["Contents", "What is said"]
    assert said(page, ".//nav//li") == ["What is said"]


def test_paragraphs_are_numbered_to_the_last_or_in_each_part_and_only_in_running_prose() -> None:
    body = (paragraph("One."), node(Kind.QUOTE, paragraph("Quoted.")), paragraph("Two."))
    record = Record(sections=(section(*body), section(paragraph("Three."), name="sec-more", title="More")))
    page = render(brief(record, numbered()), LAYERS)
    assert said(page, ".//p[@class='numbered']") == ["1 One.", "2 Two.", "3 Three."]
    assert said(page, ".//blockquote/p") == ["Quoted."]
    by_part = render(brief(record, numbered(numbering=Numbering.PARAGRAPHS_BY_PART)), LAYERS)
    assert said(by_part, ".//p[@class='numbered']") == ["1.1 One.", "1.2 Two.", "2.1 Three."]


def test_a_reference_shows_the_number_of_its_target_before_and_after_it() -> None:
    body = (
        paragraph("See ", node(Kind.REFERENCE, target="p-two"), " and ", node(Kind.REFERENCE, target="sec-facts"), "."),
        paragraph("Here. ", id="p-two"),
        node(Kind.TABLE, node(Kind.CAPTION, "Tides"), node(Kind.ROW, node(Kind.CELL, "4 m")), id="tbl-tides"),
        paragraph("See ", node(Kind.REFERENCE, target="tbl-tides")),
    )
    page = render(brief(Record(sections=(section(*body),)), numbered()), LAYERS)
    assert said(page, ".//a[@class='ref']") == ["paragraph 2", "section 1", "Table 1"]
    assert said(page, ".//caption") == ["Table 1. Tides"]


def test_a_reference_to_a_claim_names_its_row_in_the_record() -> None:
    body = (paragraph("See ", node(Kind.REFERENCE, target="c-leans"), "."),)
    page = render(brief(full_record(body)), LAYERS)
    assert "Table 1, row 1" in said(page, ".//a[@href='#c-leans']")


def test_a_reference_of_many_words_may_be_broken_over_lines() -> None:
    body = (paragraph("See ", node(Kind.REFERENCE, target="sec-facts"), "."),)
    page = render(brief(Record(sections=(section(*body),))), LAYERS)
    (link,) = tree(page).findall(".//a[@href='#sec-facts']")
    assert link.get("class") is None


def test_a_source_is_cited_in_full_once_and_then_short_with_the_number_of_that_note() -> None:
    body = (paragraph("One", cite("s-log", "p. 3"), "."), paragraph("Two", cite("s-log", "p. 4"), "."))
    page = render(brief(full_record(body), numbered()), LAYERS)
    assert said(page, ".//span[@class='note']") == ["Dive log (document), p. 3.", "Log (n 1), p. 4."]


def test_equal_endnotes_share_a_number_and_link_back_to_their_call() -> None:
    body = (paragraph("One", cite("s-log"), cite("s-log", "p. 4"), cite("s-log"), "."),)
    page = render(brief(full_record(body), audience(citations=Citations.ENDNOTES)), LAYERS)
    assert [
        link.get("href") for link in tree(page).findall(".//section[@class='part prose']//a[@class='noteref']")
    ] == [
        "#note-1",
        "#note-2",
        "#note-1",
    ]
    assert said(page, ".//ol[@class='endnotes']/li")[0] == "Dive log (document). ↩"
    assert [link.get("href") for link in tree(page).findall(".//a[@class='backref']")] == ["#noteref-1", "#noteref-2"]


def test_a_citation_right_after_an_equal_one_is_called_once() -> None:
    body = (paragraph("One", cite("s-log"), ".", cite("s-log"), cite("s-log", "p. 4"), " Two."),)
    page = render(brief(full_record(body), audience(citations=Citations.ENDNOTES)), LAYERS)
    (said_here,) = (
        " ".join(one.text_content().split()) for one in tree(page).findall(".//section[@class='part prose']//p")
    )
    assert said_here == "One.1 2 Two."


@pytest.mark.parametrize("citations", list(Citations))
def test_a_note_that_is_called_again_is_on_the_page_once(citations: Citations) -> None:
    note = node(Kind.NOTE, paragraph("Said once."), definition="a.md:9:1")
    body = (paragraph("One", note, " two", note, "."), paragraph("Three", note, "."))
    page = render(brief(full_record(body), audience(citations=citations)), LAYERS)
    assert page.html.count("Said once.") == 1
    calls = [link.get("href") for link in tree(page).findall(".//a[@class='noteref']")]
    assert calls.count("#note-1") == (2 if citations is Citations.FOOTNOTES else 3)


def test_a_source_that_no_note_cites_is_in_a_separate_list_before_the_notes() -> None:
    record = full_record((paragraph("One", cite("s-log"), "."),))
    other = Source("s-other", READERS, text("Another log"), "document")
    record = replace(record, sources=(*record.sources, other))
    root = tree(render(brief(record, audience(citations=Citations.ENDNOTES)), LAYERS))
    lists = [each.get("class") for each in root.find(".//section[@data-part='sources']").iter("ul", "ol")]
    assert lists == ["sources", "endnotes"]


def test_a_note_with_several_paragraphs_keeps_them_apart() -> None:
    body = (paragraph("One.", node(Kind.NOTE, paragraph("First."), paragraph("Second."))),)
    page = render(brief(Record(sections=(section(*body),)), numbered()), LAYERS)
    assert said(page, ".//span[@class='para']") == ["First.", "Second."]


def test_the_contents_keep_the_markup_of_a_heading_but_not_its_notes() -> None:
    heading = node(
        Kind.HEADING, "Water, H", node(Kind.SUBSCRIPT, "2"), "O, ",
        node(Kind.EMPHASIS, "wet", node(Kind.NOTE, "A note.")), " and ", node(Kind.LINK, "far", target="https://x.org"),
        cite("s-log"), level="1",
    )  # fmt: skip
    for citations in Citations:
        page = render(brief(full_record((heading, paragraph("x"))), audience(citations=citations)), LAYERS)
        (entry,) = tree(page).xpath(".//nav//ol//ol//a")
        assert lxml.html.tostring(entry, encoding="unicode").partition(">")[2] == (
            "Water, H<sub>2</sub>O, <em>wet</em> and far</a>"
        )


def test_text_is_never_markup() -> None:
    hostile = "<script>alert(1)</script> & {{ brief }} \u202f“ff”"
    page = render(brief(Record(sections=(section(paragraph(hostile)),)), title=text(hostile)), LAYERS)
    assert "<script" not in page.html
    assert said(page, ".//h1")[0].startswith("<script>alert(1)</script> & {{ brief }}")


def test_an_item_that_no_part_shows_is_an_error_and_never_dropped() -> None:
    with pytest.raises(BriefError) as caught:
        render(brief(full_record(), audience(parts=("facts", "sources"))), LAYERS)
    assert {problem.code for problem in caught.value.problems} == {"E307"}
    assert "`step-1` is for board" in str(caught.value)


def test_the_error_for_a_section_that_no_part_shows_lists_the_roles_that_are_shown() -> None:
    sections = (section(paragraph("One.")), section(paragraph("Two."), name="sec-risks", role="risks"))
    with pytest.raises(BriefError) as caught:
        render(brief(Record(sections=sections), audience(parts=("facts", "summary"))), LAYERS)
    (problem,) = caught.value.problems
    assert (problem.code, problem.text) == ("E307", "`sec-risks` is for board, but no part of that brief shows it")
    assert problem.hint == (
        "its role is `risks`, and the parts of board show facts, summary: choose another role, add `risks` to `parts`, "
        "or remove board from the section"
    )


def test_the_same_brief_gives_the_same_page() -> None:
    first, second = (render(brief(full_record()), LAYERS) for _ in range(2))
    assert (first.html, first.css, list(first.assets)) == (second.html, second.css, list(second.assets))


def test_a_picture_of_the_record_is_an_asset_with_an_alternative_text() -> None:
    page = render(brief(full_record()), LAYERS)
    images = tree(page).xpath(".//table[contains(@class, 'judgments')]//img")
    assert [image.get("alt") for image in images] == [
        "Scale from 0 to 100 percent, marked from 5 to 20",
        "two of three",
    ]
    assert all(page.assets[image.get("src")].startswith(b"<svg") for image in images)


def test_a_project_template_replaces_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "base" / "parts"
    folder.mkdir(parents=True)
    (folder / "basis.html.j2").write_text("<aside class='basis'><p>Ours</p></aside>\n")
    page = render(brief(full_record()), [tmp_path, *LAYERS])
    assert said(page, ".//aside") == ["Ours"]


def test_two_calls_in_a_row_are_not_read_as_one_number() -> None:
    body = (paragraph("One", cite("s-log"), cite("s-log", "p. 4"), "."),)
    page = render(brief(full_record(body), numbered()), LAYERS)
    first, second = tree(page).findall(".//span[@class='note']")
    assert (first.tail, second.getprevious() is first) == ("\u202f", True)


def test_commas_between_calls_are_removed_and_the_stop_after_them_is_put_before_them() -> None:
    body = (paragraph("One ", cite("s-log"), ", ", cite("s-log", "p. 4"), "; ", cite("s-log", "p. 5"), ", two."),)
    root = tree(render(brief(full_record(body), audience(citations=Citations.ENDNOTES)), LAYERS))
    (prose,) = root.findall(".//section[@class='part prose']//p")
    assert " ".join(prose.text_content().split()) == "One,1 2 3 two."


def test_figures_and_tables_are_listed_where_a_template_asks_and_a_list_without_entries_is_left_out() -> None:
    parts = ("contents", "figures", "tables", "facts", "discussion", "record", "key-judgments", "chronology")
    parts += ("options", "next-steps", "decision", "glossary", "sources")
    page = render(brief(full_record(), audience(parts=parts)), LAYERS)
    root = tree(page)
    assert [each.get("aria-labelledby") for each in root.iter("nav")] == ["contents", "list-of-tables"]
    entries = root.findall(".//ol[@class='contents tables']/li/a")
    captions = [" ".join(each.text_content().split()) for each in root.iter("caption")]
    assert captions
    assert [" ".join(entry.text_content().split()) for entry in entries] == captions
    assert {entry.get("href")[1:] for entry in entries} <= {each.get("id") for each in root.iter("table")}
    assert "Tables" not in [" ".join(each.text_content().split()) for each in root.findall(".//nav//li")]
