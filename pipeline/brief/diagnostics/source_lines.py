"""The lines of files that problems point at."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from brief.diagnostics.problems import Place

_LIMIT = 32 * 1024 * 1024  # bytes; no file of a dossier is larger


def source_line(place: Place) -> str | None:
    """Return the line of a place as it is in its file now, or `None` when there is none to show."""
    lines = _file(Path(place.file).absolute())
    return lines[place.line - 1] if 0 < place.line <= len(lines) else None


@lru_cache(maxsize=64)
def _file(path: Path) -> tuple[str, ...]:
    try:
        if not path.is_file() or path.stat().st_size > _LIMIT:
            return ()
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return ()
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
