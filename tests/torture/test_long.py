"""Forty sheets of every kind of block: no heading is the last line of its sheet, and no sheet is a third empty."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from brief.app.shipped import shipped_folder
from brief.build import build
from brief.load import load, load_audiences
from tests.torture.long import long

FURNITURE = 66.0  # points at the head and foot of a sheet that are not the text's
EMPTIEST = 0.3  # of the text's height
AUDIENCES = ("legal", "general")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.longer_than_others("prose, lists, tables and quotations, as in the torture dossier"),
]
SMALLEST = {"legal": 13.9, "general": 15.9}  # type of a heading, in CSS pixels


@dataclass(frozen=True)
class Line:
    """One line of a sheet: its height in points from the bottom, its words and the face of its first letter."""

    bottom: float
    words: str
    face: str
    size: float

    def is_heading(self, audience: str) -> bool:
        """Return whether it is set as a heading: in the display face, larger than all else that is."""
        return "Sans" in self.face and self.size > SMALLEST[audience]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[Line]]]:
    """Return the lines of every sheet for each audience, from top to bottom."""
    folder = long(tmp_path_factory.mktemp("long"))
    layers = [shipped_folder("templates")]
    audiences = load_audiences(layers)
    dossier = load(folder / "content/long", audiences)
    return {name: _sheets(build(dossier, audiences[name], ["pdf"], layers).files["pdf"]) for name in AUDIENCES}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_it_fills_forty_sheets(made, audience):
    assert 40 <= len(made[audience]) <= 60


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_heading_is_the_last_line_of_its_sheet(made, audience):
    headings = [line for sheet in made[audience] for line in sheet if line.is_heading(audience)]
    assert len(headings) > 20
    assert [sheet[-1].words for sheet in made[audience] if sheet[-1].is_heading(audience)] == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_sheet_but_the_last_is_a_third_empty(made, audience):
    height = 842 - 2 * FURNITURE
    white = {
        number: (sheet[-1].bottom - FURNITURE) / height for number, sheet in enumerate(made[audience][:-1], start=1)
    }
    assert {number: part for number, part in white.items() if part > EMPTIEST} == {}


def _sheets(data: bytes) -> list[list[Line]]:
    file = pypdfium2.PdfDocument(data)
    sheets = ([line for line in _lines(page) if FURNITURE < line.bottom < 842 - FURNITURE] for page in file)
    return [sorted(sheet, key=lambda line: -line.bottom) for sheet in sheets]


def _lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    text = page.get_textpage()
    places = range(text.count_chars())
    whole = [place for place in places if text.get_text_range(place, 1).strip()]
    for _, row in itertools.groupby(whole, key=lambda place: round(_origin(text, place))):
        line = list(row)
        words = "".join(text.get_text_range(place, 1) for place in line)
        if any(map(str.isalnum, words)):
            yield Line(
                _origin(text, line[0]), words, _face(text, line[0]), pdfium.FPDFText_GetFontSize(text.raw, line[0])
            )


def _origin(text: pypdfium2.PdfTextPage, place: int) -> float:
    across, up = ctypes.c_double(), ctypes.c_double()
    assert pdfium.FPDFText_GetCharOrigin(text.raw, place, across, up)
    return up.value


def _face(text: pypdfium2.PdfTextPage, place: int) -> str:
    buffer, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    assert pdfium.FPDFText_GetFontInfo(text.raw, place, buffer, 100, flags)
    return buffer.value.decode()
