"""Builds generated dossiers and counts what is refused: `python -m tests.benchmarks.campaign --dossiers 2000`.

Each dossier is valid, so whatever refuses it, or fails in another way, is at fault. Dossiers that fail are kept as
projects with what was said about them; `--only NUMBER` builds one of them again.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from tests.campaign.author import AUDIENCES
from tests.campaign.dossier import write_project
from tests.campaign.outcome import Outcome, outcome_of

BATCH: Final = 50


def main() -> int:
    """Print what was built, one line per failure and the sums; return 1 when anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossiers", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="number of the first dossier")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--in-turn", action="store_true", help="build each dossier for one audience, each in its turn")
    parser.add_argument("--only", type=int, help="number of the only dossier to build")
    parser.add_argument("--keep", type=Path, default=Path("output/campaign"), help="folder for dossiers that fail")
    arguments = parser.parse_args()
    numbers = range(arguments.first, arguments.first + arguments.dossiers)
    if arguments.only is not None:
        numbers = range(arguments.only, arguments.only + 1)
    sums, rules = Outcome(), Counter[str]()
    start = time.perf_counter()
    for done, (number, made) in enumerate(_outcomes(arguments, numbers), start=1):
        sums.briefs += made.briefs
        sums.files += made.files
        sums.seconds += made.seconds
        rules.update({rule for rule, _ in made.failures})
        for rule, text in made.failures:
            print(f"{arguments.seed}-{number}: {rule}: {text}", flush=True)
        if arguments.only is not None or done % BATCH == 0:
            said = f"{done} dossiers after {time.perf_counter() - start:.0f} s", f"{sums.files} files"
            print(*said, *(f"{count} {rule}" for rule, count in rules.items()), sep=", ", file=sys.stderr, flush=True)
    refusals = sum(count for rule, count in rules.items() if rule != "crash")
    print(f"{len(numbers)} dossiers, {sums.briefs} briefs, {sums.files} files in {sums.seconds:.0f} s of building")
    print(f"{refusals} refusals, {rules['crash']} crashes")
    print(*(f"{count} {rule}" for rule, count in rules.items()), sep="\n")
    return 1 if rules else 0


def _outcomes(arguments: argparse.Namespace, numbers: range) -> Iterator[tuple[int, Outcome]]:
    """Give each dossier's outcome as it ends; new processes build each fifty, so that what one keeps cannot add up.

    In Python 3.11, the executor's own limit, `max_tasks_per_child`, can wait forever for a process that has ended.
    """
    for start in range(0, len(numbers), BATCH):
        with ProcessPoolExecutor(arguments.processes, get_context("spawn")) as pool:
            batch = numbers[start : start + BATCH]
            build = partial(_built, arguments.keep, arguments.seed, in_turn=arguments.in_turn)
            running = {pool.submit(build, number): number for number in batch}
            for future in as_completed(running):
                try:
                    yield running[future], future.result()
                except BrokenProcessPool as error:  # all that had not ended: one crashed, the others never ran
                    yield running[future], Outcome(failures=[("crash", f"a process ended: {error}")])


def _built(keep: Path, seed: int, number: int, *, in_turn: bool) -> Outcome:
    gc.set_threshold(100_000)  # as in a command
    with tempfile.TemporaryDirectory() as temporary:
        folder = write_project(Path(temporary) / "project", seed, number)
        made = outcome_of(folder, AUDIENCES[number % len(AUDIENCES)] if in_turn else None)
        if made.failures:
            kept = keep / f"{seed}-{number}"
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(folder, kept)
            said = (f"{rule}: {text}" for rule, text in made.failures)
            (kept / "failures.txt").write_text("\n".join(said) + "\n", encoding="utf-8")
    return made


if __name__ == "__main__":
    sys.exit(main())
