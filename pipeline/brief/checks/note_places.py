"""Where in the dossier a note is written that a finished file could not hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from brief.diagnostics.problems import Problem
from brief.model.brief import Brief
from brief.model.fields import all_prose
from brief.model.text import Kind, plain_text

_QUOTED = re.compile("\u201c(.*)\u2026\u201d")
_ENOUGH = 20  # letters by which a note is known


def at_their_notes(problems: Sequence[Problem], brief: Brief) -> list[Problem]:
    """Return problems; those about a note that is too long (E403) with the place where the note is written."""
    return [_at_its_note(one, brief) if one.code == "E403" and one.place is None else one for one in problems]


def _at_its_note(problem: Problem, brief: Brief) -> Problem:
    quoted = _QUOTED.search(problem.text)
    words = _letters(quoted[1])[:_ENOUGH] if quoted else ""
    nodes = (node for prose in all_prose(brief) for outer in prose for node in outer.walk())
    notes = (node for node in nodes if node.kind is Kind.NOTE)
    found = next((note for note in notes if words and _letters(plain_text(note.children)).startswith(words)), None)
    return replace(problem, place=found.children[0].place) if found is not None else problem  # not that of its call


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
