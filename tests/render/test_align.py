"""Which figures a number has fewer than the longest of its column: their room keeps all decimal marks aligned."""

from __future__ import annotations

import lxml.html
import pytest

from brief.render.align import align


def aligned(cells: list[str], language: str = "en", align_as: str = "decimal") -> list[str | None]:
    """Return what each cell of a column is told to keep room for; None for nothing."""
    rows = "".join(f'<tr><td class="{align_as}">{cell}</td></tr>' for cell in cells)
    root = lxml.html.fragment_fromstring(f"<main><table><tbody>{rows}</tbody></table></main>")
    align(root, language)
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
def test_a_number_keeps_room_for_the_decimals_that_others_of_its_column_have(cells, language, expected):
    assert aligned(cells, language) == expected


def test_a_column_that_the_author_set_at_the_end_is_a_decimal_one_once_a_number_has_decimals():
    assert aligned(["3.5", "12"], align_as="end") == [None, ".5"]
    assert aligned(["3.5", "12"], align_as="start") == [None, None]


def test_a_cell_over_two_columns_belongs_to_neither():
    rows = '<tr><td class="decimal" colspan="2">12</td></tr><tr><td class="decimal">3.5</td><td>x</td></tr>'
    root = lxml.html.fragment_fromstring(f"<main><table><tbody>{rows}</tbody></table></main>")
    align(root, "en")
    assert [cell.get("data-tail") for cell in root.iter("td")] == [None, None, None]
