"""Fonts of the machine are only used once they are copied to the templates, in the form that all formats need."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from brief.app import added_fonts
from brief.app.added_fonts import AddedFont, add_family, coverage
from brief.app.machine_fonts import MachineFont, font_folders, machine_fonts
from brief.app.project import Project
from brief.app.template_fonts import template_families
from brief.diagnostics.problems import BriefError
from tests.app.small_fonts import write_font


def machine(folder: Path) -> tuple[MachineFont, ...]:
    """Return the fonts of a machine that has those of this folder alone."""
    return machine_fonts({"HOME": str(folder / "home"), "XDG_DATA_HOME": str(folder), "XDG_DATA_DIRS": str(folder)})


def added(folder: Path, family: str = "Tiny", used: str = "", *, keep_all: bool = False) -> dict[str, bytes]:
    found = add_family(family, machine(folder), used, keep_all=keep_all)
    assert all(isinstance(one, AddedFont) for one in found)
    return {one.name: one.content for one in found}


def opened(content: bytes) -> TTFont:
    return TTFont(io.BytesIO(content))


def test_fonts_are_found_in_the_folders_of_the_system(tmp_path) -> None:
    write_font(tmp_path / "fonts/truetype/tiny.ttf", "Tiny")
    write_font(tmp_path / "fonts/other.otf", "Other", is_cubic=True)
    (tmp_path / "fonts/broken.ttf").write_bytes(b"no font")
    (tmp_path / "fonts/read.me").write_bytes(b"no font either")
    assert [(font.family, font.style) for font in machine(tmp_path)] == [("Other", "Regular"), ("Tiny", "Regular")]


def test_a_machine_has_folders_of_its_own_and_of_the_user(tmp_path) -> None:
    assert Path("/usr/share/fonts") in font_folders({"HOME": str(tmp_path)})
    assert font_folders({"HOME": str(tmp_path)})[0].is_relative_to(tmp_path)


def test_a_family_is_copied_in_the_styles_that_word_knows_with_its_licence(tmp_path) -> None:
    for style, weight in (("Regular", 400), ("Bold", 700), ("Light", 300), ("Italic", 400)):
        write_font(tmp_path / f"fonts/{style}.ttf", "Tiny Face", style=style, weight=weight)
    (tmp_path / "fonts/OFL.txt").write_text("The whole licence.", encoding="utf-8")
    files = added(tmp_path, "tiny face")
    assert list(files) == ["TinyFace-Regular.ttf", "TinyFace-Bold.ttf", "TinyFace-Italic.ttf", "LICENSE-TinyFace.txt"]
    assert "Free to embed." in files["LICENSE-TinyFace.txt"].decode()
    assert files["LICENSE-TinyFace.txt"].decode().endswith("The whole licence.\n")
    bold = opened(files["TinyFace-Bold.ttf"])
    assert [bold["name"].getDebugName(number) for number in (1, 2)] == ["Tiny Face", "Bold"]
    assert (bold["OS/2"].usWeightClass, bold["head"].macStyle) == (700, 1)


def test_cubic_outlines_become_those_of_truetype(tmp_path) -> None:
    write_font(tmp_path / "fonts/tiny.otf", "Tiny", "ab沧", is_cubic=True)
    font = opened(added(tmp_path)["Tiny-Regular.ttf"])
    assert font.sfntVersion == "\0\1\0\0"
    assert set(font.getBestCmap()) == {ord(each) for each in "ab沧"}
    glyph = font["glyf"][font.getBestCmap()[ord("沧")]]
    assert (glyph.xMin, glyph.yMin, glyph.xMax) == (100, 0, 500)
    assert 550 <= glyph.yMax <= 580
    assert "CFF " not in font


def test_a_variable_font_becomes_a_regular_and_a_bold_one(tmp_path) -> None:
    write_font(tmp_path / "fonts/tiny.ttf", "Tiny", is_variable=True)
    files = added(tmp_path)
    assert list(files) == ["Tiny-Regular.ttf", "Tiny-Bold.ttf", "LICENSE-Tiny.txt"]
    bold = opened(files["Tiny-Bold.ttf"])
    assert ("fvar" in bold, bold["OS/2"].usWeightClass) == (False, 700)


def test_a_face_of_a_collection_is_copied_alone(tmp_path) -> None:
    paths = [write_font(tmp_path / f"{name}.ttf", name) for name in ("One", "Two")]
    collection = TTCollection()
    collection.fonts = [TTFont(path) for path in paths]
    (tmp_path / "fonts").mkdir()
    collection.save(tmp_path / "fonts/both.ttc")
    assert [font.family for font in machine(tmp_path)] == ["One", "Two"]
    assert opened(added(tmp_path, "Two")["Two-Regular.ttf"])["name"].getDebugName(1) == "Two"


def test_a_large_font_is_reduced_to_what_is_used_and_a_national_standard(tmp_path, monkeypatch) -> None:
    rare = "𠀋"
    write_font(tmp_path / "fonts/tiny.ttf", "Tiny", f"ab한沧{rare}꜀")
    monkeypatch.setattr(added_fonts, "LARGE", 100)
    kept = opened(added(tmp_path, used=rare)["Tiny-Regular.ttf"]).getBestCmap()
    assert {chr(code) for code in kept} == {"a", "b", "沧", rare}
    assert ord("한") in opened(added(tmp_path, used="한")["Tiny-Regular.ttf"]).getBestCmap()
    assert len(opened(added(tmp_path, keep_all=True)["Tiny-Regular.ttf"]).getBestCmap()) == 6


def test_the_same_font_gives_the_same_files(tmp_path) -> None:
    write_font(tmp_path / "fonts/tiny.otf", "Tiny", is_cubic=True)
    assert added(tmp_path) == added(tmp_path)


@pytest.mark.parametrize("bits", [0x0002, 0x0200])
def test_a_font_that_may_not_be_embedded_is_refused(tmp_path, bits) -> None:
    write_font(tmp_path / "fonts/tiny.ttf", "Tiny", embedding=bits)
    with pytest.raises(BriefError, match="E608/font-not-embeddable"):
        added(tmp_path)


def test_families_are_compared_by_the_characters_that_they_have(tmp_path) -> None:
    write_font(tmp_path / "fonts/one.ttf", "One", "ab")
    write_font(tmp_path / "fonts/two.ttf", "Two", "abc")
    write_font(tmp_path / "fonts/three.ttf", "Three", "x")
    assert list(coverage(machine(tmp_path), "a b c").items()) == [("Two", 3), ("One", 2)]


def test_the_fonts_of_the_templates_are_listed_with_their_scripts(tmp_path) -> None:
    write_font(tmp_path / "templates/base/fonts/tiny.ttf", "Tiny", "".join(map(chr, range(0xE01, 0xE30))), weight=600)
    found = {family.name: family for family in template_families(Project.open(tmp_path))}
    assert found["Tiny"].styles == ("SemiBold",)
    assert found["Tiny"].scripts == ("Thai",)
    assert "Hebrew" in found["Noto Sans Hebrew"].scripts
