"""A likely mistake in Markdown is one problem with a helpful hint; what follows from it is not reported as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.diagnostics.problems import BriefError
from brief.load import load, load_audiences
from brief.select import withheld_from
from tests.load.dossiers import AUDIENCES, problems_of, written
from tests.load.prose_reader import faults, read, read_with_problems, shown
from tests.load.test_beginners import FILES, SECTION

TABLE = "| Pier | Late |\n|---|---|\n| North | 3 |\n"


@pytest.mark.parametrize(
    ("text", "code", "at", "hint"),
    [
        ('![A](figures/my pier.svg){#fig-a alt="A"}', "E162", (1, 6), "without spaces"),
        ("![A](figures/a.svg){#fig-a alt=\u201cA pier.\u201d}", "E151", (1, 28), "straight"),
        ('![A](figures/a.svg){#fig-a alt="A"', "E151", (1, 28), "key=value"),
        (':: {audience="legal"}\nWords\n::', "E154", (1, 1), "`:::`"),
        (':: {audience="legal"}\nWords\n:::', "E154", (1, 1), "`:::`"),
        ('::: {audience="legal"}\nWords\n::', "E154", (3, 1), "`:::`"),
        (":::\nWords\n:::", "E154", (1, 1), '`::: {audience="legal"}`'),
        ('::: {audience="legal"}\nWords\n:::\n\n:::', "E154", (5, 1), "no block is open"),
        ("| Pier | Late |\n| North | 3 |\n\nTable: Late {#tbl-late}", "E160", (1, 1), "`|---|---|`"),
        ('| Pier | Late |\n| North | 3 {audience="legal"} |', "E160", (1, 1), "`|---|---|`"),
        ("Words.[^1]\n\n[^2]: A note.", "E155", (1, 7), "`[^2]:` is never referred to"),
        ("Some <b>words</b> here", "E153", (1, 6), "Markdown"),
        ("<div>\n\nWords\n\n</div>", "E153", (1, 1), "Markdown"),
        ("Words\n\n##More", "E162", (3, 1), "`## `"),
        (f"{TABLE}\ntable: Late", "E162", (5, 1), "`Table: ...`"),
        (f"{TABLE}table: Late", "E162", (4, 1), "`Table: ...`"),
        (f"TABLE: Late\n\n{TABLE}", "E162", (1, 1), "`Table: ...`"),
    ],
)
def test_a_likely_mistake_is_one_problem(text: str, code: str, at: tuple[int, int], hint: str) -> None:
    (problem,) = read_with_problems(text)[1]
    assert problem.place is not None
    assert (problem.code, problem.place.line, problem.place.column) == (code, *at)
    assert hint in problem.hint


def test_each_note_that_is_missing_and_each_tag_that_nothing_opened_is_still_reported() -> None:
    assert faults("One.[^1] Two.[^2]\n\n[^3]: A note.") == ["E155 1:5+4", "E155 1:14+4"]
    assert faults("One.[^1]\n\n[^1]: A note.\n\n[^3]: A note.") == ["E155 5:1+5"]
    assert faults("<b>one</b> <i>two</i></b>") == ["E153 1:1+3", "E153 1:12+3", "E153 1:22+4"]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("\\##Words", "paragraph(text'##Words')"),
        ("#2 is late", "paragraph(text'#2 is late')"),
        ("table: words", "paragraph(text'table: words')"),
        ("a :: b", "paragraph(text'a :: b')"),
        ("|x| is a size", "paragraph(text'|x| is a size')"),
    ],
)
def test_what_only_looks_like_a_mistake_is_text(text: str, tree: str) -> None:
    assert shown(read(text)) == tree


def codes(folder: Path, body: str, files: dict[str, str | bytes] | None = None) -> list[str]:
    return [one.code for one in problems_of(written(folder, {**FILES, **(files or {}), "sections/01-facts.md": body}))]


def test_a_block_that_is_not_closed_makes_no_mark_after_it_too_wide(tmp_path: Path) -> None:
    body = SECTION + '\n::: {audience="legal"}\nFor counsel.\n\n::: {audience="general"}\nFor others.\n:::\n'
    assert codes(tmp_path / "harbour", body) == ["E154"]
    hidden = SECTION.replace("It says", '::: {audience="legal"}\nFor counsel.\n\nIt says')
    shown_before = hidden.replace("::: {", "See @fig-pier.\n\n::: {", 1)
    assert codes(tmp_path / "hidden", shown_before) == ["E154"]


def test_a_folder_with_another_name_is_one_problem(tmp_path: Path) -> None:
    folder = written(tmp_path / "harbour", {**FILES, "sections/01-facts.md": SECTION.replace("figures/", "images/")})
    (folder / "figures").rename(folder / "images")
    (problem,) = problems_of(folder)
    assert problem.code == "E188"
    assert "figures" in problem.hint


def test_a_name_after_an_at_sign_that_nothing_has_may_be_words(tmp_path: Path) -> None:
    folder = written(tmp_path / "harbour", {**FILES, "sections/01-facts.md": f"{SECTION}\nShe works @home.\n"})
    (problem,) = problems_of(folder)
    assert (problem.code, problem.hint) == (
        "E156",
        "add the item, or write `\\@home` if it is plain text",
    )


def test_a_word_of_a_span_or_a_link_that_names_nothing_is_not_taken_for_an_at_sign(tmp_path: Path) -> None:
    body = f"{SECTION}\nA [quay]{{term=g-quay}} and a [link](#nowhere).\n"
    problems = problems_of(written(tmp_path / "harbour", {**FILES, "sections/01-facts.md": body}))
    assert [one.code for one in problems] == ["E156", "E156"]
    assert not any("\\@" in one.hint for one in problems)


@pytest.mark.parametrize(("written_as", "code"), [("\u201c1.0\u201d", ["E106"]), ("'\u201c1.0\u201d'", [])])
def test_curly_quotation_marks_around_a_line_are_printed_only_inside_straight_ones(
    tmp_path: Path, written_as: str, code: list[str]
) -> None:
    folder = written(tmp_path / "harbour", FILES)
    file = folder / "dossier.yaml"
    file.write_text(file.read_text().replace("1.10", written_as))
    assert [one.code for one in problems_of(folder)] == code


def handled(tmp_path: Path, handling: str) -> tuple[str, ...]:
    folder = written(tmp_path / "harbour", FILES)
    with (folder / "dossier.yaml").open("a") as file:
        file.write(f"handling:\n{handling}")
    return tuple(
        f"{one.code} {one.place.line}:{one.place.column}+{one.place.width}" for one in problems_of(folder) if one.place
    )


def test_a_privilege_without_counsel_is_shown_at_its_key(tmp_path: Path) -> None:
    privilege = "    privilege: {kind: work-product, purpose: advice, recipients: [the board]}\n"
    assert handled(tmp_path, f"  legal:\n    tlp: CLEAR\n{privilege}") == ("E208 11:5+9",)


def test_two_options_recommended_to_one_audience_are_one_problem(tmp_path: Path) -> None:
    option = "  - {{id: o-{0}, audience: [{1}], title: Go {0}, gains: time, costs: money, recommended: true}}\n"
    apart = "options:\n" + option.format("north", "legal") + option.format("south", "general")
    assert problems_of(written(tmp_path / "apart", {**FILES, "actions.yaml": apart})) == ()
    actions = apart + option.format("west", "legal, general")
    (problem,) = problems_of(written(tmp_path / "harbour", {**FILES, "actions.yaml": actions}))
    assert problem.code == "E211"
    assert [place.line for place, _ in problem.related] == [3, 2]


def test_a_tlp_label_that_is_too_wide_is_marked_whole_and_so_is_that_of_the_audience(tmp_path: Path) -> None:
    folder = written(tmp_path / "harbour", FILES)
    with (folder / "dossier.yaml").open("a") as file:
        file.write("handling:\n  legal:\n    tlp: CLEAR\n")
    layer = tmp_path / "templates"
    for name in ("legal", "general"):
        (layer / "audiences" / name).mkdir(parents=True)
        (layer / "audiences" / name / "audience.yaml").write_text(
            "# Who reads.\nlabel: A\nparts: [facts]\nhandling:\n  tlp: AMBER\n"
        )
    with pytest.raises(BriefError) as caught:
        load(folder, load_audiences([layer]))
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert (problem.code, problem.place.line, problem.place.column, problem.place.width) == ("E207", 10, 10, 5)
    assert [place.line for place, _ in problem.related] == [5]


def test_what_is_withheld_was_decided_at_the_key_of_its_wording_or_memo(tmp_path: Path) -> None:
    folder = written(tmp_path / "harbour", FILES)
    with (folder / "dossier.yaml").open("a") as file:
        file.write("subtitle:\n  legal: For counsel\nmemo:\n  legal:\n    to: Counsel\n")
    listed = withheld_from(load(folder, AUDIENCES), AUDIENCES["general"])
    decided = {(one.kind, one.reason_place.file.rpartition("/")[2], one.reason_place.line) for one in listed}
    assert {("wording", "claims.yaml", 4), ("wording", "dossier.yaml", 9), ("memo", "dossier.yaml", 11)} <= decided
