"""Where lists break between pages: anywhere but before their last item or after their first, however deep they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest

from brief.writers import pdf
from tests.writers.test_paper_look import shipped_page

pytestmark = pytest.mark.longer_than_others("lists within lists, as in the torture dossier")
LINE = 14  # points and a little more than a line takes
Case = tuple[tuple[int, ...], int]  # how many items there are at each depth, and how many lines come before them
FURNITURE = 60  # points up to which the foot of a sheet reaches


def listed(*depths: int, name: str = "i") -> str:
    """Return a list of so many items, each with a list of so many items below it, and so on."""
    if not depths:
        return ""
    first, *others = depths
    items = (f"<li>{name}-{each}{listed(*others, name=f'{name}-{each}')}</li>" for each in range(first))
    return f"<ol>{''.join(items)}</ol>"


Sheets = list[tuple[list[str], float]]


def sheets(fragments: Mapping[Case, str]) -> dict[Case, Sheets]:
    """Return the sheets that each fragment fills, laid out together, each from the top of a sheet under a heading.

    For each sheet: its items by name, and how far above the sheet's edge the lowest line of its text is.
    """
    first, *others = fragments.values()
    later = (f'</section><section id="f{place}"><h1>Heading</h1>{each}' for place, each in enumerate(others))
    page = shipped_page(first + "".join(later), "general")
    made = pdf.lay_out(replace(page, css=page.css + "section + section { break-before: page; margin-top: 0 }"))
    starts = [0, *(made.pagination.pages[f"f{place}"] - 1 for place in range(len(others)))]
    everything = list(_sheets(pdf.pdf_bytes(made)))
    parts = [everything[start:end] for start, end in pairwise([*starts, len(everything)])]
    return dict(zip(fragments, parts, strict=True))


def _sheets(data: bytes) -> Iterator[tuple[list[str], float]]:
    with pypdfium2.PdfDocument(data) as document:
        for sheet in document:
            reader = sheet.get_textpage()
            names, lowest = [], sheet.get_height()
            for place in range(reader.count_rects()):
                left, bottom, right, top = reader.get_rect(place)
                names += re.findall(r"\bi(?:-\d+)+", words := reader.get_text_bounded(left, bottom, right, top))
                lowest = min(lowest, bottom) if words.strip() and bottom > FURNITURE else lowest
            yield names, lowest


def text(before: int, lists: str) -> str:
    """Return so many lines of text, a heading, a list, and a line."""
    return "<p>before</p>" * before + f"<h2>Heading</h2><p>lead</p>{lists}<p>after</p>"


DEPTHS = [(60,), (1, 60), (2, 30), (20, 2), (5, 3, 3), (1, 1, 60), (20, 1, 1), (3, 2, 2, 2, 2)]


WORDS = (12, 4)
CASES = [(depths, before) for depths in DEPTHS for before in (0, 11, 19)]
WORDS_CASES = [(WORDS, before) for before in range(8, 24, 3)]


@pytest.fixture(scope="module")
def made() -> dict[Case, Sheets]:
    """Return the sheets of all cases."""
    return sheets({(depths, before): text(before, listed(*depths)) for depths, before in CASES + WORDS_CASES})


def _name(case: Case) -> str:
    depths, before = case
    return f"{'-'.join(map(str, depths))} after {before}"


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_a_list_leaves_no_white_foot_and_no_item_alone(made: dict[Case, Sheets], case: Case):
    filled = [names for names, _ in made[case] if names]
    assert len(made[case]) > 1
    for names, lowest in made[case][:-1]:
        assert lowest < FURNITURE + 7 * LINE, f"white below {names[-1:]}"
    assert all(len(names) > 1 for names in filled), "an item is alone"


@pytest.mark.parametrize("case", WORDS_CASES, ids=_name)
def test_the_words_of_an_item_stay_with_the_first_item_below_them(made: dict[Case, Sheets], case: Case):
    assert len(made[case]) > 1
    for names, _ in made[case][:-1]:
        assert not names or names[-1].count("-") == 2
