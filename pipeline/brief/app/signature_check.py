"""What the signatures of a release say: of each PDF, and of the manifest, which covers all files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from brief.diagnostics.problems import Place, Problem
from brief.release.manifest import FILE
from brief.release.signatures import (
    FoundSignature,
    Trust,
    check_detached,
    check_pdf,
    has_library,
    require_library,
)
from brief.release.verification import Verified

_HINT = "do not use it; get the release again from who made it"


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that could not be checked, or was not: its name, for programs, and why, in words."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """What is wrong with the signatures of one part, what was not checked, and who signed what, in words."""

    problems: tuple[Problem, ...]
    limits: tuple[Limit, ...]
    signed: tuple[str, ...] = ()


def check_signatures(part: Verified, trusted: Sequence[Any] | None, *, is_required: bool) -> SignatureCheck:
    """Return what the signatures of one part say; `trusted` are certificates, or `None` where none are given.

    Raise `BriefError` (E508) if a signature is required and pyHanko is not installed.
    """
    rows = [row for row in part.manifest.files if row.path in part.files]
    unsigned = [row.path for row in rows if row.signature is None]
    has_any = part.signature is not None or len(unsigned) < len(rows)
    if part.signature is not None:
        unsigned = []  # the manifest has their digests
    problems = [_problem("E806/not-signed", f"`{name}` is not signed", part) for name in unsigned if is_required]
    limits = [Limit("not-signed", f"not signed: {', '.join(unsigned)}")] if unsigned else []
    if not has_any:
        return SignatureCheck(tuple(problems), tuple(limits))
    if is_required:
        require_library()
    elif not has_library():
        return SignatureCheck((), (*limits, Limit("signature-not-checked", "signatures were not checked: no pyHanko")))
    require_library()
    found = dict(_found(part, trusted))
    for name, one in found.items():
        problems += _problems(name, one, part)
    if any(one.trust is Trust.NOT_CHECKED and not one.fault for one in found.values()):
        limits.append(Limit("signer-not-checked", "no trusted signers are given: pass certificates with `--trust`"))
    return SignatureCheck(tuple(problems), tuple(limits), tuple(_words(name, one) for name, one in found.items()))


def _found(part: Verified, trusted: Sequence[Any] | None) -> Iterator[tuple[str, FoundSignature]]:
    if part.signature is not None:
        yield FILE, check_detached(part.written, part.signature, trusted)
    for row in part.manifest.files:
        if row.signature is None or row.path not in part.files:
            continue
        data, size = part.files[row.path], row.signature.unsigned_bytes
        if hashlib.sha256(data[:size]).hexdigest() != row.signature.unsigned_sha256:
            yield row.path, FoundSignature("", "it is not of the file that passed the checks", Trust.NOT_CHECKED)
        else:
            yield row.path, check_pdf(data, size, trusted)


def _problems(name: str, found: FoundSignature, part: Verified) -> Iterator[Problem]:
    if found.fault:
        yield _problem("E806/signature-broken", f"the signature of `{name}` does not hold: {found.fault}", part)
    elif found.trust is Trust.NOT_TRUSTED:
        text = f"`{name}` is signed by {found.signer}, who is not trusted, or was not when it was signed"
        yield _problem("E806/signer-not-trusted", text, part)
    elif found.stamped and found.stamp_trust is Trust.NOT_TRUSTED:
        yield _problem("E806/signer-not-trusted", f"the time stamp of `{name}` is not from a trusted service", part)


def _problem(rule: str, text: str, part: Verified) -> Problem:
    return Problem(rule, text, Place(part.where), hint=_HINT)


def _words(name: str, found: FoundSignature) -> str:
    who = f"{name}: signed by {found.signer or 'an unknown signer'}, {found.trust}"
    return f"{who}; stamped {found.stamped}, {found.stamp_trust}" if found.stamped else f"{who}; not stamped"
