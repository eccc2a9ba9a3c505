"""Small dossiers that tests write, change and load."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from brief.diagnostics.problems import BriefError, Problem
from brief.load import load
from brief.model import Audience, Handling, Tlp

AUDIENCES = {
    name: Audience(name, name.title(), ("facts",), handling=Handling(Tlp.CLEAR))
    for name in ("executive", "general", "legal")
}

DOSSIER = """\
title: Bridge closed
reference: BR-1
version: 1.10
as_of: 2026-11-23
language: en
authors: Desk
bottom_line: The bridge is closed.
"""


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Return a folder with these files in it, and a dossier file if none is given."""
    for name, text in {"dossier.yaml": DOSSIER, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """Return what loading a folder finds; nothing when all is well."""
    try:
        load(folder, AUDIENCES)
    except BriefError as error:
        return error.problems
    return ()
