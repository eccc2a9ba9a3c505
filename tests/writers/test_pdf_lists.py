"""Where lists break between pages: anywhere but before their last item or after their first, however deep they are."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from brief.writers.pdf import write
from tests.writers.test_paper_look import shipped_page

LINE = 14  # points and a little more than a line takes
FURNITURE = 60  # points up to which the foot of a sheet reaches


def listed(*depths: int, name: str = "i") -> str:
    """Return a list of so many items, each with a list of so many items below it, and so on."""
    if not depths:
        return ""
    first, *others = depths
    items = (f"<li>{name}-{each}{listed(*others, name=f'{name}-{each}')}</li>" for each in range(first))
    return f"<ol>{''.join(items)}</ol>"


def sheets(fragment: str) -> list[tuple[list[str], float]]:
    """Return the items of each sheet by name, and how far above the sheet's edge the lowest line of its text stands."""
    found = []
    with pypdfium2.PdfDocument(write(shipped_page(fragment, "general"))) as document:
        for sheet in document:
            reader = sheet.get_textpage()
            names, lowest = [], sheet.get_height()
            for place in range(reader.count_rects()):
                left, bottom, right, top = reader.get_rect(place)
                names += re.findall(r"\bi(?:-\d+)+", words := reader.get_text_bounded(left, bottom, right, top))
                lowest = min(lowest, bottom) if words.strip() and bottom > FURNITURE else lowest
            found.append((names, lowest))
    return found


def text(before: int, lists: str) -> str:
    """Return so many lines of text, a heading, a list, and a line."""
    return "<p>before</p>" * before + f"<h2>Heading</h2><p>lead</p>{lists}<p>after</p>"


DEPTHS = [(60,), (1, 60), (2, 30), (20, 2), (5, 3, 3), (1, 1, 60), (20, 1, 1), (3, 2, 2, 2, 2)]


@pytest.mark.parametrize("before", [0, 11, 19])
@pytest.mark.parametrize("depths", DEPTHS, ids=lambda each: "-".join(map(str, each)))
def test_a_list_leaves_no_white_foot_and_no_item_alone(depths: tuple[int, ...], before: int):
    made = sheets(text(before, listed(*depths)))
    filled = [names for names, _ in made if names]
    assert len(made) > 1
    for names, lowest in made[:-1]:
        assert lowest < FURNITURE + 7 * LINE, f"white below {names[-1:]}"
    assert all(len(names) > 1 for names in filled), "an item is alone"


@pytest.mark.parametrize("before", range(8, 24, 3))
def test_the_words_of_an_item_stay_with_the_first_item_below_them(before: int):
    for names, _ in sheets(text(before, listed(12, 4)))[:-1]:
        assert not names or names[-1].count("-") == 2
