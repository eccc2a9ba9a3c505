"""Runs the shell steps of a workflow or a composite action as a runner does, in a folder of a test."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
COMPARISON = re.compile(r"([\w.-]+) (==|!=) '([^']*)'")


def action_steps(path: Path) -> list[dict[str, Any]]:
    return yaml.safe_load(path.read_text("utf-8"))["runs"]["steps"]


def job_steps(path: Path, job: str) -> list[dict[str, Any]]:
    return yaml.safe_load(path.read_text("utf-8"))["jobs"][job]["steps"]


@dataclass
class Runner:
    """A machine that runs steps: where they run, their variables, and the values of expressions in `${{ }}`.

    An expression that is not among the values is an error, so that a test says what each step is given.
    """

    workspace: Path
    environment: Mapping[str, str]
    values: dict[str, str]
    said: str = ""  # what the steps printed
    used: list[tuple[str, dict[str, str]]] = field(default_factory=list)  # actions that were called, with their inputs

    def run(self, steps: Sequence[Mapping[str, Any]]) -> int:
        """Run steps up to the first that fails, and return its exit status, or 0."""
        for step in steps:
            if not self._holds(step.get("if", "")):
                continue
            if "uses" in step:
                given = {name: self._filled(str(value)) for name, value in step.get("with", {}).items()}
                self.used.append((step["uses"].partition("@")[0], given))
            elif status := self._run(step):
                return status
        return 0

    def _run(self, step: Mapping[str, Any]) -> int:
        assert "${{" not in step["run"], "a script gets values as variables, so that no value is read as a command"
        outputs = self.workspace.parent / "outputs"
        outputs.write_text("")
        script = self.workspace.parent / "step.sh"
        script.write_text(step["run"])
        options = ["--noprofile", "--norc", "-eo", "pipefail"] if step.get("shell") == "bash" else ["-e"]
        given = {name: self._filled(str(value)) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", *options, script],
            cwd=self.workspace / self._filled(step.get("working-directory", ".")),
            env={**self.environment, **given, "GITHUB_OUTPUT": str(outputs)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.said += done.stdout
        for line in outputs.read_text().splitlines():
            name, _, value = line.partition("=")
            self.values[f"steps.{step['id']}.outputs.{name}"] = value
        return done.returncode

    def _filled(self, text: str) -> str:
        return EXPRESSION.sub(lambda found: self.values[found[1]], text)

    def _holds(self, condition: str) -> bool:
        for part in filter(None, condition.split(" && ")):
            found = COMPARISON.fullmatch(part)
            assert found, part
            if (self.values[found[1]] == found[3]) != (found[2] == "=="):
                return False
        return True


def programs(folder: Path, **scripts: str) -> str:
    """Return a `PATH` on which programs of a CI machine are replaced by scripts."""
    folder.mkdir(parents=True)
    for name, script in scripts.items():
        path = folder / name.replace("_", "-")
        path.write_text(f"#!/usr/bin/env bash\n{script}\n")
        path.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"
