"""What a release says in words must not say what is withheld from its audience now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from brief.app.evidence import Evidence
from brief.checks.extract import Extract
from brief.checks.search_terms import SearchTerms
from brief.diagnostics.problems import BriefError, Problem
from brief.release.changes import Change


def discreet_changes(found: Iterable[Change], terms: SearchTerms) -> tuple[Change, ...]:
    """Return changes without former words that are withheld by now: not every reader has the release before."""
    return tuple(
        replace(change, old="", name="", id="" if change.how == "gone" else change.id)
        if next(terms.matches(Extract("", f"{change.old}\n{change.id}")), None)
        else change
        for change in found
    )


def refuse_words_of_others(files: Mapping[str, bytes], terms: SearchTerms, evidence: Evidence) -> None:
    """Raise `BriefError` (E803) if a text beside the briefs has a run of words that is withheld from its readers."""
    for name in sorted(files):
        if not name.endswith((".json", ".md")):
            continue
        if next(terms.matches(Extract("", files[name].decode(), is_content=False)), None):
            text = f"`{name}` for {evidence.audience} has words that are withheld from it"
            hint = "look for a template, picture or font whose name has them; otherwise report it"
            raise BriefError([Problem("E803/words-of-others", text, hint=hint)])
