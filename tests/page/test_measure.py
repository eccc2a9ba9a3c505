from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from brief.app.shipped import shipped_folder
from brief.page.fonts import FOLDER, faces
from brief.page.measure import character_widths, estimated_width, measure

FONTS = {
    f"{FOLDER}{file.name}": file.read_bytes() for file in sorted(shipped_folder("templates").glob("base/fonts/*.ttf"))
}


@pytest.mark.parametrize("name", FONTS)
def test_widths_of_characters_are_those_that_the_file_has(name: str) -> None:
    font = TTFont(io.BytesIO(FONTS[name]))
    metrics, em = font["hmtx"], font["head"].unitsPerEm
    assert character_widths(FONTS[name]) == {code: metrics[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def test_the_face_of_the_nearest_weight_is_measured() -> None:
    semibold, bold = (measure(FONTS, "Source Sans 3", weight).width("Harbour") for weight in (620, 700))
    assert semibold == measure(FONTS, "Source Sans 3", 600).width("Harbour")
    assert semibold < bold
    assert measure(FONTS, "Source Sans 3", 400, is_italic=True) != measure(FONTS, "Source Sans 3", 400)


def test_kerning_and_kinds_of_figures_count() -> None:
    sans = measure(FONTS, "Source Sans 3", 400)
    assert (
        sans.width("AVAT") < sans.width("AVAT", "-kern") == sum(character_widths(sans.font)[ord(one)] for one in "AVAT")
    )
    assert sans.width("1111", "tnum") == pytest.approx(sans.width("8888", "tnum"))
    assert sans.width("1111", "pnum") < sans.width("8888", "pnum")


def test_a_character_that_the_face_lacks_has_the_usual_width() -> None:
    sans = measure(FONTS, "Source Sans 3", 400)
    assert sans.width("a\u6f22") == pytest.approx(sans.width("a") + 0.5)


def test_a_face_that_the_page_does_not_bring_is_guessed() -> None:
    assert measure({}, "Source Sans 3", 400).width("four") == pytest.approx(2.0)


@pytest.mark.parametrize("text", ["The developer did not copy the model.", "12,345.67", "WITHHELD", "Tides in May"])
def test_an_estimate_is_near_what_the_shipped_faces_measure(text: str) -> None:
    families = {face.family for face in faces(FONTS) if face.family.startswith("Source S")}
    assert len(families) == 2
    for family in families:
        assert estimated_width(text) == pytest.approx(measure(FONTS, family, 400).width(text), rel=0.15)
