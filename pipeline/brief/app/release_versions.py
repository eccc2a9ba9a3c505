"""Whether a version may be released: after what was released before, and with nothing else under the same number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from brief.app.evidence import Evidence
from brief.app.release_folders import ReleaseFolder, folder_name
from brief.app.release_manifests import FinishedFiles
from brief.diagnostics.problems import Place, Problem
from brief.model.audience import name_list
from brief.release.changes import changes
from brief.release.manifest import FILE, SIGNATURE, Manifest, read_manifest
from brief.release.status import StatusList
from brief.release.versions import is_higher, leaves_out, read_version


def last_release(there: Sequence[ReleaseFolder], audience: str) -> ReleaseFolder | None:
    """Return the release with the highest version for an audience, or `None` where it got none."""
    found = [one for one in there if audience in one.manifest.audiences]
    return max(found, key=lambda one: read_version(one.manifest.audiences[audience].version) or (), default=None)


def version_problems(
    evidence: Evidence,
    finished: FinishedFiles,
    there: Sequence[ReleaseFolder],
    listed: StatusList,
    *,
    is_signed: bool = False,
) -> Iterator[Problem]:
    """Give an E801 for each reason why a version cannot be released, and a W711 for one that leaves others out."""
    malformed = [text for text in (evidence.dossier_version, evidence.version) if read_version(text) is None]
    for text in dict.fromkeys(malformed):
        words = f"`{text}` is not a version that can be released"
        hint = "write numbers with dots between them, such as `1.0`"
        yield Problem("E801/version-form", words, _place(evidence), hint=hint)
    if malformed:
        return
    withdrawn = listed.find(evidence.version)
    if withdrawn is not None and withdrawn.withdrawn:
        text = f"version {evidence.version} for {evidence.audience} was withdrawn: {withdrawn.withdrawn}"
        yield Problem("E801/withdrawn-version", text, _place(evidence), hint=_raise_it(evidence))
        return
    if found := list(_order_problems(evidence, there)):
        yield from found
        return
    before = last_release(there, evidence.audience)
    if before is not None:
        yield from _audience_problems(evidence, finished, before, is_signed=is_signed)


def _order_problems(evidence: Evidence, there: Sequence[ReleaseFolder]) -> Iterator[Problem]:
    """Give a problem for a version of the dossier that is too low, or that another version of a brief is under."""
    ours = read_version(evidence.dossier_version) or ()
    highest = there[-1].manifest if there else None
    if highest is not None and is_higher(read_version(highest.version) or (), ours):
        text = (
            f"version {highest.version} of `{evidence.dossier}` was released before, "
            f"and {evidence.dossier_version} is lower"
        )
        hint = "raise `version` in `dossier.yaml`"
        yield Problem("E801/version-not-higher", text, _place(evidence), hint=hint)
    for one in there:
        row = one.manifest.audiences.get(evidence.audience)
        if one.manifest.version == evidence.dossier_version and row is not None and row.version != evidence.version:
            text = (
                f"`{folder_name(evidence.dossier, evidence.dossier_version)}` has version {row.version} for "
                f"{evidence.audience}, and no room for {evidence.version}"
            )
            yield Problem("E801/already-released", text, _place(evidence), hint="raise `version` in `dossier.yaml` too")


def _audience_problems(
    evidence: Evidence, finished: FinishedFiles, before: ReleaseFolder, *, is_signed: bool
) -> Iterator[Problem]:
    former = before.manifest.audiences[evidence.audience].version
    ours, theirs = read_version(evidence.version) or (), read_version(former) or ()
    if evidence.version == former:
        differing = list(_differing(evidence, finished, before))
        if is_signed and not (before.path / evidence.audience / SIGNATURE).exists():
            differing.append("it was not signed")
        if differing:
            text = f"version {former} for {evidence.audience} was released with other content: {name_list(differing)}"
            yield Problem("E801/already-released", text, _place(evidence), hint=_raise_it(evidence))
    elif not is_higher(ours, theirs):
        text = f"version {former} for {evidence.audience} was released before, and {evidence.version} is not higher"
        yield Problem("E801/version-not-higher", text, _place(evidence), hint=_raise_it(evidence))
    elif leaves_out(ours, theirs):
        text = f"{evidence.audience} goes from version {former} to {evidence.version}, which tells of versions between"
        after = ".".join(map(str, (*theirs[:-1], theirs[-1] + 1)))
        hint = f'count for each audience: write `versions: {{{evidence.audience}: "{after}"}}` in `dossier.yaml`'
        yield Problem("W711/version-gap", text, _place(evidence), hint=hint)


def _differing(evidence: Evidence, finished: FinishedFiles, before: ReleaseFolder) -> Iterator[str]:
    """Give what differs from a release of the same version: content, other inputs, or files that libraries made."""
    path = before.path / evidence.audience / FILE
    former = read_manifest(path.read_bytes(), str(path))
    assert isinstance(former, Manifest)
    inputs = evidence.inputs
    if former.inputs.content != inputs.content_digest():
        found = changes(before.selected(evidence.audience), inputs.content)
        yield from dict.fromkeys(f"`{one.id}`" if one.id else one.field.partition(".")[0] or one.kind for one in found)
    for name, was, now in (
        ("templates", former.inputs.templates, dict(inputs.templates)),
        ("style sheets", former.inputs.style_sheets, inputs.style_sheets),
        ("theme", former.inputs.theme, inputs.theme),
        ("fonts", former.inputs.fonts, dict(inputs.fonts)),
        ("reference.docx", former.inputs.reference_document or "", inputs.reference_document),
    ):
        if was != now:
            yield name
    rows = {row.format: row for row in former.files}
    if set(rows) != set(finished.data):
        yield "the formats"
    same_inputs = former.inputs.content == inputs.content_digest() and former.inputs.words == inputs.words
    for name, data in finished.data.items():
        if name not in rows or not same_inputs:
            continue
        former_signature, own_signature = rows[name].signature, finished.signatures.get(name)
        before_signing = former_signature.unsigned_sha256 if former_signature else rows[name].sha256
        now = own_signature.unsigned_sha256 if own_signature else hashlib.sha256(data).hexdigest()
        if before_signing != now:
            yield f"`{rows[name].path}`{_because(former, evidence)}"


def _because(former: Manifest, evidence: Evidence) -> str:
    theirs = former.made.libraries | {"python": former.made.python, "brief": former.made.program.removeprefix("brief ")}
    others = [f"{name} {was}" for name, was in sorted(theirs.items()) if evidence.libraries.get(name) != was]
    return f" (made with {', '.join(others)})" if others else ""


def _raise_it(evidence: Evidence) -> str:
    return f"raise `version` in `dossier.yaml`, or `{evidence.audience}` in its `versions`"


def _place(evidence: Evidence) -> Place:
    return evidence.place
