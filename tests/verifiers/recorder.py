"""Every PDF that the writer makes while tests run, kept once with the test that made it, and veraPDF over all of them.

It changes nothing: what the writer returns is what the test gets. Files that another process writes, such as a command
that a test starts, are not kept, nor are those of two kinds of tests. `broken_on_purpose` marks those that break one,
`longer_than_others` those whose files have many sheets and nothing on them that shorter files do not have. One of these
takes as long as twenty others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest

from brief.writers import pdf
from brief.writers.pagination import LaidOutPage
from tests.verifiers import verapdf

MARKS = ("broken_on_purpose", "longer_than_others")


class Recorder:
    """Keeps the files of this process in a folder that all processes of the session share, named by their digest."""

    def __init__(self, config: pytest.Config, folder: Path) -> None:
        """Keep files in a folder that all processes of the session share; the first process has them read."""
        self.is_first = not hasattr(config, "workerinput")
        self.folder = folder
        self.folder.mkdir(exist_ok=True)
        self.item: pytest.Item | None = None
        self.summary = ""
        self.faults: list[str] = []
        self.pdf_bytes: Callable[[LaidOutPage], bytes] = pdf.pdf_bytes
        pdf.pdf_bytes = self.record
        verapdf.answers = self.folder

    def record(self, page: LaidOutPage) -> bytes:
        """Return the file as the writer does, and keep it."""
        data = self.pdf_bytes(page)
        if self.item is not None and not any(map(self.item.get_closest_marker, MARKS)):
            path = self.folder / f"{hashlib.sha256(data).hexdigest()}.pdf"
            if not path.exists():
                path.with_suffix(".test").write_text(self.item.nodeid, encoding="utf-8")
                path.write_bytes(data)
        return data

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Note which test is running."""
        self.item = item
        try:
            return (yield)
        finally:
            self.item = None

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Where the session ends, have all files read, and fail the session for each rule that one breaks."""
        if not self.is_first:
            return
        paths = sorted(self.folder.glob("*.pdf"))
        if not paths:
            self.summary = "veraPDF: no test made a PDF"
        elif not session.config.getoption("--verapdf"):
            self.summary = f"veraPDF did not run: {len(paths)} files unread (--verapdf reads them)"
        else:
            self.validate(paths)
            if self.faults:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def validate(self, paths: list[Path]) -> None:
        """Read the files; keep each fault and a summary."""
        began = monotonic()
        try:
            found = verapdf.broken(paths)
        except RuntimeError as error:
            self.faults = [str(error)]
            self.summary = f"veraPDF did not run: {len(paths)} files unread"
            return
        for path, rules in found.items():
            maker = path.with_suffix(".test").read_text(encoding="utf-8")
            self.faults += [f"{maker}\n  {rule}" for rule in rules]
        took = f"PDF/UA-1 and PDF/A-2a, {monotonic() - began:.0f} s"
        self.summary = f"veraPDF: {len(paths)} files, {len(self.faults)} failed rules ({took})"

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print each fault and how many files were read."""
        if not self.is_first:
            return
        for fault in self.faults:
            terminalreporter.write_line(fault, red=True)
        terminalreporter.write_line(self.summary, red=bool(self.faults))

    def pytest_unconfigure(self) -> None:
        """Put the writer back as it was."""
        pdf.pdf_bytes = self.pdf_bytes
        verapdf.answers = None
