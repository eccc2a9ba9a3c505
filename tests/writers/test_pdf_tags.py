from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from brief.writers.pdf import write
from tests.verifiers import verapdf
from tests.writers import paper

LONG = "words that fill a line and then another one " * 12


def tree(fragment: str, css: str = "") -> str:
    """Return the tags below the section, without those of its heading."""
    lines = paper.tags(write(paper.page(fragment, css))).splitlines()
    assert lines[:4] == ["Document", " Part", "  Sect", "   H1"]
    return "\n".join(line[3:] for line in lines[4:])


def outline(*lines: str) -> str:
    return "\n".join(lines)


def test_a_paragraph_with_hanging_number_status_and_note_is_one_paragraph() -> None:
    fragment = (
        '<p class="numbered"><span class="number">1.1</span><span class="status">Alleged</span>Said.'
        '<span class="note" id="n">Why.</span> More.</p>'
    )
    expected = outline("P", " Reference", "  Link", " Note id=n", "  Lbl", "   Link")
    assert tree(fragment) == expected
    hanging = ".numbered { position: relative } .numbered .number { position: absolute; left: -20mm }"
    assert tree(fragment, hanging) == expected


def test_blocks_in_a_list_item_stay_in_its_body() -> None:
    fragment = "<ul><li><p>One</p><p>Two</p><ol><li>Inner</li></ol></li></ul>"
    expected = outline("L", " LI", "  Lbl", "  LBody", "   P", "   P", "   L", "    LI", "     Lbl", "     LBody")
    assert tree(fragment) == expected
    assert tree(fragment, "ul { list-style-position: inside }") == expected


def test_a_term_and_its_descriptions_are_one_item() -> None:
    assert tree("<dl><dt>A</dt><dd>a</dd><dd>b</dd><dt>B</dt><dd>c</dd></dl>") == outline(
        "L", " LI", "  Lbl", "  LBody", "  LBody", " LI", "  Lbl", "  LBody"
    )


def test_contents_are_a_table_of_contents_without_dots() -> None:
    data = write(
        paper.page(
            '<nav class="contents"><ol class="contents"><li><a href="#a">A</a>'
            '<ol><li><a href="#a">B</a></li></ol></li></ol></nav><h2 id="a">A</h2>'
        )
    )
    inner = [" TOCI", "  Lbl", "  Reference", "   Link"]
    expected = ["TOC", *inner, "  TOC", *(f"  {line}" for line in inner)]
    assert outline(*(f"    {line}" for line in expected)) in paper.tags(data)
    assert "." * 9 in paper.text(data).replace(" ", "")
    assert "1.A11.B1A" in "".join(paper.words(data))


def test_a_note_has_an_identifier_of_its_own_and_links_there_and_back() -> None:
    data = write(paper.page('<p>One<span class="note">a</span> two<span class="note">b</span></p>'))
    assert [line.strip() for line in paper.tags(data).splitlines() if "Note" in line] == [
        "Note id=note-1",
        "Note id=note-2",
    ]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        targets = [str(annotation.Dest) for annotation in pdf.pages[0].Annots]
        names = pdf.Root.Names.Dests.Names
        anchors = {str(names[index]) for index in range(0, len(names), 2)}
    assert sorted(targets) == ["note-1", "note-1-call", "note-2", "note-2-call"]
    assert set(targets) <= anchors


def test_a_note_of_several_paragraphs_keeps_them() -> None:
    fragment = '<p>x<span class="note"><span class="para">a</span><span class="para">b</span></span></p>'
    assert tree(fragment).splitlines()[-2:] == ["  P", "  P"]


def test_another_language_inside_a_sentence_is_marked() -> None:
    fragment = '<p>In <em lang="fr">bref</em> and <span lang="de">kurz</span></p><p lang="la">Ave</p>'
    assert tree(fragment) == outline("P", " Span lang=fr", " Span lang=de", "P lang=la")


def test_an_abbreviation_carries_its_expansion() -> None:
    assert tree('<p><abbr title="European Union">EU</abbr></p>') == outline("P", " Span e=European Union")


def test_a_picture_has_its_words_and_its_place_also_inside_a_link() -> None:
    fragment = (
        '<figure><p><a href="https://example.org/"><img src="a.svg" alt="A chart"></a></p>'
        "<figcaption>One</figcaption></figure>"
    )
    data = write(paper.page(fragment, assets={"a.svg": paper.PICTURE}))
    assert outline("   Div", "    P", "     Link", "      Figure alt=A chart", "    Caption") in paper.tags(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (figure,) = [one for one in _elements(pdf) if one.S == "/Figure"]
        left, bottom, right, top = (float(side) for side in figure.A.BBox)
        page = [float(side) for side in pdf.pages[0].MediaBox]
    assert (right - left, top - bottom) == pytest.approx((30, 15), abs=0.1)
    assert page[3] / 2 < bottom < page[3]


def test_a_paragraph_over_two_pages_is_one_paragraph() -> None:
    assert tree(f"<p>{LONG * 6}</p>") == "P"


def test_a_table_over_several_pages_is_one_table_whose_head_is_read_once() -> None:
    rows = "".join(f'<tr><th scope="row">{number}</th><td></td><td>{LONG[:90]}</td></tr>' for number in range(40))
    head = "".join(f'<th scope="col">{word}</th>' for word in ("Nr", "B", "C"))
    fragment = f"<table><caption>All</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    data = write(paper.page(fragment))
    lines = [line.strip() for line in paper.tags(data).splitlines()]
    assert [lines.count(name) for name in ("Table", "Caption", "THead", "TR", "TD")] == [1, 1, 1, 41, 80]
    assert paper.text(data).count("Nr") > 2
    assert paper.words(data).count("Nr") == 1
    with pikepdf.open(io.BytesIO(data)) as pdf:
        scopes = [str(one.A.Scope) for one in _elements(pdf) if one.S == "/TH"]
    assert scopes == ["/Column"] * 3 + ["/Row"] * 40


def test_running_headers_and_footers_are_pagination_and_not_read() -> None:
    data = write(paper.page("<p>x</p>"))
    assert "TLP:AMBER" in paper.text(data)
    assert "TLP:AMBER" not in paper.words(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pikepdf.parse_content_stream(pdf.pages[0])
    kinds = {
        str(operands[1].get("/Subtype"))
        for operands, operator in content
        if str(operator) == "BDC" and "/Subtype" in operands[1]
    }
    assert kinds == {"/Header", "/Footer"}


def test_a_link_over_two_lines_is_one_link_with_a_name() -> None:
    data = write(paper.page(f'<p><a href="https://example.org/"><em>{LONG[:90]}</em></a></p>'))
    assert paper.tags(data).splitlines()[-1].strip() == "Link"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [str(one.Contents) for one in pdf.pages[0].Annots] == [LONG[:90].strip()] * 2


@pytest.mark.parametrize("name", ["legal", "executive", "general"])
def test_every_word_is_read_aloud_in_the_order_of_the_page(name: str) -> None:
    css = (
        "li { list-style: none } .note::footnote-call, .note::footnote-marker { content: '*' } "
        "nav a::after { content: none !important } .status ~ .status { float: none; margin: 0 }"
    )
    page = paper.sample(name, css)
    (body,) = page.tree().iterfind("body")
    assert _letters("".join(paper.words(write(page)))) == _letters("".join(body.itertext()))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _elements(pdf: pikepdf.Pdf) -> list[Any]:
    return [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"]


ALL_AT_ONCE = f"""
<p>In <em lang="fr">bref</em>, <s>gone</s>, <sup>1</sup>, <abbr title="European Union">EU</abbr>, <code>x</code>.</p>
<ul><li><p>One</p><p>Two<span class="note">n</span></p><ol><li>Inner</li></ol></li>
<li>Tail <a href="#t">link</a></li></ul>
<dl><dt>A</dt><dd><p>a</p></dd><dd>b</dd></dl>
<figure><p><a href="https://example.org/"><img src="a.svg" alt="A chart"></a></p><figcaption>One</figcaption></figure>
<p lang="he" dir="rtl">שלום <span class="note">עולם</span></p><blockquote><p>{LONG * 4}</p></blockquote><pre><code>a
b</code></pre><hr>
<table id="t"><thead><tr><th scope="col">A</th><th scope="col" colspan="2">B</th></tr></thead><tbody>
<tr><th scope="row" rowspan="2">1</th><td></td><td><ul><li>x</li></ul></td></tr>
<tr><td>{LONG * 4}</td><td>z</td></tr></tbody></table>
"""


def test_verapdf_finds_no_fault_not_even_in_what_the_engine_alone_gets_wrong() -> None:
    css = "ul { list-style-position: inside } blockquote { position: relative } dt { float: left }"
    assert verapdf.failures(write(paper.page(ALL_AT_ONCE, css, assets={"a.svg": paper.PICTURE}))) == []
