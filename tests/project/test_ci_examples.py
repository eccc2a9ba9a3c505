"""What docs/ci.md shows of CI for dossiers is well formed, and its commands do what it says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def examples(checkout) -> dict[str, str]:
    """Return the examples by what they are for."""
    names = ("check", "build", "release", "gitlab", "hook", "folder")
    found = BLOCK.findall((checkout / "docs/ci.md").read_text("utf-8"))
    return dict(zip(names, found, strict=True))


@pytest.fixture
def repository(checkout, tmp_path) -> Path:
    folder = tmp_path / "repository"
    shutil.copytree(checkout / "tests/cli/project", folder / "dossiers")
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    return folder


def valid(schema: str, text: str, folder: Path) -> Any:
    """Return YAML that a schema allows."""
    path = folder / "example.yml"
    path.write_text(text)
    subprocess.run(["check-jsonschema", "--quiet", "--builtin-schema", f"vendor.{schema}", path], check=True)
    return yaml.safe_load(text)


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False)


def spoil(repository: Path) -> None:
    with (repository / "dossiers/content/harbour/claims.yaml").open("a") as file:
        file.write("- id: c-new\n  audiense: [legal]\n")


def test_the_workflow_gives_the_action_inputs_that_it_has(checkout, examples, tmp_path) -> None:
    assert len(examples["check"].splitlines()) == 10
    workflow = valid("github-workflows", examples["check"] + examples["build"], tmp_path)
    action = yaml.safe_load((checkout / "action.yml").read_text("utf-8"))
    release = valid("github-workflows", examples["release"], tmp_path)
    steps = [step for job in (workflow["jobs"] | release["jobs"]).values() for step in job["steps"]]
    pinned = {step["uses"] for step in steps if "OWNER" not in step["uses"]}
    ci = (checkout / ".github/workflows/ci.yml").read_text("utf-8")
    assert pinned
    assert all(f"uses: {name} # v" in ci for name in pinned)
    assert [step["with"].keys() - action["inputs"] for step in steps if "with" in step] == [set()] * 2


def test_the_docs_list_every_input_of_the_action(checkout) -> None:
    inputs = yaml.safe_load((checkout / "action.yml").read_text("utf-8"))["inputs"]
    text = (checkout / "docs/ci.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| (.*?) ?\| ", text.split("| input |")[1].split("\n\n")[0], re.MULTILINE)
    assert [name for name, _ in rows] == list(inputs)
    assert {name: default.strip("`") for name, default in rows if default.startswith("`")} == {
        name: row["default"] for name, row in inputs.items() if row["default"]
    }


def test_the_gitlab_job_reports_a_mistake_at_its_line(examples, repository, tmp_path) -> None:
    jobs = valid("gitlab-ci", examples["gitlab"], tmp_path)
    assert jobs["build"]["script"][-1] == 'brief build --audience "$AUDIENCE"'
    spoil(repository)
    (check,) = jobs["check"]["script"]
    assert shell(check, repository / "dossiers").returncode == 1
    report = json.loads((repository / "dossiers" / jobs["check"]["artifacts"]["reports"]["codequality"]).read_text())
    found = {(row["check_name"], row["location"]["path"], row["location"]["lines"]["begin"]) for row in report}
    assert ("E104/unknown-key", "dossiers/content/harbour/claims.yaml", 8) in found


def test_the_hook_checks_a_project_in_a_folder(checkout, examples, repository) -> None:
    config = yaml.safe_load(examples["hook"] + examples["folder"])
    (hook,) = config["repos"][0]["hooks"]
    (defined,) = yaml.safe_load((checkout / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["id"] == defined["id"]
    assert re.search(hook["files"], "dossiers/content/harbour/claims.yaml")
    spoil(repository)
    done = shell(hook["entry"], repository)
    assert (done.returncode, done.stderr.count("E104/unknown-key")) == (1, 1)
