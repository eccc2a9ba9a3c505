"""A writing system that no font of the templates has is one error, at its places in the dossier."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

import lxml.html
import pytest

from brief.app.shipped import shipped_folder
from brief.diagnostics.problems import Place, Problem, merged
from brief.locale.language import language_from_tag
from brief.model import Brief, Kind, Picture, Record, Source
from brief.render.missing_glyphs import missing_glyphs
from brief.render.template_assets import read_font_files
from tests.render.briefs import READERS, brief, node, paragraph, section, text, words


@cache
def shipped() -> Mapping[str, bytes]:
    return read_font_files((shipped_folder("templates") / "base",))


def found(whole: Brief, *on_page: str) -> list[Problem]:
    page = "".join(f"<p>{html.escape(each)}</p>" for each in on_page)
    return missing_glyphs(whole, lxml.html.document_fromstring(f"<body><main>{page}</main></body>"), shipped())


def written(*texts: str, file: str = "a.md", **changes: object) -> Brief:
    nodes = [replace(words(each), place=Place(file, line, 1, len(each))) for line, each in enumerate(texts, 1)]
    return brief(Record(sections=(section(*(paragraph(each) for each in nodes)),)), **changes)


def problems_in(*texts: str, **changes: object) -> list[Problem]:
    return found(written(*texts, **changes), *texts)


@pytest.mark.parametrize(
    "right",
    [
        "Ægir, Łódź, ἀρχή, Ёлка, שלום, مرحبا, ✓ ☐ → ★ ½ € ₴",
        "e\u0301 n\u0303 a\u030a",  # composed by the font
        "a\u00adb \u200b\u200e\u2060 x\ufe0f \u00a0\u202f",  # soft hyphen, marks of direction, selector, spaces
        "",
    ],
)
def test_what_the_fonts_have_or_compose_and_what_needs_no_glyph_is_right(right: str) -> None:
    assert problems_in(right) == []


def test_each_writing_system_is_one_problem_with_every_place() -> None:
    korean, chinese = problems_in("Canghai (沧海航运) and 한빛", "by 李明。", "plain")
    assert chinese.text == "no font of the templates has Chinese characters"
    assert (chinese.place, chinese.label) == (Place("a.md", 1, 10, 4), "沧海航运")
    assert chinese.related == ((Place("a.md", 2, 4, 3), "李明。"),)
    assert korean.place == Place("a.md", 1, 20, 2)
    assert '"Noto Sans CJK KR"' in korean.hint


@pytest.mark.parametrize(
    ("language", "characters", "family"),
    [
        ("en", "沧海", "Noto Sans CJK SC"),
        ("zh-Hant", "沧海", "Noto Sans CJK TC"),
        ("ja", "海運", "Noto Sans CJK JP"),
        ("en", "かな海運", "Noto Sans CJK JP"),  # kana say that the characters are Japanese
        ("en", "ก", "Noto Sans Thai"),
        ("en", "अ", "Noto Sans Devanagari"),
        ("en", "🟢", "Symbola"),
        ("en", "Ⅳ", "Noto Sans"),
    ],
)
def test_a_family_that_has_the_characters_is_named(language: str, characters: str, family: str) -> None:
    (problem,) = problems_in(characters, language=language_from_tag(language))
    assert f'`brief fonts add "{family}"`' in problem.hint


def test_a_field_without_places_of_its_own_has_the_place_of_its_item() -> None:
    source = Source("s-log", READERS, text("Log"), "document", author="李明", place=Place("sources.yaml", 4, 3))
    (problem,) = found(brief(Record(sources=(source,))), "李明, Log")
    assert (problem.place, problem.label) == (Place("sources.yaml", 4, 3), "李明")


def test_words_of_a_picture_have_the_place_of_its_figure() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><title>한</title><text>沧</text></svg>'.encode()
    figure = replace(node(Kind.FIGURE, source="figures/a.svg"), place=Place("a.md", 7, 1))
    whole = brief(
        Record(sections=(section(figure),)),
        pictures=MappingProxyType({"figures/a.svg": Picture("figures/a.svg", svg, 10, 10)}),
    )
    (problem,) = found(whole)
    assert (problem.place, problem.label) == (Place("a.md", 7, 1), "沧")


def test_words_of_a_template_are_found_too() -> None:
    (problem,) = found(brief(), "沧海")
    assert problem.text == "no font of the templates has Chinese characters such as `沧海`"


def test_the_same_writing_system_in_several_briefs_is_one_problem() -> None:
    both = [*problems_in("沧", "한"), *problems_in("海", file="b.md")]
    korean, chinese = merged(both)
    assert (chinese.place, [place for place, _ in chinese.related]) == (Place("a.md", 1, 1), [Place("b.md", 1, 1)])
    assert korean.related == ()
