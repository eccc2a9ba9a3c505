"""The torture dossier, with the parts that are generated: wide and long tables, and three hundred notes."""

from __future__ import annotations

import shutil
import string
from collections.abc import Iterable
from pathlib import Path

from brief.app.shipped import shipped_folder

HERE = Path(__file__).parent
LOOKS = {"rack": "legal", "wheel": "general"}  # each audience looks like a shipped one
COLUMNS = string.ascii_uppercase + string.ascii_lowercase + "αβγδεζηθ"  # sixty
ROWS, NOTES = 120, 300
# Faces with Chinese and Japanese characters: Debian's package `fonts-droid-fallback`, and what macOS has.
FACES = (
    Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"),
    Path("/System/Library/Fonts/Supplemental/Arial Unicode.ttf"),
)


def project(folder: Path) -> Path:
    """Write the dossier and its templates, with everything that belongs to them, to a folder; return the folder."""
    shutil.copytree(HERE / "content", folder / "content")
    for name, like in LOOKS.items():
        shutil.copytree(shipped_folder("templates") / "audiences" / like, folder / "templates/audiences" / name)
    shutil.copytree(HERE / "templates", folder / "templates", dirs_exist_ok=True)
    content = folder / "content/torture"
    (content / "data").mkdir()
    _table(content / "data/wide.csv", [COLUMNS, *([str((row * each) % 10) for each in range(60)] for row in (1, 2, 3))])
    words = [
        "Quay",
        "Berth",
        "Depth",
        "Width",
        "Tide",
        "Rope",
        "Bollard",
        "Keeper",
        "Ferry",
        "Arrival",
        "Departure",
        "Remark",
    ]
    _table(content / "data/twelve.csv", [words, *([f"{word.lower()} {row}" for word in words] for row in range(1, 5))])
    hours = [[f"{row}", f"{row / 8:.3f}", f"Nothing moved at the hour {row}"] for row in range(1, ROWS + 1)]
    _table(content / "data/long.csv", [["Hour", "Metres", "What was seen"], *hours])
    (content / "sections/65-many.md").write_text(_notes(), encoding="utf-8")
    (folder / "templates/base/fonts").mkdir()
    shutil.copy(face(), folder / "templates/base/fonts")
    return folder


def face() -> Path:
    """Return a face with Chinese and Japanese characters."""
    found = [path for path in FACES if path.exists()]
    if not found:
        raise FileNotFoundError("no face for Chinese and Japanese; run script/bootstrap --test")
    return found[0]


def _table(path: Path, rows: Iterable[Iterable[str]]) -> None:
    path.write_text("".join(f"{','.join(row)}\n" for row in rows), encoding="utf-8")


def _notes() -> str:
    """Return a section with three hundred notes, the last of them a citation."""
    calls = [f"Note call {number} stands here.^[Note text {number}.]" for number in range(1, NOTES)]
    lines = [" ".join(calls[start : start + 12]) for start in range(0, len(calls), 12)]
    head = "---\ntitle: Three hundred notes\nrole: issues\naudience: [rack, wheel]\n---\n"
    return head + "\n\n".join([*lines, "And the last cites [@s-letter, p. 300]."]) + "\n"
