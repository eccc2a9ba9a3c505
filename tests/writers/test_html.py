"""The HTML file: whole, self-contained, accessible, the same every time."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import lxml.etree as etree
import lxml.html
import pytest

from brief.app.shipped import shipped_folder
from brief.diagnostics.problems import BriefError
from brief.page.fonts import font_faces
from brief.page.vocabulary import Page, vocabulary_violations
from brief.render.theme import read_theme
from brief.writers.html import write

PAGES = Path(__file__).resolve().parent.parent / "pages"
AUDIENCES = ("legal", "executive", "general")
SHELL = """<!DOCTYPE html><html lang="en"><head><title>T</title></head>
<body data-mark="TLP:RED" data-running="T" data-notes="Notes" data-back="back to">
<header class="title"><h1>T</h1></header>
<main>{}</main></body></html>"""


def page(audience: str) -> Page:
    """Return a page of the examples with the shipped theme, sheets and fonts."""
    templates = shipped_folder("templates")
    theme, css = read_theme([templates], audience)
    assets = {f"fonts/{path.name}": path.read_bytes() for path in sorted((templates / "base/fonts").glob("*.ttf"))}
    assets |= {f"images/{path.name}": path.read_bytes() for path in sorted((PAGES / "images").iterdir())}
    html = (PAGES / f"{audience}.html").read_text(encoding="utf-8")
    return Page(html, font_faces(assets) + theme.css() + css.text, assets, theme)


def written(inner: str) -> etree._Element:
    """Return what becomes of a small page."""
    theme, css = read_theme([shipped_folder("templates")], "legal")
    return lxml.html.document_fromstring(write(Page(SHELL.format(inner), css.text, {}, theme)))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_example_pages_are_in_the_vocabulary(audience: str) -> None:
    assert [violation.text for violation in vocabulary_violations(page(audience).tree())] == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_file_loads_nothing_and_runs_nothing(audience: str) -> None:
    text = write(page(audience)).decode()
    tree = lxml.html.document_fromstring(text)
    assert not tree.xpath("//script | //link | //iframe | //object | //@onclick | //style[contains(., '@import')]")
    assert tree.xpath("//style")
    loaded = [*map(str, tree.xpath("//@src")), *re.findall(r"url\(\"?([^)\"]+)", text)]
    assert loaded
    assert all(name.startswith("data:") for name in loaded)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_file_is_small_and_always_the_same(audience: str) -> None:
    one = write(page(audience))
    assert one == write(page(audience))
    assert len(one) < 1_500_000


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_word_of_the_page_is_in_the_file(audience: str) -> None:
    pieces = [str(piece).strip() for piece in page(audience).tree().xpath("//body//text()")]
    text = str(lxml.html.document_fromstring(write(page(audience))).xpath("string(//body)"))
    assert len(pieces) > 50
    assert [piece for piece in pieces if piece not in text] == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_link_inside_the_file_arrives_and_every_id_is_its_own(audience: str) -> None:
    tree = lxml.html.document_fromstring(write(page(audience)))
    ids = list(map(str, tree.xpath("//@id")))
    assert len(ids) == len(set(ids))
    targets = [str(href)[1:] for href in tree.xpath("//@href") if str(href).startswith("#")]
    targets += [name for value in tree.xpath("//@aria-labelledby") for name in str(value).split()]
    assert targets
    assert set(targets) <= set(ids)


def test_mark_and_privilege_are_at_the_top_and_at_the_bottom() -> None:
    tree = lxml.html.document_fromstring(write(page("legal")))
    for place in ("header", "footer"):
        assert tree.xpath(f"//{place}//p[@class='mark']/text()") == ["TLP:AMBER"]
        assert tree.xpath(f"//{place}//p[@class='privilege']/text()") == [
            "Privileged and confidential. Attorney-client communication"
        ]


def test_a_reader_can_go_past_the_head_to_the_main_part() -> None:
    tree = lxml.html.document_fromstring(write(page("general")))
    skip = tree.find("body")[0]
    assert (skip.tag, skip.get("class")) == ("a", "skip")
    assert tree.get_element_by_id(skip.get("href")[1:]).tag == "main"
    assert [len(tree.xpath(f"//{name}")) for name in ("header", "main", "footer")] == [1, 1, 1]


def test_notes_are_listed_at_the_end_with_links_both_ways() -> None:
    tree = written('<p>One<span class="note" id="n-a">Called <em>a</em>.</span> two<span class="note">B.</span></p>')
    assert tree.xpath("string(//main/p)") == "One1 two2"
    calls = tree.xpath("//a[@role='doc-noteref']")
    rows = tree.xpath("//section[@role='doc-endnotes']/ol/li")
    assert [call.get("href") for call in calls] == [f"#{row.get('id')}" for row in rows] == ["#n-a", "#note-2"]
    backs = [row.find("a[@role='doc-backlink']") for row in rows]
    assert [back.get("href") for back in backs] == [f"#{call.get('id')}" for call in calls]
    assert [back.get("aria-label") for back in backs] == ["back to 1", "back to 2"]
    assert rows[0].text_content() == "Called a. ↑"


def test_a_note_of_several_paragraphs_keeps_them() -> None:
    tree = written('<p>One<span class="note"><span class="para">A.</span><span class="para">B.</span></span></p>')
    assert tree.xpath("//section[@class='notes']/ol/li/p/text()") == ["A.", "B. "]


def test_notes_that_are_listed_already_get_their_way_back() -> None:
    inner = (
        '<p>One<a class="noteref" href="#e-1"><sup>1</sup></a></p><ol class="endnotes"><li id="e-1">Source.</li></ol>'
    )
    tree = written(inner)
    assert tree.xpath("//section[@class='notes']") == []
    back = tree.xpath("//li/a[@role='doc-backlink']")[0]
    assert tree.get_element_by_id(back.get("href")[1:]).get("role") == "doc-noteref"


def test_a_table_scrolls_in_a_region_that_its_caption_names() -> None:
    tree = written("<table><caption>Rows</caption><tbody><tr><td>a</td></tr></tbody></table>")
    region = tree.xpath("//table/..")[0]
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert tree.get_element_by_id(region.get("aria-labelledby")).text == "Rows"


def test_what_only_writers_read_is_not_in_the_file() -> None:
    tree = lxml.html.document_fromstring(write(page("legal")))
    assert {str(name.attrname) for name in tree.xpath("//@*") if str(name.attrname).startswith("data-")} == {
        "data-mark"
    }


def test_the_sheet_has_nothing_that_only_a_paged_engine_knows() -> None:
    style = str(lxml.html.document_fromstring(write(page("legal"))).findtext("head/style"))
    assert "@media print" in style
    assert "size: 210mm 297mm" in style
    for word in ("string-set", "target-counter", "footnote", "@top-right", "string("):
        assert word not in style


def test_a_word_in_another_script_brings_its_face() -> None:
    plain = page("general")
    hebrew = replace(plain, html=plain.html.replace("Was an AI model copied?", "האם", 1))
    assert write(plain).count(b'font-family: "Noto Sans Hebrew"; ') == 0
    assert write(hebrew).count(b'font-family: "Noto Sans Hebrew"; ') == 2


def test_an_element_outside_the_vocabulary_is_an_error() -> None:
    with pytest.raises(BriefError, match="E304"):
        written("<marquee>no</marquee>")


def test_a_picture_that_the_page_does_not_carry_is_an_error() -> None:
    with pytest.raises(BriefError, match="missing.svg"):
        written('<figure><img src="missing.svg" alt="none"></figure>')


def test_a_note_in_a_list_leads_back_to_its_call_once():
    notes = (
        '<p>a<sup><a class="noteref" href="#n" id="c">1</a></sup></p>'
        '<ol class="endnotes"><li id="n">b <a class="backref" href="#c">↩</a></li></ol>'
    )
    made = written(notes)
    assert [each.get("href") for each in made.findall(".//a[@class='backref']")] == ["#c"]
