"""Counts how many changes of a page in one place are refused: `python -m tests.benchmarks.proof [DOSSIER]`.

Each audience's brief of a dossier is built once in every format. Then its page is changed in one place, in every place
that a kind of change is possible (or in `--most` of them, the same in each run), and the files are compared with the
page as it is now. A file that is not refused is printed with the change.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from brief import Project, build, load
from brief.diagnostics.problems import BriefError
from brief.formats import FORMATS, read_back
from tests.checks.page_changes import KINDS, NOT_IN, changes, with_body


def main() -> int:
    """Print one row per kind of change and format; return 1 when a change passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dossier", nargs="?", default="claude-cloning", help="a dossier of the project in this folder")
    parser.add_argument("--most", type=int, default=None, help="places for each kind of change and audience")
    arguments = parser.parse_args()
    project = Project.open(Path())
    (folder,) = project.find_dossiers([arguments.dossier])
    tried, refused, passed = Counter[tuple[str, str]](), Counter[tuple[str, str]](), list[str]()
    dossier = load(folder, project.audiences)
    start = time.perf_counter()
    for audience in project.find_audiences([]):
        try:
            made = build(dossier, audience, tuple(FORMATS), project.layers)
        except BriefError:
            continue
        files = read_back(made.files)
        for kind in KINDS:
            for described, body in changes(made.page.tree().find("body"), kind, arguments.most):
                page = with_body(made.page, body)
                for name in files.keys() - NOT_IN.get(kind, frozenset()):
                    tried[kind, name] += 1
                    if next(iter(files[name].differences(page)), None) is not None:
                        refused[kind, name] += 1
                    else:
                        passed.append(f"{name} for {audience.name}: {described}")
    for kind in KINDS:
        counts = (f"{name} {refused[kind, name]} of {tried[kind, name]}" for name in FORMATS)
        print(f"{kind:28}", *counts, sep="  ")
    print(f"{sum(refused.values())} of {sum(tried.values())} refused in {time.perf_counter() - start:.0f} s")
    print(*passed, sep="\n")
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
