"""Every message that WeasyPrint can log has a meaning here, and none reaches a user as it is."""

from __future__ import annotations

import ast
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from brief.diagnostics.problems import BriefError, Place, Problem
from brief.writers.pdf import write
from brief.writers.pdf.engine import load
from brief.writers.pdf.engine_messages import CAUSES, Cause
from brief.writers.pdf.engine_warnings import EngineLog
from tests.writers import paper

load()
LOGS = {f"LOGGER.{level}" for level in ("warning", "error", "critical", "exception")}


def logged_messages() -> Iterator[str]:
    """Give every message that the engine's source logs as a warning or an error, with its gaps."""
    import weasyprint

    for path in Path(weasyprint.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func) in LOGS:
                (first, *_) = node.args
                yield first.value if isinstance(first, ast.Constant) else ast.unparse(first)[2:-1]


def test_every_message_of_the_engine_has_a_meaning() -> None:
    found = set(logged_messages())
    assert len(found) > 60
    assert found == set(CAUSES)


def problems(css: str) -> list[Problem]:
    page = paper.page("<p>One.</p>", css)
    start = page.css.count("\n", 0, page.css.index(css)) + 1
    page = replace(page, css_files=((start, "base/css/own.css"),))
    with pytest.raises(BriefError) as caught:
        write(page)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("css", "line", "column", "words"),
    [
        ("p {\n  colour: red }", 2, 3, "`colour: red` is not supported: unknown property"),
        ("p {\n\n  width: wide }", 3, 3, "`width: wide` is not supported: invalid value"),
        ("@page :odd { margin: 0 }", 1, 1, "unsupported @page selector"),
        ("@font-face { font-family: F }", 1, 1, "missing src descriptor"),
        ("@media (width > 5cm {} p { color: red }", 1, 1, "unknown empty rule `@media`"),
        ("p { display: grid }\n@frob x { a: b }", 2, 1, "unknown rule"),
    ],
)
def test_what_the_engine_does_not_support_has_its_place_in_the_style_sheet(
    css: str, line: int, column: int, words: str
) -> None:
    (problem,) = problems(css)
    assert problem.rule == "E309/not-supported"
    assert words in problem.text
    assert problem.place == Place("base/css/own.css", line, column)


@pytest.mark.parametrize("css", ["p { width: wide }", ":root { --wide: wide }\np { width: var(--wide) }"])
def test_each_page_with_a_style_sheet_is_told_what_is_wrong_with_it(css: str) -> None:
    assert [len(problems(css)) for _ in range(2)] == [1, 1]


def test_a_message_about_nothing_in_the_file_is_no_error() -> None:
    log = EngineLog()
    for message in (each for each, cause in CAUSES.items() if cause is Cause.HARMLESS):
        log.add(logging.LogRecord("weasyprint", logging.WARNING, "", 1, message, ("Odd",) * message.count("%"), None))
    assert log.messages == []
