"""Adding an audience, a part and a check touches only the places that the docs name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

AUDIENCE = """\
label: Board brief
parts: [bottom-line, facts, motto, sources]
numbering: headings
citations: endnotes
handling: {tlp: GREEN}
"""
PART = """\
<section class="part" data-part="motto">
<h2 id="motto">In a word</h2>
<p>Reference {{ brief.reference }}, for the board.</p>
</section>
"""
SECTION = "---\ntitle: What is said\nrole: facts\naudience: [board]\n---\nTHE WALL LEANS.\n"
DOSSIER = """\
title: The harbour wall
reference: HW-1
version: "1"
as_of: 2026-03-01
language: en
authors: [Harbour desk]
bottom_line: {board: Wait.}
"""
CHECK = '''\
"""Nobody is shouted at."""

from brief.diagnostics.problems import Problem
from brief.model import words


def shouting(selection, page, files):
    """Return W799 for each section that is written in capitals."""
    sections = selection.brief.record.sections
    return [Problem("W799", "a section shouts", section.place) for section in sections if words(section.body).isupper()]
'''


def project(folder: Path) -> None:
    """Lay down somebody's own project: a dossier for the board, and the templates that it needs."""
    for name, text in {
        "content/harbour/dossier.yaml": DOSSIER,
        "content/harbour/sections/01-facts.md": SECTION,
        "templates/audiences/board/audience.yaml": AUDIENCE,
        "templates/base/parts/motto.html.j2": PART,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def brief(*arguments: str, folder: Path, source: Path = ROOT / "pipeline") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(source)}
    command = [sys.executable, "-m", "brief", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_project_adds_an_audience_and_a_part_with_two_files_of_its_own(tmp_path: Path) -> None:
    project(tmp_path)
    done = brief("build", "--audience", "board", "--format", "html", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    page = (tmp_path / done.stdout.strip()).read_text(encoding="utf-8")
    assert "Reference HW-1, for the board." in page
    assert "Board brief" in page


def test_a_check_is_one_module_one_line_and_one_code(tmp_path: Path) -> None:
    project(tmp_path)
    source = tmp_path / "pipeline"
    shutil.copytree(ROOT / "pipeline" / "brief", source / "brief", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates" / "base", tmp_path / "templates" / "base", dirs_exist_ok=True)
    (source / "brief" / "checks" / "shouting.py").write_text(CHECK)
    registry = source / "brief" / "checks" / "__init__.py"
    imported = "import parity\nfrom brief.checks.shouting import shouting\n"
    text = registry.read_text().replace("import parity\n", imported, 1)
    registry.write_text(text.replace('"parity": parity,\n', '"parity": parity,\n        "shouting": shouting,\n'))
    codes = source / "brief" / "diagnostics/problems.py"
    codes.write_text(codes.read_text().replace('    "W701"', '    "W799": Code("a section shouts"),\n    "W701"'))
    done = brief("check", folder=tmp_path, source=source)
    assert done.returncode == 0, done.stderr
    assert "warning W799: a section shouts" in done.stderr
