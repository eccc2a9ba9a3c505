"""Rules that the style sheets and the code both have: each is read from the laid out page, and compared."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest

from brief.app.shipped import shipped_folder
from brief.page import fonts
from brief.page.columns import cell_gap, table_type_size, text_width, uses_outer_column
from brief.page.vocabulary import ELEMENTS
from brief.writers.pdf import columns, headings, layout
from brief.writers.pdf.engine import load
from brief.writers.pdf.fetch import AssetFetcher
from brief.writers.pdf.prepare import SECTION_LENGTH, paper_tree
from brief.writers.pdf.typefaces import Typefaces
from brief.writers.pdf.weasyprint_internals import page_box
from tests.writers.test_paper_look import shipped_page, table

AUDIENCES = ("legal", "executive", "general")
TWIPS = 15  # in one CSS pixel
SHEETS = "\n".join(file.read_text() for file in sorted(shipped_folder("templates").glob("**/*.css")))


def boxes(fragment: str, audience: str = "legal") -> list[Any]:
    """Return every box of a page, laid out with the shipped style sheets of an audience."""
    load()
    page = shipped_page(fragment, audience)
    typefaces = Typefaces(fonts.faces(page.assets))
    document = layout._document(page, paper_tree(page), AssetFetcher(page.assets), typefaces)
    return [box for sheet in document.pages for box in page_box(sheet).descendants()]


def first(found: list[Any], tag: str) -> Any:
    return next(box for box in found if box.element_tag == tag)


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("level", ["h1", "h2", "h3", "p"])
def test_headings_are_measured_in_the_face_and_size_that_the_style_sheet_gives_them(level: str, audience: str) -> None:
    theme = shipped_page("", audience).theme
    face = headings.FACES[level]
    style = first(boxes('<p class="subtitle">A</p><h2>B</h2><h3>C</h3>', audience), level).style
    assert style["font_family"][0] == theme.text(face.family)
    assert style["font_weight"] == face.weight
    assert style["font_style"] == ("italic" if face.is_italic else "normal")
    assert tuple(tag for tag, _ in style["font_feature_settings"]) == face.features
    assert style["font_size"] * 0.75 == pytest.approx(theme.points(face.size))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_headings_are_measured_over_the_width_that_the_style_sheet_gives_them(audience: str) -> None:
    theme = shipped_page("", audience).theme
    title = '</section><header class="title"><p class="subtitle">A</p></header><section>'
    found = boxes(f'{title}<h2><span class="number">1</span>{"word " * 60}</h2><h3>C</h3>', audience)
    for level in ("p", "h3"):
        assert first(found, level).width * 0.75 == pytest.approx(headings.line_width(level, theme), abs=0.1)
    numbered = headings.line_width("h2", theme) - theme.points("space.heading-number")
    assert first(found, "h2").style["padding_left"].value * 0.75 == pytest.approx(theme.points("space.heading-number"))
    assert 0.8 * numbered < first(found, "h2").width * 0.75 <= numbered


def test_the_tables_whose_widths_are_left_alone_are_those_that_the_style_sheets_give_widths() -> None:
    rules = re.findall(r"table\.([\w-]+)[^{},]*\b(?:th|td|col)\b[^{},]*\{[^{}]*(?<![\w-])width:", SHEETS)
    assert rules
    assert frozenset(rules) == columns.STYLED_WIDTHS
    assert ELEMENTS["table"].classes >= columns.STYLED_WIDTHS


@pytest.mark.parametrize(("count", "classes"), [*itertools.product(range(4, 10), ["grid"]), (3, "record")])
def test_tables_have_the_type_and_the_width_that_their_columns_are_measured_for(count: int, classes: str) -> None:
    page = shipped_page("")
    cells = [[f"{letter}{number}" for number in range(count)] for letter in "ab"]
    found = boxes(table(cells, classes))
    grid, cell = first(found, "table"), first(found, "td")
    assert round(cell.style["font_size"] * TWIPS) == table_type_size(page.theme, count)
    width = text_width(page.theme, is_outer=uses_outer_column([classes], count))
    assert grid.border_width() * TWIPS == pytest.approx(width, abs=1)
    assert cell.padding_right * TWIPS == pytest.approx(cell_gap(page.theme, width, count), abs=1)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_longest_section_title_has_room_at_the_top_of_a_sheet(audience: str) -> None:
    title = ("Questions about harbours, and what answers were given to whom " * 3)[: SECTION_LENGTH * 2]
    long = "<p>Words that fill the sheet and contain nothing else.</p>" * 60
    found = boxes(f"<h2>{title}</h2>{long}", audience)
    tops = [box for box in found if getattr(box, "at_keyword", "") == "@top-left" and "…" in "".join(_texts(box))]
    assert tops
    for top in tops:
        lines = {box.position_y for box in top.descendants() if type(box).__name__ == "LineBox"}
        assert len(lines) <= 2
        assert all(box.position_y >= 0 for box in top.descendants())
        assert all(box.position_y + box.height <= top.position_y + top.margin_height() for box in top.descendants())


def _texts(box: Any) -> Iterator[str]:
    yield from (inner.text for inner in box.descendants() if type(inner).__name__ == "TextBox")
