"""What a release of one dossier will write, decided before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from brief.app.evidence import Evidence
from brief.app.release_folders import ReleaseFolder, folder_name, read_status_list, release_folders
from brief.app.release_manifests import Compared, FinishedFiles, audience_folder
from brief.app.release_text import discreet_changes, refuse_words_of_others
from brief.app.release_versions import last_release, version_problems
from brief.checks.search_terms import SearchTerms
from brief.diagnostics.problems import Problem
from brief.model import Approval
from brief.release.archives import ARCHIVES
from brief.release.changes import changes
from brief.release.manifest import FILE, AudienceRow, InnerManifest, manifest_bytes
from brief.release.selected_content import canonical_json
from brief.release.signatures import Signer
from brief.release.status import StatusList, status_bytes, status_name
from brief.release.sums import FILE as SUMS
from brief.release.sums import sums_of
from brief.release.verification import SELECTED


@dataclass(frozen=True, slots=True)
class Release:
    """One brief that is to be released: how it was built, who approved it, and its files as they go out."""

    folder: Path  # of the dossier
    evidence: Evidence
    finished: FinishedFiles
    terms: SearchTerms = field(repr=False)  # words that are withheld from its audience
    approvals: tuple[Approval, ...] = ()
    signer: Signer | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ReleasePlan:
    """What a release of one dossier will write, or why it is refused."""

    folder: Path
    dossier: str
    files: Mapping[str, bytes]
    statuses: Mapping[str, bytes]
    versions: Mapping[str, str]
    moment: datetime
    is_new: bool
    problems: tuple[Problem, ...]

    def archives(self, kind: str) -> dict[Path, bytes]:
        """Return the archives of the whole, and of what each audience gets alone, by their paths below `root`."""
        if not kind:
            return {}
        pack, name = ARCHIVES[kind], self.folder.name
        found = {Path(f"{name}.{kind}"): pack(name, self.files, self.moment)}
        for audience, version in self.versions.items():
            own = f"{self.dossier}-{audience}-{version}"
            inside = {
                inner.removeprefix(f"{audience}/"): data
                for inner, data in self.files.items()
                if inner.startswith(f"{audience}/")
            }
            found[Path("archives", audience, f"{own}.{kind}")] = pack(own, inside, self.moment)
        return found


def plan_release(root: Path, group: Sequence[Release], moment: datetime | None) -> ReleasePlan:
    """Return what a release of one dossier will write below `root`, which the caller holds."""
    first = group[0].evidence
    at = moment or datetime.fromisoformat(first.as_of).replace(tzinfo=UTC)
    there = release_folders(root, first.dossier)
    folder = root / folder_name(first.dossier, first.dossier_version)
    files, rows = _kept(next((one for one in there if one.path == folder), None))
    is_new = not rows
    problems: list[Problem] = []
    statuses: dict[str, bytes] = {}
    for release in group:
        evidence = release.evidence
        listed = _status(root, there, evidence)
        found = list(version_problems(evidence, release.finished, there, listed, is_signed=release.signer is not None))
        problems += found
        if any(not one.is_warning for one in found):
            continue
        own = _audience_files(release, there, at)
        files |= {f"{evidence.audience}/{name}": data for name, data in own.items()}
        files[f"{SELECTED}/{evidence.audience}.json"] = canonical_json(evidence.inputs.content)
        digest = hashlib.sha256(own[FILE]).hexdigest()
        if evidence.audience not in rows:
            is_new = True
            rows[evidence.audience] = _row(release, digest)
        listed = listed.with_release(evidence.version, digest)
        statuses[status_name(evidence.dossier, evidence.audience)] = status_bytes(listed)
    is_refused = any(not one.is_warning for one in problems)
    return ReleasePlan(
        folder=folder,
        dossier=first.dossier,
        files={} if is_refused else _with_manifest(files, rows, first),
        statuses=statuses,
        versions={release.evidence.audience: release.evidence.version for release in group},
        moment=at,
        is_new=is_new,
        problems=tuple(problems),
    )


def _kept(present: ReleaseFolder | None) -> tuple[dict[str, bytes], dict[str, AudienceRow]]:
    """Return what a folder of the same version has for its audiences, which stays in it as it is."""
    if present is None:
        return {}, {}
    files: dict[str, bytes] = {}
    for audience in present.manifest.audiences:
        files |= {f"{audience}/{name}": data for name, data in present.files(audience).items()}
        files[f"{SELECTED}/{audience}.json"] = canonical_json(present.selected(audience))
    return files, dict(present.manifest.audiences)


def _with_manifest(files: Mapping[str, bytes], rows: Mapping[str, AudienceRow], first: Evidence) -> dict[str, bytes]:
    inner = InnerManifest(
        dossier=first.dossier,
        version=first.dossier_version,
        reference=first.reference,
        as_of=first.as_of,
        audiences=dict(rows),
    )
    whole = dict(files) | {FILE: manifest_bytes(inner)}
    return whole | {SUMS: sums_of(whole)}


def _status(root: Path, there: Sequence[ReleaseFolder], evidence: Evidence) -> StatusList:
    """Return the status list of what one audience got, with every release that is there: one may have been lost."""
    listed = read_status_list(root, evidence.dossier, evidence.audience)
    for one in there:
        if row := one.manifest.audiences.get(evidence.audience):
            listed = listed.with_release(row.version, row.manifest_sha256)
    return listed


def _audience_files(release: Release, there: Sequence[ReleaseFolder], at: datetime) -> dict[str, bytes]:
    """Return the files of one audience: those that were released as this version before, or new ones."""
    evidence = release.evidence
    before = last_release(there, evidence.audience)
    if before is None:
        return _folder(release, Compared(), at)
    version = before.manifest.audiences[evidence.audience].version
    if version == evidence.version:
        return before.files(evidence.audience)
    found = changes(before.selected(evidence.audience), evidence.inputs.content)
    return _folder(release, Compared(version, discreet_changes(found, release.terms)), at)


def _folder(release: Release, compared: Compared, at: datetime) -> dict[str, bytes]:
    files = audience_folder(
        release.evidence, release.finished, compared, at.strftime("%Y-%m-%dT%H:%M:%SZ"), release.signer
    )
    refuse_words_of_others(files, release.terms, release.evidence)
    return files


def _row(release: Release, digest: str) -> AudienceRow:
    return AudienceRow(
        version=release.evidence.version,
        manifest_sha256=digest,
        content_sha256=hashlib.sha256(canonical_json(release.evidence.inputs.content)).hexdigest(),
        approvals=[{"name": one.name, "role": one.role, "on": one.on.isoformat()} for one in release.approvals],
    )
