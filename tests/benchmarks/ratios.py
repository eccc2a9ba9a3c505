"""Prints how long things take as ratios to what cannot be avoided: `.venv/bin/python tests/benchmarks/ratios.py`.

Each pair of commands runs in turns, so that a machine that is busy is busy for both, and the medians are compared:
of the time on the clock, and of the processor's time, which other programs disturb less.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from brief.app.shipped import shipped_folder
from brief.load import load, load_audiences
from brief.render import render
from brief.select import select
from brief.writers.pdf.prepare import PAPER_CSS, paper_tree, serialize

BRIEF = [str(Path(sysconfig.get_path("scripts"), "brief"))]
PYTHON = [sys.executable]
PROGRAM = """
import resource, sys, time
from pathlib import Path
from brief.load import load, load_audiences
from brief.app.shipped import shipped_folder
audiences = load_audiences([shipped_folder("templates")])
start = time.perf_counter()
load(Path(sys.argv[1]), audiences)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def taken(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Return the seconds that a command takes: on the clock, and of the processor."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    clock, after = time.perf_counter() - start, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return clock, spent


def compared(name: str, command: Sequence[str], plain: Sequence[str], folder: Path, runs: int) -> None:
    """Print one row of the table: both commands' medians, and their ratio."""
    for each in (command, plain):
        taken(each, folder)  # what is read from the disk is read
    pairs = [(taken(command, folder), taken(plain, folder)) for _ in range(runs)]
    for index, what in enumerate(("clock", "processor")):
        ours = statistics.median(pair[0][index] for pair in pairs)
        theirs = statistics.median(pair[1][index] for pair in pairs)
        print(f"| {name} | {what} | {ours:.3f} s | {theirs:.3f} s | {ours / theirs:.2f} |", flush=True)


def plain_page(folder: Path, audience: str) -> list[str]:
    """Put the page of one of the sample's briefs into a folder as files; return the plain command that typesets it."""
    layers = [shipped_folder("templates")]
    audiences = load_audiences(layers)
    dossier = load(shipped_folder("content") / "claude-cloning", audiences)
    page = render(select(dossier, audiences[audience]).brief, layers)
    (folder / "page.html").write_text(serialize(paper_tree(page)), encoding="utf-8")
    (folder / "sheet.css").write_text(PAPER_CSS + page.css, encoding="utf-8")
    for name, data in page.assets.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return [*PYTHON, "-m", "weasyprint", "-q", "--pdf-variant", "pdf/a-2a", "-s", "sheet.css", "page.html", "page.pdf"]


def large_dossier(folder: Path) -> Path:
    """Return the folder of a dossier with 5,000 claims and 1 MB of prose in 40 sections."""
    (folder / "sections").mkdir(parents=True)
    (folder / "dossier.yaml").write_text(
        'title: Large\nreference: L-1\nversion: "1"\nas_of: 2026-11-23\nlanguage: en\nauthors: [Nobody]\n'
    )
    (folder / "sources.yaml").write_text("- {id: s-1, audience: [legal], title: A source, type: report}\n")
    claim = "- id: c-{0}\n  audience: [legal]\n  statement: Statement {0} of many.\n  status: alleged\n  by: somebody\n"
    claims = [claim.format(number) + "  sources: [s-1]\n" for number in range(5000)]
    (folder / "claims.yaml").write_text("".join(claims))
    sentence = "This is a sentence with *emphasis* and a [claim]{{claim=c-{0}}} [@s-1]. "
    for number in range(40):
        paragraphs = ["".join(sentence.format((number * 80 + turn) % 5000) * 4) + "\n" for turn in range(88)]
        head = f"---\ntitle: Section {number}\nrole: facts\naudience: [legal]\n---\n"
        (folder / f"sections/{number + 10}-part-{number}.md").write_text(head + "\n".join(paragraphs))
    return folder


def main() -> None:
    """Print the table."""
    print("| what | measured | `brief` | baseline | ratio |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compared("`brief --version` to `python -c pass`", [*BRIEF, "--version"], [*PYTHON, "-c", "pass"], folder, 40)
        shutil.copytree(shipped_folder("content"), folder / "content")
        for audience in ("legal", "executive", "general"):
            build = [*BRIEF, "build", "-a", audience, "-f", "pdf"]
            plain = plain_page(folder, audience)
            compared(f"`brief build -a {audience} -f pdf` to `weasyprint`", build, plain, folder, 10)
        paper, both = (
            [*BRIEF, "build", "-a", "legal", *formats] for formats in (["-f", "pdf"], ["-f", "pdf", "-f", "docx"])
        )
        word = [*BRIEF, "build", "-a", "legal", "-f", "docx"]
        compared("`brief build -a legal -f docx` to `-f pdf`", word, paper, folder, 10)
        compared("`brief build -a legal -f pdf -f docx` to `-f pdf`", both, paper, folder, 10)
        alone, several = [*BRIEF, "build", "--jobs", "1"], [*BRIEF, "build"]
        compared("`brief build` to `brief build --jobs 1`", several, alone, folder, 3)
        large = large_dossier(folder / "large")
        size = sum(path.stat().st_size for path in large.glob("sections/*")) / 1e6
        printed = subprocess.run(
            [*PYTHON, "-c", PROGRAM, large], check=True, capture_output=True, text=True
        ).stdout.split()
        seconds, peak = map(float, printed)
        print(f"\nLoading 5,000 claims and {size:.1f} MB of prose: {seconds:.1f} s, {peak:.0f} MB at most.")


if __name__ == "__main__":
    main()
