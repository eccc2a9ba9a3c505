"""The fonts of a project's templates, and the characters that its dossiers use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from brief.app.project import Project
from brief.diagnostics.paths import display_path
from brief.page.fonts import Face, characters_of, faces
from brief.page.scripts import script_of
from brief.render.template_assets import read_font_files

_TEXTS = frozenset({".md", ".yaml", ".yml", ".csv", ".svg"})
_FEW = 12  # characters of a writing system: a font with fewer only borrows some

_NAMES = {"Hani": "Chinese", "Jpan": "Japanese", "Zsym": "symbols", "Zsye": "emoji"}


@dataclass(frozen=True, slots=True)
class TemplateFamily:
    """One family of fonts: its styles, the writing systems that it has letters of, and its folder."""

    name: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    folder: str


def template_families(project: Project) -> tuple[TemplateFamily, ...]:
    """Return the families that all audiences share, by name; raise `BriefError` (E306) for a file that is no font."""
    found: dict[str, list[tuple[Face, bytes, str]]] = {}
    for layer in reversed(project.layers):
        base = layer / "base"
        files = read_font_files((base,))
        for face in faces(files):
            found.setdefault(face.family, []).append((face, files[face.name], display_path(base / "fonts")))
    return tuple(
        TemplateFamily(
            family,
            tuple(dict.fromkeys(_style(face) for face, _, _ in sorted(held, key=_by_weight))),
            tuple(_scripts({face.name: data for face, data, _ in held})),
            held[-1][2],
        )
        for family, held in sorted(found.items())
    )


def characters_used(project: Project) -> frozenset[str]:
    """Return every character of the dossiers' files, whether it is shown or not."""
    files = (path for folder in project.dossiers.values() for path in folder.rglob("*") if path.suffix in _TEXTS)
    return frozenset[str]().union(*(path.read_text(encoding="utf-8", errors="ignore") for path in files))


def _by_weight(held: tuple[Face, bytes, str]) -> tuple[int, bool]:
    return held[0].weight, held[0].is_italic


def _style(face: Face) -> str:
    names = {400: "Regular", 600: "SemiBold", 700: "Bold"}
    weight = names.get(face.weight, str(face.weight))
    return f"{weight} Italic".replace("Regular Italic", "Italic") if face.is_italic else weight


def _scripts(files: dict[str, bytes]) -> Iterator[str]:
    """Give the names of the writing systems that fonts have letters of, those with most first."""
    from fontTools.unicodedata import script_name

    counts = Counter(script_of(chr(code)) for code in characters_of(files))
    for code, count in counts.most_common():
        if count >= _FEW:
            yield _NAMES.get(code) or str(script_name(code)).replace("_", " ")
