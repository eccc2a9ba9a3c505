"""Building what was released again, from the dossier at hand, and comparing the bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from brief.app.evidence import Evidence
from brief.app.jobs import Job, forget_dossiers, run_job
from brief.app.project import Project
from brief.app.signature_check import Limit
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.model.audience import name_list
from brief.release.manifest import FileRow, Manifest
from brief.release.verification import Verified

_HINT = "the release was not made from this dossier and these templates, or was changed: compare it with a copy"


@dataclass(frozen=True, slots=True)
class Rebuild:
    """What differs, why a comparison was not possible, and which files are the same to the last byte."""

    problems: tuple[Problem, ...] = ()
    limits: tuple[Limit, ...] = ()
    same: tuple[str, ...] = ()


def rebuild(part: Verified, project: Project) -> Rebuild:
    """Return how one part of a release compares with what the project gives now, up to the range of a signature.

    Where the dossier is not at hand, or in another version, or where other libraries give other bytes, that is a limit
    and no difference. Raise `BriefError` for a dossier that cannot be built.
    """
    manifest = part.manifest
    rows = [row for row in manifest.files if row.path in part.files]
    folder = project.dossiers.get(manifest.dossier)
    if folder is None or manifest.audience not in project.audiences:
        return _not_compared("no-dossier", f"not rebuilt: this project has no `{manifest.dossier}`")
    forget_dossiers()
    job = Job(folder, manifest.audience, tuple(row.format for row in rows), project.layers, is_for_release=True)
    result = run_job(job)
    if result.evidence is None:
        raise BriefError(result.problems)
    evidence, files = result.evidence, dict(result.files)
    if (evidence.reference, evidence.version) != (manifest.reference, manifest.version):
        text = f"not rebuilt: the dossier here is version {evidence.version} of {evidence.reference}"
        return _not_compared("other-version", text)
    return _compared(part, rows, evidence, files)


def _compared(part: Verified, rows: Sequence[FileRow], evidence: Evidence, files: Mapping[str, bytes]) -> Rebuild:
    """Return how a part compares with a build of the same version: inputs first, then the manifest, then the bytes."""
    manifest = part.manifest
    if differing := list(_inputs_differing(manifest, evidence)):
        text = f"the dossier here gives {manifest.audience} something else: {name_list(differing)}"
        return Rebuild((Problem("E805/rebuild-differs", text, Place(part.where), hint=_HINT),))
    others = list(_other_libraries(manifest, evidence))
    if not others and (said := list(_said_otherwise(manifest, rows, evidence))):
        text = f"the manifest says of {name_list(said)} what this build does not"
        return Rebuild((Problem("E805/rebuild-differs", text, Place(part.where), hint=_HINT),))
    changed = [row.path for row in rows if _unsigned(row, part.files[row.path]) != files[row.format]]
    same = tuple(row.path for row in rows if row.path not in changed)
    if not changed:
        return Rebuild(same=same)
    if others:
        text = f"made with {', '.join(others)}, which give other bytes: {', '.join(changed)}"
        return Rebuild(limits=(Limit("other-libraries", text),), same=same)
    problems = tuple(
        Problem("E805/rebuild-differs", f"`{name}` is not what the dossier here gives", Place(part.where), hint=_HINT)
        for name in changed
    )
    return Rebuild(problems, same=same)


def _not_compared(name: str, text: str) -> Rebuild:
    return Rebuild(limits=(Limit(name, text),))


def _unsigned(row: FileRow, data: bytes) -> bytes:
    return data[: row.signature.unsigned_bytes] if row.signature else data


def _inputs_differing(manifest: Manifest, evidence: Evidence) -> Iterator[str]:
    were, are = manifest.inputs, evidence.inputs
    for name, was, now in (
        ("content", were.content, are.content_digest()),
        ("templates", were.templates, dict(are.templates)),
        ("style sheets", were.style_sheets, are.style_sheets),
        ("theme", were.theme, are.theme),
        ("fonts", were.fonts, dict(are.fonts)),
        ("pictures", were.pictures, dict(are.pictures)),
        ("reference.docx", were.reference_document or "", are.reference_document),
    ):
        if was != now:
            yield name


def _said_otherwise(manifest: Manifest, rows: Sequence[FileRow], evidence: Evidence) -> Iterator[str]:
    """Give what a manifest says otherwise than a build with the same libraries: a check that did not run, for one."""
    for name in ("title", "language", "as_of", "handling"):
        if getattr(manifest, name) != getattr(evidence, name):
            yield name.replace("_", " ")
    for row in rows:
        if row.checks != evidence.checks[row.format]:
            yield f"the checks of `{row.path}`"
        if row.accessibility != evidence.accessibility[row.format]:
            yield f"the accessibility of `{row.path}`"


def _other_libraries(manifest: Manifest, evidence: Evidence) -> Iterator[str]:
    """Give each program and library of the release that is of another version here."""
    were = manifest.made.libraries | {"python": manifest.made.python}
    were["brief"] = manifest.made.program.removeprefix("brief ")
    yield from (f"{name} {was}" for name, was in sorted(were.items()) if evidence.libraries.get(name) != was)
