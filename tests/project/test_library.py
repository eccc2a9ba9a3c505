"""The package used from Python, as docs/library.md shows it."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

import brief
from brief.cli import main


@pytest.fixture
def example(checkout, tmp_path, monkeypatch) -> str:
    """Return the program in the docs, in a folder that has the project which it opens."""
    shutil.copytree(checkout / "tests/cli/project", tmp_path / "my-project")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(checkout / "pipeline"))
    text = (checkout / "docs/library.md").read_text(encoding="utf-8")
    [program] = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return program


@pytest.fixture
def _own_handler() -> Iterator[None]:
    """Put back how this process handles SIGTERM, which the command changes."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def ran(program: str) -> str:
    """Return what a program prints; it runs in a process of its own, which has imported nothing yet."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_example_takes_fifteen_lines(example) -> None:
    assert len([line for line in example.splitlines() if line]) == 15


@pytest.mark.usefixtures("_own_handler")
def test_the_example_writes_what_the_command_writes(example, tmp_path, monkeypatch) -> None:
    assert ran(example) == ""
    monkeypatch.chdir(tmp_path / "my-project")
    assert main(["build", "-a", "legal", "-f", "html", "-f", "docx", "--jobs", "1"]) == 0
    for name in ("harbour-legal.html", "harbour-legal.docx"):
        assert (tmp_path / name).read_bytes() == (tmp_path / "my-project/output/harbour" / name).read_bytes()


def test_the_example_prints_what_is_wrong_and_writes_nothing(example, tmp_path) -> None:
    with (tmp_path / "my-project/content/harbour/claims.yaml").open("a") as file:
        file.write("- id: c-spoilt\n  audiense: [legal]\n")
    printed = ran(example)
    assert "E104 my-project/content/harbour/claims.yaml:" in printed
    assert "did you mean `audience`?" in printed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["my-project"]


def test_every_public_name_can_be_imported_and_is_in_the_docs(checkout) -> None:
    docs = (checkout / "docs/library.md").read_text("utf-8")
    for name in brief.__all__:
        assert getattr(brief, name) is not None
        assert f"`{name}" in docs
    assert set(brief.__all__) <= set(dir(brief))
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = brief.nothing


@pytest.mark.parametrize("first", ["brief.build", "brief.load", "brief.cli.build", "brief.app.jobs"])
def test_a_function_is_never_hidden_by_the_module_of_its_name(first, checkout, monkeypatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(checkout / "pipeline"))
    program = f"import {first}\nfrom brief import build, load\nprint(callable(build), callable(load))"
    assert ran(program) == "True True\n"


def test_a_format_that_does_not_exist_is_reported_as_on_the_command_line(checkout) -> None:
    layers = [checkout / "templates"]
    audiences = brief.Project.open(checkout / "tests/cli/project").audiences
    dossier = brief.load(checkout / "tests/cli/project/content/harbour", audiences)
    with pytest.raises(brief.BriefError) as caught:
        brief.build(dossier, audiences["legal"], ["html", "dcx", "odt"], layers)
    assert [(problem.rule, problem.hint) for problem in caught.value.problems] == [
        ("E604/unknown-format", "did you mean `docx`?"),
        ("E604/unknown-format", "use pdf, docx or html"),
    ]
