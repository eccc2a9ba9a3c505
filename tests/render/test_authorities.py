"""Each citation lists its sources, and the table of authorities lists where each is cited."""

from __future__ import annotations

import lxml.html

from brief.app.shipped import shipped_folder
from brief.model import Audience, Citations, Kind, Node, Numbering, Record, Source
from brief.page.vocabulary import Page, vocabulary_violations
from brief.render import render
from tests.render.briefs import READERS, audience, brief, cite, node, numbered, paragraph, section, text

LAYERS = [shipped_folder("templates")]
PARTS = ("facts", "authorities", "sources")
SOURCES = (
    Source("s-zebu", READERS, text("Zebu v Quay"), "case", citation="[2004] 2 Inv 40"),
    Source(
        "s-board", READERS, text("Harbour Board v Example Shipping"), "case", citation="[2031] EXC 4", short="Board"
    ),
    Source("s-act", READERS, text("Quays Act 1871"), "statute"),
    Source("s-treaty", READERS, text("Convention on Invented Harbours"), "authority", date="1988"),
    Source("s-log", READERS, text("Dive log"), "document"),
)


def made(*body: Node, reader: Audience | None = None, sources: tuple[Source, ...] = SOURCES) -> Page:
    record = Record(sections=(section(*body),), sources=sources)
    return render(brief(record, reader or numbered(parts=PARTS)), LAYERS)


def found(page: Page, path: str) -> list[lxml.html.HtmlElement]:
    return lxml.html.document_fromstring(page.html).xpath(path)


def said(page: Page, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in found(page, path)]


def places(page: Page, source: str) -> list[tuple[str, str]]:
    links = found(page, f"//ul[@class='authorities']/li[@data-source='{source}']/span[@class='places']//a")
    return [(link.get("href"), link.text) for link in links]


def test_authorities_are_listed_by_category_in_alphabetical_order_without_other_sources() -> None:
    page = made(paragraph("One", cite("s-zebu"), "."))
    assert said(page, "//section[@data-part='authorities']/h3") == ["Cases", "Statutes", "Other authorities"]
    lists = found(page, "//ul[@class='authorities']")
    assert [each.get("data-category") for each in lists] == ["case", "statute", "authority"]
    items = [item for each in lists for item in each]
    assert [item.get("data-source") for item in items] == ["s-board", "s-zebu", "s-act", "s-treaty"]
    assert [item.get("data-short") for item in items][:2] == ["Board", "Zebu v Quay"]
    assert said(page, "//ul[@class='authorities'][3]/li") == ["Convention on Invented Harbours (1988) –"]
    assert not list(vocabulary_violations(page.tree()))


def test_a_category_without_authorities_and_a_table_without_categories_are_left_out() -> None:
    page = made(paragraph("One."), sources=SOURCES[2:3])
    assert said(page, "//section[@data-part='authorities']/h3") == ["Statutes"]
    assert found(made(paragraph("One."), sources=SOURCES[4:]), "//*[@data-part='authorities']") == []


def test_an_authority_has_a_link_to_each_numbered_paragraph_that_cites_it_once() -> None:
    page = made(
        paragraph("One", cite("s-board", "para 3"), " and two", cite("s-board", "para 4"), "."),
        paragraph("Three", cite("s-act"), "."),
        paragraph("Four", cite("s-board"), "."),
    )
    assert places(page, "s-board") == [("#paragraph-1", "1"), ("#paragraph-3", "3")]
    assert places(page, "s-act") == [("#paragraph-2", "2")]
    assert places(page, "s-zebu") == []


def test_without_numbered_paragraphs_the_place_is_the_note() -> None:
    items = node(
        Kind.LIST,
        node(Kind.ITEM, paragraph("One", cite("s-log"), ".")),
        node(Kind.ITEM, paragraph("Two", cite("s-act"))),
    )
    assert places(made(items), "s-act") == [("#note-2", "n 2")]


def test_a_citation_inside_a_note_counts_where_the_note_is_called() -> None:
    note = node(Kind.NOTE, paragraph("Compare ", cite("s-zebu"), " and ", cite("s-act"), "."))
    page = made(paragraph("One."), paragraph("Two", note, "."))
    assert [each.get("data-cites") for each in found(page, "//span[@class='note']")] == ["s-zebu s-act"]
    assert places(page, "s-zebu") == [("#paragraph-2", "2")]


def test_a_repeated_note_call_cites_again() -> None:
    note = node(Kind.NOTE, paragraph("Compare ", cite("s-zebu"), "."), definition="a.md:9:1")
    page = made(paragraph("One", note, "."), paragraph("Two", note, "."))
    assert len(found(page, "//span[@class='note']")) == 1
    assert places(page, "s-zebu") == [("#paragraph-1", "1"), ("#paragraph-2", "2")]


def test_a_note_or_call_lists_each_source_that_it_cites_once() -> None:
    both = node(Kind.CITE, *(node(Kind.CITATION, source=name, locator="") for name in ("s-act", "s-log", "s-act")))
    body = paragraph("One", both, " and two", node(Kind.NOTE, paragraph("A remark.")), ".")
    footnotes = found(made(body), "//span[@class='note']")
    assert [note.get("data-cites") for note in footnotes] == ["s-act s-log", None]
    endnotes = audience(parts=PARTS, citations=Citations.ENDNOTES)
    calls = found(made(body, reader=endnotes), "//section[@data-source='sec-facts']//a[@class='noteref']")
    assert [call.get("data-cites") for call in calls] == ["s-act s-log", None]


def test_every_call_of_an_endnote_is_a_separate_place() -> None:
    reader = audience(parts=PARTS, citations=Citations.ENDNOTES, numbering=Numbering.NONE)
    page = made(paragraph("One", cite("s-act"), "."), paragraph("Two", cite("s-act"), "."), reader=reader)
    targets = [target.removeprefix("#") for target, number in places(page, "s-act") if number == "n 1"]
    calls = found(page, "//section[@data-source='sec-facts']//a[@class='noteref']")
    assert [call.get("id") for call in calls] == targets
    assert len(set(targets)) == 2
