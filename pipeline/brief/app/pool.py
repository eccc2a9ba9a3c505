"""Worker processes: started for one command, and ended with it, however it ends."""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from brief.diagnostics.problems import BriefError, Problem

if TYPE_CHECKING:
    from brief.build import Write
    from brief.page.vocabulary import Page

_INTERRUPTIONS = (signal.SIGINT, signal.SIGTERM)
_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def run_in_processes(do: Callable[[_Task], _Result], tasks: Sequence[_Task], workers: int) -> Iterator[_Result]:
    """Give the result of each task as soon as it is known. Raise `BriefError` (E506) when a worker process dies."""
    with _processes(workers) as pool:
        with _interruptions_held():
            futures = [pool.submit(do, task) for task in tasks]
        for future in as_completed(futures):
            yield future.result()


@contextmanager
def writing(formats: Sequence[str], workers: int) -> Iterator[Write]:
    """Give a function that writes a page in processes of their own, which import what they need in the meantime.

    Importing the PDF engine takes as long as reading and rendering a dossier; here both happen at once.
    """
    from brief.formats import FORMATS, prepare_to_read, prepare_to_write, write_formats

    together = tuple(name for name in formats if FORMATS[name].needs_layout)
    groups = [group for group in (together, *((name,) for name in formats if name not in together)) if group]
    with _processes(min(workers, len(groups))) as pool:
        with _interruptions_held():
            if together:
                pool.submit(prepare_to_write, together)

        def write(page: Page, formats: Sequence[str]) -> Mapping[str, bytes]:
            with _interruptions_held():
                futures = [pool.submit(write_formats, page, group) for group in groups]
            prepare_to_read(formats)
            files = {name: data for future in futures for name, data in future.result().items()}
            return {name: files[name] for name in formats}

        yield write


@contextmanager
def _processes(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Give worker processes; raise `BriefError` (E506) when one dies. None is left when this ends."""
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_end_with_parent)
    try:
        yield pool
    except BrokenProcessPool as error:
        hint = "the machine may be out of memory; `--jobs 1` uses no worker processes"
        raise BriefError(
            [Problem("E506/worker-died", "a worker process died while building a brief", hint=hint)]
        ) from error
    finally:
        for process in multiprocessing.active_children():
            process.terminate()
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interruptions_held() -> Iterator[None]:
    """Hold interruptions back; processes that are started meanwhile ignore them for good and leave them to the parent.

    A signal that this thread has blocked may be delivered to another one, and Python then handles it in this one all
    the same: so it is only noted meanwhile, and raised again afterwards.
    """
    came: list[int] = []
    # Windows has no signal masks: there, an interruption also reaches processes that are just starting.
    has_masks = hasattr(signal, "pthread_sigmask")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if has_masks else set()
    is_main = threading.current_thread() is threading.main_thread()  # no other may set a handler
    handlers = {number: signal.signal(number, lambda one, _: came.append(one)) for number in _INTERRUPTIONS if is_main}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        if has_masks:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for one in came:
            signal.raise_signal(one)


def _end_with_parent() -> None:
    """Let a worker process end with its parent, however that ends."""
    gc.set_threshold(100_000)  # as in the process that started this one
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
