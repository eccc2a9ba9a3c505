"""Prints how the time of a build grows with its content: `.venv/bin/python -m tests.benchmarks.growth`.

Each dossier has one kind of content many times. Builds of all sizes run one after another, each in its own process,
and their processor time is printed, with its ratio to that of the smallest divided by the ratio of the sizes: 1 is in
proportion, less than 1 is better, as a build has a fixed part.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

BRIEF = str(Path(sysconfig.get_path("scripts"), "brief"))
HEAD = 'title: Large\nreference: L-1\nversion: "1"\nas_of: 2026-11-23\nlanguage: en\nauthors: [Desk]\n'
SECTION = "---\ntitle: What is said\nrole: facts\naudience: [legal]\n---\n"


def claims(folder: Path, count: int) -> None:
    """Write a dossier whose prose makes so many claims, two in a paragraph, and whose record lists them."""
    rows = (
        f"- id: c-{number}\n  audience: [legal]\n  statement: The ship was seen at berth {number}.\n"
        f"  status: {('alleged', 'reported', 'disputed')[number % 3]}\n  by: the keeper\n  sources: [s-1]\n"
        for number in range(count)
    )
    (folder / "claims.yaml").write_text("".join(rows), encoding="utf-8")
    (folder / "sources.yaml").write_text(
        "- {id: s-1, audience: [legal], title: A log, type: report}\n", encoding="utf-8"
    )
    prose = (
        f"The keeper says that [she was at berth {number}]{{claim=c-{number}}} [@s-1, p. {number + 1}]."
        f"{chr(10) * 2 if number % 2 else ' '}"
        for number in range(count)
    )
    (folder / "sections/10-said.md").write_text(SECTION + "".join(prose), encoding="utf-8")


def rows(folder: Path, count: int) -> None:
    """Write a dossier with a table of so many rows of seven cells."""
    (folder / "data").mkdir()
    lines = (",".join(f"{row * column % 997}" for column in range(1, 8)) for row in range(1, count + 1))
    table = "\n".join(["Berth,Hour,Depth,Width,Rope,Tide,Wind", *lines]) + "\n"
    (folder / "data/log.csv").write_text(table, encoding="utf-8")
    text = f'{SECTION}See @tbl-log.\n\n::: {{table="data/log.csv" #tbl-log caption="The log"}}\n:::\n'
    (folder / "sections/10-said.md").write_text(text, encoding="utf-8")


def words(folder: Path, count: int) -> None:
    """Write a dossier whose prose has so many words, a tenth of them for others."""
    paragraph = (
        "The keeper of the quay writes down every evening which ship lies at which berth and how deep it is. " * 5
    )
    secret = "::: {audience=legal}\nCounsel alone reads that the rope of the northern berth was cut in the night.\n:::"
    each = len(paragraph.split())
    text = "\n\n".join(f"{paragraph}{number}\n\n{secret if number % 7 == 0 else ''}" for number in range(count // each))
    (folder / "sections/10-said.md").write_text(
        f"{SECTION.replace('[legal]', '[legal, general]')}{text}\n", encoding="utf-8"
    )


KINDS: Mapping[str, tuple[Callable[[Path, int], None], Sequence[int]]] = {
    "claims": (claims, (100, 300, 1000, 3000)),
    "rows": (rows, (500, 1500, 5000)),
    "words": (words, (10_000, 30_000, 100_000)),
}


def measured(kind: str, sizes: Sequence[int], formats: Sequence[str]) -> Iterator[tuple[int, float, float]]:
    """Give each size with the processor time (seconds) and the memory (MB) of its build."""
    write, _ = KINDS[kind]
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "content/large"
            (folder / "sections").mkdir(parents=True)
            (folder / "dossier.yaml").write_text(HEAD, encoding="utf-8")
            write(folder, size)
            flags = [flag for each in formats for flag in ("-f", each)]
            command = [BRIEF, "build", "-a", "legal", "-j", "1", *flags]
            process = subprocess.Popen(command, cwd=name, stdout=subprocess.DEVNULL)
            _, status, used = os.wait4(process.pid, 0)  # of this process, not of all so far
            if status:
                raise SystemExit(f"{' '.join(command)} failed for {kind} {size}")
            memory = used.ru_maxrss / (1024 * (1024 if sys.platform == "darwin" else 1))
            yield size, used.ru_utime + used.ru_stime, memory


def main() -> None:
    """Print one table for each kind of content."""
    parser = argparse.ArgumentParser(description="How the time of a build grows with its content.")
    parser.add_argument("kinds", nargs="*", help=f"what to have many of: {', '.join(KINDS)}; by default all")
    parser.add_argument("--sizes", type=int, nargs="+", help="how many, instead of the usual sizes")
    parser.add_argument("--format", dest="formats", action="append", help="only in this format")
    options = parser.parse_args()
    for kind in options.kinds or KINDS:
        print(f"\n| {kind} | processor | to the smallest, by size | memory at most |\n|---|---|---|---|")
        first: tuple[int, float] | None = None
        for size, seconds, memory in measured(kind, options.sizes or KINDS[kind][1], options.formats or []):
            first = first or (size, seconds)
            growth = seconds / first[1] / (size / first[0])
            print(f"| {size:,} | {seconds:.1f} s | {growth:.2f} | {memory:.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
