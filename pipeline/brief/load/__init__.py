"""The first stage: a folder of plain text becomes a `Dossier`, or every problem in it, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from brief.model import Audience, Dossier

__all__ = ["load", "load_audiences"]

# The modules that do the work need pydantic and the Markdown parser, which nothing else does: they are imported late.


def load(folder: Path, audiences: Mapping[str, Audience]) -> Dossier:
    """Return the dossier in a folder; raise `BriefError` with every problem of every file in it.

    `audiences` are all that are defined: only their names may stand in an audience list.
    """
    from brief.load import dossier

    return dossier.load(folder, audiences)


def load_audiences(layers: Sequence[Path]) -> dict[str, Audience]:
    """Return every audience by name, in order; raise `BriefError` with the problems of all definitions.

    `layers` are template folders, the nearest first: the first that has `audiences/<name>/audience.yaml` defines it.
    """
    from brief.load.records import definitions

    return definitions.load_audiences(layers)
