"""A progress bar of messages on a terminal; nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from brief.send.deliver import Event
from brief.send.delivery import State


@contextmanager
def sending_progress(total: int) -> Iterator[Callable[[Event], None]]:
    """Give a function to call with what came of each message; on a terminal, it draws a bar with the time left."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def show(event: Event) -> None:
            is_done = event.answer.state is not State.PLANNED
            bar.update(task, advance=int(is_done), description=f"{event.answer.state}")

        yield show
