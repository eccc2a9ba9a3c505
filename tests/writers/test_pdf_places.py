"""Beside an authority, on paper: the paragraphs that cite it and their pages, no page twice in a row."""

from __future__ import annotations

import pytest

from brief.writers.pdf import write
from tests.writers import paper

CSS = (
    '.places a[data-page]::after { content: " (" attr(data-page) " " target-counter(attr(href), page) ")" } '
    ".break { break-before: page }"
)


def authority(*numbers: str) -> str:
    links = ", ".join(f'<a class="ref" href="#p-{number}" data-page="p.">{number}</a>' for number in numbers)
    return (
        '<ul class="authorities" data-category="case"><li data-source="s-board" data-short="Board">Board v Example '
        f'<span class="places"><span>{links}</span></span></li></ul>'
    )


def paragraphs(*pages: str) -> str:
    """Return paragraphs of these numbers, each group on a page of its own."""
    return "".join(
        f'<p id="p-{number}"{" class=break" if not place and group else ""}>{number}</p>'
        for group, numbers in enumerate(pages)
        for place, number in enumerate(numbers.split())
    )


def places_text(fragment: str, css: str = "") -> str:
    text = " ".join(paper.text(write(paper.page(fragment, CSS + css))).split())
    return text[text.index("Board v Example") + len("Board v Example ") :].partition(" TLP")[0]


def test_each_place_has_its_page_and_places_in_a_row_on_one_page_have_it_once():
    fragment = paragraphs("1 2", "3 4 5", "6") + authority("1", "2", "4", "6")
    assert places_text(fragment).startswith("1, 2 (p. 1), 4 (p. 2), 6 (p. 3)")
    assert places_text(paragraphs("1", "2") + authority("1", "2")).startswith("1 (p. 1), 2 (p. 2)")


def test_a_page_number_that_comes_again_later_is_repeated():
    fragment = paragraphs("1 2", "3") + authority("1", "3", "2")
    assert places_text(fragment).startswith("1 (p. 1), 3 (p. 2), 2 (p. 1)")


@pytest.mark.parametrize(
    ("fill", "expected"), [(125, "1 (p. 1), 2 (p. 2)"), (130, "1 (p. 2), 2 (p. 2)"), (136, "1, 2 (p. 2)")]
)
def test_every_page_number_is_given_where_leaving_one_out_would_move_the_places(fill: int, expected: str) -> None:
    # The table stands before the text. With one page less to say it takes a line less, which here and there lets the
    # first place come to the page before the second one's: then the longer table is the one that is right.
    css = f".places {{ display: block; width: 24mm }} p {{ margin: 0 }} .fill {{ height: {fill}mm }}"
    fragment = f'{authority("1", "2")}<div class="fill"></div>{paragraphs("1 2")}'
    assert places_text(fragment, css).startswith(expected)


def test_the_text_of_the_table_is_read_with_the_citation_before_its_places():
    words = paper.words(write(paper.page(paragraphs("1", "2") + authority("1", "2"), CSS)))
    start = words.index("Board")
    assert words[start : start + 8] == ["Board", "v", "Example", "1", "(p.", "1)", ",", "2"]
