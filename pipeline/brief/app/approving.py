"""Approving what an audience gets: one more entry in the list beside the dossier."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from brief.app.output import write_all
from brief.build import build
from brief.diagnostics.problems import BriefError, Problem
from brief.diagnostics.suggestions import did_you_mean
from brief.load import load_approvals
from brief.load.assets.files import APPROVALS
from brief.model import Approval, Audience, Dossier
from brief.model.audience import name_list
from brief.release.approvals import changed_since, covered_digest, covered_parts
from brief.release.inputs import Inputs, inputs_of
from brief.render import render
from brief.select import select

_HEAD = "# Written by `brief approve`. Who approved is a claim; a signed commit of this file makes it an identity.\n"


def approve(
    folder: Path,
    dossier: Dossier,
    audience: Audience,
    layers: Sequence[Path],
    *,
    name: str,
    role: str,
    on: datetime.date,
) -> Path:
    """Add an approval of what an audience gets, as it is now, and return the file that has it.

    Raise `BriefError`: whatever a build of it without files raises, E609 for a role that the audience does not ask for,
    and E502 when the file cannot be written.
    """
    if audience.approvals and role not in audience.approvals:
        text = f"{audience.name} requires no approval by `{role}`"
        hint = did_you_mean(role, audience.approvals) or f"it requires {name_list(audience.approvals)}"
        raise BriefError([Problem("E609/unknown-role", text, audience.place, hint=hint)])
    built = build(dossier, audience, (), layers)
    inputs = inputs_of(built.selection.brief, built.page)
    given = Approval(audience.name, name, role, on, covered_digest(inputs), covered_parts(inputs))
    known = load_approvals(folder)
    path = folder / APPROVALS
    if given not in [replace(one, place=given.place) for one in known]:
        former = path.read_text(encoding="utf-8") if path.exists() else _HEAD
        text = f"{former}{'' if former.endswith(chr(10)) or not former else chr(10)}{_entry(given)}"
        write_all(folder, {Path(APPROVALS): text.encode()})
    return path


def _entry(given: Approval) -> str:
    parts = json.dumps(dict(sorted(given.parts.items())), ensure_ascii=False)
    return (
        f"- audience: {given.audience}\n"
        f"  as: {json.dumps(given.name, ensure_ascii=False)}\n"
        f"  role: {json.dumps(given.role, ensure_ascii=False)}\n"
        f"  on: {given.on.isoformat()}\n"
        f'  digest: "{given.digest}"\n'
        f"  parts: {parts}\n"
    )


def approvals_of(
    folder: Path, dossier: Dossier, audience: Audience, layers: Sequence[Path]
) -> Iterator[tuple[Approval | str, tuple[str, ...]]]:
    """Give the latest approval in each role, with what has changed since; or the role, where nobody has given one."""
    given = [one for one in load_approvals(folder) if one.audience == audience.name]
    if not given and not audience.approvals:
        return
    inputs = _inputs(dossier, audience, layers)
    for role in dict.fromkeys([*audience.approvals, *(one.role for one in given)]):
        own = [one for one in given if one.role == role]
        holding = [one for one in own if not changed_since(one, inputs)]
        if not own:
            yield role, ()
        else:
            latest = (holding or own)[-1]
            yield latest, changed_since(latest, inputs)


def _inputs(dossier: Dossier, audience: Audience, layers: Sequence[Path]) -> Inputs:
    brief = select(dossier, audience).brief
    return inputs_of(brief, render(brief, layers))
