"""Flags before variables before `brief.toml` before the defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.app.settings import Settings, read_settings
from brief.diagnostics.codes import Exit
from brief.diagnostics.problems import BriefError, Place


def test_the_defaults_apply_without_any_setting(tmp_path) -> None:
    assert read_settings(tmp_path, {}, {}) == Settings(Path("content"), Path("output"), Path("templates"), (), ())


def test_flags_override_variables_and_those_override_the_file_and_that_overrides_the_defaults(tmp_path) -> None:
    (tmp_path / "brief.toml").write_text('output = "a"\nformats = ["pdf"]\naudiences = ["legal"]\n')
    chosen = read_settings(tmp_path, {"BRIEF_OUTPUT": "b", "BRIEF_FORMATS": "docx, html"}, {"output": Path("c")})
    assert (chosen.output, chosen.formats, chosen.audiences) == (Path("c"), ("docx", "html"), ("legal",))


def test_a_flag_that_was_not_given_changes_nothing(tmp_path) -> None:
    assert read_settings(tmp_path, {"BRIEF_FORMATS": "pdf"}, {"formats": ()}).formats == ("pdf",)


def test_an_empty_variable_is_ignored(tmp_path) -> None:
    assert read_settings(tmp_path, {"BRIEF_OUTPUT": ""}, {}).output == Path("output")


@pytest.mark.parametrize(
    ("text", "words", "line", "column"),
    [
        ('output = "a"\nformts = ["pdf"]\n', "`formts` is not a setting", 2, 1),
        ('  "audience" = []\n', "`audience` is not a setting", 1, 4),
        ("[post]\nhost = 'x'\n", "`post` is not a setting", 1, 2),
        ("formats = 3\n", "setting `formats` must be a list of names", 1, 1),
        ("formats = [3]\n", "setting `formats` must be a list of names", 1, 1),
        ("output = ['x']\n", "setting `output` must be a path", 1, 1),
        ("output = ''\n", "setting `output` must be a path", 1, 1),
        ("formats = [\n", "not valid TOML: invalid value", 2, 1),
        ("a = 1\na = 2\n", "not valid TOML: cannot overwrite a value", 2, 6),
    ],
)
def test_a_mistake_in_the_file_is_reported_with_its_place(tmp_path, monkeypatch, text, words, line, column) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brief.toml").write_text(text)
    with pytest.raises(BriefError) as caught:
        read_settings(tmp_path, {}, {})
    [problem] = caught.value.problems
    assert (problem.code, problem.text, caught.value.exit) == ("E606", words, Exit.USAGE)
    assert problem.place
    assert (problem.place.file, problem.place.line, problem.place.column) == ("brief.toml", line, column)


def test_all_mistakes_in_the_file_are_reported_at_once(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brief.toml").write_text("formts = []\noutput = 3\n")
    with pytest.raises(BriefError) as caught:
        read_settings(tmp_path, {}, {})
    assert [problem.place for problem in caught.value.problems] == [
        Place("brief.toml", 1, 1, 6),
        Place("brief.toml", 2, 1, 6),
    ]
    assert caught.value.problems[0].hint == "did you mean `formats`?"


def test_a_file_that_is_not_text_is_reported(tmp_path) -> None:
    (tmp_path / "brief.toml").write_bytes(b"\xff")
    with pytest.raises(BriefError, match="not UTF-8"):
        read_settings(tmp_path, {}, {})


def test_a_misspelt_variable_is_reported_and_another_program_s_is_not(tmp_path) -> None:
    assert read_settings(tmp_path, {"BRIEF_CASE": "x", "BRIEFCASE": "y"}, {}) == Settings()
    with pytest.raises(BriefError, match="`BRIEF_FORMAT` is not a setting"):
        read_settings(tmp_path, {"BRIEF_FORMAT": "pdf"}, {})
