"""The variables that prose may use: a closed list, whose values come from the brief alone."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType

from brief.model.brief import Brief
from brief.model.dossier import Status

# The name that an author writes between double braces, and what it means.
VARIABLES: Mapping[str, str] = MappingProxyType(
    {
        "title": "the title of the brief",
        "reference": "the reference of the dossier",
        "version": "the version of the dossier",
        "as_of": "the day on which the dossier was true",
        "audience": "the label of the audience",
        "sections.count": "how many sections the dossier has for this audience",
        "claims.count": "how many claims the brief has",
        **{f"claims.{status.value}": f"how many of them are {status.value}" for status in Status},
        "sources.count": "how many sources the brief has",
        "timeline.count": "how many events the timeline has",
        "glossary.count": "how many words the glossary explains",
        "decisions.count": "how many decisions are asked for",
        "options.count": "how many options there are",
        "steps.count": "how many next steps there are",
    }
)


def variable_value(brief: Brief, name: str) -> str | int | datetime.date:
    """Return the value of a variable in one brief; raise `KeyError` for a name outside `VARIABLES`."""
    if name not in VARIABLES:
        raise KeyError(name)
    group, _, what = name.partition(".")
    if what == "count":
        return len(getattr(brief.record, group))
    if what:
        return sum(claim.status == what for claim in brief.record.claims)
    if name == "title":
        return str(brief.title)
    if name == "audience":
        return brief.audience.label
    found: str | datetime.date = getattr(brief, name)
    return found
