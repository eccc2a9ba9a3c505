"""From builds to what is released: who approved each, and which words must not be in what is said beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from brief.app.evidence import Evidence
from brief.app.jobs import JobResult, read_dossier
from brief.app.release_manifests import FinishedFiles
from brief.app.release_plan import Release
from brief.app.signing import sign_files
from brief.checks import withheld_terms
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.load import load_approvals
from brief.load.assets.files import APPROVALS
from brief.model import Approval
from brief.model.audience import name_list
from brief.release.approvals import changed_since, missing_roles
from brief.release.signatures import Signer
from brief.select import select


def prepare_releases(results: Iterable[JobResult], signer: Signer | None = None) -> list[Release]:
    """Return what is to be released of each build that is not empty.

    With a signer, their files are signed. Raise `BriefError` (E802) for each brief that lacks an approval, or has
    changed since; nobody's are released then.
    """
    releases, problems = [], []
    for result in results:
        evidence = result.evidence
        if evidence is None:
            continue
        job = result.job
        given = [one for one in load_approvals(job.folder) if one.audience == job.audience]
        problems += list(approval_problems(evidence, given, job.folder))
        dossier, audiences = read_dossier(job.folder, job.layers)
        if isinstance(dossier, BriefError):
            raise dossier
        terms = withheld_terms(select(dossier, audiences[job.audience]))
        finished = FinishedFiles({name: job.path(name).name for name, _ in result.files}, dict(result.files))
        holding = tuple(one for one in given if one.role in evidence.roles and not changed_since(one, evidence.inputs))
        releases.append(Release(job.folder, evidence, finished, terms, holding))
    if problems:
        raise BriefError(problems)
    if signer is None:
        return releases
    return [replace(one, finished=sign_files(one.finished, signer), signer=signer) for one in releases]


def approval_problems(evidence: Evidence, given: Sequence[Approval], folder: Path) -> Iterator[Problem]:
    """Give an E802 for each role that must approve a brief and has not, or not as it is now."""
    for role, latest in missing_roles(evidence.roles, given, evidence.inputs).items():
        command = f'brief approve {evidence.dossier} -a {evidence.audience} --as "NAME, {role}"'
        if latest is None:
            text = f"what {evidence.audience} gets of `{evidence.dossier}` is not approved by {role}"
            hint = f"run `{command}`, or build a draft with `--draft`"
            yield Problem("E802/not-approved", text, Place(str(folder / APPROVALS)), hint=hint)
        else:
            parts = name_list(part.replace("_", " ") for part in changed_since(latest, evidence.inputs))
            text = f"what {evidence.audience} gets has changed since {role} approved it: {parts}"
            hint = f"let it be approved again with `{command}`, or build a draft with `--draft`"
            yield Problem("E802/changed-since-approval", text, latest.place, hint=hint)
