"""The steps of the action and of the workflows do what they say: each is run in a temporary repository."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from brief import __version__
from tests.project.workflow_steps import Runner, action_steps, job_steps, programs

PROJECT = "dossiers"  # a folder of the repository

# Keeps what it was asked to do, and refuses to attach files that are not there.
GH = """\
printf '%s\\n' "gh $*" >>"$HOME/gh"
case "$1 $2" in
  "release view") cat "$HOME/is-draft" ;;
  "release create") while [ "$1" != -- ]; do shift; done; for file in "${@:2}"; do test -s "$file" || exit 1; done ;;
esac"""


@pytest.fixture
def repository(checkout, tmp_path) -> Path:
    """Return a repository with a project in a folder of it."""
    folder = tmp_path / "repository"
    shutil.copytree(checkout / "tests/cli/project", folder / PROJECT)
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    return folder


@pytest.fixture
def action(checkout, repository, tmp_path) -> Runner:
    """Return a machine for the action, on which `brief` is installed already."""
    (tmp_path / "temporary").mkdir()
    environment = {
        "PATH": programs(tmp_path / "programs", sudo='exec "$@"', apt_get=f'echo "$@" >>"{tmp_path}/apt-get"', gh=GH),
        "HOME": str(tmp_path),
        "BRIEF_FORMATS": "html",
        "GITHUB_ACTION_PATH": str(checkout),
        "GITHUB_WORKSPACE": str(repository),
        "GITHUB_REF_TYPE": "tag",
        "GITHUB_REF_NAME": "harbour-1.0",
        "RUNNER_TEMP": str(tmp_path / "temporary"),
        "RUNNER_OS": "Linux",
        "RUNNER_ARCH": "X64",
    }
    declared = yaml.safe_load((checkout / "action.yml").read_text("utf-8"))["inputs"]
    values = {f"inputs.{name}": row["default"] for name, row in declared.items()}
    values |= {
        "inputs.project": PROJECT,
        "steps.python.outputs.python-path": sys.executable,
        "steps.install.outputs.brief": str(Path(sys.prefix, "bin/brief")),
        "github.token": "secret",
        "github.repository": "owner/name",
    }
    return Runner(repository, environment, values)


def but_install(checkout: Path) -> list[dict[str, Any]]:
    return [step for step in action_steps(checkout / "action.yml") if step.get("id") != "install"]


def test_a_mistake_in_a_pull_request_is_annotated_at_its_line(checkout, repository, action) -> None:
    claims = repository / PROJECT / "content/harbour/claims.yaml"
    at = len(claims.read_text().splitlines()) + 1
    claims.write_text(claims.read_text() + "- id: c-new\n  audiense: ['##[add-mask]legal']\n")
    assert action.run(but_install(checkout)) == 1
    stop, *stopped, go_on = action.said.partition("::error")[0].splitlines()
    assert (stop, len(go_on)) == (f"::stop-commands::{go_on.strip(':')}", 36)
    assert any("##[add-mask]" in line for line in stopped)  # a line of the dossier is no command
    where = f"file={PROJECT}/content/harbour/claims.yaml,line={at + 1},col=3,endColumn=11"
    command = f"::error {where},title=E104/unknown-key::unknown key `audiense`%0Ahelp: did you mean `audience`?"
    assert command in action.said.splitlines()
    assert "add-mask" not in action.said.partition(go_on)[2]


def test_without_an_audience_content_is_checked_and_nothing_is_built(checkout, repository, action) -> None:
    action.environment = {**action.environment, "BRIEF_AUDIENCES": "general"}
    assert action.run(but_install(checkout)) == 0
    assert "harbour: no problems (general)" in action.said
    assert [name for name, _ in action.used] == ["actions/setup-python", "actions/cache"]
    assert not list(Path(action.environment["RUNNER_TEMP"]).iterdir())


def test_the_files_of_one_audience_are_one_artifact_and_the_log_names_no_other(checkout, action) -> None:
    action.values |= {"inputs.audience": "general", "inputs.dossiers": "harbour\n", "inputs.strict": "true"}
    assert action.run(but_install(checkout)) == 0
    name, given = action.used[-1]
    assert (name, given["name"]) == ("actions/upload-artifact", "briefs-general")
    shown = [path.name for path in Path(given["path"]).rglob("[!.]*") if path.is_file()]
    assert shown == ["harbour-general.html"]
    assert not {"legal", "executive"} & set(action.said.replace("(", " ").replace(")", " ").split())


def test_several_audiences_in_one_artifact_are_refused(checkout, action) -> None:
    action.values["inputs.audience"] = "general, legal"
    assert action.run(but_install(checkout)) == 2
    assert "name one audience in each job" in action.said
    assert action.used == []


@pytest.mark.slow
def test_a_release_has_an_archive_for_each_audience_and_is_published_last(checkout, action, tmp_path) -> None:
    action.values |= {"inputs.audience": "general, legal", "inputs.release": "true"}
    (tmp_path / "is-draft").write_text("true\n")
    steps = [step for step in but_install(checkout) if step.get("name") != "Check the content"]  # as in tests above
    assert action.run(steps) == 0, action.said
    assert [name for name, _ in action.used] == ["actions/setup-python"]  # no cache, and no artifact
    folder = Path(action.values["steps.release.outputs.files"])
    names = ["SHA256SUMS", "harbour-general-1.zip", "harbour-legal-1.zip"]
    assert sorted(file.name for file in folder.iterdir()) == names
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, check=True)
    assert action.said.count("holds") == 2
    view, delete, create, publish = (tmp_path / "gh").read_text().splitlines()
    assert (view.split()[2], delete.split()[2]) == ("view", "delete")
    assert create.startswith("gh release create harbour-1.0 --draft --verify-tag ")
    assert create.endswith(f" -- {' '.join(names)}")
    assert publish == "gh release edit harbour-1.0 --draft=false"


def test_a_release_needs_a_tag_and_audiences(checkout, action) -> None:
    action.values["inputs.release"] = "true"
    assert action.run(but_install(checkout)) == 2
    assert "name the audiences" in action.said
    action.values["inputs.audience"] = "general"
    action.environment = {**action.environment, "GITHUB_REF_TYPE": "branch"}
    assert action.run(but_install(checkout)) == 2
    assert "runs on tags" in action.said


def test_packages_that_are_missing_are_installed(checkout, action, tmp_path) -> None:
    (step,) = (step for step in action_steps(checkout / "action.yml") if step.get("name") == "Install Pango")
    folder = tmp_path / "programs"
    (folder / "ldconfig").write_text("#!/bin/sh\n")
    (folder / "ldconfig").chmod(0o755)
    action.values["inputs.audience"] = "general"
    assert action.run([step]) == 0
    wanted = "-qq install --no-install-recommends -y libpangoft2-1.0-0 libharfbuzz-subset0"
    assert (tmp_path / "apt-get").read_text().splitlines() == ["-qq update", wanted]
    action.environment = {**action.environment, "RUNNER_OS": "macOS"}
    (folder / "brew").write_text(f'#!/bin/sh\necho "$@" >"{tmp_path}/brew"\n')
    (folder / "brew").chmod(0o755)
    assert action.run([step]) == 0
    assert (tmp_path / "brew").read_text() == "install --quiet pango\n"


@pytest.mark.slow
def test_the_action_installs_itself(checkout, action) -> None:
    """Install it beside the libraries that the tests have: the wheel alone is installed by another test."""
    action.environment = {
        **action.environment,
        "PYTHONPATH": os.pathsep.join(site.getsitepackages()),
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_NO_INDEX": "1",
        "PIP_NO_COMPILE": "1",
    }
    action.values.pop("steps.install.outputs.brief")
    steps = action_steps(checkout / "action.yml")
    until = [step.get("id") for step in steps].index("install") + 1
    assert action.run(steps[:until]) == 0, action.said
    brief = action.values["steps.install.outputs.brief"]
    assert brief.startswith(action.environment["RUNNER_TEMP"])
    assert subprocess.run([brief, "--version"], capture_output=True, text=True, check=True).stdout == (
        f"brief {__version__}\n"
    )
    key = dict(action.used)["actions/cache"]["key"]
    assert key.startswith(f"brief-Linux-X64-{sys.version_info[1]}-")


@pytest.fixture
def clone(checkout, tmp_path) -> Runner:
    """Return a machine with a clone of the project, on which `script/bootstrap` has nothing to do."""
    folder = tmp_path / "clone"
    files = subprocess.run(["git", "ls-files", "-z"], cwd=checkout, capture_output=True, text=True, check=True).stdout
    for name in filter(None, files.split("\0")):
        if not name.startswith("tests/") or name == "tests/verifiers/package.json":
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(checkout / name, folder / name)
    programs(folder / ".venv/bin", python=f'exec {sys.executable} "$@"', brief=f'exec {sys.executable} -m brief "$@"')
    definitions = "cat pyproject.toml constraints.txt tests/verifiers/package.json | cksum"
    cksum = subprocess.run(definitions, shell=True, cwd=folder, capture_output=True, text=True, check=True).stdout
    (folder / ".venv/installed").write_text(f"{cksum}{folder.resolve()}\ntest\n")
    for command in ("init --quiet", "add README.md", "-c user.name=x -c user.email=x@example.org commit --quiet -m x"):
        subprocess.run(["git", *command.split()], cwd=folder, check=True)
    environment = {
        "PATH": programs(tmp_path / "programs", sudo='exec "$@"', apt_get="true", gh=GH),
        "HOME": str(tmp_path),
        "PYTHONPATH": str(folder / "pipeline"),
        "PIP_NO_INDEX": "1",
        "BRIEF_FORMATS": "html",
        "GITHUB_REF_NAME": f"v{__version__}",
        "TESTS": "not slow",
    }
    return Runner(folder, environment, {"vars.RELEASED || 'general'": "general"})


# Scripts that no test here runs, and why.
RUN_ELSEWHERE = {
    "script/test": "it is the run that this test is part of",
    "script/test --lint": "the same",
    'script/test -m "$TESTS"': "the same",
    "brew install pango": "it needs macOS",
    "script/brief build": "tests build the sample in many ways",
    "The sample builds": "a test of the wheel does the same, and compares the bytes",
}


def run_here(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [step for step in steps if not {step.get("name"), step.get("run")} & set(RUN_ELSEWHERE)]


@pytest.mark.slow
def test_a_tag_drafts_a_release_with_all_its_files_and_publishes_it_last(checkout, clone) -> None:
    path = checkout / ".github/workflows/release.yml"
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    assert [(name, job.get("needs")) for name, job in jobs.items()] == [
        ("make", None), ("attest", "make"), ("publish", "attest")
    ]  # fmt: skip
    assert clone.run(run_here(job_steps(path, "make"))) == 0, clone.said
    made = clone.workspace / "release"
    names = [f"brief_pipeline-{__version__}-py3-none-any.whl", f"brief_pipeline-{__version__}.tar.gz"]
    assert sorted(file.name for file in made.iterdir()) == ["SHA256SUMS", *names, "claude-cloning-general-1.0.zip"]
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=made, check=True)
    assert clone.used[-1] == (
        "actions/upload-artifact",
        {"name": "release", "path": "release", "if-no-files-found": "error"},
    )
    home = Path(clone.environment["HOME"])
    (home / "is-draft").write_text("true\n")
    assert clone.run(job_steps(path, "publish")) == 0, clone.said
    files = " ".join(f"release/{name}" for name in sorted(file.name for file in made.iterdir()))
    assert (home / "gh").read_text().splitlines() == [
        f"gh release view v{__version__} --json isDraft --jq .isDraft",
        f"gh release delete v{__version__} --yes",
        f"gh release create v{__version__} --draft --verify-tag --generate-notes -- {files}",
        f"gh release edit v{__version__} --draft=false",
    ]
    (home / "is-draft").write_text("false\n")
    (home / "gh").unlink()
    assert clone.run(job_steps(path, "publish")[:2]) == 0
    assert (home / "gh").read_text().count("delete") == 0


def test_a_tag_that_is_not_the_version_makes_no_release(checkout, clone) -> None:
    clone.environment = {**clone.environment, "GITHUB_REF_NAME": "v0.0.9"}
    steps = run_here(job_steps(checkout / ".github/workflows/release.yml", "make"))
    assert clone.run(steps) == 1
    assert not (clone.workspace / "release").exists()


@pytest.mark.slow
def test_ci_builds_a_wheel_and_installs_it_elsewhere(checkout, clone, tmp_path) -> None:
    ci = checkout / ".github/workflows/ci.yml"
    assert clone.run(run_here(job_steps(ci, "wheel"))) == 0, clone.said
    assert clone.used[-1][1]["path"] == "dist/*.whl"
    (wheel,) = (clone.workspace / "dist").iterdir()
    machine = tmp_path / "machine"
    machine.mkdir()
    shutil.copy(wheel, machine)
    there = {"PIP_TARGET": str(machine / "site"), "PIP_NO_DEPS": "1"}
    steps = run_here(job_steps(ci, "installed"))
    assert Runner(machine, {**clone.environment, **there}, {"matrix.python": "3.13"}).run(steps) == 0
    assert (machine / "site/brief/__main__.py").is_file()


def test_every_other_script_of_ci_runs_as_well(checkout, clone) -> None:
    """Run the scripts of those jobs that no test above runs."""
    ci = checkout / ".github/workflows/ci.yml"
    clone.values["matrix.tests"] = "not slow"
    for job in ("lint", "test", "macos", "action"):
        steps = [step for step in run_here(job_steps(ci, job)) if "uses" not in step]
        assert clone.run(steps) == 0, clone.said


def test_no_job_is_left_out_here(checkout) -> None:
    ci, release = (checkout / f".github/workflows/{name}.yml" for name in ("ci", "release"))
    jobs = yaml.safe_load(ci.read_text("utf-8"))["jobs"]
    assert set(jobs) == {"lint", "test", "wheel", "installed", "macos", "action"}
    steps = [*(step for job in jobs for step in job_steps(ci, job)), *job_steps(release, "make")]
    found = {step.get(key) for step in steps for key in ("name", "run")}
    assert found >= set(RUN_ELSEWHERE)  # which has none that is gone


def steps_with_scripts(checkout: Path) -> Iterator[tuple[str, str]]:
    """Give a name and the script of every step that has one."""
    for path in (checkout / "action.yml", *sorted((checkout / ".github/workflows").glob("*.yml"))):
        data = yaml.safe_load(path.read_text("utf-8"))
        lists = [data["runs"]["steps"]] if "runs" in data else [job["steps"] for job in data["jobs"].values()]
        for number, step in enumerate(step for steps in lists for step in steps if "run" in step):
            yield f"{path.stem}-{number}.sh", step["run"]


def test_no_script_of_a_step_has_a_mistake_that_shellcheck_knows(checkout, tmp_path) -> None:
    found = dict(steps_with_scripts(checkout))
    assert len(found) > 15
    for name, script in found.items():
        (tmp_path / name).write_text(f"#!/usr/bin/env bash\nset -eo pipefail\n{script}\n")
    command = ["shellcheck", "--exclude", "SC2153", *found]  # that rule guesses that variables of a step are misspelt
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == ""
