"""Every folder of tests/examples/errors/ is a small dossier, or a definition of an audience, with one mistake in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from brief.errors import CODES, BriefError
from brief.load import load, load_audiences
from brief.model import Audience, Handling, Tlp

ERRORS = Path(__file__).parent.parent / "examples" / "errors"
EXAMPLES = sorted(path for path in ERRORS.iterdir() if path.is_dir())
AUDIENCES = {
    name: Audience(name, name.title(), ("facts",), handling=Handling(Tlp.AMBER))
    for name in ("executive", "general", "legal")
}


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


def test_every_code_of_loading_has_an_example() -> None:
    shown = {example.name[:4] for example in EXAMPLES}
    ours = {code for code in CODES if code.startswith(("E1", "E2"))} - {"E210"}  # found when one audience is selected
    assert ours - shown == set()
