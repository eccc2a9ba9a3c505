"""A beginner's mistake is one problem, at its place, with a hint; nothing else is reported because of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.dossiers import problems_of, written

CLAIMS = """\
- id: c-lost
  audience: [legal, general]
  statement:
    legal: The harbour lost the timetable in October.
    general: The harbour lost the timetable.
  by: the ferry company
  sources: [s-letter]
- id: c-next
  audience: [legal]
  statement: It will ask for money.
  by: the desk
"""
SOURCES = """\
- id: s-letter
  audience: [legal, general]
  title: Letter
  type: document
"""
SECTION = """\
---
title: What is said
role: facts
audience: [legal, general]
---
It says that [the timetable is lost]{claim=c-lost} [@s-letter], see @fig-pier.

[For counsel.]{audience=legal}

![Pier](figures/pier.svg){#fig-pier alt="A pier."}
"""
PIER = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
FILES: dict[str, str | bytes] = {
    "claims.yaml": CLAIMS,
    "sources.yaml": SOURCES,
    "sections/01-facts.md": SECTION,
    "figures/pier.svg": PIER,
}


def test_the_dossier_of_these_tests_is_well_formed(tmp_path: Path) -> None:
    assert problems_of(written(tmp_path / "harbour", FILES)) == ()


@pytest.mark.parametrize(
    ("file", "right", "wrong", "code", "at", "hint"),
    [
        ("claims.yaml", "[legal, general]", "[leagl, general]", "E201", (2, 14), "`legal`"),
        ("claims.yaml", "[legal, general]", "legal, general", "E201", (2, 13), "write a list: `[legal, general]`"),
        ("claims.yaml", "  audience: [legal, general]\n", "", "E202", (1, 3), "add `audience"),
        ("claims.yaml", "audience: [legal,", "audiance: [legal,", "E104", (2, 3), "`audience`"),
        ("claims.yaml", "id: c-lost", "id: c lost", "E106", (1, 7), "`c-lost`"),
        ("claims.yaml", "id: c-lost", "idd: c-lost", "E104", (1, 3), "`id`"),
        ("claims.yaml", "- id: c-next", "  id: c-next", "E102", (8, 3), "next entry with `- `"),
        ("claims.yaml", "by: the ferry", "by: {{ claims.count }} ferry", "E101", (6, 7), "in quotes"),
        ("claims.yaml", "by: the ferry", "by: {{ claims.count }}\n  note: one", "E101", (6, 7), "in quotes"),
        ("claims.yaml", "by: the ferry", "by: [the ferry]{lang=fr}", "E101", (6, 7), "in quotes"),
        ("claims.yaml", "by: the ferry", "by: [@s-letter] ferry", "E101", (6, 7), "in quotes"),
        ("claims.yaml", "by: the ferry", 'by: "the" ferry', "E101", (6, 13), "single quotes"),
        ("claims.yaml", "by: the ferry company", "by: 'the ferry's company'", "E101", (6, 18), "double quotes"),
        ("claims.yaml", "by: the ferry", "by: \u201cthe: ferry\u201d", "E101", (6, 7), 'use `"`'),
        ("claims.yaml", "by: the ferry", "by: > the ferry", "E101", (6, 9), "next line"),
        ("claims.yaml", "by: the ferry", "by: ? the ferry", "E101", (6, 7), "in quotes"),
        ("claims.yaml", "by: the ferry", "by:\u00a0the ferry", "E101", (6, 6), "plain space"),
        ("claims.yaml", "  by: the ferry", "\u00a0 by: the ferry", "E101", (6, 1), "plain space"),
        ("claims.yaml", "company", "#2 company", "E101", (6, 17), "in quotes"),
        ("sources.yaml", "- id", "  id", "E106", (1, 3), "each entry with `- `"),
        ("sections/01-facts.md", "title: What", "title: What: what", "E101", (2, 12), "in quotes"),
        ("sections/01-facts.md", "role: facts\naudience: [legal, general]", "role: facts", "E202", (2, 1), "audience"),
        ("sections/01-facts.md", "{claim=c-lost}", "{claim=c-lots}", "E156", (6, 14), "`c-lost`"),
    ],
)
def test_one_mistake_is_one_problem_with_a_hint(
    tmp_path: Path, file: str, right: str, wrong: str, code: str, at: tuple[int, int], hint: str
) -> None:
    text = str(FILES[file])
    assert right in text
    problems = problems_of(written(tmp_path / "harbour", {**FILES, file: text.replace(right, wrong, 1)}))
    assert [problem.code for problem in problems] == [code]
    assert problems[0].place is not None
    assert (problems[0].place.line, problems[0].place.column) == at
    assert hint in problems[0].hint


def test_a_malformed_image_still_has_its_identifier(tmp_path: Path) -> None:
    text = SECTION.replace("figures/pier.svg", "figures/my pier.svg")
    assert "E156" not in {
        problem.code for problem in problems_of(written(tmp_path / "harbour", {**FILES, "sections/01-facts.md": text}))
    }


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_file_in_another_encoding_is_one_problem(tmp_path: Path, encoding: str) -> None:
    files = {**FILES, "claims.yaml": CLAIMS.replace("October", "Oktober, so fr\u00fch").encode(encoding)}
    assert [problem.code for problem in problems_of(written(tmp_path / "harbour", files))] == ["E182"]


@pytest.mark.parametrize("text", ["", "# later\n", "---\n"])
def test_an_empty_dossier_file_is_a_problem(tmp_path: Path, text: str) -> None:
    assert [
        problem.code for problem in problems_of(written(tmp_path / "harbour", {**FILES, "dossier.yaml": text}))
    ] == ["E186"]


def test_a_file_of_the_record_is_never_taken_for_the_dossier_file(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "glossary.yaml").write_text("")
    (problem,) = problems_of(folder)
    assert (problem.code, problem.hint) == ("E186", "create `dossier.yaml`")


def test_a_name_that_was_made_up_for_an_item_without_one_is_never_suggested(tmp_path: Path) -> None:
    claims = CLAIMS.replace("- id: c-next\n  audience", "- audience")
    files = {**FILES, "claims.yaml": claims, "sections/01-facts.md": SECTION.replace("c-lost", "c-x")}
    problems = problems_of(written(tmp_path / "harbour", files))
    assert [problem.code for problem in problems] == ["E105", "E156"]
    assert not any("unnamed" in problem.hint for problem in problems)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_windows_line_ends_and_a_byte_order_mark_move_no_place(tmp_path: Path, line_end: str) -> None:
    text = "\ufeff" + CLAIMS.replace("by: the ferry", "byy: the ferry").replace("\n", line_end)
    (problem,) = problems_of(written(tmp_path / "harbour", {**FILES, "claims.yaml": text.encode()}))
    assert problem.place is not None
    assert (problem.code, problem.place.line, problem.place.column) == ("E104", 6, 3)


@pytest.mark.parametrize("comment", ["# said twice", "## later", "   # so"])
def test_a_comment_after_a_value_is_not_a_problem(tmp_path: Path, comment: str) -> None:
    files = {**FILES, "claims.yaml": CLAIMS.replace("the desk", f"the desk {comment}")}
    assert problems_of(written(tmp_path / "harbour", files)) == ()
