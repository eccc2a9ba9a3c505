"""Numbers of a column keep room for the digits that they have fewer, so that decimal marks are aligned."""

from __future__ import annotations

import lxml.html
import pytest

from brief.locale.language import language_from_tag
from brief.render.transforms.align import align_decimals
from tests.render.briefs import page_context


def aligned(cells: list[str], language: str = "en", align_as: str = "decimal") -> list[str | None]:
    """Return what each cell of a column is told to keep room for; None for nothing."""
    rows = "".join(f'<tr><td class="{align_as}">{cell}</td></tr>' for cell in cells)
    root = lxml.html.fragment_fromstring(f"<main><table><tbody>{rows}</tbody></table></main>")
    align_decimals(root, page_context(language=language_from_tag(language)))
    return [cell.get("data-tail") for cell in root.iter("td")]


@pytest.mark.parametrize(
    ("cells", "language", "expected"),
    [
        (["3.5", "12.25", "7"], "en", ["5", None, ".25"]),
        (["1,212.25", "3.5"], "en", [None, "5"]),
        (["3,5", "1.212,25", "7"], "de", ["5", None, ",25"]),
        (["1.234", "22.000"], "de", [None, None]),  # thousands, which no decimals follow
        (["1.5", "22.25"], "de", ["5", None]),  # as a machine wrote them
        (["12 %", "3.75 %"], "en", [".75", None]),
        (["−0.125", "+4"], "en", [None, ".125"]),
        (["8", "9"], "en", [None, None]),
        (["", "2.5", "3"], "en", [None, None, ".5"]),
        (["n/a", "2.5", "3"], "en", [None, None, ".5"]),
        ([], "en", []),
    ],
)
def test_a_number_keeps_room_for_the_decimals_of_the_longest_in_its_column(cells, language, expected):
    assert aligned(cells, language) == expected


def test_a_column_aligned_at_the_end_is_decimal_once_one_of_its_numbers_has_decimals():
    assert aligned(["3.5", "12"], align_as="end") == [None, ".5"]
    assert aligned(["3.5", "12"], align_as="start") == [None, None]


def test_a_cell_that_spans_two_columns_belongs_to_neither():
    rows = '<tr><td class="decimal" colspan="2">12</td></tr><tr><td class="decimal">3.5</td><td>x</td></tr>'
    root = lxml.html.fragment_fromstring(f"<main><table><tbody>{rows}</tbody></table></main>")
    align_decimals(root, page_context())
    assert [cell.get("data-tail") for cell in root.iter("td")] == [None, None, None]


def test_digits_in_a_note_are_not_decimals_of_its_number():
    note = '<sup><a href="#n-1">1</a></sup>'
    assert aligned([f"4.5{note}", "2.125", "3"]) == ["25", None, ".125"]
    assert aligned(['4.5<span class="note">Not 4.25.</span>', "2.125"]) == ["25", None]


@pytest.mark.parametrize(("language", "is_isolated"), [("he", True), ("ar", True), ("en", False)])
def test_a_number_among_right_to_left_words_keeps_its_sign_before_it(language, is_isolated):
    root = lxml.html.fragment_fromstring('<main><table><tr><td class="decimal">−3.5</td></tr></table></main>')
    for row in root.iter("table"):
        row.insert(0, lxml.html.fragment_fromstring("<tbody></tbody>"))
        row[0].append(row[1])
    align_decimals(root, page_context(language=language_from_tag(language)))
    assert [span.get("dir") for span in root.iter("span")] == ["ltr"] * is_isolated


def test_a_language_without_locale_data_uses_the_english_decimal_mark():
    assert aligned(["3.5", "12.25"], "tlh") == ["5", None]
