"""What an approval covers, and what of that has changed since.

Who approved is a claim and no identity: only a signed commit says who wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from brief.model import Approval
from brief.release.inputs import Inputs
from brief.release.selected_content import digest_of

_DIGITS: Final = 8  # of the digest of each part, which only says what has changed


def changed_since(approval: Approval, inputs: Inputs) -> tuple[str, ...]:
    """Return what is not as it was approved: kinds of content, `templates`, `style`, `words`, `recipients`."""
    if covered_digest(inputs) == approval.digest:
        return ()
    now = covered_parts(inputs)
    names = dict.fromkeys([*now, *approval.parts])
    return tuple(name for name in names if now.get(name) != approval.parts.get(name)) or ("something",)


def covered_digest(inputs: Inputs) -> str:
    """Return the digest (SHA-256) of all that an approval of these inputs covers."""
    return digest_of(inputs.covered())


def covered_parts(inputs: Inputs) -> dict[str, str]:
    """Return the beginning of the digest of each part of it."""
    return {name: digest[:_DIGITS] for name, digest in inputs.covered().items()}


def missing_roles(required: Iterable[str], approvals: Iterable[Approval], inputs: Inputs) -> dict[str, Approval | None]:
    """Return the roles without an approval that holds, each with its latest one, if it has any."""
    given = list(approvals)
    latest = {one.role: one for one in given}
    holding = {one.role for one in given if not changed_since(one, inputs)}
    return {role: latest.get(role) for role in required if role not in holding}
