"""Separate test sessions, each with one test that makes one file, and what they report about the file at the end."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from brief.writers.pdf import write
from tests.writers import paper

TEST = """
from pathlib import Path
import pytest
from brief.writers import pdf
from brief.writers.pagination import LaidOutPage, Pagination

{mark}
def test_that_makes_a_file():
    pdf.pdf_bytes(LaidOutPage(Path("made.pdf").read_bytes(), Pagination()))
"""


@pytest.fixture
def session(tmp_path: Path, checkout: Path) -> Path:
    """Return a folder with the project's conftest, and a file in it without a document language."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(write(paper.page("<p>x</p>")))) as pdf:
        del pdf.Root.Lang
        pdf.save(out)
    (tmp_path / "made.pdf").write_bytes(out.getvalue())
    (tmp_path / "test_one.py").write_text(TEST.format(mark=""))
    shutil.copy(checkout / "tests/conftest.py", tmp_path)
    return tmp_path


def ran(folder: Path, checkout: Path, *arguments: str, **surrounding: str) -> tuple[int, str]:
    environment = {**os.environ, "PYTHONPATH": f"{checkout / 'pipeline'}{os.pathsep}{checkout}", **surrounding}
    environment.pop("PYTEST_XDIST_WORKER", None)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder), *arguments]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout


@pytest.mark.parametrize("processes", ["0", "1"])  # the first makes the file itself, or a process of its own
def test_a_file_that_breaks_a_rule_fails_the_session_and_names_its_test(session, checkout, processes) -> None:
    status, out = ran(session, checkout, "--verapdf", "-n", processes)
    assert status == 1, out
    assert "test_one.py::test_that_makes_a_file\n  7.2-33" in out
    assert "veraPDF: 1 files, " in out


def test_a_file_broken_on_purpose_is_left_out(session, checkout) -> None:
    (session / "test_one.py").write_text(TEST.format(mark='@pytest.mark.broken_on_purpose("to see it left out")'))
    status, out = ran(session, checkout, "--verapdf")
    assert status == 0, out
    assert "veraPDF: no test made a PDF" in out


def test_files_that_were_not_read_are_reported_as_unread(session, checkout) -> None:
    status, out = ran(session, checkout)
    assert status == 0, out
    assert "veraPDF did not run: 1 files unread" in out


def test_without_java_the_session_fails(session, checkout) -> None:
    (session / "jpype.py").write_text("def __getattr__(name):\n    raise RuntimeError('no Java here')\n")
    path = os.pathsep.join(map(str, (session, checkout / "pipeline", checkout)))
    status, out = ran(session, checkout, "--verapdf", PYTHONPATH=path)
    assert status == 1, out
    assert "veraPDF did not run: 1 files unread" in out
