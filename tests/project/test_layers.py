"""Imports point one way, and what takes time is imported late."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib

import pytest

from brief.cli import COMMANDS

HEAVY = ("click", "docx", "jinja2", "lxml", "markdown_it", "pikepdf", "pydantic", "rich", "weasyprint", "yaml")


def loaded(checkout, program: str) -> list[str]:
    """Return the modules that a program has imported when it ends."""
    code = f"import sys\ntry:\n    {program}\nexcept SystemExit:\n    pass\nprint(*sys.modules, file=sys.stderr)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(checkout / "pipeline")},
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stderr.split()


def test_the_version_is_printed_before_anything_else_is_imported(checkout) -> None:
    modules = loaded(checkout, "sys.argv = ['brief', '--version']; import brief.__main__; brief.__main__.main()")
    assert [name for name in modules if name.startswith("brief")] == ["brief", "brief.__main__"]
    assert not set(HEAVY) & set(modules)
    assert "dataclasses" not in modules


@pytest.mark.parametrize("argument", ["--help", "build --help", "check --help"])
def test_help_needs_click_alone(checkout, argument) -> None:
    modules = loaded(
        checkout, f"sys.argv = ['brief', *{argument.split()}]; import brief.__main__; brief.__main__.main()"
    )
    assert set(HEAVY) & set(modules) == {"click"}


@pytest.mark.parametrize("module", ["brief.load", "brief.select", "brief.render", "brief.writers", "brief.build"])
def test_importing_a_stage_does_not_import_the_engine(checkout, module) -> None:
    assert not {"weasyprint", "rich", "docx", "pydantic"} & set(loaded(checkout, f"import {module}"))


def test_every_module_of_the_package_has_its_place_in_the_contract(checkout) -> None:
    settings = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    contract = next(each for each in settings["contracts"] if each["id"] == "layers")
    names = {name for layer in contract["layers"] for name in layer.replace("|", ":").replace(" ", "").split(":")}
    package = checkout / "pipeline/brief"
    there = {path.stem for path in package.glob("*.py") if path.stem != "__init__"}
    there |= {path.parent.name for path in package.glob("*/__init__.py")}
    assert names == there


def test_every_command_is_in_the_contract_that_keeps_commands_apart(checkout) -> None:
    settings = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    contract = next(each for each in settings["contracts"] if each["id"] == "commands")
    assert contract["modules"] == [f"brief.cli.{name}" for name in sorted(COMMANDS)]


def test_the_docs_show_the_layers_of_the_contract_and_every_package(checkout) -> None:
    settings = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    contract = next(each for each in settings["contracts"] if each["id"] == "layers")
    text = (checkout / "docs/architecture.md").read_text(encoding="utf-8")
    assert "```text\n" + "\n".join(contract["layers"]) + "\n```" in text
    names = [name for layer in contract["layers"] for name in layer.split(" | ")]
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == names
