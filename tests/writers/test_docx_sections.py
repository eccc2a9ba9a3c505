"""Sections of a Word file: portrait pages, landscape ones for wide tables, and what is on each of them."""

from __future__ import annotations

import pytest

from tests.writers.docx_file import SPACES, Docx, attribute, docx, page, shown_text, style

WIDE = '<table class="grid landscape" id="t"><caption>Wide</caption><tbody><tr><td>a</td></tr></tbody></table>'


def sheets(made: Docx) -> list[str]:
    """Return the orientation of each section's pages, in order."""
    sizes = made.find("//w:sectPr/w:pgSz")
    turned = [int(attribute(each, "w")) > int(attribute(each, "h")) for each in sizes]
    assert turned == [attribute(each, "orient") == "landscape" for each in sizes]
    return ["turned" if each else "upright" for each in turned]


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        ("<p>a</p>", ["upright"]),
        (f"<p>a</p>{WIDE}<p>b</p>", ["upright", "turned", "upright"]),
        (f"<p>a</p>{WIDE}{WIDE}<p>b</p>", ["upright", "turned", "upright"]),
        (f"<section><p>a</p>{WIDE}</section><section>{WIDE}<p>b</p></section>", ["upright", "turned", "upright"]),
        (f"<p>a</p>{WIDE}", ["upright", "turned"]),
        (f"{WIDE}<p>b</p>", ["turned", "upright"]),
        (WIDE, ["turned"]),
        (f"<table><tbody><tr><td>a</td></tr></tbody></table>{WIDE}", ["upright", "turned"]),
    ],
)
def test_only_a_wide_table_is_on_landscape_pages(main, expected):
    made = docx(page(main))
    assert sheets(made) == expected
    assert made.part()[0][-1].tag.endswith("}sectPr")


def test_a_heading_is_on_the_landscape_page_of_its_table():
    made = docx(page(f'<p>a</p><h2 class="landscape">Ships</h2>{WIDE}<p>b</p>'))
    (first, _) = made.find("//w:p[w:pPr/w:sectPr]")
    assert shown_text(first) == "a"


def test_every_section_has_header_and_footer_with_the_mark_and_only_the_first_page_has_no_running_title():
    body = 'data-mark="TLP:RED" data-running="Ships" data-privilege="Privileged"'
    made = docx(page(f"<p>a</p>{WIDE}<p>b</p>", body=body))
    names = {row.get("Id"): row.get("Target") for row in made.part("word/_rels/document.xml.rels")}
    firsts = 0
    for section in made.find("//w:sectPr"):
        kinds = [str(each.tag).rpartition("}")[2] for each in section][:4]
        references = section.xpath("w:headerReference | w:footerReference", namespaces=SPACES)
        firsts += len(section.findall("w:titlePg", SPACES))
        assert set(kinds) >= {"headerReference", "footerReference"}
        for reference in references:
            name = f"word/{names[reference.xpath('string(@r:id)', namespaces=SPACES)]}"
            assert [shown_text(each) for each in made.paragraphs("HandlingMark", name)] == ["TLP:RED"]
            if name.startswith("word/header"):
                lines = [shown_text(each) for each in made.paragraphs("Header", name)]
                assert lines == ([""] if attribute(reference, "type") == "first" else ["Ships"])
    assert firsts == 1


def test_the_lines_of_a_landscape_page_are_as_long_as_it_is_wide():
    made = docx(page(f"<p>a</p>{WIDE}<p>b</p>"))
    footers = [made.paragraphs("", name) for name in made.names if name.startswith("word/footer")]
    assert {style(each) for lines in footers for each in lines} == {"Footer", "FooterLandscape", "HandlingMark"}
    path = "//w:style[@w:styleId='{}']//w:tab[@w:val='center']"
    stops = [made.find(path.format(name), "word/styles.xml")[0] for name in ("Footer", "FooterLandscape")]
    near, far = (int(attribute(each, "pos")) for each in stops)
    upright, turned = (int(attribute(each, "w")) for each in made.find("//w:pgSz")[:2])
    assert far - near == pytest.approx((turned - upright) / 2, abs=1)


def test_the_number_of_pages_is_that_of_the_pdf():
    made = docx(page("<p>x</p>", body='data-page="Page" data-of="of"'))
    assert shown_text(made.paragraphs("Footer", "word/footer1.xml")[0]).strip() == "Page 1 of 12"
