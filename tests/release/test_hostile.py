"""A release that came from elsewhere may hold anything: the answer is one clear error, and nothing is written."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from brief.app.release_check import Given, check_release
from brief.diagnostics.problems import BriefError
from brief.release import contents


def zipped(*entries: tuple[str, bytes], mode: int = 0o100644) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in entries:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, data)
    return out.getvalue()


def tarred(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as package:
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = kind, target
        package.addfile(entry)
    return out.getvalue()


def lying_zip() -> bytes:
    """Return a zip whose entry says that it is one byte long, and unpacks to more."""
    data = zipped(("a", b"0" * 5000))
    return data.replace((5000).to_bytes(4, "little"), (1).to_bytes(4, "little"))


MANIFEST = json.dumps({"schema_version": 2, "kind": "release"}).encode()
HOSTILE: dict[str, tuple[bytes, str]] = {
    "a name that climbs out": (zipped(("../../etc/passwd", b"x")), "E804/name-refused"),
    "a name from the root": (zipped(("/etc/passwd", b"x")), "E804/name-refused"),
    "a name of Windows": (zipped(("a\\..\\b", b"x")), "E804/name-refused"),
    "a drive": (zipped(("c:x", b"x")), "E804/name-refused"),
    "a name in a tar that climbs out": (tarred("../x"), "E804/name-refused"),
    "a link in a zip": (zipped(("a", b"/etc/passwd"), mode=0o120777), "E804/link-or-device"),
    "a link in a tar": (tarred("a", tarfile.SYMTYPE, "/etc/passwd"), "E804/link-or-device"),
    "a hard link in a tar": (tarred("a", tarfile.LNKTYPE, "b"), "E804/link-or-device"),
    "a device": (tarred("a", tarfile.CHRTYPE), "E804/link-or-device"),
    "an archive with half a table": (zipped(("a", b"x" * 999))[:-30], "E804/not-a-release"),
    "half a tar": (tarred("a")[:-20], "E804/not-a-release"),
    "an entry that is longer than it says": (lying_zip(), "E804/not-a-release"),
    "something else": (b"%PDF-1.7", "E804/not-a-release"),
    "nothing": (b"", "E804/not-a-release"),
    "no manifest": (zipped(("a/b", b"x")), "E804/no-manifest"),
    "a newer schema": (zipped(("manifest.json", MANIFEST)), "E804/newer-schema"),
    "a manifest cut short": (zipped(("manifest.json", MANIFEST[:20])), "E804/manifest-malformed"),
    "a manifest of lists": (zipped(("manifest.json", b"[" * 100_000)), "E804/manifest-malformed"),
    "a manifest of another kind": (zipped(("manifest.json", b'{"kind": "x"}')), "E804/manifest-malformed"),
    "a manifest without files": (
        zipped(("manifest.json", b'{"schema_version": 1, "kind": "release"}')),
        "E804/manifest-malformed",
    ),
    "a number as schema that is none": (
        zipped(("manifest.json", b'{"schema_version": 1e999, "kind": "release"}')),
        "E804/manifest-malformed",
    ),
}


def refused(path: Path) -> str:
    with pytest.raises(BriefError) as caught:
        check_release(path, Given())
    (problem,) = caught.value.problems
    assert problem.hint
    return problem.rule


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_one_error_and_nothing_is_written(name, tmp_path) -> None:
    data, rule = HOSTILE[name]
    path = tmp_path / "release.bin"
    path.write_bytes(data)
    assert refused(path) == rule
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("pack", [lambda data: zipped(("a", data)), gzip.compress], ids=["zip", "gzip"])
def test_an_archive_that_unpacks_to_more_than_the_limit_is_not_unpacked(
    pack: Callable[[bytes], bytes], tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(contents, "LARGEST", 2**20)
    path = tmp_path / "release.bin"
    path.write_bytes(pack(bytes(3 * 2**20)))
    assert refused(path) == "E804/too-large"


def test_too_many_files_are_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(contents, "MOST", 10)
    path = tmp_path / "release.zip"
    path.write_bytes(zipped(*((f"{number}", b"") for number in range(11))))
    assert refused(path) == "E804/too-large"


def test_links_in_a_folder_are_not_followed(tmp_path) -> None:
    (tmp_path / "manifest.json").write_bytes(MANIFEST)
    (tmp_path / "a").symlink_to("/etc/passwd")
    assert refused(tmp_path) == "E804/link-or-device"


def test_what_is_not_there_is_said(tmp_path) -> None:
    assert refused(tmp_path / "none.zip") == "E503/file-not-readable"
    assert refused(tmp_path) == "E804/no-manifest"
