"""The docstring of each package has a table of its modules; every module is in it, and nothing else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "pipeline" / "brief"
PACKAGES = sorted(path.parent for path in PACKAGE.rglob("__init__.py"))
ROW = re.compile(r"^\| (`\w+`(?:, `\w+`)*) \| (.+) \|$", re.MULTILINE)


def test_there_are_packages() -> None:
    assert len(PACKAGES) > 15


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda folder: folder.relative_to(PACKAGE.parent).as_posix())
def test_the_docstring_of_a_package_lists_its_modules_and_packages(folder: Path) -> None:
    docstring = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    listed = [name for names, _ in ROW.findall(docstring) for name in re.findall(r"`(\w+)`", names)]
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    assert sorted(listed) == sorted(modules | packages)
