"""Pictures of a dossier: what is seen of them, and refused when they are not safe to show."""

from __future__ import annotations

from typing import Final

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place
from brief.model import Picture
from brief.pictures import PictureError, seen_picture

LARGEST: Final = 32 * 2**20  # bytes of one file


def read_picture(name: str, data: bytes, file: Place, figure: Place, problems: Problems) -> Picture | None:
    """Return a picture with its size in CSS pixels; `None` after a problem (E184) in its file."""
    try:
        seen = seen_picture(name, data)
    except PictureError as error:
        place = Place(file.file, error.line)
        related = ((figure, "it is shown here"),)
        problems.add(error.rule, f"`{name}` {error.what}", place, hint=error.hint, related=related)
        return None
    return Picture(name, seen.data, seen.width, seen.height)
