"""Problems as workflow commands, which GitHub Actions turns into annotations of a pull request."""

from __future__ import annotations

from brief.cli.problem_formats.findings import Findings, plain, spot_of, words_of
from brief.diagnostics.problems import Problem

# https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def write_github(findings: Findings) -> str:
    """Return a line with a workflow command for each problem."""
    return "\n".join(_command(findings, problem) for problem in findings.problems)


def _command(findings: Findings, problem: Problem) -> str:
    spot = spot_of(findings, problem)
    properties = {
        "file": plain(spot.path),
        "line": spot.line or 1,
        "col": spot.column,
        "endColumn": spot.end_column,
        "title": problem.rule,
    }
    given = ",".join(f"{name}={_escaped(value)}" for name, value in properties.items() if value)
    hint = f"\nhelp: {plain(problem.hint)}" if problem.hint else ""
    kind = "warning" if problem.is_warning else "error"
    return f"::{kind} {given}::{(words_of(findings, problem) + hint).translate(_IN_MESSAGE)}"


def _escaped(value: object) -> str:
    return str(value).translate(_IN_PROPERTY)
