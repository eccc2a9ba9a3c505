"""Setup is described in several files: scripts, container, hooks, CI, docs. They agree."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from brief.cli import COMMANDS

INSTALL = re.compile(r"apt-get install --no-install-recommends --yes \\\n +(.+?) \\\n")
STAGE = re.compile(r"^FROM (\S+) AS (\w+)$", re.MULTILINE)


def debian_packages(checkout: Path) -> tuple[set[str], set[str]]:
    """Return the packages that `script/bootstrap` asks for: to build, and to test as well."""
    text = (checkout / "script/bootstrap").read_text("utf-8")
    function = re.search(r"^missing_packages\(\) \{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    assert function
    build, _, test = function[1].partition("if [ -n")
    found = [set(" ".join(re.findall(r"printf '([^']+)'", part)).split()) for part in (build, test)]
    assert all(len(packages) > 3 for packages in found)
    return found[0], found[1]


def test_the_container_installs_the_packages_that_bootstrap_asks_for(checkout) -> None:
    text = (checkout / "Containerfile").read_text("utf-8")
    base, dev = (set(packages.split()) for packages in INSTALL.findall(text))
    assert (base, dev) == debian_packages(checkout)


def test_the_docs_list_the_packages_that_bootstrap_asks_for(checkout) -> None:
    rows = (checkout / "docs/ci.md").read_text("utf-8").splitlines()
    listed = [set(re.findall(r"`([^`]+)`", row.split("|")[2])) for row in rows if row.startswith("| to ")]
    assert listed == list(debian_packages(checkout))


def test_the_container_copies_files_that_exist(checkout) -> None:
    copied = re.findall(r"^COPY (.+) \S+$", (checkout / "Containerfile").read_text("utf-8"), re.MULTILINE)
    names = [name for line in copied for name in line.split()]
    assert len(names) > 3
    assert [name for name in names if not (checkout / name).exists()] == []


def test_the_dev_container_uses_a_stage_of_the_containerfile(checkout) -> None:
    folder = checkout / ".devcontainer"
    build = json.loads((folder / "devcontainer.json").read_text("utf-8"))["build"]
    stages = dict(reversed(pair) for pair in STAGE.findall((folder / build["dockerfile"]).read_text("utf-8")))
    assert build["target"] in stages
    assert (folder / build["context"]).resolve() == checkout


def test_the_commit_hooks_run_what_the_test_script_runs(checkout) -> None:
    config = yaml.safe_load((checkout / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]  # a hook from elsewhere would need the network
    tools = [
        hook["entry"].removeprefix(".venv/bin/").partition(" --")[0]
        for hook in config["repos"][0]["hooks"]
        if hook["language"] == "system"
    ]
    steps = re.findall(r"^ +step (.+?) --", (checkout / "script/test").read_text("utf-8"), re.MULTILINE)
    assert "ruff check" in tools
    assert set(tools) <= {*steps, "mypy", "lint-imports"}


def test_the_hook_for_dossiers_runs_a_command(checkout) -> None:
    [hook] = yaml.safe_load((checkout / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, command = hook["entry"].split()
    assert program == "brief"
    assert command in COMMANDS
    assert re.search(hook["files"], "content/harbour/sections/01-facts.md")
    assert re.search(hook["files"], "brief.toml")
    assert not re.search(hook["files"], "docs/content.md")


def test_the_pythons_of_ci_are_those_that_the_package_names(checkout) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    named = [
        row.rpartition(" ")[2]
        for row in project["classifiers"]
        if row.startswith("Programming Language :: Python :: 3.")
    ]
    assert len(named) > 2
    assert project["requires-python"] == f">={named[0]}"
    jobs = yaml.safe_load((checkout / ".github/workflows/ci.yml").read_text("utf-8"))["jobs"].values()
    tested = {version for job in jobs for version in job.get("strategy", {}).get("matrix", {}).get("python", [])}
    assert {named[0], named[-1]} <= tested <= set(named)


@pytest.mark.parametrize("name", ["bug", "wording", "wrong-refusal"])
def test_an_issue_form_asks_for_something_and_names_each_answer_once(checkout, name) -> None:
    form = yaml.safe_load((checkout / f".github/ISSUE_TEMPLATE/{name}.yml").read_text("utf-8"))
    assert {"name", "description", "body"} <= set(form)
    asked = [field["id"] for field in form["body"] if field["type"] != "markdown"]
    assert asked
    assert len(asked) == len(set(asked))
