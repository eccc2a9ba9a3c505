"""A template that would never end, or would read something else than the brief, is stopped at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import TemplateError

from brief.diagnostics.problems import BriefError
from brief.page.theme import Theme
from brief.render.environment import environment
from brief.render.stylesheets import read_sheets
from brief.render.template_assets import read_font_files
from brief.render.template_path import template_folders
from brief.render.theme import read_theme
from brief.render.undefined import UnknownNameError


@pytest.mark.parametrize(
    "text",
    [
        "{% for i in range(10000000000) %}{% endfor %}",
        "{{ range(10000000000)|sum }}",
        "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
    ],
)
def test_a_page_takes_a_limited_number_of_steps(text: str) -> None:
    with pytest.raises(Exception, match="at most|loop iterations"):
        environment([]).from_string(text).render()


def test_calls_of_macros_are_steps_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brief.render.sandbox.STEPS", 20_000)  # a million calls take twelve seconds
    text = "{% macro a(n) %}{% if n %}{{ a(n-1) }}{{ a(n-1) }}{% endif %}{% endmacro %}"
    environment([]).from_string(text + "{{ a(12) }}").render()
    with pytest.raises(Exception, match="loop iterations"):
        environment([]).from_string(text + "{{ a(60) }}").render()


@pytest.mark.parametrize(
    "text",
    [
        "{% set a = 'aaaaaaaaaaaaaaaa' %}" + "{% set a = a ~ a %}" * 40,
        "{% set a = 'aaaaaaaaaaaaaaaa' %}" + "{% set a = a + a %}" * 40,
        "{% set a = [1, 2, 3, 4] %}" + "{% set a = a + a %}" * 40,
        "{% set a = 'aaaaaaaaaaaaaaaa' %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40,
        "{% set a = 'aaaaaaaaaaaaaaaa' %}" + "{% set a = [a, a]|join(a) %}" * 40,
        "{% set a = 'aaaaaaaaaaaaaaaa' %}" + "{% set a = a|replace('a', a) %}" * 20,
        "{% set a = [1] %}" + "{% set a = [a, a] %}" * 40 + "{{ a }}",
        "{% set a = [1] %}" + "{% set a = [a, a] %}" * 40 + "{{ a|string }}",
        "{% set a = [1] %}" + "{% set a = [a, a]|sum(start=[]) %}" * 40,
        "{% set a = 99999 %}" + "{% set a = a * a %}" * 40,
        "{{ '%999999999d' % 1 }}",
        "{{ '%.999999999f' % 1 }}",
        "{{ '%*d' % (999999999, 1) }}",
        "{% set a = 'aaaaaaaaaaaaaaaa' %}" + "{% set a = '%s%s' % (a, a) %}" * 40,
        "{{ '{:999999999}'.format(1) }}",
        "{{ 'a'.center(999999999) }}",
        "{{ 'a'.zfill(999999999) }}",
        "{{ '\t'.expandtabs(999999999) }}",
        "{{ (5).to_bytes(999999999) }}",
        "{{ 'a'|center(999999999) }}",
        "{{ 'a'|indent(999999999, true) }}",
        "{{ [1]|batch(999999999, 1)|list }}",
        "{{ '%999999999d'|format(1) }}",
        "{{ ''.__class__ }}",
        "{{ ''|attr('__class__') }}",
        "{{ cycler }}",
        "{{ namespace }}",
        "{{ lipsum() }}",
        "{% include '../secret' %}",
    ],
)
def test_nothing_grows_without_limit_and_nothing_leaves_the_sandbox(text: str) -> None:
    with pytest.raises((TemplateError, UnknownNameError)):
        environment([]).from_string(text).render()


def test_what_templates_need_is_available() -> None:
    text = "{{ [1, 2]|join(', ') }} {{ 'a' ~ '<b>'|safe ~ '<' }} {{ 'a b'|replace(' ', '_') }} {{ [1, 2]|sum }}"
    text += " {{ '%.2f' % 1 }}"
    assert environment([]).from_string(text).render() == "1, 2 a<b>&lt; a_b 3 1.00"


@pytest.mark.parametrize("css", ["p { background: url(x.png) }", 'p { background: url("http://x") }', '@import "x";'])
def test_a_style_sheet_loads_nothing(tmp_path: Path, css: str) -> None:
    folder = tmp_path / "base" / "css"
    folder.mkdir(parents=True)
    (folder / "own.css").write_text(css, encoding="utf-8")
    with pytest.raises(BriefError) as raised:
        read_sheets([tmp_path], "legal", Theme({}))
    assert {problem.code for problem in raised.value.problems} == {"E309"}


def test_a_font_or_folder_outside_the_templates_is_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.ttf").write_bytes(b"face")
    layer = tmp_path / "templates"
    (layer / "base" / "fonts").mkdir(parents=True)
    (layer / "base" / "fonts" / "a.ttf").symlink_to(outside / "a.ttf")
    (layer / "audiences").mkdir()
    (layer / "audiences" / "legal").symlink_to(outside)
    assert template_folders([layer], "legal") == [layer / "base"]
    assert read_font_files([layer / "base"]) == {}


def test_a_theme_or_folder_of_style_sheets_outside_the_templates_is_not_read(tmp_path: Path) -> None:
    outside, layer = tmp_path / "outside", tmp_path / "templates"
    (outside / "css").mkdir(parents=True)
    (outside / "css" / "own.css").write_text("p { color: red }", encoding="utf-8")
    (outside / "theme.toml").write_text("[page]\nsize = 'A4'\n", encoding="utf-8")
    (layer / "base").mkdir(parents=True)
    (layer / "base" / "css").symlink_to(outside / "css")
    (layer / "audiences").mkdir()
    (layer / "audiences" / "legal").symlink_to(outside)
    assert read_sheets([layer], "legal", Theme({})).text == ""
    with pytest.raises(BriefError) as raised:
        read_theme([layer], "legal")
    assert [problem.code for problem in raised.value.problems] == ["E303"]
