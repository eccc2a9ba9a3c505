"""Problems as SARIF 2.1.0 (OASIS), for code scanning and editors."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from urllib.parse import quote

from brief import __version__
from brief.cli.problem_formats.findings import Findings, Spot, fingerprints, plain, spot_in, spot_of, words_of
from brief.diagnostics.codes import CODES
from brief.diagnostics.problems import Problem
from brief.diagnostics.rules import RULES

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0-rtm.5.json"


def write_sarif(findings: Findings) -> str:
    """Return a log with one run. Columns count characters, and paths start at the root of the repository."""
    rules = sorted({problem.rule for problem in findings.problems})
    found = zip(findings.problems, fingerprints(findings), strict=True)
    run = {
        "tool": {"driver": {"name": "brief", "version": __version__, "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(findings, problem, rules, fingerprint) for problem, fingerprint in found],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(rule: str) -> dict[str, object]:
    code = rule.partition("/")[0]
    return {
        "id": rule,
        "shortDescription": {"text": RULES[rule].summary},
        "fullDescription": {"text": f"{code}: {CODES[code].summary}"},
        "defaultConfiguration": {"level": "warning" if code.startswith("W") else "error"},
    }


def _result(findings: Findings, problem: Problem, rules: list[str], fingerprint: str) -> dict[str, object]:
    hint = f"\nhelp: {plain(problem.hint)}" if problem.hint else ""
    related = list(_related(findings, problem))
    return {
        "ruleId": problem.rule,
        "ruleIndex": rules.index(problem.rule),
        "level": "warning" if problem.is_warning else "error",
        "message": {"text": words_of(findings, problem) + hint},
        "locations": [{"physicalLocation": _location(spot_of(findings, problem))}],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"ruleFileMessage/v1": fingerprint},
    }


def _related(findings: Findings, problem: Problem) -> Iterator[dict[str, object]]:
    for place, label in problem.related:
        if spot := spot_in(findings, place):
            yield {"physicalLocation": _location(spot), **({"message": {"text": plain(label)}} if label else {})}


def _location(spot: Spot) -> dict[str, object]:
    """Return a physical location. A relative reference is resolved against the root of the repository (3.4.4)."""
    region = {"startLine": spot.line or 1, "startColumn": spot.column, "endColumn": spot.end_column}
    known = {name: number for name, number in region.items() if number}
    return {"artifactLocation": {"uri": quote(os.fsencode(spot.path)), "uriBaseId": "%SRCROOT%"}, "region": known}
