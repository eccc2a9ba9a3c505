"""The commands around releases as a user runs them: approve, release, verify, withdraw, and what explain says."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from brief.cli import main
from brief.diagnostics.codes import Exit
from tests.release.wall import change, write_dossier

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd, monkeypatch, tmp_path, checkout) -> Run:
    """Return a function that runs the command here, on the dossier and an audience that needs counsel's approval."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0}, raising=False)
    write_dossier()
    shipped = (checkout / "templates/audiences/general/audience.yaml").read_text(encoding="utf-8")
    own = Path("templates/audiences/general/audience.yaml")
    own.parent.mkdir(parents=True)
    own.write_text(f"{shipped}approvals: [counsel]\n", encoding="utf-8")

    def ran(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        before = signal.getsignal(signal.SIGTERM)
        try:
            status = main(arguments)
        finally:
            signal.signal(signal.SIGTERM, before)
        sys.stdout.flush()
        return status, *capfd.readouterr()

    return ran


APPROVE = ("approve", "wall", "-a", "general", "--as", "Ruta Oskins, counsel", "--on", "2026-11-24")
RELEASE = ("release", "-a", "general", "-f", "html")


def test_from_an_approval_to_a_withdrawal(run: Run) -> None:
    status, out, err = run(*RELEASE)
    assert (status, out) == (Exit.CONTENT, "")
    assert "E802/not-approved" in err
    assert err.endswith("nothing was released\n")
    assert run(*APPROVE)[:2] == (Exit.FINE, "content/wall/approvals.yaml\n")
    written = Path("content/wall/approvals.yaml").read_text()
    assert run(*APPROVE)[0] == Exit.FINE
    assert Path("content/wall/approvals.yaml").read_text() == written
    assert run(*RELEASE)[:2] == (Exit.FINE, "output/releases/wall-1.0\n")
    inner = json.loads(Path("output/releases/wall-1.0/manifest.json").read_text())
    approvals = [{"name": "Ruta Oskins", "role": "counsel", "on": "2026-11-24"}]
    assert inner["audiences"]["general"]["approvals"] == approvals
    public = Path("output/releases/wall-1.0/general/manifest.json").read_text()
    assert json.loads(public)["approved_by"] == ["counsel"]
    assert "Oskins" not in public

    status, out, _ = run("verify", "output/releases/wall-1.0")
    assert status == Exit.FINE
    assert out.startswith("output/releases/wall-1.0: holds as far as checked\nwall for general, version 1.0\n")
    assert run("verify", "output/releases/wall-1.0", "--strict")[0] == Exit.CONTENT
    assert run("withdraw", "wall-1.0", "--reason", " ")[0] == Exit.USAGE
    status, out, _ = run("withdraw", "output/releases/wall-1.0", "--reason", "the diver took it back")
    assert (status, out) == (Exit.FINE, "output/releases/status/general/wall.json\n")
    status, out, err = run("verify", "output/releases/wall-1.0", "--json")
    assert (status, json.loads(out)["answer"]) == (Exit.CONTENT, "differs")
    assert "was withdrawn: the diver took it back" in err


def test_explain_says_what_has_changed_since_an_approval(run: Run) -> None:
    said = [run("explain", "-a", "general")[1].splitlines()[-1]]
    run(*APPROVE)
    said.append(run("explain", "-a", "general")[1].splitlines()[-1])
    change("3 cm", "4 cm", "claims.yaml")
    said.append(run("explain", "-a", "general")[1].splitlines()[-1])
    by = "approved by Ruta Oskins on 2026-11-24"
    assert [line.partition(": ")[2] for line in said] == [
        "wall-general is not approved by counsel: no approval is recorded",
        f"wall-general is approved by counsel: {by}",
        f"wall-general is not approved by counsel: {by}, and changed since: claims and words",
    ]
    assert "E802/changed-since-approval" in run(*RELEASE)[2]


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("dossier.yaml", '"1.0"', '"1.1"', "version"),
        ("sections/01-facts.md", "The wall leans.", "The wall leans west.", "sections"),
        (
            "../../templates/audiences/general/audience.yaml",
            "recipients: [",
            "recipients: [a@example.org, ",
            "recipients",
        ),
    ],
)
def test_an_approval_covers_version_content_and_recipients(run: Run, name, old, new, what) -> None:
    run(*APPROVE)
    change(old, new, name)
    assert what in run("explain", "-a", "general")[1].splitlines()[-1].rpartition("since: ")[2]


def test_a_change_of_what_others_get_leaves_an_approval_alone(run: Run) -> None:
    run(*APPROVE)
    change("the wrong cement", "salt water", "claims.yaml")
    change("The owner of the quay", "The harbour", "sections/01-facts.md")
    assert " is approved by counsel" in run("explain", "-a", "general")[1].splitlines()[-1]


def test_a_broken_list_of_approvals_is_an_error_at_its_place(run: Run) -> None:
    Path("content/wall/approvals.yaml").write_text(
        "- {audience: general, as: X, role: counsel, on: someday, digest: x}\n"
    )
    status, _, err = run(*RELEASE)
    assert status == Exit.CONTENT
    assert "content/wall/approvals.yaml:1:" in err
    assert run("check")[0] == Exit.FINE


def test_drafts_are_no_release(run: Run) -> None:
    status, out, _ = run(*RELEASE, "--draft")
    assert (status, out) == (Exit.FINE, "output/drafts/wall/wall-general-draft.html\n")
    assert not Path("output/releases").exists()
    assert run(*RELEASE, "--draft", "--archive", "zip")[0] == Exit.USAGE
    assert run(*RELEASE, "--timestamp", "https://example.org/")[0] == Exit.USAGE
    assert run("approve", "wall", "-a", "general", "--as", "counsel")[0] == Exit.USAGE
