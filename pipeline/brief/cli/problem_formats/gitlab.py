"""Problems as a code quality report, which GitLab shows in a merge request."""

from __future__ import annotations

import json

from brief.cli.problem_formats.findings import Findings, fingerprints, plain, spot_of, words_of
from brief.diagnostics.problems import Problem


def write_gitlab(findings: Findings) -> str:
    """Return the report: a list with an object for each problem (https://docs.gitlab.com/ci/testing/code_quality)."""
    found = zip(findings.problems, fingerprints(findings), strict=True)
    return json.dumps([_row(findings, problem, fingerprint) for problem, fingerprint in found], indent=2)


def _row(findings: Findings, problem: Problem, fingerprint: str) -> dict[str, object]:
    spot = spot_of(findings, problem)
    hint = f" (help: {plain(problem.hint)})" if problem.hint else ""
    return {
        "description": f"{problem.rule}: {words_of(findings, problem)}{hint}",
        "check_name": problem.rule,
        "fingerprint": fingerprint,
        "severity": "minor" if problem.is_warning else "major",
        "location": {"path": plain(spot.path), "lines": {"begin": spot.line or 1}},
    }
