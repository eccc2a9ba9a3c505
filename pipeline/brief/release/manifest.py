"""The manifest of a release: of what one audience gets, and the inner one above all audiences of a dossier.

That of an audience tells nothing of others. Its schema has a number; a reader refuses a higher one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from brief.diagnostics.problems import BriefError, Place, Problem

FILE: Final = "manifest.json"
SIGNATURE: Final = "manifest.json.p7s"  # of the manifest, and so of every file that it has the digest of
SCHEMA: Final = 1
DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
LARGEST: Final = 4 * 2**20  # bytes of a manifest that is read

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=255)]
Number = Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)*$", max_length=39)]
Figure = int | float | str


class _Model(BaseModel):
    """A value of a manifest; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class CheckRow(_Model):
    """One check of one file. What did not run has a reason, and is never `passed`."""

    check: str
    code: str = Field(description="the error that it reports, as in the list of error codes")
    result: Literal["passed", "warned", "not run"]
    figures: dict[str, Figure] = Field(default_factory=dict)
    reason: str = Field(default="", description="why it did not run, or what it warned of")


class Statement(_Model):
    """What is known of the accessibility of a file by one rule or standard, and who says so."""

    rule: str
    result: Literal["passed", "failed", "not run"]
    by: str = ""
    figures: dict[str, Figure] = Field(default_factory=dict)
    reason: str = ""


class Signature(_Model):
    """How a file was signed after its checks: the digest is that of the file before."""

    signer: str = Field(description="the subject of the certificate")
    unsigned_sha256: Digest
    unsigned_bytes: int
    has_timestamp: bool


class FileRow(_Model):
    """One file for readers."""

    path: Name
    format: str
    media_type: str
    bytes: int
    sha256: Digest
    checks: list[CheckRow]
    accessibility: list[Statement]
    signature: Signature | None = None


class Made(_Model):
    """With what a release was made."""

    time: str = Field(description="from the dossier, or SOURCE_DATE_EPOCH: never the clock")
    program: str
    python: str
    libraries: dict[str, str]


class InputRow(_Model):
    """Digests of the inputs as they were selected for the audience."""

    content: Digest
    words: Digest
    templates: dict[str, Digest]
    style_sheets: Digest
    theme: Digest
    fonts: dict[str, Digest]
    pictures: dict[str, Digest]
    reference_document: Digest | None = None


class Manifest(_Model):
    """What one audience gets of one version of a dossier."""

    schema_version: Literal[1] = SCHEMA
    kind: Literal["release"] = "release"
    dossier: Name
    audience: Name
    reference: str
    version: Number
    title: str
    language: str
    as_of: str
    handling: str
    since: Number | None = Field(default=None, description="the version that `changes.md` compares with, if any")
    approved_by: list[str] = Field(default_factory=list, description="the roles of those who approved this release")
    made: Made
    inputs: InputRow
    files: list[FileRow]
    documents: dict[Name, Digest] = Field(description="what else is in the folder but sums: notes on changes")


class AudienceRow(_Model):
    """One audience in an inner manifest."""

    version: Number
    manifest_sha256: Digest
    content_sha256: Digest
    approvals: list[dict[str, str]] = Field(default_factory=list)


class InnerManifest(_Model):
    """All that was released of one version of a dossier: for the archive of those who made it, and no reader's."""

    schema_version: Literal[1] = SCHEMA
    kind: Literal["archive"] = "archive"
    dossier: Name
    version: Number
    reference: str
    as_of: str
    audiences: dict[Name, AudienceRow]


_KINDS: Mapping[str, type[Manifest | InnerManifest]] = {"release": Manifest, "archive": InnerManifest}


def manifest_bytes(manifest: Manifest | InnerManifest) -> bytes:
    """Return a manifest as its file: JSON, indented, keys in the order of the schema, those of mappings sorted."""
    held = manifest.model_dump(mode="json")
    return f"{json.dumps(_sorted_mappings(held), indent=2, ensure_ascii=False)}\n".encode()


def _sorted_mappings(held: dict[str, Any]) -> dict[str, Any]:
    """Return the same value with the keys of its mappings sorted: those of files are names, in any order."""
    return {key: _sorted(value) if isinstance(value, dict) else value for key, value in held.items()}


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return value


def read_manifest(data: bytes, where: str) -> Manifest | InnerManifest:
    """Return the manifest in these bytes; `where` names the file in problems.

    Raise `BriefError` (E804) for bytes that are no manifest, that are cut short, or that have a newer schema.
    """
    place = Place(where)
    held = _json(data, place)
    version = held.get("schema_version")
    if isinstance(version, int) and version > SCHEMA:
        text = f"the manifest has schema {version}, and this version of `brief` reads {SCHEMA}"
        raise BriefError([Problem("E804/newer-schema", text, place, hint="verify it with a newer version of `brief`")])
    model = _KINDS.get(str(held.get("kind")))
    if model is None:
        raise _malformed(place, "it is neither that of a release nor that of an archive")
    try:
        return model.model_validate(held)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise _malformed(place, f"`{key}`: {first['msg'].lower()}") from error


def _json(data: bytes, place: Place) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise _malformed(place, f"it has more than {LARGEST // 2**20} MB")
    try:
        held = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _malformed(place, "it is not whole JSON") from error
    if not isinstance(held, dict):
        raise _malformed(place, "it is no mapping")
    return held


def _malformed(place: Place, why: str) -> BriefError:
    text = f"the manifest cannot be read: {why}"
    return BriefError([Problem("E804/manifest-malformed", text, place, hint="get the release again from who made it")])


def manifest_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of both manifests."""
    schemas = [model.model_json_schema(ref_template="#/$defs/{model}") for model in _KINDS.values()]
    definitions: dict[str, Any] = {}
    for schema in schemas:
        definitions |= schema.pop("$defs", {})
        definitions[schema["title"]] = schema
    return {
        "$schema": DRAFT,
        "title": "Manifest of a release",
        "oneOf": [{"$ref": f"#/$defs/{model.__name__}"} for model in _KINDS.values()],
        "$defs": dict(sorted(definitions.items())),
    }
