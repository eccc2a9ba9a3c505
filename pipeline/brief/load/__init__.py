"""The first stage: a folder of plain text becomes a `Dossier`, or all its problems, each with its place.

| module | what is in it |
|---|---|
| `dossier` | a whole folder, read and checked |
| `records` | what may be written in each file, and the values that it becomes |
| `approvals` | approvals of briefs, beside the dossier |
| `schema` | the JSON Schema of each file |
| `recipients` | lists of recipients |
| `yaml` | YAML with places and plain error messages |
| `markdown` | prose as a tree of nodes, each with its place |
| `assets` | the files of a dossier, its pictures and tables |
| `integrity` | rules across files: references, audiences, handling |
| `likely_marks`, `audience_words` | words that look like an audience mark and mark nothing |
| `look_alikes` | what a text looks like in ASCII: look-alike letters and characters that cannot be seen |
| `audience_names` | whether an audience has the name that is written |
| `origin`, `unread` | places of a text in its file; what could not be read |
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from brief.model import Approval, Audience, Dossier

__all__ = ["load", "load_approvals", "load_audiences"]

# Only the modules that do the work need pydantic and the Markdown parser, so they are imported when they are used.


def load(folder: Path, audiences: Mapping[str, Audience]) -> Dossier:
    """Return the dossier in a folder; raise `BriefError` with every problem of every file in it.

    `audiences` are all that are defined: an audience list may only have their names.
    """
    from brief.load import dossier

    return dossier.load(folder, audiences)


def load_audiences(layers: Sequence[Path]) -> dict[str, Audience]:
    """Return every audience by name, in order; raise `BriefError` with the problems of all definitions.

    `layers` are template folders, the nearest first: the first that has `audiences/<name>/audience.yaml` defines it.
    """
    from brief.load.records import definitions

    return definitions.load_audiences(layers)


def load_approvals(folder: Path) -> tuple[Approval, ...]:
    """Return the approvals beside the dossier in a folder, in order; raise `BriefError` with all their problems."""
    from brief.load import approvals

    return approvals.load_approvals(folder)
