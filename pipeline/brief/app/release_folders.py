"""The folders of releases that are there, and putting another one in its place: whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brief.app.output import sync_folder
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.release.contents import read_folder
from brief.release.manifest import FILE, InnerManifest, read_manifest
from brief.release.status import StatusList, read_status, status_name
from brief.release.verification import SELECTED
from brief.release.versions import read_version

FOLDER = "releases"  # in the folder for output


@dataclass(frozen=True, slots=True)
class ReleaseFolder:
    """One release as it is on the disk: the folder, and its inner manifest."""

    path: Path
    manifest: InnerManifest

    def files(self, audience: str) -> dict[str, bytes]:
        """Return the files for one audience, by name; raise `BriefError` (E503, E804)."""
        return read_folder(self.path / audience)

    def selected(self, audience: str) -> Any:
        """Return what one audience saw; raise `BriefError` (E804) where it cannot be read."""
        import json

        path = self.path / SELECTED / f"{audience}.json"
        try:
            return json.loads(path.read_bytes())
        except (OSError, ValueError) as error:
            hint = "verify the release it is in, and restore it or move it away"
            text = "what was released before cannot be read"
            raise BriefError([Problem("E804/manifest-malformed", text, Place(str(path)), hint=hint)]) from error


def folder_name(dossier: str, version: str) -> str:
    """Return the name of the folder of one release."""
    return f"{dossier}-{version}"


def release_folders(root: Path, dossier: str) -> tuple[ReleaseFolder, ...]:
    """Return the releases of a dossier that are in a folder, the lowest version first; raise `BriefError` (E804)."""
    found = []
    for path in sorted(root.glob(f"{dossier}-*/{FILE}")) if root.is_dir() else ():
        manifest = read_manifest(path.read_bytes(), str(path))
        if isinstance(manifest, InnerManifest) and manifest.dossier == dossier:
            found.append(ReleaseFolder(path.parent, manifest))
    return tuple(sorted(found, key=lambda one: read_version(one.manifest.version) or ()))


def read_status_list(root: Path, dossier: str, audience: str) -> StatusList:
    """Return the status list of what one audience got of a dossier; an empty one where there is none."""
    path = root / status_name(dossier, audience)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return StatusList(dossier, audience)
    return read_status(data, str(path))


def recover(root: Path) -> None:
    """Remove what a killed process left of a release that it was writing, and put back one that it was replacing.

    The caller holds the folder, so that nobody is writing.
    """
    for former in sorted(root.glob(".*.old")):
        target = root / former.name.removeprefix(".").removesuffix(".old")
        if target.exists():
            shutil.rmtree(former)
        else:
            former.rename(target)
    for unfinished in sorted(root.glob(".*.new")):
        if unfinished.is_dir():
            shutil.rmtree(unfinished)


def put_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder with these files in the place of one of that name, if any: its files are all there, or none.

    They are written to a hidden folder beside it, which is renamed once all are on the disk.
    """
    unfinished, former = (target.with_name(f".{target.name}.{kind}") for kind in ("new", "old"))
    try:
        unfinished.mkdir()
        for name, data in files.items():
            _write(unfinished / name, data)
        for folder in sorted({(unfinished / name).parent for name in files}, reverse=True):
            sync_folder(folder)
        with _moved_away(target, former):
            unfinished.rename(target)
        sync_folder(target.parent)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    shutil.rmtree(former, ignore_errors=True)


@contextlib.contextmanager
def _moved_away(target: Path, former: Path) -> Iterator[None]:
    """Give the name of a folder to another one; whatever goes wrong meanwhile, the folder gets its name back."""
    was_there = target.exists()
    if was_there:
        target.rename(former)
    try:
        yield
    except BaseException:
        if was_there and not target.exists():
            former.rename(target)
        raise


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
