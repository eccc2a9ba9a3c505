"""Print what a Word file costs, next to pandoc and plain python-docx: `.venv/bin/python -m tests.benchmarks.word`.

Pages of 4, 40 and 400 sheets are written by each in turns, in a process of its own; time and memory are those of the
whole process, start and imports included, and the medians are compared.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import lxml.html

from tests.writers.docx_file import docx, page

SHEETS = {4: 7, 40: 5, 400: 3}  # and how often each is written
WORDS = "the harbour says that the quay has not moved and that nobody has looked under the water since the letter came "
PARAGRAPH = '<p class="numbered" id="p-{0}-{1}"><span class="number">{0}.{1}</span> {2}<em>and</em> see <a class="ref" '
PARAGRAPH += 'href="#p-{0}-{1}">{0}.{1}</a><span class="note">Note {1} of part {0}, p. {1}.</span>.</p>'
SCALE = 1024 * (1024 if sys.platform == "darwin" else 1)  # of the system's unit of memory to a megabyte


def fragment(sheets: int) -> str:
    """Return the main part of a page: for each sheet a heading, four paragraphs with notes, a list and a table."""
    made = []
    for sheet in range(1, sheets + 1):
        paragraphs = "".join(PARAGRAPH.format(sheet, place, WORDS * 3) for place in range(1, 5))
        rows = "".join(f"<tr><td>Quay {row}</td><td>{WORDS}</td><td>{row}.5</td></tr>" for row in range(1, 5))
        items = "".join(f"<li>{WORDS}</li>" for _ in range(3))
        made.append(
            f'<section class="prose" data-source="s-{sheet}"><h2 id="h-{sheet}"><span class="number">{sheet}</span> '
            f"Part {sheet}</h2>{paragraphs}<ul>{items}</ul><table><thead><tr><th>Quay</th><th>What is said</th>"
            f"<th>Metres</th></tr></thead><tbody>{rows}</tbody></table></section>"
        )
    return "".join(made)


def by_us(source: Path, target: Path) -> None:
    target.write_bytes(docx(page(source.read_text(encoding="utf-8"), with_fonts=True)).data)


def by_python_docx(source: Path, target: Path) -> None:
    """Write the same words as headings, paragraphs, items and tables; python-docx has no notes, numbers or fields."""
    import docx as python_docx

    document = python_docx.Document()
    for each in lxml.html.fragment_fromstring(source.read_text(encoding="utf-8"), create_parent="div").iter():
        if each.tag == "table":
            rows = each.findall(".//tr")
            table = document.add_table(len(rows), len(rows[0]))
            for row, made in zip(rows, table.rows, strict=True):
                for cell, holds in zip(row, made.cells, strict=True):
                    holds.text = cell.text_content()
        elif each.tag in ("h2", "p", "li"):
            style = {"h2": "Heading 1", "p": "Normal", "li": "List Bullet"}[each.tag]
            document.add_paragraph(each.text_content(), style)
    document.save(str(target))


def taken(command: list[str]) -> tuple[float, float, float]:
    """Return the seconds on the clock and of the processor, and the most memory in MB, that a command takes."""
    start = time.perf_counter()
    child = subprocess.Popen(command)
    _, status, used = os.wait4(child.pid, 0)
    clock = time.perf_counter() - start
    assert status == 0, command
    return clock, used.ru_utime + used.ru_stime, used.ru_maxrss / SCALE


def measured(folder: Path, sheets: int, runs: int) -> Mapping[str, tuple[float, float, float]]:
    """Return the medians of each way to write a page of so many sheets."""
    source, whole = folder / f"{sheets}.main.html", folder / f"{sheets}.html"
    source.write_text(fragment(sheets), encoding="utf-8")
    whole.write_text(page(fragment(sheets)).html, encoding="utf-8")
    this = [sys.executable, "-m", "tests.benchmarks.word"]
    commands = {
        "ours": [*this, "by_us", str(source), str(folder / "ours.docx")],
        "pandoc": ["pandoc", "-f", "html", "-t", "docx", "-o", str(folder / "pandoc.docx"), str(whole)],
        "python-docx": [*this, "by_python_docx", str(source), str(folder / "plain.docx")],
    }
    for command in commands.values():
        taken(command)  # what is read from the disk is read
    rows = [{name: taken(command) for name, command in commands.items()} for _ in range(runs)]
    return {name: tuple(map(statistics.median, zip(*(row[name] for row in rows), strict=True))) for name in commands}


def main() -> None:
    """Print the tables."""
    if shutil.which("pandoc") is None:
        raise SystemExit("pandoc is not there; run script/bootstrap --test")
    print("| sheets | measured | `brief` | pandoc | python-docx | `brief` to pandoc | `brief` to python-docx |")
    print("|---|---|---|---|---|---|---|")
    found = {}
    with tempfile.TemporaryDirectory() as name:
        for sheets, runs in SHEETS.items():
            found[sheets] = measured(Path(name), sheets, runs)
            for place, (what, unit) in enumerate((("clock", "s"), ("processor", "s"), ("memory", "MB"))):
                ours, pandoc, plain = (each[place] for each in found[sheets].values())
                shown = " | ".join(
                    f"{value:.2f} {unit}" if unit == "s" else f"{value:.0f} MB" for value in (ours, pandoc, plain)
                )
                print(f"| {sheets} | {what} | {shown} | {ours / pandoc:.2f} | {ours / plain:.2f} |", flush=True)
    print("\n| each additional sheet | `brief` | pandoc | python-docx |\n|---|---|---|---|")
    for place, (what, factor, unit) in enumerate(
        (("clock", 1000, "ms"), ("processor", 1000, "ms"), ("memory", 1000, "kB"))
    ):
        for low, high in ((4, 40), (40, 400)):
            growth = [(found[high][key][place] - found[low][key][place]) / (high - low) * factor for key in found[low]]
            print(f"| {what}, from {low} to {high} | " + " | ".join(f"{each:.1f} {unit}" for each in growth) + " |")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        {"by_us": by_us, "by_python_docx": by_python_docx}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
