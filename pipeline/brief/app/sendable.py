"""What of a release can be sent to one audience: files that were verified, and what their message says."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brief.app.release_check import Given, check_release
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.diagnostics.suggestions import did_you_mean
from brief.model import Tlp
from brief.release.contents import read_folder
from brief.release.manifest import FILE, InnerManifest, Manifest, read_manifest
from brief.release.verification import SELECTED
from brief.send.delivery import Version
from brief.send.message import Attachment

_WHICH = "give the folder of a release, such as `output/releases/claude-cloning-1.0`; `brief release` makes one"


@dataclass(frozen=True, slots=True)
class Sendable:
    """What one audience gets of a release."""

    manifest: Manifest
    manifest_sha256: str
    files: tuple[Attachment, ...]
    tlp: Tlp | None
    privileged: tuple[str, ...] | None  # whom the privilege names; `None` without a privilege
    label: str
    summary: str
    pages: Mapping[str, int]  # of each file that has any, by name

    @property
    def version(self) -> Version:
        """Return what the journal keeps of it."""
        manifest = self.manifest
        files = tuple((file.name, hashlib.sha256(file.data).hexdigest()) for file in self.files)
        return Version(manifest.dossier, manifest.audience, manifest.version, self.manifest_sha256, files)


def read_archive_manifest(path: Path) -> InnerManifest:
    """Return the inner manifest of a release folder; raise `BriefError` (E907) for anything else."""
    if not (path / FILE).is_file():
        text = f"`{path}` is not the folder of a release"
        raise BriefError([Problem("E907/not-a-release", text, Place(str(path)), hint=_WHICH)])
    manifest = read_manifest((path / FILE).read_bytes(), str(path / FILE))
    if not isinstance(manifest, InnerManifest):
        text = f"`{path}` is what one audience gets, and does not say who may get it"
        raise BriefError([Problem("E907/not-a-release", text, Place(str(path)), hint=f"give `{path.parent}`")])
    return manifest


def released(path: Path, audience: str, formats: tuple[str, ...] = ()) -> Sendable:
    """Return what an audience gets of the release in a folder, verified; raise `BriefError` (E8xx, E907) otherwise.

    `formats` are those of the files to send; all when none is named. The bytes are read once,
    compared with the digests of the manifest, and passed on.
    """
    inner = read_archive_manifest(path)
    if audience not in inner.audiences:
        text = f"`{path.name}` has nothing for the audience `{audience}`"
        hint = did_you_mean(audience, inner.audiences)
        raise BriefError([Problem("E907/not-released", text, Place(str(path)), hint=hint)])
    folder = path / audience
    check = check_release(folder, Given())
    if check.problems:
        raise BriefError(check.problems)
    [part] = check.parts
    if part.superseded_by:
        text = f"version {part.manifest.version} for {audience} is superseded"
        hint = f"send version {part.superseded_by}"
        raise BriefError([Problem("E907/superseded", text, Place(str(folder)), hint=hint)])
    found = read_folder(folder)
    content = _selected(path, audience, inner)
    rows = [row for row in part.manifest.files if not formats or row.format in formats]
    is_same = hashlib.sha256(found[FILE]).hexdigest() == inner.audiences[audience].manifest_sha256
    if not is_same or any(hashlib.sha256(found[row.path]).hexdigest() != row.sha256 for row in rows):
        raise BriefError([_changed(folder)])
    if not rows:
        text = f"the release has no file of the formats in `[mail]` for the audience `{audience}`"
        hint = f"name some of {', '.join(row.format for row in part.manifest.files)}"
        raise BriefError([Problem("E907/not-released", text, Place(str(folder)), hint=hint)])
    privilege = content["handling"]["privilege"]
    return Sendable(
        part.manifest,
        inner.audiences[audience].manifest_sha256,
        tuple(Attachment(row.path, row.media_type, found[row.path]) for row in rows),
        next((tlp for tlp in Tlp if tlp.mark == part.manifest.handling), None),
        None if privilege is None else tuple(privilege["recipients"]),
        content["label"],
        _summary(content),
        dict(_pages(part.manifest)),
    )


def _selected(path: Path, audience: str, inner: InnerManifest) -> Any:
    """Return what the audience saw, as the archive keeps it; raise `BriefError` (E907) where it is not the same."""
    kept = path / SELECTED / f"{audience}.json"
    try:
        data = kept.read_bytes()
    except OSError as error:
        raise BriefError([_changed(kept)]) from error
    if hashlib.sha256(data).hexdigest() != inner.audiences[audience].content_sha256:
        raise BriefError([_changed(kept)])
    return json.loads(data)


def _changed(path: Path) -> Problem:
    hint = "verify the release with `brief verify`, and release it again from the dossier"
    return Problem("E907/changed-since", f"`{path}` is not what was released", Place(str(path)), hint=hint)


def _summary(content: Any) -> str:
    """Return the bottom line, or the description, as words: without the identifiers of sources."""
    text = content["bottom_line"] or content["description"]
    words = text["words"] if text else ""
    sources = {source["id"] for source in content["sources"]}
    return re.sub(r"\s*\[([^\]]*)\]", lambda found: "" if _cites(found[1], sources) else found[0], words).strip()


def _cites(inside: str, sources: set[str]) -> bool:
    names = re.findall(r"[a-z][a-z0-9-]*", inside)
    return bool(names) and names[0] in sources


def _pages(manifest: Manifest) -> Iterator[tuple[str, int]]:
    for row in manifest.files:
        counts = [check.figures["pages"] for check in row.checks if "pages" in check.figures]
        if counts and isinstance(counts[0], int):
            yield row.path, counts[0]
