"""Files that a page takes from the template folders besides templates: font files and a reference document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from brief.page.fonts import FOLDER
from brief.page.vocabulary import REFERENCE
from brief.render.template_path import find


def read_font_files(folders: Sequence[Path]) -> dict[str, bytes]:
    """Return every font file of the template folders, by its name among a page's assets; the nearest folder wins."""
    names = sorted({path.name for folder in folders for path in (folder / FOLDER).glob("*.[ot]tf")})
    files = {name: find(folders, FOLDER + name) for name in names}
    return {FOLDER + name: path.read_bytes() for name, path in files.items() if path is not None}


def read_reference(folders: Sequence[Path]) -> dict[str, bytes]:
    """Return the nearest Word file whose styles the DOCX takes, by its name among a page's assets; none is empty."""
    path = find(folders, REFERENCE)
    return {} if path is None else {REFERENCE: path.read_bytes()}
