"""A progress bar on a terminal; nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from brief.app.jobs import JobResult
from brief.cli.interruption import end_if_interrupted


@contextmanager
def progress(total: int) -> Iterator[Callable[[JobResult], None]]:
    """Give a function to call with the result of each job; it draws a progress bar if stderr is a terminal.

    It raises `KeyboardInterrupt` if an interruption came while the job was done and was swallowed.
    """
    if not sys.stderr.isatty():
        yield lambda _: end_if_interrupted()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def show(result: JobResult) -> None:
            end_if_interrupted()
            name = f"{result.job.folder.name} for {result.job.audience}"
            bar.update(task, advance=1, description=name)

        yield show
