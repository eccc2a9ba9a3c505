"""A theme is tokens alone: with another one the sample is as sound as with the shipped one, on A4 and on Letter."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import lxml.etree as etree
import pypdfium2
import pytest

from brief.app.shipped import shipped_folder
from brief.build import Build, build
from brief.load import load, load_audiences
from brief.page.contrast import contrast
from brief.page.theme import Theme
from brief.writers.pdf import write
from tests.builds import Builds
from tests.verifiers import opc
from tests.writers.docx_file import SPACES, Docx, attribute
from tests.writers.test_paper_look import shipped_page

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "docs" / "themes" / "harbour"
AUDIENCES = ("legal", "executive", "general")
SHEETS = {"A4": (595.3, 841.9), "Letter": (612, 792)}
THEMED = [(theme, size) for theme in ("shipped", "harbour") for size in SHEETS]

# Which tokens a style of the Word file has its face, its size and its colour from; a dash where it says nothing.
STYLES = {
    "BodyText": ("-", "-", "-"),
    "Title": ("text", "title", "-"),
    "Subtitle": ("-", "subtitle", "soft"),
    "Kicker": ("display", "kicker", "structure"),
    "Heading1": ("display", "heading-2", "structure"),
    "Heading2": ("display", "heading-3", "-"),
    "Heading3": ("display", "heading-4", "-"),
    "Lead": ("-", "lead", "-"),
    "Decision": ("display", "decision", "on-dark"),
    "Basis": ("display", "basis", "-"),
    "TableText": ("display", "table", "-"),
    "TableHeading": ("display", "table-head", "soft"),
    "Caption": ("display", "caption", "-"),
    "Footer": ("display", "furniture", "furniture"),
    "FootnoteText": ("-", "note", "-"),
    "Hyperlink": ("-", "-", "structure"),
    "ClaimStatus": ("display", "small", "doubt"),
}


Themed = Callable[[str, str], dict[str, Build]]


@pytest.fixture(scope="module")
def themed(builds: Builds, tmp_path_factory: pytest.TempPathFactory) -> Themed:
    """Return a function that gives the sample's three briefs by audience, built and checked with a theme on a sheet."""

    @cache
    def build_all(theme: str, size: str) -> dict[str, Build]:
        if (theme, size) == ("shipped", "A4"):  # as the theme is shipped
            return {name: builds.sample(name) for name in AUDIENCES}
        own = tmp_path_factory.mktemp("project") / "templates"
        if theme == "harbour":
            shutil.copytree(HARBOUR, own)
            tokens = (own / "base/theme.toml").read_text(encoding="utf-8")
            assert 'size = "Letter"' in tokens
            tokens = tokens.replace('size = "Letter"', f'size = "{size}"')
            (own / "base/theme.toml").write_text(tokens, encoding="utf-8")
        else:
            (own / "base").mkdir(parents=True)
            (own / "base/theme.toml").write_text(f'[page]\nsize = "{size}"\n', encoding="utf-8")
        layers = (own, shipped_folder("templates"))
        audiences = load_audiences(layers)
        dossier = load(ROOT / "content/claude-cloning", audiences)
        return {name: build(dossier, audiences[name], ("pdf", "docx", "html"), layers) for name in AUDIENCES}

    return build_all


@pytest.fixture(params=THEMED, ids=" on ".join)
def made(request: pytest.FixtureRequest, themed: Themed) -> tuple[str, dict[str, Build]]:
    """Return the sheet's name, and the sample's three briefs by audience, with one theme."""
    return request.param[1], themed(*request.param)


@pytest.mark.slow
@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_pdf_has_the_sheet_of_the_theme_and_the_executive_brief_one_page(made, audience) -> None:
    size, briefs = made
    with pypdfium2.PdfDocument(briefs[audience].files["pdf"]) as document:
        sheets = {tuple(round(side) for side in document.get_page_size(at)) for at in range(len(document))}
        assert tuple(round(side) for side in SHEETS[size]) in sheets
        assert {tuple(sorted(sheet)) for sheet in sheets} == {tuple(round(side) for side in SHEETS[size])}
        if audience == "executive":
            assert len(document) == 1


@pytest.mark.slow
@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_styles_of_the_word_file_have_the_values_of_the_theme(made, audience) -> None:
    brief: Build = made[1][audience]
    assert opc.failures(brief.files["docx"]) == []
    file, theme = Docx(brief.files["docx"]), brief.page.theme
    for name, (face, size, colour) in STYLES.items():
        [style] = file.find(f"//w:style[@w:styleId='{name}']", "word/styles.xml")
        assert said(style, "rFonts", "ascii").removesuffix(" SemiBold") == token(theme, "face", face), name
        assert said(style, "sz", "val") == (f"{round(2 * theme.points(f'size.{size}'))}" if size != "-" else ""), name
        assert said(style, "color", "val") == token(theme, "colour", colour).lstrip("#").upper(), name
    [text] = file.find("//w:rPrDefault", "word/styles.xml")
    assert said(text, "sz", "val") == f"{2 * theme.points('size.text'):.0f}"
    page = file.find("//w:pgSz")[0]
    assert [round(int(attribute(page, side)) / 20) for side in "wh"] == [round(side) for side in SHEETS[made[0]]]


def said(style: etree._Element, element: str, name: str) -> str:
    """Return what a style says by itself, or an empty string."""
    found = style.find(f"w:rPr/w:{element}", SPACES)
    return "" if found is None else attribute(found, name)


def token(theme: Theme, section: str, name: str) -> str:
    return "" if name == "-" else theme.text(f"{section}.{name}")


@pytest.mark.slow
def test_every_meaning_of_a_colour_is_also_in_words(made) -> None:
    statuses = recommended = levels = 0
    for brief in made[1].values():
        page = etree.fromstring(brief.page.html.removeprefix("<!DOCTYPE html>").encode(), etree.HTMLParser())
        for status in page.iterfind(".//span[@class='status']"):
            statuses += 1
            assert "".join(status.itertext()).strip(" []")
        for row in page.iterfind(".//tr[@class='recommended']"):
            recommended += 1
            assert "".join(row.find(".//span[@class='tag']").itertext()).strip()
        for picture in page.xpath("//img[@class='scale' or @class='level']"):
            levels += 1
            assert picture.get("alt") is not None
            assert "".join(picture.getparent().itertext()).strip()
    assert min(statuses, recommended, levels) > 0


@pytest.mark.parametrize("mark", ["TLP:RED", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:GREEN", "TLP:CLEAR"])
def test_a_handling_mark_can_be_read_when_the_page_is_printed_in_grey(mark) -> None:
    page = shipped_page("<p>Text.</p>", "general")
    data = strip_in_grey(write(replace(page, html=page.html.replace("TLP:AMBER", mark))))
    assert min(data) < 16, "the strip is black"
    # TLP 2.0 gives the four colours themselves; its red is the darkest of them, and 3.9 to the black in grey.
    assert contrast(f"{max(data):02X}" * 3, f"{min(data):02X}" * 3) > 3.5


def strip_in_grey(data: bytes) -> list[int]:
    """Return the greys, from 0 to 255, of the middle of the strip at the top of the first page of the general brief."""
    with pypdfium2.PdfDocument(data) as document:
        picture = document[0].render(scale=4, grayscale=True)
        per_mm = picture.width / 210
        across = range(round((210 - 30 - 34) * per_mm), round((210 - 30 - 2) * per_mm))
        down = range(round((23 / 2 - 2) * per_mm), round((23 / 2 + 2) * per_mm))
        greys = bytes(picture.buffer)
        return [greys[row * picture.stride + column] for row in down for column in across]
