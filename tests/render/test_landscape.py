"""Which tables are on a landscape sheet."""

from __future__ import annotations

import lxml.html
import pytest

from brief.app.shipped import shipped_folder
from brief.render.theme import read_theme
from brief.render.transforms.landscape import mark_landscape_tables
from tests.render.briefs import page_context

THEME = read_theme([shipped_folder("templates")], "legal")[0]


def turned(main: str) -> list[str]:
    """Return the names of the elements that are to stand on a turned sheet."""
    root = lxml.html.fragment_fromstring(f"<main>{main}</main>")
    mark_landscape_tables(root, page_context(theme=THEME))
    return [str(element.tag) for element in root.iter() if "landscape" in (element.get("class") or "").split()]


def table(columns: int, word: str) -> str:
    return f"<table><tbody><tr>{f'<td>{word}</td>' * columns}</tr></tbody></table>"


@pytest.mark.parametrize(
    ("columns", "word", "expected"),
    [
        (12, "administration", ["table"]),
        (12, "5", []),
        (60, "57", ["table"]),
        (6, "administration" * 5, []),  # few columns are not helped by a wider sheet: their words break
        (7, "x y z " * 50, []),  # long texts take more lines, not more width
    ],
)
def test_a_table_is_landscape_when_it_has_many_columns_whose_words_do_not_fit(columns, word, expected):
    assert turned(table(columns, word)) == expected


def test_the_headings_right_before_a_landscape_table_are_on_its_sheet_and_no_others():
    wide = table(12, "administration")
    assert turned(f"<section><h2>a</h2><p>b</p><h3>c</h3><h4>d</h4>{wide}<h3>e</h3></section>") == ["h3", "h4", "table"]


@pytest.mark.parametrize("outer", ["<ul><li>{}</li></ul>", "<div>{}</div>", "<blockquote>{}</blockquote>"])
def test_a_table_inside_something_else_stays_portrait(outer):
    assert turned(outer.format(table(12, "administration"))) == []
