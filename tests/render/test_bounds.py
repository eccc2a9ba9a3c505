"""A template that would never end, or would read what is not its own, is stopped and located."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.errors import BriefError
from brief.render.environment import environment, folders_of
from brief.render.render import _faces
from brief.render.sheets import read_sheets
from brief.theme import Theme


@pytest.mark.parametrize(
    "text",
    [
        "{% for i in range(10000000000) %}{% endfor %}",
        "{{ range(10000000000)|sum }}",
        "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
        "{% macro a(n) %}{% if n %}{{ a(n-1) }}{{ a(n-1) }}{% endif %}{% endmacro %}{{ a(60) }}",
    ],
)
def test_a_page_takes_a_bounded_number_of_turns(text: str) -> None:
    with pytest.raises(Exception, match="at most|turns of loops"):
        environment([]).from_string(text).render()


@pytest.mark.parametrize("css", ["p { background: url(x.png) }", 'p { background: url("http://x") }', '@import "x";'])
def test_a_style_sheet_loads_nothing(tmp_path: Path, css: str) -> None:
    folder = tmp_path / "base" / "css"
    folder.mkdir(parents=True)
    (folder / "own.css").write_text(css, encoding="utf-8")
    with pytest.raises(BriefError) as raised:
        read_sheets([tmp_path], "legal", Theme({}))
    assert {problem.code for problem in raised.value.problems} == {"E309"}


def test_a_font_or_a_folder_that_leads_out_of_the_templates_is_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.ttf").write_bytes(b"face")
    layer = tmp_path / "templates"
    (layer / "base" / "fonts").mkdir(parents=True)
    (layer / "base" / "fonts" / "a.ttf").symlink_to(outside / "a.ttf")
    (layer / "audiences").mkdir()
    (layer / "audiences" / "legal").symlink_to(outside)
    assert folders_of([layer], "legal") == [layer / "base"]
    assert _faces([layer / "base"]) == {}
