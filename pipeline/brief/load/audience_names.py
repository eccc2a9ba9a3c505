"""Names of audiences, as they are written in records, texts and headers of tables."""

from __future__ import annotations

import re
from collections.abc import Collection

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place
from brief.diagnostics.suggestions import choices, did_you_mean
from brief.load.look_alikes import odd_character


def is_known_audience(name: str, place: Place, audiences: Collection[str], problems: Problems) -> bool:
    """Return whether an audience has this name; add a problem (E201) at `place` when none has."""
    if name in audiences:
        return True
    if odd := odd_character(name, place):
        problems.append(odd)
        return False
    parts = [part for part in re.split(r"[\s,]+", name) if part]
    is_list = len(parts) > 1 and all(part in audiences for part in parts)
    hint = f"write a list: `[{', '.join(parts)}]`" if is_list else did_you_mean(name, sorted(audiences))
    label = f"use {choices(sorted(audiences))}" if 0 < len(audiences) <= 8 else ""
    hint = "" if hint == label else hint
    problems.add("E201/unknown-audience", f"`{name}` is not an audience", place, label=label, hint=hint)
    return False
