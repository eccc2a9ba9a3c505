"""Every PDF that the writer makes while tests run, kept once with the test that made it, and veraPDF over all of them.

It only looks on: what the writer returns is what the test gets. Files that another process writes, such as a command
that a test starts, are not seen; tests that break a file on purpose say so with the mark `broken_on_purpose`.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from brief.writers import pdf
from brief.writers.pagination import Printed
from tests.verifiers import verapdf

MARK = "broken_on_purpose"


class Recorder:
    """Keeps the files of this process in a folder that all processes of the session share, named by their digest."""

    def __init__(self, config: pytest.Config) -> None:
        """Use the session's folder, or make it where the session begins."""
        given = getattr(config, "workerinput", {}).get("papers")
        self.made = None if given else tempfile.TemporaryDirectory(prefix="papers-")
        self.folder = Path(given or self.made.name)
        self.item: pytest.Item | None = None
        self.told = ""
        self.faults: list[str] = []
        self.proven: Callable[[Printed], bytes] = pdf.proven
        pdf.proven = self.record

    def record(self, page: Printed) -> bytes:
        """Return the file as the writer does, and keep it."""
        data = self.proven(page)
        if self.item is not None and self.item.get_closest_marker(MARK) is None:
            path = self.folder / f"{hashlib.sha256(data).hexdigest()}.pdf"
            if not path.exists():
                path.with_suffix(".test").write_text(self.item.nodeid, encoding="utf-8")
                path.write_bytes(data)
        return data

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Know which test is at work."""
        self.item = item
        try:
            return (yield)
        finally:
            self.item = None

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tell each process of the session where its files go."""
        node.workerinput["papers"] = str(self.folder)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Where the session ends, have all files read, and fail the session for each rule that one breaks."""
        if self.made is None:
            return
        paths = sorted(self.folder.glob("*.pdf"))
        if not paths:
            self.told = "veraPDF: no test made a PDF"
        elif not session.config.getoption("--verapdf"):
            self.told = f"veraPDF did not run: {len(paths)} files unread (--verapdf reads them)"
        else:
            self.validate(paths)
            if self.faults:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED
        self.made.cleanup()

    def validate(self, paths: list[Path]) -> None:
        """Read the files and keep what is to be said of them."""
        began = monotonic()
        try:
            told = verapdf.broken(paths)
        except RuntimeError as error:
            self.faults = [str(error)]
            self.told = f"veraPDF did not run: {len(paths)} files unread"
            return
        for path, rules in told.items():
            maker = path.with_suffix(".test").read_text(encoding="utf-8")
            self.faults += [f"{maker}\n  {rule}" for rule in rules]
        took = f"PDF/UA-1 and PDF/A-2a, {monotonic() - began:.0f} s"
        self.told = f"veraPDF: {len(paths)} files, {len(self.faults)} failed rules ({took})"

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say how many files were read and what is wrong with them."""
        if self.made is None:
            return
        for fault in self.faults:
            terminalreporter.write_line(fault, red=True)
        terminalreporter.write_line(self.told, red=bool(self.faults))

    def pytest_unconfigure(self) -> None:
        """Give the writer back as it was."""
        pdf.proven = self.proven
