"""Whether a release is what its manifest says: its files by their digests, and each file by what it says of itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from brief.diagnostics.problems import BriefError, Place, Problem
from brief.release.change_note import DATA, NOTE
from brief.release.identity import identity_of
from brief.release.manifest import FILE, SIGNATURE, InnerManifest, Manifest, read_manifest
from brief.release.status import StatusList
from brief.release.sums import FILE as SUMS
from brief.release.sums import read_sums, sums_of

SELECTED: Final = "_selected"  # the folder of an archive with what each audience saw: no audience has such a name
_HINT: Final = "do not use it; get the release again from who made it"


@dataclass(frozen=True, slots=True)
class Verified:
    """What one audience got, as its manifest says it, and the bytes of its files by name."""

    manifest: Manifest
    manifest_sha256: str
    files: Mapping[str, bytes]
    where: str
    written: bytes  # of the manifest
    signature: bytes | None  # of the manifest


@dataclass(frozen=True, slots=True)
class Verification:
    """Each audience's part of a release, and a problem for each thing that differs."""

    parts: tuple[Verified, ...]
    differences: tuple[Problem, ...]


def verify(files: Mapping[str, bytes], where: str) -> Verification:
    """Return whether files, by their names, are the release that their manifest says; `where` names it in problems.

    Raise `BriefError` (E804) where there is no manifest, or none that can be read.
    """
    if FILE not in files:
        text = f"there is no `{FILE}`"
        hint = "give the folder of a release, an archive of it, or a file that has its manifest beside it"
        raise BriefError([Problem("E804/no-manifest", text, Place(where), hint=hint)])
    manifest = read_manifest(files[FILE], _at(where, FILE))
    if isinstance(manifest, InnerManifest):
        return _verify_archive(manifest, files, where)
    problems = [*_sum_problems(files, where), *_part_problems(manifest, files, where)]
    return Verification((_verified(manifest, files, where),), tuple(problems))


def verify_file(name: str, data: bytes, manifest: Manifest, beside: Mapping[str, bytes], where: str) -> Verification:
    """Return whether one file is the one of that name in a manifest; `beside` has the bytes of the manifest."""
    row = next((row for row in manifest.files if row.path == name), None)
    if row is None:
        text = f"the manifest has no file `{name}`"
        problems = [Problem("E805/file-added", text, Place(where), hint=_HINT)]
    else:
        problems = [
            *_file_problems({name: data}, {row.path: row.sha256}, where),
            *_identities(manifest, {name: data}, where),
        ]
    return Verification((_verified(manifest, {**beside, name: data}, where),), tuple(problems))


def _verified(manifest: Manifest, files: Mapping[str, bytes], where: str) -> Verified:
    own = {row.path: files[row.path] for row in manifest.files if row.path in files}
    return Verified(manifest, _digest(files[FILE]), own, where, files[FILE], files.get(SIGNATURE))


def _verify_archive(manifest: InnerManifest, files: Mapping[str, bytes], where: str) -> Verification:
    """Return whether each audience's folder is the one of the inner manifest, and what it says of itself."""
    parts: list[Verified] = []
    problems = list(_sum_problems(files, where))
    folders: dict[str, dict[str, bytes]] = {}
    for name, data in files.items():
        folder, slash, inner = name.partition("/")
        if slash:
            folders.setdefault(folder, {})[inner] = data
    listed = set(manifest.audiences) | {SELECTED}
    problems += [
        Problem("E805/file-added", f"the inner manifest has no `{name}`", Place(where), hint=_HINT)
        for name in sorted(
            [*(set(folders) - listed), *(name for name in files if "/" not in name and name not in {FILE, SUMS})]
        )
    ]
    for audience, row in manifest.audiences.items():
        part, at = folders.get(audience, {}), _at(where, audience)
        if FILE not in part:
            problems.append(Problem("E805/file-missing", f"`{audience}/{FILE}` is missing", Place(where), hint=_HINT))
            continue
        if _digest(part[FILE]) != row.manifest_sha256:
            text = f"`{audience}/{FILE}` is not the one of the inner manifest"
            problems.append(Problem("E805/file-changed", text, Place(at), hint=_HINT))
        own = read_manifest(part[FILE], _at(at, FILE))
        if not isinstance(own, Manifest):
            text = f"`{audience}/{FILE}` is not that of one audience"
            problems.append(Problem("E805/file-changed", text, Place(at), hint=_HINT))
            continue
        if (own.dossier, own.audience, own.version) != (manifest.dossier, audience, row.version):
            text = f"`{audience}/` holds {own.dossier} for {own.audience}, version {own.version}"
            problems.append(Problem("E805/other-identity", text, Place(at), hint=_HINT))
        problems += [*_sum_problems(part, at), *_part_problems(own, part, at)]
        parts.append(_verified(own, part, at))
        kept = files.get(f"{SELECTED}/{audience}.json")
        if kept is None or _digest(kept) != row.content_sha256:
            rule, text = ("E805/file-missing", "is missing") if kept is None else ("E805/file-changed", "was changed")
            problems.append(Problem(rule, f"`{SELECTED}/{audience}.json` {text}", Place(where), hint=_HINT))
    extra = sorted(set(folders.get(SELECTED, {})) - {f"{name}.json" for name in manifest.audiences})
    problems += [
        Problem("E805/file-added", f"the inner manifest has no `{SELECTED}/{name}`", Place(where), hint=_HINT)
        for name in extra
    ]
    return Verification(tuple(parts), tuple(problems))


def _sum_problems(files: Mapping[str, bytes], where: str) -> Iterator[Problem]:
    """Give what is wrong with `SHA256SUMS`: it names every file of its folder, and no other."""
    if SUMS not in files:
        yield Problem("E805/file-missing", f"`{SUMS}` is missing", Place(where), hint=_HINT)
    elif read_sums(files[SUMS]) is None:
        yield Problem("E805/sums-differ", f"`{SUMS}` cannot be read", Place(where), hint=_HINT)
    elif read_sums(files[SUMS]) != read_sums(sums_of(files)):
        yield Problem("E805/sums-differ", f"`{SUMS}` is not that of these files", Place(where), hint=_HINT)


def _part_problems(manifest: Manifest, files: Mapping[str, bytes], where: str) -> Iterator[Problem]:
    """Give what differs between a manifest and the files of its folder."""
    wanted = {row.path: row.sha256 for row in manifest.files} | manifest.documents
    found = {name: data for name, data in files.items() if name not in {FILE, SUMS, SIGNATURE}}
    yield from _file_problems(found, wanted, where)
    for name in sorted(found.keys() - wanted.keys()):
        yield Problem("E805/file-added", f"the manifest has no `{name}`", Place(where), hint=_HINT)
    yield from _identities(manifest, found, where)
    for name in (NOTE, DATA):
        if name not in manifest.documents:
            yield Problem("E805/file-missing", f"the manifest has no `{name}`", Place(where), hint=_HINT)


def _file_problems(found: Mapping[str, bytes], wanted: Mapping[str, str], where: str) -> Iterator[Problem]:
    for name, digest in wanted.items():
        if name not in found:
            yield Problem("E805/file-missing", f"`{name}` is missing", Place(where), hint=_HINT)
        elif _digest(found[name]) != digest:
            yield Problem("E805/file-changed", f"`{name}` is not the file that was released", Place(where), hint=_HINT)


def _identities(manifest: Manifest, files: Mapping[str, bytes], where: str) -> Iterator[Problem]:
    """Give each file whose own bytes say that it is for others, or of another version: two may have been swapped."""
    for row in manifest.files:
        if row.path not in files:
            continue
        found = identity_of(row.format, files[row.path])
        if found is None:
            text = f"`{row.path}` does not say for which audience it is"
        elif (found.audience, found.reference, found.version, found.state) != (
            manifest.audience,
            manifest.reference,
            manifest.version,
            "",
        ):
            state = f" ({found.state})" if found.state else ""
            text = f"`{row.path}` is of {found.reference} for {found.audience}, version {found.version}{state}"
        else:
            continue
        yield Problem("E805/other-identity", text, Place(where), hint=_HINT)


def status_problems(part: Verified, listed: StatusList) -> Iterator[Problem]:
    """Give what a status list says against one audience's part: that it was withdrawn, or is none of its releases."""
    manifest = part.manifest
    known = listed.find(manifest.version)
    if known is None:
        text = f"the status list has no version {manifest.version} for {manifest.audience}"
        yield Problem("E805/status-differs", text, Place(part.where), hint=_HINT)
    elif known.manifest_sha256 != part.manifest_sha256:
        text = f"the status list has another manifest of version {manifest.version} for {manifest.audience}"
        yield Problem("E805/status-differs", text, Place(part.where), hint=_HINT)
    elif known.withdrawn:
        text = f"version {manifest.version} for {manifest.audience} was withdrawn: {known.withdrawn}"
        newer = listed.superseded_by(manifest.version)
        hint = f"use version {newer}" if newer else "ask who made the release for another version"
        yield Problem("E805/withdrawn", text, Place(part.where), hint=hint)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _at(where: str, name: str) -> str:
    return f"{where}/{name}"
