"""Adding an audience, a part, a check or a format touches only the places that the docs name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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
"""No section shouts."""

from brief.diagnostics.problems import Problem
from brief.model import plain_text


def shouting(selection, page, files):
    """Return W799 for each section that is written in capitals."""
    sections = selection.brief.record.sections
    loud = [section for section in sections if plain_text(section.body).isupper()]
    return [Problem("W799/shouting", "a section shouts", section.place) for section in loud]
'''

PLAIN_TEXT = '''\
"""A brief as plain text, on sheets of ten lines."""

from brief.checks.extract import Extract
from brief.checks.read_html import text_of
from brief.checks.sight.seen import Margin
from brief.checks.structure.words import word_differences

SHEET = 10


def write(page, layout):
    """Return the words of a page, with a line for each block, between two lines with the handling mark."""
    body = page.tree().find("body")
    mark = body.get("data-mark")
    lines = [mark, *(line.strip() for line in text_of(body).splitlines() if line.strip()), mark]
    return "\\n".join(lines).encode()


class TextFile:
    """A finished text file as the checks read it."""

    def __init__(self, data):
        self.lines = data.decode().splitlines()

    def extracts(self):
        yield Extract("the text", self.text())

    def text(self):
        return "\\n".join(self.lines)

    def differences(self, page):
        return word_differences(text_of(page.tree().find("body")), "\\n".join(self.lines[1:-1]))

    def margins(self, page):
        yield Margin("of the text", True, (self.lines[0],))
        yield Margin("of the text", False, (self.lines[-1],))

    def unseen(self, page):
        return ()

    def unknown(self, page):
        return ()

    def page_count(self):
        return -(-len(self.lines) // SHEET)
'''
ADVICE = "---\ntitle: Advice\nrole: analysis\naudience: [legal]\n---\nCounsel would settle the claim quietly.\n"


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
    done = brief("build", "--audience", "board", "--format", "html", "--jobs", "1", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    page = (tmp_path / done.stdout.strip()).read_text(encoding="utf-8")
    assert "Reference HW-1, for the board." in page
    assert "Board brief" in page


def package(folder: Path) -> Path:
    """Copy the package into a folder where it may be changed, with the templates that it ships; return the source."""
    source = folder / "pipeline"
    # With what Python has compiled: it compiles again only what is changed here.
    shutil.copytree(ROOT / "pipeline" / "brief", source / "brief")
    shutil.copytree(ROOT / "templates" / "base", folder / "templates" / "base", dirs_exist_ok=True)
    return source


def test_a_check_is_one_module_one_line_one_code_and_one_rule(tmp_path: Path) -> None:
    project(tmp_path)
    source = package(tmp_path)
    (source / "brief" / "checks" / "shouting.py").write_text(CHECK)
    registry = source / "brief" / "checks" / "__init__.py"
    imported = "import notes\nfrom brief.checks.shouting import shouting\n"
    text = registry.read_text().replace("import notes\n", imported, 1)
    registry.write_text(text.replace('"notes": notes,\n', '"notes": notes,\n        "shouting": shouting,\n'))
    diagnostics = source / "brief" / "diagnostics"
    for name, row in (("codes", '"W799": Code('), ("rules", '"W799/shouting": Rule(')):
        module = diagnostics / f"{name}.py"
        module.write_text(module.read_text().replace('    "W701', f'    {row}"a section shouts"),\n    "W701', 1))
    done = brief("check", folder=tmp_path, source=source)
    assert done.returncode == 0, done.stderr
    assert "warning W799/shouting: a section shouts" in done.stderr


@pytest.fixture
def with_text(tmp_path: Path) -> Path:
    """Return a project whose `brief` has a format of its own: a module outside the package, and one line."""
    project(tmp_path)
    source = package(tmp_path)
    (source / "plain_text.py").write_text(PLAIN_TEXT)
    formats = source / "brief" / "formats.py"
    line = '        "text": Format(".txt", "text/plain", plain_text.write, plain_text.TextFile),\n'
    text = formats.read_text().replace("import import_module\n", "import import_module\nimport plain_text\n", 1)
    formats.write_text(text.replace('        "pdf": Format(', f'{line}        "pdf": Format(', 1))
    return tmp_path


def test_a_format_is_one_module_and_one_line(with_text: Path) -> None:
    done = brief("build", "-f", "text", "-f", "html", "--jobs", "2", folder=with_text, source=with_text / "pipeline")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["output/harbour/harbour-board.txt", "output/harbour/harbour-board.html"]
    lines = (with_text / "output/harbour/harbour-board.txt").read_text(encoding="utf-8").splitlines()
    assert {"THE WALL LEANS.", "Reference HW-1, for the board."} <= set(lines)
    asked = brief("build", "--help", folder=with_text, source=with_text / "pipeline")
    assert "text, pdf, docx, html" in " ".join(asked.stdout.split())
    misspelt = brief("build", "-f", "txet", folder=with_text, source=with_text / "pipeline")
    assert "did you mean `text`?" in misspelt.stderr


def test_pages_of_a_new_format_are_counted(with_text: Path) -> None:
    file = with_text / "templates/audiences/board/audience.yaml"
    file.write_text(AUDIENCE + "limits: {pages: 1}\n")
    done = brief("build", "-f", "text", "--jobs", "1", folder=with_text, source=with_text / "pipeline")
    assert done.returncode == 0
    assert "warning W702/too-many-pages: the board brief has 2 pages; the limit is 1" in done.stderr


def test_a_new_format_is_searched_for_what_is_withheld(with_text: Path) -> None:
    shutil.copytree(ROOT / "templates/audiences/legal", with_text / "templates/audiences/legal")
    (with_text / "content/harbour/sections/02-advice.md").write_text(ADVICE)
    leaking = PART.replace("</section>", f"<p>{ADVICE.splitlines()[-1]}</p></section>")
    (with_text / "templates/base/parts/motto.html.j2").write_text(leaking)
    done = brief("build", "-a", "board", "-f", "text", "--jobs", "1", folder=with_text, source=with_text / "pipeline")
    assert (done.returncode, done.stdout) == (1, "")
    assert "error E405/withheld-words: " in done.stderr
    assert "withheld from board are in the text (the text, word " in done.stderr


def test_a_word_that_the_writer_of_a_new_format_drops_is_missed(with_text: Path) -> None:
    module = with_text / "pipeline/plain_text.py"
    module.write_text(module.read_text().replace(".encode()", '.replace("LEANS", "").encode()'))
    done = brief("build", "-f", "text", "--jobs", "1", folder=with_text, source=with_text / "pipeline")
    assert (done.returncode, done.stdout) == (1, "")
    assert "error E406/content-differs: the text differs from its page: expected `LEANS.`, found `.`" in done.stderr
