"""Withdrawing what was released: its files stay, and the status lists say why they must not be used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from brief.app.output import writing
from brief.app.release_folders import read_status_list
from brief.diagnostics.problems import BriefError, Problem
from brief.diagnostics.suggestions import did_you_mean
from brief.release.manifest import FILE, InnerManifest, read_manifest
from brief.release.status import status_bytes, status_name

_WHICH = "give the name of a folder in `output/releases`, such as `claude-cloning-1.0`"


def withdraw(root: Path, name: str, audiences: Sequence[str], reason: str) -> tuple[Path, ...]:
    """Mark a release as withdrawn for some audiences, or for all that it has, and return the status lists.

    `name` is that of its folder below `root`. Raise `BriefError`: E610 where there is none, or it has nothing for an
    audience; E804 where it cannot be read.
    """
    manifest = _manifest(root, Path(name).name)
    missing = [one for one in audiences if one not in manifest.audiences]
    if missing:
        hint = did_you_mean(missing[0], manifest.audiences)
        text = f"`{Path(name).name}` has nothing for {missing[0]}"
        raise BriefError([Problem("E610/unknown-release", text, hint=hint or _all(manifest.audiences))])
    with writing(root) as write:
        files = {}
        for audience in audiences or manifest.audiences:
            row = manifest.audiences[audience]
            listed = read_status_list(root, manifest.dossier, audience)
            listed = listed.with_release(row.version, row.manifest_sha256).with_withdrawal(row.version, reason)
            files[Path(status_name(manifest.dossier, audience))] = status_bytes(listed)
        return write(files)


def _manifest(root: Path, name: str) -> InnerManifest:
    path = root / name / FILE
    try:
        manifest = read_manifest(path.read_bytes(), str(path))
    except OSError as error:
        known = [one.parent.name for one in sorted(root.glob(f"*/{FILE}"))] if root.is_dir() else []
        hint = did_you_mean(name, known) or _all(known) or "release one with `brief release`"
        raise BriefError([Problem("E610/unknown-release", f"no release is called `{name}`", hint=hint)]) from error
    if not isinstance(manifest, InnerManifest):
        raise BriefError([Problem("E610/unknown-release", f"`{name}` is not the folder of a release", hint=_WHICH)])
    return manifest


def _all(names: Iterable[str]) -> str:
    listed = ", ".join(f"`{name}`" for name in names)
    return f"available: {listed}" if listed else ""
