"""Whatever is done to a release afterwards is found, also if all sums are written again."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from brief.app.release_check import AnswerWord, Given, check_release
from brief.app.release_manifests import FinishedFiles
from brief.app.releases import write_releases
from brief.release.contents import read_folder
from brief.release.sums import sums_of
from tests.release.releases import FOLDER, release_sample, sample_release

PDF = "general/claude-cloning-general.pdf"
DOCX = "general/claude-cloning-general.docx"
HTML = "general/claude-cloning-general.html"


@pytest.fixture(scope="module")
def released(builds, tmp_path_factory) -> Path:
    return release_sample(builds, tmp_path_factory.mktemp("output"))


def change_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def edit(folder: Path, name: str, change: Callable[[Any], None]) -> None:
    """Change the value in a JSON file."""
    held = json.loads((folder / name).read_text())
    change(held)
    (folder / name).write_text(json.dumps(held, indent=2))


def swap(folder: Path, one: str, other: str) -> None:
    first, second = (folder / one).read_bytes(), (folder / other).read_bytes()
    (folder / one).write_bytes(second)
    (folder / other).write_bytes(first)


def write_all_again(folder: Path, audience: str) -> None:
    """Write every digest in a release again, as somebody does who wants a change to pass."""
    part = folder / audience
    held = json.loads((part / "manifest.json").read_text())
    for row in held["files"]:
        data = (part / row["path"]).read_bytes()
        row |= {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    for name in held["documents"]:
        held["documents"][name] = hashlib.sha256((part / name).read_bytes()).hexdigest()
    (part / "manifest.json").write_text(json.dumps(held, indent=2))
    (part / "SHA256SUMS").write_bytes(sums_of(read_folder(part)))
    digest = hashlib.sha256((part / "manifest.json").read_bytes()).hexdigest()
    edit(folder, "manifest.json", lambda inner: inner["audiences"][audience].update(manifest_sha256=digest))
    (folder / "SHA256SUMS").write_bytes(sums_of(read_folder(folder)))


def swapped_with_new_sums(folder: Path) -> None:
    """Give the public the brief for counsel, and make every sum right."""
    for kind in ("pdf", "docx", "html"):
        swap(folder, f"general/claude-cloning-general.{kind}", f"legal/claude-cloning-legal.{kind}")
    for audience in ("general", "legal"):
        write_all_again(folder, audience)


def text_with_new_sums(folder: Path) -> None:
    page = (folder / HTML).read_text(encoding="utf-8")
    (folder / HTML).write_text(page.replace("</main>", "<script>report()</script></main>"), encoding="utf-8")
    write_all_again(folder, "general")


def other_version_with_new_sums(folder: Path) -> None:
    page = (folder / HTML).read_text(encoding="utf-8")
    old, new = ('name="brief.version" content="1.0"', 'name="brief.version" content="0.9"')
    assert old in page
    (folder / HTML).write_text(page.replace(old, new), encoding="utf-8")
    write_all_again(folder, "general")


def raise_version(folder: Path) -> None:
    edit(folder, "general/manifest.json", lambda held: held.update(version="1.1"))
    write_all_again(folder, "general")


TAMPERING: dict[str, tuple[Callable[[Path], object], str]] = {
    "one byte of a PDF": (lambda folder: change_byte(folder / PDF), "E805/file-changed"),
    "one byte of a Word file": (lambda folder: change_byte(folder / DOCX), "E805/file-changed"),
    "a line of a manifest": (
        lambda folder: edit(folder, "general/manifest.json", lambda held: held.update(handling="TLP:GREEN")),
        "E805/file-changed",
    ),
    "a check that did not run, as passed": (
        lambda folder: edit(
            folder, "general/manifest.json", lambda held: held["files"][1]["checks"][6].update(result="passed")
        ),
        "E805/file-changed",
    ),
    "a file removed": (lambda folder: (folder / PDF).unlink(), "E805/file-missing"),
    "a file added": (lambda folder: (folder / "general/notes.txt").write_text("x"), "E805/file-added"),
    "a folder added": (lambda folder: shutil.copytree(folder / "general", folder / "press"), "E805/file-added"),
    "a folder removed": (lambda folder: shutil.rmtree(folder / "legal"), "E805/file-missing"),
    "two files swapped": (
        lambda folder: swap(folder, PDF, "legal/claude-cloning-legal.pdf"),
        "E805/other-identity",
    ),
    "two audiences swapped, with new sums": (swapped_with_new_sums, "E805/other-identity"),
    "a script, with new sums": (text_with_new_sums, "E411/unknown-content"),
    "a file of an older version, with new sums": (other_version_with_new_sums, "E805/other-identity"),
    "a higher version, with new sums": (raise_version, "E805/other-identity"),
    "the changes rewritten": (lambda folder: change_byte(folder / "general/changes.json"), "E805/file-changed"),
    "what was selected rewritten": (lambda folder: change_byte(folder / "_selected/legal.json"), "E805/file-changed"),
    "a sum": (
        lambda folder: (folder / "general/SHA256SUMS").write_bytes(
            (folder / "general/SHA256SUMS").read_bytes().replace(b"a", b"b", 1)
        ),
        "E805/sums-differ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERING)
def test_a_release_that_was_tampered_with_is_found(name, released, tmp_path) -> None:
    folder = tmp_path / FOLDER
    shutil.copytree(released, folder)
    tamper, rule = TAMPERING[name]
    tamper(folder)
    check = check_release(folder, Given())
    assert check.answer is AnswerWord.DIFFERS
    assert rule in {problem.rule for problem in check.problems}


def test_what_only_another_version_of_the_program_makes_is_no_difference(released, tmp_path) -> None:
    folder = tmp_path / FOLDER
    shutil.copytree(released, folder)
    text_with_new_sums(folder)
    edit(folder, "general/manifest.json", lambda held: held["made"].update(program="brief 9.0.0"))
    write_all_again(folder, "general")
    check = check_release(folder / "general", Given())
    assert check.answer is AnswerWord.AS_FAR
    (limit,) = (limit for limit in check.parts[0].limits if limit.name == "other-program")
    assert limit.text.startswith("released with brief 9.0.0, and refused by brief ")
    assert check.parts[0].checked_again == ()


def test_the_release_itself_holds_as_far_as_it_can_be_checked(released) -> None:
    check = check_release(released, Given())
    assert (check.answer, check.problems) == (AnswerWord.AS_FAR, ())
    assert {limit.name for part in check.parts for limit in part.limits} == {"not-signed"}
    assert [part.manifest.audience for part in check.parts] == ["executive", "general", "legal"]


def test_archives_are_verified_like_folders_and_have_the_same_bytes_each_time(builds, tmp_path) -> None:
    whole = sample_release(builds, "general")
    html = FinishedFiles({"html": whole.finished.names["html"]}, {"html": whole.finished.data["html"]})
    for kind in ("zip", "tar.gz"):
        for root in (tmp_path / "one", tmp_path / "two"):
            write_releases(root, [replace(whole, finished=html)], archive=kind)
    packed = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*-1.0.*")]
    assert len(packed) == 4
    for path in packed:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()
    own = tmp_path / "one/archives/general/claude-cloning-general-1.0.tar.gz"
    assert {limit.name for limit in check_release(own, Given()).parts[0].limits} == {"not-signed"}
    alone = tmp_path / "elsewhere"
    alone.write_bytes(own.with_name("claude-cloning-general-1.0.zip").read_bytes())
    check = check_release(alone, Given())
    assert check.answer is AnswerWord.AS_FAR
    assert {limit.name for limit in check.parts[0].limits} == {"not-signed", "no-status-list"}


def test_one_file_is_verified_with_its_manifest(released, tmp_path) -> None:
    assert check_release(released / PDF, Given()).answer is AnswerWord.AS_FAR
    alone = tmp_path / "claude-cloning-general.pdf"
    shutil.copy(released / PDF, alone)
    manifest = released / "general/manifest.json"
    assert check_release(alone, Given(manifest=manifest)).answer is AnswerWord.AS_FAR
    shutil.copy(released / "legal/claude-cloning-legal.pdf", alone)
    assert check_release(alone, Given(manifest=manifest)).answer is AnswerWord.DIFFERS
