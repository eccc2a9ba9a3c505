"""Every folder of tests/examples/errors/ is a small dossier, or a definition of an audience, with one mistake in it.

Those of warnings are built for the audience `board`, which their own templates define.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from brief.build import build
from brief.diagnostics.codes import CODES
from brief.diagnostics.problems import BriefError, Problem
from brief.load import load, load_audiences
from brief.model import Audience, Handling, Tlp

ERRORS = Path(__file__).parent.parent / "examples" / "errors"
FOLDERS = sorted(path for path in ERRORS.iterdir() if path.is_dir())
WARNINGS = [path for path in FOLDERS if path.name.startswith("W")]
EXAMPLES = [path for path in FOLDERS if path not in WARNINGS]
AUDIENCES = {
    name: Audience(name, name.title(), ("facts",), handling=Handling(Tlp.AMBER))
    for name in ("executive", "general", "legal")
}


def warned(example: Path, layers: Sequence[Path]) -> tuple[Problem, ...]:
    """Build an example that loads, and return its warnings; only the count of its pages needs a file."""
    (folder,) = Path("content").iterdir()
    audiences = load_audiences(layers)
    formats = ("pdf",) if example.name.startswith("W702") else ()
    return build(load(folder, audiences), audiences["board"], formats, layers).warnings


def read(example: Path) -> None:
    if (example / "templates").is_dir():
        load_audiences([Path("templates")])
    for folder in sorted(Path("content").iterdir()):
        load(folder, AUDIENCES)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 50


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_each_mistake_is_found_once_at_its_place(
    example: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]
) -> None:
    monkeypatch.chdir(example)
    with pytest.raises(BriefError) as raised:
        read(example)
    problems = raised.value.problems
    golden(example / "expected.txt", "".join(f"{problem.code} {problem.place}\n" for problem in problems))
    assert {problem.code for problem in problems} == {example.name[:4]}
    for problem in problems:
        assert problem.text == problem.text.strip().rstrip(".")
        assert problem.hint or problem.label


@pytest.mark.parametrize("example", WARNINGS, ids=lambda path: path.name)
def test_each_thing_to_be_warned_of_is_found_at_its_place(
    example: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]
) -> None:
    monkeypatch.chdir(example)
    problems = warned(example, [Path("templates"), checkout / "templates"])
    golden(example / "expected.txt", "".join(f"{one.code} {one.place}: {one.text}\n" for one in problems))
    assert {problem.code for problem in problems} == {example.name[:4]}
    assert all(problem.hint for problem in problems)


def test_every_limit_of_an_audience_has_an_example() -> None:
    shown = {example.name[:4] for example in WARNINGS}
    assert {code for code in CODES if code.startswith("W7")} - {"W701"} == shown


def test_every_code_of_loading_has_an_example() -> None:
    shown = {example.name[:4] for example in EXAMPLES}
    ours = {code for code in CODES if code.startswith(("E1", "E2"))} - {"E210"}  # found when one audience is selected
    assert ours - shown == set()
