"""Prints what the checks take of a build: `python -m tests.benchmarks.checks [SECTIONS]...`.

A dossier of so many sections, half of them for counsel only, is built for the public in every format. Each row is one
run: the processor's time for everything up to the written files, for each check, and for all checks as a share of both.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from brief.app.shipped import shipped_folder
from brief.checks import CHECKS
from brief.formats import FORMATS, read_back, write_formats
from brief.load import load, load_audiences
from brief.render import render
from brief.select import select

HEAD = "title: A quay\nreference: Q-1\nversion: '1'\nas_of: 2026-03-01\nlanguage: en\nauthors: [Desk]\n"


def sentences(draw: random.Random) -> Iterator[str]:
    """Give sentences of invented words, the commonest of which are as frequent as those of a language."""
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "ir", "ost")]
    words = ["".join(draw.choices(syllables, k=draw.randint(1, 4))) for _ in range(6000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    while True:
        yield " ".join(draw.choices(words, weights, k=draw.randint(6, 24))).capitalize() + "."


def dossier(folder: Path, sections: int) -> Path:
    """Write a dossier with paragraphs, lists and tables, about a page for each section that is shown."""
    said = sentences(random.Random(1))
    (folder / "sections").mkdir(parents=True)
    (folder / "dossier.yaml").write_text(HEAD)
    for number in range(sections):
        readers = "legal" if number % 2 else "legal, general"
        blocks = [" ".join(next(said) for _ in range(5)) for _ in range(4)]
        blocks.append("\n".join(f"- {next(said)}" for _ in range(4)))
        blocks.append("| A | B |\n|---|---|\n" + "\n".join(f"| {next(said)} | {row} |" for row in range(4)))
        front = f"---\ntitle: Part {number}\nrole: facts\naudience: [{readers}]\n---\n"
        (folder / f"sections/{number + 1000}-part-{number}.md").write_text(front + "\n\n".join(blocks) + "\n")
    return folder


def main() -> None:
    """Print the table."""
    gc.set_threshold(100_000)  # as in a command
    layers = [shipped_folder("templates")]
    audiences = load_audiences(layers)
    print("| pages |", *(f"{name} |" for name in ("building", *CHECKS, "checks of all")), flush=True)
    print("|---" * (len(CHECKS) + 3) + "|")
    for sections in map(int, sys.argv[1:] or ["20", "80", "320"]):
        with tempfile.TemporaryDirectory() as name:
            folder = dossier(Path(name, "quay"), sections)
            start = time.process_time()
            chosen = select(load(folder, audiences), audiences["general"])
            page = render(chosen.brief, layers)
            files = read_back(write_formats(page, tuple(FORMATS)))
            taken = {"building": time.process_time() - start}
        for check, look in CHECKS.items():
            start = time.process_time()
            look(chosen, page, files)
            taken[check] = time.process_time() - start
        whole = sum(taken.values())
        share = 1 - taken["building"] / whole
        cells = [f"{seconds:.2f} s |" for seconds in taken.values()]
        print(f"| {files['pdf'].page_count()} |", *cells, f"{share:.0%} |", flush=True)


if __name__ == "__main__":
    main()
