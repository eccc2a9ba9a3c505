"""What is packaged is what git holds, and it works where nothing else is."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from brief import __version__

MAPPING = {
    "pipeline/brief/": "brief/",
    "templates/": "brief/_shipped/templates/",
    "content/": "brief/_shipped/content/",
}


def packed(checkout: Path, target: str, folder: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)],
        cwd=checkout,
        check=True,
        capture_output=True,
    )
    [made] = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(checkout, tmp_path_factory) -> Path:
    return packed(checkout, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(checkout, tmp_path_factory) -> Path:
    return packed(checkout, "sdist", tmp_path_factory.mktemp("sdist"))


def in_git(checkout: Path) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=checkout,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    found = [name for name in listed if name and (checkout / name).is_file()]
    assert len(found) > 50
    return found


def members(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return sorted(name for name in archive.namelist() if ".dist-info/" not in name)


def test_the_wheel_holds_the_package_the_templates_and_the_sample_as_git_has_them(checkout, wheel) -> None:
    expected = [
        there + name.removeprefix(here)
        for name in in_git(checkout)
        for here, there in MAPPING.items()
        if name.startswith(here)
    ]
    assert members(wheel) == sorted(expected)
    assert any(name.startswith("brief/_shipped/content/claude-cloning/") for name in expected)
    assert any(name.startswith("brief/_shipped/templates/base/fonts/") for name in expected)


def test_the_sdist_holds_nothing_that_git_does_not(checkout, sdist) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names - set(in_git(checkout)) == {"PKG-INFO"}
    assert {"LICENSE", "README.md", "constraints.txt", "script/bootstrap", "tests/conftest.py"} <= names


def test_the_sdist_makes_the_same_wheel(sdist, wheel, tmp_path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    [source] = (tmp_path / "source").iterdir()
    assert members(packed(source, "wheel", tmp_path / "wheel")) == members(wheel)


def test_the_wheel_has_its_metadata(checkout, wheel) -> None:
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("/METADATA")]
        metadata = archive.read(name).decode()
    assert f"\nVersion: {__version__}\n" in metadata
    assert "\nName: brief-pipeline\n" in metadata
    assert "\nLicense-File: LICENSE\n" in metadata


def test_content_and_output_of_users_are_not_in_git(checkout) -> None:
    strays = ["content/secret/dossier.yaml", "output/secret/secret-legal.pdf"]
    ignored = subprocess.run(["git", "check-ignore", *strays], cwd=checkout, capture_output=True, text=True, check=True)
    assert ignored.stdout.split() == strays


def test_every_dependency_is_imported_and_every_import_is_a_dependency(checkout) -> None:
    called = {
        "email-validator": "email_validator", "fonttools": "fontTools", "markdown-it-py": "markdown_it",
        "mdit-py-plugins": "mdit_py_plugins", "pillow": "PIL", "python-docx": "docx", "PyYAML": "yaml",
        "resvg-py": "resvg_py",
    }  # fmt: skip
    parts_of_others = {"markupsafe": "jinja2", "pydantic_core": "pydantic", "pydyf": "weasyprint"}
    parts_of_others |= {"asn1crypto": "pyhanko", "pyhanko_certvalidator": "pyhanko"}
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    declared = [*project["dependencies"], *extras["sign"], *extras["mail"]]
    wanted = {called.get(name, name) for name in (row.split(">=")[0] for row in declared)}
    assert {parts_of_others.get(name, name) for name in imported(checkout / "pipeline/brief")} == wanted


def imported(package: Path) -> set[str]:
    """Return the names of the packages that a package imports and that neither it nor Python has."""
    import ast

    modules = [ast.parse(path.read_text("utf-8")) for path in package.rglob("*.py")]
    assert len(modules) > 30
    found = set()
    for node in (node for module in modules for node in ast.walk(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"brief"}


def test_no_registry_s_address_is_in_the_list_of_versions(checkout) -> None:
    rows = (checkout / "constraints.txt").read_text("utf-8").splitlines()[1:]
    assert len(rows) > 30
    assert all(row.count("==") == 1 and "/" not in row and " " not in row for row in rows)


@pytest.mark.slow
def test_the_wheel_alone_builds_the_sample_and_makes_the_same_bytes_as_the_checkout(builds, wheel, tmp_path) -> None:
    venv.create(tmp_path / "venv")
    pip = [sys.executable, "-m", "pip", "--python", tmp_path / "venv/bin/python", "--quiet", "install", "--no-compile"]
    subprocess.run([*pip, "--no-index", "--find-links", Path(sys.prefix, "wheels"), wheel], check=True)
    away = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "BRIEF_"))}
    away |= {
        "PATH": f"{tmp_path}/venv/bin:/usr/bin:/bin",
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
        "HOME": str(tmp_path),
    }
    there = tmp_path / "a folder with a space"
    there.mkdir()
    said = subprocess.run(["brief", "build"], cwd=there, env=away, capture_output=True, text=True, check=False)
    assert said.returncode == 2
    subprocess.run(said.stderr.partition("run: ")[2].splitlines()[0], cwd=there, shell=True, check=True)
    done = subprocess.run(["brief", "build"], cwd=there, env=away, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 9

    for path in map(Path, done.stdout.splitlines()):
        audience = path.stem.removeprefix("claude-cloning-")
        assert (there / path).read_bytes() == builds.sample(audience).files[path.suffix[1:]], path


def test_scripts_can_be_run(checkout) -> None:
    scripts = [*(checkout / "script").iterdir(), checkout / ".ci/run"]
    assert len(scripts) >= 4
    assert [script.name for script in scripts if not os.access(script, os.X_OK)] == []
