"""Right-to-left words of a drawing, which the engine would set from the left and unjoined."""

from __future__ import annotations

import pytest

from brief.writers.pdf.visual import seen, visual


@pytest.mark.parametrize(
    ("words", "from_the_left"),
    [
        ("plain (1)", "plain (1)"),
        ("\u05d0\u05d1 \u05d2.", ".\u05d2 \u05d1\u05d0"),
        ("14 \u05d0\u05d1 2025", "2025 \u05d1\u05d0 14"),
        ("AB \u05d0\u05d1 (2) CD", "AB \u05d1\u05d0 (2) CD"),
        ("\u200fAB.\u200f", ".AB"),
        ("(\u05d0)", "(\u05d0)"),
        ("\u0628\u0628\u0628", "\ufe90\ufe92\ufe91"),  # initial, medial and final, seen from the left
        ("\u0644\u0627", "\ufefb"),  # lam with alef
    ],
)
def test_a_line_is_put_as_it_is_seen_from_the_left(words: str, from_the_left: str) -> None:
    assert seen(words) == from_the_left


def test_a_drawing_without_such_words_is_the_same_file() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><text x="1">plain</text></svg>'
    assert visual(svg) is svg


def test_words_in_all_parts_of_a_text_are_turned() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>\u05d0\u05d1<tspan>\u05d2\u05d3</tspan></text></svg>'
    turned = visual(svg.encode()).decode()
    assert "&#1489;&#1488;<tspan>&#1491;&#1490;</tspan>" in turned
