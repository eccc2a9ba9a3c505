"""Verifying a release: whatever can be checked of it here, and in words what could not be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from brief import __version__
from brief.app.checked_again import AGAIN, check_again
from brief.app.project import Project
from brief.app.release_rebuild import Rebuild, rebuild
from brief.app.signature_check import Limit, check_signatures
from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import BriefError, Place, Problem, merged
from brief.formats import FORMATS
from brief.release.contents import LARGEST, read_archive, read_folder
from brief.release.manifest import FILE, SIGNATURE, Manifest, read_manifest
from brief.release.signatures import read_certificates
from brief.release.status import StatusList, read_status, status_name
from brief.release.verification import Verification, Verified, status_problems, verify, verify_file

_NEAR = 3  # folders above a release in which its status list is looked for


class AnswerWord(StrEnum):
    """What `brief verify` answers."""

    HOLDS = "holds"
    AS_FAR = "holds as far as checked"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class PartCheck:
    """What is said of one audience's part of a release."""

    manifest: Manifest
    limits: tuple[Limit, ...]
    superseded_by: str = ""
    signed: tuple[str, ...] = ()
    rebuilt: tuple[str, ...] = ()  # files that the dossier at hand gives to the last byte, with all their checks
    checked_again: tuple[str, ...] = ()  # codes; all others need the dossier


@dataclass(frozen=True, slots=True)
class ReleaseCheck:
    """What is said of a release: of each part, and each difference."""

    parts: tuple[PartCheck, ...]
    problems: tuple[Problem, ...]

    @property
    def answer(self) -> AnswerWord:
        """Return the answer in one word: a limit of any part limits the whole."""
        if self.problems:
            return AnswerWord.DIFFERS
        return AnswerWord.AS_FAR if any(part.limits for part in self.parts) else AnswerWord.HOLDS


@dataclass(frozen=True, slots=True)
class Given:
    """What is at hand besides the release: its manifest and status list, where they are not beside it."""

    manifest: Path | None = None
    status: Path | None = None
    trust: tuple[Path, ...] = ()
    needs_signature: bool = False
    project: Project | None = None  # to rebuild from


def check_release(path: Path, given: Given) -> ReleaseCheck:
    """Return what is said of a release folder, of an archive of one, or of one file with its manifest.

    Nothing is written. Raise `BriefError`: E503 for what cannot be read, E804 for what cannot be read as a release.
    """
    found = _verification(path, given)
    problems = list(found.differences)
    parts = []
    for part in found.parts:
        is_as_released = not found.differences  # what differs is not worth reading
        parts.append(_part_check(part, path, given, problems, is_as_released=is_as_released))
    return ReleaseCheck(tuple(parts), merged(problems))


def _verification(path: Path, given: Given) -> Verification:
    if path.is_dir():
        if not (path / FILE).is_file():
            return verify({}, str(path))
        return verify(read_folder(path), str(path))
    data = _read(path)
    if path.suffix.lower() not in {one.suffix for one in FORMATS.values()}:
        return verify(read_archive(data, str(path)), str(path))
    beside = given.manifest or path.parent / FILE
    if not beside.is_file():
        return verify({}, str(path))
    written = _read(beside)
    manifest = read_manifest(written, str(beside))
    if not isinstance(manifest, Manifest):
        text = "this is the manifest of an archive, not of what one audience got"
        hint = "give the one in the folder of the file's audience"
        raise BriefError([Problem("E804/manifest-malformed", text, Place(str(beside)), hint=hint)])
    signature = beside.with_name(SIGNATURE)
    files = {FILE: written} | ({SIGNATURE: _read(signature)} if signature.is_file() else {})
    return verify_file(path.name, data, manifest, files, str(path))


def _part_check(
    part: Verified, path: Path, given: Given, problems: list[Problem], *, is_as_released: bool
) -> PartCheck:
    """Return what is said of one part; what its status list says against it is added to the problems."""
    manifest = part.manifest
    trusted = [one for file in given.trust for one in read_certificates(_read(file))] if given.trust else None
    signatures = check_signatures(part, trusted, is_required=given.needs_signature)
    problems += signatures.problems
    limits = list(signatures.limits)
    refused = check_again(manifest, part.files, part.where) if is_as_released else ()
    if refused and manifest.made.program != f"brief {__version__}":  # whose writers may have made what ours do not
        text = f"released with {manifest.made.program}, and refused by brief {__version__}: {refused[0].text}"
        limits.append(Limit("other-program", text))
    else:
        problems += refused
    again = rebuild(part, given.project) if given.project is not None and is_as_released else Rebuild()
    problems += again.problems
    limits += again.limits
    listed = _status_list(path, manifest, given)
    newer = ""
    if listed is None:
        limits.append(Limit("no-status-list", "no status list was found: the release may be superseded or withdrawn"))
    else:
        problems += status_problems(part, listed)
        newer = listed.superseded_by(manifest.version)
    return PartCheck(
        manifest, tuple(limits), newer, signatures.signed, again.same, AGAIN if is_as_released and not refused else ()
    )


def _status_list(path: Path, manifest: Manifest, given: Given) -> StatusList | None:
    """Return the status list that is given, or the one beside the release; raise `BriefError` for one of another."""
    name = status_name(manifest.dossier, manifest.audience)
    near = (folder / name for folder in list(path.absolute().parents)[:_NEAR])
    file = given.status or next((one for one in near if one.is_file()), None)
    if file is None:
        return None
    where = display_path(file)
    listed = read_status(_read(file), where)
    if (listed.dossier, listed.audience) != (manifest.dossier, manifest.audience):
        if given.status:
            return None
        text = f"the status list is of {listed.dossier} for {listed.audience}"
        hint = "get it again from who made the release"
        raise BriefError([Problem("E804/status-malformed", text, Place(where), hint=hint)])
    return listed


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        text = f"`{path}` cannot be read: {(error.strerror or '').lower()}"
        raise BriefError(
            [Problem("E503/file-not-readable", text, Place(str(path)), hint="give another path")]
        ) from error
    if len(data) > LARGEST:
        hint = "do not unpack it; get the release again from who made it"
        text = f"it has more than {LARGEST // 2**20} MB"
        raise BriefError([Problem("E804/too-large", text, Place(str(path)), hint=hint)])
    return data


def row_of(check: ReleaseCheck) -> Mapping[str, object]:
    """Return what is said of a release as a value of JSON."""
    return {
        "answer": check.answer.value,
        "differences": [{"rule": one.rule, "text": one.text, "place": str(one.place or "")} for one in check.problems],
        "parts": [_part_row(part) for part in check.parts],
    }


def _part_row(part: PartCheck) -> dict[str, object]:
    return {
        "dossier": part.manifest.dossier,
        "audience": part.manifest.audience,
        "reference": part.manifest.reference,
        "version": part.manifest.version,
        "superseded_by": part.superseded_by or None,
        "signed": list(part.signed),
        "rebuilt": list(part.rebuilt),
        "checked_again": list(part.checked_again),
        "not_checked": [{"name": limit.name, "text": limit.text} for limit in part.limits],
    }
