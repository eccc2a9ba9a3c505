"""Each folder of `reports` is a problem, the file that it is in, and how it must be printed."""

from __future__ import annotations

import json
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.cli.excerpt import WIDTH, excerpt, printable
from brief.cli.report import MOST, closing_line, format_problem, report
from brief.diagnostics.problems import Place, Problem

CASES = sorted(path.parent for path in Path(__file__).parent.glob("reports/*/problem.json"))


def test_there_are_examples_of_reports() -> None:
    assert len(CASES) >= 20


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_problem_is_printed_as_its_example_says(folder, golden, monkeypatch) -> None:
    monkeypatch.chdir(folder)
    golden(folder / "expected.txt", format_problem(problem_of(folder)) + "\n")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_colour_adds_nothing_but_colour(folder, monkeypatch) -> None:
    import click

    monkeypatch.chdir(folder)
    problem = problem_of(folder)
    assert click.unstyle(format_problem(problem, colour=True)) == format_problem(problem)


@given(st.text(st.characters(blacklist_characters="\n")), st.integers(0, 60), st.integers(0, 60))
def test_no_line_can_break_the_frame_or_control_the_terminal(line, column, width) -> None:
    found = excerpt(line, column, width)
    assert all(character.isprintable() or character in "\u200c\u200d" for character in found.line)
    assert found.width >= 1
    assert found.left <= WIDTH
    assert not any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in printable(line))


@given(st.text("ab字\t é", min_size=1, max_size=400), st.data())
def test_the_caret_is_under_the_marked_characters(text, data) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    line = text[:at] + "X" + text[at + 1 :]
    found = excerpt(line, at + 1, 1)
    columns = "".join(
        character + "\0" * (unicodedata.east_asian_width(character) in "WF")
        for character in found.line
        if not unicodedata.combining(character)
    )
    assert columns[found.left] == "X"
    assert len(columns) <= WIDTH


def test_the_closing_line_counts_errors_warnings_and_files() -> None:
    error = Problem("E103/unknown-value", "x", Place("a.yaml", 1, 1))
    warning = Problem("W701/likelihood-with-confidence", "x", Place("b.md", 1, 1))
    assert closing_line([error], "nothing was written") == "1 error in 1 file; nothing was written"
    assert closing_line([error, error, warning], "") == "2 errors and 1 warning in 2 files"
    assert closing_line([Problem("E601/no-dossier", "x")], "nothing was written") == "1 error; nothing was written"


def problem_of(folder: Path) -> Problem:
    given = json.loads((folder / "problem.json").read_text(encoding="utf-8"))
    place = given.pop("place", None)
    related = tuple((Place(**where), label) for where, label in given.pop("related", ()))
    return Problem(**given, place=Place(**place) if place else None, related=related)


def test_of_many_problems_the_first_are_printed_and_all_are_counted(tmp_path, capfd) -> None:
    path = tmp_path / "a.md"
    path.write_text("(x) " * 250_000)
    places = [Place(str(path), 1, 1 + 4 * number, 3) for number in range(20_000)]
    problems = [Problem("W703/long-sentence", "long", place) for place in places]
    problems += [Problem("E151/likely-mark", f"{'word' * 100_000} is wrong", place) for place in places[: MOST - 1]]
    began = time.process_time()
    report(problems, "nothing was written")
    shown = capfd.readouterr().err
    assert shown.count("error E151/likely-mark") == MOST - 1
    assert shown.count("warning W703/long-sentence") == 1
    assert len(shown) < 100_000
    last = f"{MOST - 1} errors and 20,000 warnings in 1 file; the first {MOST} are shown; nothing was written"
    assert shown.splitlines()[-1] == last
    assert time.process_time() - began < 5  # it was minutes when each excerpt read the whole line
