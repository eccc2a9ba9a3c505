"""Which versions of what one audience gets are superseded or withdrawn: a list beside the releases.

As in CSAF 2.1: a version is superseded by a newer one, or withdrawn for a reason.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from brief.diagnostics.problems import BriefError, Place, Problem
from brief.release.manifest import LARGEST, SCHEMA, Digest, Name, Number
from brief.release.versions import is_higher, read_version

State = Literal["current", "superseded", "withdrawn"]
FOLDER: Final = "status"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Row(_Model):
    version: Number
    manifest_sha256: Digest
    state: State
    superseded_by: Number | None = None
    reason: str = ""


class _File(_Model):
    schema_version: Literal[1] = SCHEMA
    kind: Literal["status"] = "status"
    dossier: Name
    audience: Name
    releases: list[_Row] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Released:
    """One version that was released: the digest of its manifest, and why it was withdrawn, if it was."""

    version: str
    manifest_sha256: str
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class StatusList:
    """All versions of what one audience got of a dossier, the lowest first."""

    dossier: str
    audience: str
    releases: tuple[Released, ...] = ()

    def find(self, version: str) -> Released | None:
        """Return one version, or `None` where it was not released."""
        return next((one for one in self.releases if one.version == version), None)

    def superseded_by(self, version: str) -> str:
        """Return the highest version that is not withdrawn, if it is higher than this one; empty otherwise."""
        kept = [one.version for one in self.releases if not one.withdrawn]
        newest = kept[-1] if kept else version
        ours, theirs = read_version(version), read_version(newest)
        return newest if ours and theirs and is_higher(theirs, ours) else ""

    def with_release(self, version: str, manifest_sha256: str) -> StatusList:
        """Return the list with a version, in its place; one that is there already stays as it is."""
        if self.find(version):
            return self
        found = (*self.releases, Released(version, manifest_sha256))
        return replace(self, releases=tuple(sorted(found, key=lambda one: read_version(one.version) or ())))

    def with_withdrawal(self, version: str, reason: str) -> StatusList:
        """Return the list with a version withdrawn."""
        return replace(
            self,
            releases=tuple(replace(one, withdrawn=reason) if one.version == version else one for one in self.releases),
        )


def status_name(dossier: str, audience: str) -> str:
    """Return the name of a list within the folder of releases."""
    return f"{FOLDER}/{audience}/{dossier}.json"


def status_bytes(listed: StatusList) -> bytes:
    """Return a list as its file."""
    rows = [_row(listed, one) for one in listed.releases]
    held = _File(dossier=listed.dossier, audience=listed.audience, releases=rows)
    return f"{json.dumps(held.model_dump(mode='json'), indent=2, ensure_ascii=False)}\n".encode()


def _row(listed: StatusList, one: Released) -> _Row:
    newer = listed.superseded_by(one.version)
    state: State = "withdrawn" if one.withdrawn else "superseded" if newer else "current"
    return _Row(
        version=one.version,
        manifest_sha256=one.manifest_sha256,
        state=state,
        superseded_by=newer or None,
        reason=one.withdrawn,
    )


def _refuse_newer(held: object, place: Place) -> None:
    version = held.get("schema_version") if isinstance(held, dict) else None
    if isinstance(version, int) and version > SCHEMA:
        text = f"the status list has schema {version}, and this version of `brief` reads {SCHEMA}"
        hint = "verify it with a newer version of `brief`"
        raise BriefError([Problem("E804/newer-schema", text, place, hint=hint)])


def read_status(data: bytes, where: str) -> StatusList:
    """Return the list in these bytes; raise `BriefError` (E804) for others, and for a newer schema."""
    place = Place(where)
    try:
        held = json.loads(data[: LARGEST + 1])
        _refuse_newer(held, place)
        file = _File.model_validate(held)
    except (ValueError, ValidationError, RecursionError) as error:
        text = "the status list cannot be read"
        hint = "get it again from who made the release"
        raise BriefError([Problem("E804/status-malformed", text, place, hint=hint)]) from error
    rows: Mapping[str, Released] = {
        row.version: Released(row.version, row.manifest_sha256, row.reason if row.state == "withdrawn" else "")
        for row in file.releases
    }
    return StatusList(file.dossier, file.audience, tuple(rows.values()))
