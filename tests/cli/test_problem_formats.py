"""Problems for other programs: each format has its whole shape, and says where in the repository a problem is."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from brief.app.repository import find_repository
from brief.cli.problem_formats import PROBLEM_FORMATS
from brief.cli.problem_formats.findings import Findings
from brief.diagnostics.problems import Place, Problem

GOLDEN = Path(__file__).parent / "problem_formats"
SCHEMA = Path(sys.prefix, "verifiers/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")
CLAIMS = "content/harbour/claims.yaml"

ERROR = Problem(
    "E201/unknown-audience",
    "`legel` is not an audience",
    Place(CLAIMS, 2, 14, 5),
    label="use executive, general or legal",
    hint="did you mean `legal`?",
)
WARNING = Problem("W703/long-sentence", "a sentence has 40 words", Place("content/harbour/sections/10-facts.md", 6, 1))
TWO_PLACES = Problem(
    "E107/duplicate-identifier",
    "`c-1` is used twice: 100% the same",
    Place("content/a b,c/é.md", 3),
    related=((Place(CLAIMS, 1, 7, 3), "first here"), (Place("/elsewhere/x.j2", 4), "and here")),
)
NO_PLACE = Problem("E601/no-dossier", "there is no folder `content`", hint="make one\nor two")
ELSEWHERE = Problem("E301/template-syntax", "a block is not closed", Place("../../elsewhere/x.html.j2", 3, 1))
HOSTILE = Problem("E187/character-not-allowed", "not allowed: \x1b[31m\x00\ufffe", Place("a:b,\udce9\n::error::.md", 1))
PROBLEMS = (ERROR, WARNING, TWO_PLACES, NO_PLACE, ELSEWHERE, HOSTILE)


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch) -> Path:
    """Return a project in a folder of a repository; it is the current folder."""
    (tmp_path / "repository/.git").mkdir(parents=True)
    folder = tmp_path / "repository/dossiers"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def findings(*problems: Problem, **options: bool) -> Findings:
    return Findings(problems, Path.cwd().parent, Path.cwd(), **options)


@pytest.mark.parametrize("name", PROBLEM_FORMATS)
def test_each_format_is_written_as_its_example_says(name, golden) -> None:
    text = PROBLEM_FORMATS[name](findings(*PROBLEMS)) + "\n"
    suffix = {"github": "txt", "junit": "xml"}.get(name, "json")
    golden(GOLDEN / f"{name}.{suffix}", text)


def check_json(text: str) -> None:
    rows = json.loads(text)
    keys = ["rule", "severity", "message", "place", "label", "hint", "related", "words"]
    assert [list(row) for row in rows] == [keys] * len(rows)


def check_github(text: str) -> None:
    for line in text.splitlines():
        found = re.fullmatch(r"::(?:error|warning) ([^:]+)::(.+)", line)
        assert found
        properties = dict(part.split("=", 1) for part in found[1].split(","))
        assert {"file", "line", "title"} <= set(properties) <= {"file", "line", "col", "endColumn", "title"}
        assert int(properties["line"]) > 0
        assert "%" not in re.sub("%(25|0D|0A|3A|2C)", "", found[0])


def check_gitlab(text: str) -> None:
    rows = json.loads(text)
    assert all(set(row) == {"description", "check_name", "fingerprint", "severity", "location"} for row in rows)
    assert {row["severity"] for row in rows} <= {"info", "minor", "major", "critical", "blocker"}
    assert all(row["location"]["lines"]["begin"] > 0 for row in rows)
    assert not any(row["location"]["path"].startswith(("/", "./")) for row in rows)
    assert len({row["fingerprint"] for row in rows}) == len(rows)


def check_sarif(text: str) -> None:
    log = json.loads(text)
    SARIF.validate(log)
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [result["ruleId"] for result in run["results"]]
    assert all(result["locations"] for result in run["results"])  # GitHub refuses a log with a result that has none


def check_junit(text: str) -> None:
    """Check what Jenkins's schema for JUnit allows, but for `file`, from which GitLab makes a link."""
    root = etree.fromstring(text)
    assert root.tag == "testsuites"
    attributes = {
        "testsuites": {"name", "tests", "failures", "errors"},
        "testsuite": {"name", "tests", "failures", "errors"},
        "testcase": {"name", "classname", "file", "time"},
        "failure": {"message", "type"},
        "system-out": set(),
    }
    parents = {"testsuite": "testsuites", "testcase": "testsuite", "failure": "testcase", "system-out": "testcase"}
    for element in root.iter():
        assert set(element.attrib) <= attributes[element.tag]
        parent = element.getparent()
        assert parent is None or parent.tag == parents[element.tag]
    for element in root.iter("testsuites", "testsuite"):
        assert int(element.get("tests")) == len(element.findall(".//testcase")) > 0
        assert int(element.get("failures")) == len(element.findall(".//failure"))
    for suite in root:
        names = [case.get("name") for case in suite]
        assert len(set(names)) == len(names)  # GitLab keeps one of the cases with the same name


SARIF = jsonschema.Draft4Validator(json.loads(SCHEMA.read_text("utf-8")))
CHECKS: dict[str, Callable[[str], None]] = {
    "json": check_json,
    "github": check_github,
    "gitlab": check_gitlab,
    "sarif": check_sarif,
    "junit": check_junit,
}


@pytest.mark.parametrize("name", PROBLEM_FORMATS)
def test_each_format_has_its_shape_whatever_was_found(name) -> None:
    for problems in ((), (ERROR,), PROBLEMS, (ERROR, ERROR, ERROR), tuple(reversed(PROBLEMS))):
        CHECKS[name](PROBLEM_FORMATS[name](findings(*problems)))


def test_the_schema_of_sarif_refuses_a_wrong_log() -> None:
    log = json.loads(PROBLEM_FORMATS["sarif"](findings(ERROR)))
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        SARIF.validate(log)


@settings(max_examples=30)
@given(st.text(min_size=1), st.text(), st.text(min_size=1).filter(lambda name: "\0" not in name))
def test_no_text_and_no_path_breaks_a_format(text, hint, file) -> None:
    problem = Problem("E187/character-not-allowed", text, Place(file, 1, 2, 3), label=text, hint=hint)
    for name, write in PROBLEM_FORMATS.items():
        CHECKS[name](write(findings(problem)))


def test_withheld_words_are_in_no_format_unless_a_person_asks_for_them() -> None:
    problem = replace(ERROR, is_private=True, words="the falconer was paid")
    for write in PROBLEM_FORMATS.values():
        assert "falconer" not in write(findings(problem))
        assert "falconer" in write(findings(problem, shows_text=True))


def test_a_fingerprint_stays_when_lines_are_added_above() -> None:
    def prints(*lines: int, text: str = "footnote `1` is defined twice, first on line {}") -> list[str]:
        moved = [replace(ERROR, text=text.format(line), place=Place(CLAIMS, line, 14, 5)) for line in lines]
        return [row["fingerprint"] for row in json.loads(PROBLEM_FORMATS["gitlab"](findings(*moved)))]

    assert prints(2, 9) == prints(40, 97)
    assert prints(2, 9)[:1] == prints(40) != prints(40, text="footnote `2` is defined twice, first on line {}")


def test_warnings_fail_in_junit_only_if_they_count_as_errors() -> None:
    cases = (
        etree.fromstring(PROBLEM_FORMATS["junit"](findings(WARNING, is_strict=strict))) for strict in (False, True)
    )
    assert [case.get("failures") for case in cases] == ["0", "1"]


def test_a_repository_is_found_by_its_git_folder_or_by_the_variables_of_ci(project, tmp_path) -> None:
    root = project.parent
    elsewhere = {"GITHUB_WORKSPACE": str(tmp_path)}
    assert find_repository(project, elsewhere) == root
    (root / ".git").rmdir()
    (root / ".git").write_text("gitdir: elsewhere\n")  # as in a worktree or a submodule
    assert find_repository(project, elsewhere) == root
    (root / ".git").unlink()
    assert find_repository(project, elsewhere) == tmp_path
    assert find_repository(project, {"CI_PROJECT_DIR": str(root)}) == root
    assert find_repository(project, {"CI_PROJECT_DIR": str(project / "content")}) == project
