"""Every rule has an example whose whole diagnostic is kept, so that its words are reviewed as a diff.

Each folder of `tests/examples/errors/` is called after its rule: `E162-link-title`, or `E162-link-title--variant` for a
second example. It holds a small dossier, a definition of an audience or templates with one mistake, and
`expected.txt`: what a terminal without colour shows. Dossiers with templates are built for the audience `board`. What a
folder cannot hold is provoked by a function in `provoke.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from brief.build import build
from brief.cli.report import format_problem
from brief.diagnostics.problems import BriefError, Problem
from brief.diagnostics.rules import RULES
from brief.load import load, load_audiences
from brief.model import Audience, Handling, Tlp
from tests.diagnostics.provoke import PROVOKED, Printed, Setting

ERRORS = Path(__file__).parent.parent / "examples" / "errors"
EXAMPLES = sorted(path for path in ERRORS.iterdir() if path.is_dir())
AUDIENCES = {
    name: Audience(name, name.title(), ("facts",), handling=Handling(Tlp.AMBER))
    for name in ("executive", "general", "legal")
}
# Problems that one mistake brings with it.
ALSO = {"E151/malformed-citation": {"E156/wrong-kind"}}  # what is not a citation is read as words and references

# Rules whose text has to do without a hint or a label.
WITHOUT_HINT = {
    "E101/not-yaml",
    "E162/unknown-construct", "E185/only-audiences", "E186/no-folder", "E301/template-syntax", "E304/comment",
    "E304/duplicate-id", "E304/misplaced-text", "E304/missing-element", "E304/unknown-element", "E306/catalogue-value",
    "E306/not-toml", "E306/not-utf-8", "E308/template-failed", "E309/not-css", "E309/not-utf-8", "E401/engine-warning",
    "E502/output-not-writable", "E503/file-not-readable", "E606/not-toml", "E606/not-utf-8", "E606/setting-value",
}  # fmt: skip


def rule_of(example: Path) -> str:
    return example.name.partition("--")[0].replace("-", "/", 1)


def found_in(example: Path, layers: list[Path]) -> Iterator[Problem]:
    """Give the problems of an example's files; only the count of pages needs a finished file."""
    audiences = load_audiences(layers[:1]) if (example / "templates").is_dir() else AUDIENCES
    for folder in sorted(Path("content").iterdir()) if (example / "content").is_dir() else ():
        dossier = load(folder, audiences)
        if "board" in audiences:
            formats = ("pdf",) if rule_of(example) == "W702/too-many-pages" else ()
            yield from build(dossier, audiences["board"], formats, layers).warnings


def problems_of(example: Path, setting: Setting) -> list[Problem | Printed]:
    try:
        if example.name in PROVOKED:
            return list(PROVOKED[example.name](setting) or ())
        return list(found_in(example, [Path("templates"), setting.shipped]))
    except BriefError as error:
        return list(error.problems)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_the_diagnostic_is_the_one_that_is_kept(
    example: Path,
    checkout: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    golden: Callable[[Path, str], None],
) -> None:
    monkeypatch.chdir(example)
    problems = problems_of(example, Setting(checkout / "templates", tmp_path, monkeypatch, AUDIENCES))
    blocks = [problem.text if isinstance(problem, Printed) else format_problem(problem) for problem in problems]
    monkeypatch.undo()
    text = "\n".join(f"{block}\n" for block in blocks).replace(str(checkout), "CHECKOUT")
    golden(example / "expected.txt", text)
    rules = {problem.rule for problem in problems}
    assert rule_of(example) in rules
    assert rules - {rule_of(example)} <= ALSO.get(rule_of(example), set())
    assert str(tmp_path) not in text
    for problem in problems:
        assert problem.text == problem.text.strip().rstrip(".")
        if isinstance(problem, Problem):
            assert bool(problem.hint or problem.label) is (problem.rule not in WITHOUT_HINT)


def test_every_rule_has_an_example_and_every_example_a_rule() -> None:
    assert {rule_of(example) for example in EXAMPLES} == set(RULES)
    assert {example.name for example in EXAMPLES} >= set(PROVOKED)
