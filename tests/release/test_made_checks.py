"""The manifest knows every check of a build, and says of each whether it ran."""

from __future__ import annotations

from brief.checks import CHECKS
from brief.release.made_checks import KNOWN
from tests.release.releases import AUDIENCES, sample_release


def test_every_check_of_a_build_is_known() -> None:
    assert set(KNOWN) == set(CHECKS)


def test_what_did_not_run_has_a_reason_and_what_ran_its_figures(builds) -> None:
    for audience in AUDIENCES:
        evidence = sample_release(builds, audience).evidence
        assert set(evidence.checks) == {"pdf", "docx", "html"}
        for name, rows in evidence.checks.items():
            assert len(rows) >= len(CHECKS)
            assert all(row.reason for row in rows if row.result != "passed")
            (content,) = (row for row in rows if row.code == "E406")
            assert content.figures["blocks"] > 20
            (notes,) = (row for row in rows if row.code == "E404")
            assert (notes.result == "not run") is (name != "pdf")


def test_the_sample_passes_every_rule_of_accessibility_that_can_be_decided_here(builds) -> None:
    for audience in AUDIENCES:
        for name, found in sample_release(builds, audience).evidence.accessibility.items():
            assert {one.result for one in found} == {"passed", "not run"}, (audience, name, found)
            assert all(one.reason for one in found if one.result == "not run")
            assert all(one.by == "brief" for one in found if one.result == "passed")
