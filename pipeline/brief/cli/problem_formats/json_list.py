"""Problems as a JSON list for scripts. Paths are those of the messages: seen from the current folder."""

from __future__ import annotations

import json

from brief.cli.problem_formats.findings import Findings, plain
from brief.diagnostics.problems import Place, Problem


def write_json(findings: Findings) -> str:
    """Return a list with an object for each problem; keys that have no value are `null`."""
    return json.dumps([_row(findings, problem) for problem in findings.problems], indent=2)


def _row(findings: Findings, problem: Problem) -> dict[str, object]:
    return {
        "rule": problem.rule,
        "severity": "warning" if problem.is_warning else "error",
        "message": plain(problem.text),
        "place": _place(problem.place),
        "label": plain(problem.label) or None,
        "hint": plain(problem.hint) or None,
        "related": [{"place": _place(place), "label": plain(label) or None} for place, label in problem.related],
        "words": plain(problem.words) or None if findings.shows_text else None,
    }


def _place(place: Place | None) -> dict[str, object] | None:
    if place is None or not place.file:
        return None
    return {
        "file": plain(place.file),
        "line": place.line or None,
        "column": place.column or None,
        "width": max(place.width, 1) if place.column else None,
    }
