"""A project is opened in any folder, and finds its dossiers, audiences and templates there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from brief.app.project import Project
from brief.app.shipped import shipped_folder
from brief.diagnostics.problems import BriefError


@pytest.fixture
def folder(checkout, tmp_path, monkeypatch) -> Path:
    """Return a folder with a project in it, seen from the folder above."""
    shutil.copytree(checkout / "tests/cli/project", tmp_path / "ours")
    monkeypatch.chdir(tmp_path)
    return Path("ours")


def rules(error: BriefError) -> list[str]:
    return [problem.rule for problem in error.problems]


def test_the_paths_of_a_project_lead_there_from_the_current_folder(folder) -> None:
    (folder / "brief.toml").write_text('output = "out"\n')
    project = Project.open(folder)
    assert dict(project.dossiers) == {"harbour": Path("ours/content/harbour")}
    assert project.settings.output == Path("ours/out")
    assert project.layers == (shipped_folder("templates"),)
    (folder / "templates").mkdir()
    assert Project.open(folder).layers == (Path("ours/templates"), shipped_folder("templates"))


def test_values_override_variables_and_variables_count_only_when_they_are_given(folder, monkeypatch) -> None:
    monkeypatch.setenv("BRIEF_FORMATS", "pdf")
    assert Project.open(folder).settings.formats == ()
    assert Project.open(folder, {"BRIEF_FORMATS": "pdf"}).settings.formats == ("pdf",)
    assert Project.open(folder, {"BRIEF_FORMATS": "pdf"}, {"formats": ("html",)}).settings.formats == ("html",)


def test_names_are_found_in_the_order_of_the_project_and_all_without_a_name(folder) -> None:
    project = Project.open(folder)
    assert [each.name for each in project.find_audiences(["legal", "executive"])] == ["executive", "legal"]
    assert [each.name for each in project.find_audiences([])] == ["executive", "general", "legal"]
    assert project.find_formats(["HTML", "pdf"]) == ("pdf", "html")
    assert project.find_dossiers(["ours/content/harbour/"]) == (Path("ours/content/harbour"),)


def test_every_unknown_name_is_reported(folder) -> None:
    project = Project.open(folder)
    for find, rule in (
        (project.find_dossiers, "E602/unknown-dossier"),
        (project.find_audiences, "E603/unknown-audience"),
        (project.find_formats, "E604/unknown-format"),
    ):
        with pytest.raises(BriefError) as caught:
            find(["one", "two"])
        assert rules(caught.value) == [rule, rule]


def test_a_mistake_in_the_settings_is_reported_at_its_file(folder) -> None:
    (folder / "brief.toml").write_text("formts = []\n")
    with pytest.raises(BriefError) as caught:
        Project.open(folder)
    assert rules(caught.value) == ["E606/unknown-setting"]
    assert str(caught.value.problems[0].place) == "ours/brief.toml:1:1"


def test_a_folder_without_dossiers_has_none_and_says_so_when_one_is_wanted(tmp_path) -> None:
    project = Project.open(tmp_path)
    assert dict(project.dossiers) == {}
    with pytest.raises(BriefError) as caught:
        project.find_dossiers([])
    assert rules(caught.value) == ["E601/no-dossier"]
