"""The folder of one audience in a release: its files, its manifest, the changes since the last one, and the sums."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from brief.app.evidence import Evidence
from brief.formats import FORMATS
from brief.release.change_note import DATA, NOTE, change_data, change_note
from brief.release.changes import Change
from brief.release.manifest import FILE, SIGNATURE, FileRow, InputRow, Made, Manifest, Signature, manifest_bytes
from brief.release.signatures import Signer, sign_detached
from brief.release.sums import FILE as SUMS
from brief.release.sums import sums_of


@dataclass(frozen=True, slots=True)
class FinishedFiles:
    """The files of one audience by format, as they are released, and how each was signed after its checks."""

    names: Mapping[str, str] = field(hash=False)
    data: Mapping[str, bytes] = field(hash=False, repr=False)
    signatures: Mapping[str, Signature] = field(hash=False, default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed since a version; without one, nothing was compared."""

    since: str | None = None
    changes: tuple[Change, ...] = ()


def audience_folder(
    evidence: Evidence, finished: FinishedFiles, compared: Compared, time: str, signer: Signer | None = None
) -> dict[str, bytes]:
    """Return the files of one audience's folder by name, complete in itself and with nothing of others."""
    documents = {
        NOTE: change_note(evidence.title, evidence.version, compared.since, compared.changes),
        DATA: change_data(evidence.version, compared.since, compared.changes),
    }
    manifest = Manifest(
        dossier=evidence.dossier,
        audience=evidence.audience,
        reference=evidence.reference,
        version=evidence.version,
        title=evidence.title,
        language=evidence.language,
        as_of=evidence.as_of,
        handling=evidence.handling,
        since=compared.since,
        approved_by=list(evidence.roles),
        made=_made(evidence, time),
        inputs=_input_row(evidence),
        files=[_file_row(evidence, finished, name) for name in finished.data],
        documents={name: hashlib.sha256(data).hexdigest() for name, data in documents.items()},
    )
    files = {finished.names[name]: data for name, data in finished.data.items()} | documents
    files[FILE] = manifest_bytes(manifest)
    if signer is not None:
        files[SIGNATURE] = sign_detached(files[FILE], signer)
    return files | {SUMS: sums_of(files)}


def _made(evidence: Evidence, time: str) -> Made:
    libraries = dict(evidence.libraries)
    return Made(
        time=time, program=f"brief {libraries.pop('brief')}", python=libraries.pop("python"), libraries=libraries
    )


def _input_row(evidence: Evidence) -> InputRow:
    inputs = evidence.inputs
    return InputRow(
        content=inputs.content_digest(),
        words=inputs.words,
        templates=dict(inputs.templates),
        style_sheets=inputs.style_sheets,
        theme=inputs.theme,
        fonts=dict(inputs.fonts),
        pictures=dict(inputs.pictures),
        reference_document=inputs.reference_document or None,
    )


def _file_row(evidence: Evidence, finished: FinishedFiles, name: str) -> FileRow:
    data = finished.data[name]
    return FileRow(
        path=finished.names[name],
        format=name,
        media_type=FORMATS[name].media_type,
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        checks=evidence.checks[name],
        accessibility=evidence.accessibility[name],
        signature=finished.signatures.get(name),
    )
