"""Problems as JUnit XML, in the form that Jenkins and GitLab read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from brief.cli.problem_formats.findings import Findings, plain, spot_of, words_of
from brief.diagnostics.problems import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = "brief"


def write_junit(findings: Findings) -> str:
    """Return a suite for each file, with a test case for each problem, or one that passed if there is no problem.

    A warning passes unless warnings count as errors; what it says is then in the output of the test case.
    """
    from lxml import etree

    by_file: dict[str, list[Problem]] = {}
    for problem in findings.problems:
        by_file.setdefault(plain(spot_of(findings, problem).path), []).append(problem)
    root = etree.Element("testsuites", name=_NAME)
    for file, problems in by_file.items():
        suite = etree.SubElement(root, "testsuite", name=file)
        seen: Counter[str] = Counter()
        for problem in problems:
            name = f"{problem.rule}: {words_of(findings, problem)}"
            seen[name] += 1
            _add_case(suite, f"{name} (no. {seen[name]})" if seen[name] > 1 else name, findings, problem)
    if not by_file:
        suite = etree.SubElement(root, "testsuite", name=_NAME)
        etree.SubElement(suite, "testcase", name="no problems", classname=_NAME, time="0")
    for element in (*root, root):
        element.set("tests", str(len(element.findall(".//testcase"))))
        element.set("failures", str(len(element.findall(".//failure"))))
        element.set("errors", "0")
    return etree.tostring(root, encoding="unicode", pretty_print=True).rstrip()


def _add_case(suite: _Element, name: str, findings: Findings, problem: Problem) -> None:
    """Add a test case. Its name tells it apart, and stays the same when lines are added above."""
    from lxml import etree

    spot = spot_of(findings, problem)
    file = plain(spot.path)
    message = words_of(findings, problem)
    where = ":".join(str(number) for number in (file, spot.line, spot.column) if number)
    case = etree.SubElement(suite, "testcase", name=name, classname=file, file=file, time="0")
    body = "\n".join(filter(None, (f"{where}: {message}", f"help: {plain(problem.hint)}" if problem.hint else "")))
    if problem.is_warning and not findings.is_strict:
        etree.SubElement(case, "system-out").text = body
    else:
        failure = etree.SubElement(case, "failure", message=message, type=problem.rule)
        failure.text = body
