"""A build never replaces what somebody edited: the new file is put beside it."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from brief.app import built_files, output
from brief.app.built_files import RECORD, BuiltFiles, write_build
from brief.diagnostics.problems import BriefError

A, B = Path("d/a.docx"), Path("d/b.pdf")
NEW_A = Path("d/a.new.docx")


def build(root: Path, a: bytes, b: bytes = b"b", *, replace_edited: bool = False) -> BuiltFiles:
    return write_build(root, {A: a, B: b}, replace_edited=replace_edited)


def files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and path.name != RECORD)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_what_a_build_wrote_is_replaced(tmp_path) -> None:
    for text in (b"1", b"2", b"2", b"3"):
        built = build(tmp_path, text)
        assert built == BuiltFiles({A: tmp_path / A, B: tmp_path / B}, ())
    assert files(tmp_path) == {"d/a.docx": b"3", "d/b.pdf": b"b"}


def test_an_edited_file_is_kept_and_the_new_one_put_beside_it(tmp_path) -> None:
    build(tmp_path, b"1")
    (tmp_path / A).write_bytes(b"edited")
    built = build(tmp_path, b"2", b"b2")
    assert files(tmp_path) == {"d/a.docx": b"edited", "d/a.new.docx": b"2", "d/b.pdf": b"b2"}
    assert built.paths == {A: tmp_path / NEW_A, B: tmp_path / B}
    (problem,) = built.problems
    assert problem.rule == "E507/edited-file"
    assert str(tmp_path / NEW_A) in problem.hint


def test_the_next_build_replaces_the_one_beside_it_until_that_is_edited_too(tmp_path) -> None:
    build(tmp_path, b"1")
    (tmp_path / A).write_bytes(b"edited")
    build(tmp_path, b"2")
    build(tmp_path, b"3")
    assert files(tmp_path)["d/a.new.docx"] == b"3"
    (tmp_path / NEW_A).write_bytes(b"edited again")
    built = build(tmp_path, b"4")
    assert built.paths[A] == tmp_path / "d/a.new-2.docx"
    assert files(tmp_path) == {
        "d/a.docx": b"edited",
        "d/a.new.docx": b"edited again",
        "d/a.new-2.docx": b"4",
        "d/b.pdf": b"b",
    }


@pytest.mark.parametrize("settle", [lambda path: path.unlink(), lambda path: path.write_bytes(b"2")])
def test_once_nothing_is_edited_the_one_beside_it_goes(tmp_path, settle: Callable[[Path], object]) -> None:
    build(tmp_path, b"1")
    (tmp_path / A).write_bytes(b"edited")
    build(tmp_path, b"2")
    settle(tmp_path / A)
    assert build(tmp_path, b"2").problems == ()
    assert files(tmp_path) == {"d/a.docx": b"2", "d/b.pdf": b"b"}


def test_force_replaces_edited_files_and_removes_what_is_beside_them(tmp_path) -> None:
    build(tmp_path, b"1")
    (tmp_path / A).write_bytes(b"edited")
    build(tmp_path, b"2")
    (tmp_path / NEW_A).write_bytes(b"edited again")
    build(tmp_path, b"2")
    (tmp_path / NEW_A).write_bytes(b"2")
    assert build(tmp_path, b"3", replace_edited=True).problems == ()
    assert files(tmp_path) == {"d/a.docx": b"3", "d/b.pdf": b"b"}


def test_a_file_of_unknown_origin_is_kept(tmp_path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / A).write_bytes(b"mine")
    (problem,) = build(tmp_path, b"1").problems
    assert problem.rule == "E507/unknown-file"
    assert files(tmp_path)["d/a.docx"] == b"mine"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "[" * 100_000, "\0", '{"version": 2, "files": {}}', '{"version": 1, "files": []}',
     '{"version": 1, "files": {"d/a.docx": 7}}', '{"version": 1, "files": {"d/a.docx": [7, null]}}'],
)  # fmt: skip
def test_a_damaged_record_keeps_every_file_that_differs(tmp_path, text) -> None:
    build(tmp_path, b"1")
    (tmp_path / RECORD).write_text(text, encoding="utf-8")
    assert len(build(tmp_path, b"2").problems) == 1
    assert files(tmp_path) == {"d/a.docx": b"1", "d/a.new.docx": b"2", "d/b.pdf": b"b"}


def test_files_of_other_builds_stay_on_record_while_they_are_there(tmp_path) -> None:
    build(tmp_path, b"1")
    other = Path("e/c.html")
    write_build(tmp_path, {other: b"c"})
    assert set(json.loads((tmp_path / RECORD).read_text())["files"]) == {"d/a.docx", "d/b.pdf", "e/c.html"}
    (tmp_path / A).unlink()
    write_build(tmp_path, {other: b"c2"})
    assert set(json.loads((tmp_path / RECORD).read_text())["files"]) == {"d/b.pdf", "e/c.html"}


def test_a_build_killed_at_any_call_edits_nothing_in_the_eyes_of_the_next(tmp_path, monkeypatch) -> None:
    """A kill runs no clean-up: what it leaves is the record and the files as they are between two renames."""
    real = os.replace
    for renames in range(4):
        root = tmp_path / str(renames)
        build(root, b"1", b"1")
        calls = iter(range(100))

        def rename(source: object, target: object, calls=calls, last: int = renames) -> None:
            if next(calls) >= last:
                raise SystemExit
            real(source, target)  # type: ignore[arg-type]

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", rename)
            patch.setattr(output, "_put_back", lambda *_, **__: None)
            if renames < 3:
                with pytest.raises(SystemExit):
                    build(root, b"2", b"2")
        assert build(root, b"3", b"3").problems == ()
        assert files(root) == {"d/a.docx": b"3", "d/b.pdf": b"3"}


def test_an_error_leaves_files_and_record_as_they_were(tmp_path, monkeypatch) -> None:
    build(tmp_path, b"1")
    before = files(tmp_path), (tmp_path / RECORD).read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(output, "_write", full)
    with pytest.raises(BriefError, match="no space left"):
        build(tmp_path, b"2")
    assert (files(tmp_path), (tmp_path / RECORD).read_bytes()) == before
    assert built_files.RECORD not in files(tmp_path)
