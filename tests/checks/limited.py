"""Small dossiers in files, built for an audience with limits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from brief.build import build
from brief.diagnostics.problems import Problem
from brief.load import load, load_audiences

SHIPPED = Path(__file__).resolve().parents[2] / "templates"
FIRST = 6  # the line of the section's file on which its body begins


def warned(
    folder: Path,
    body: str,
    limits: str,
    *,
    language: str = "en",
    glossary: str = "",
    dossier: str = "",
    parts: str = "basis, sections, glossary, sources",
    role: str = "facts",
    formats: Sequence[str] = (),
) -> list[Problem]:
    """Return the warnings of a dossier with one section, which begins in line `FIRST` of its file."""
    templates, content = folder / "templates", folder / "content" / "bridge"
    (templates / "audiences" / "board").mkdir(parents=True, exist_ok=True)
    (content / "sections").mkdir(parents=True, exist_ok=True)
    definition = f"label: Board\nparts: [{parts}]\nlimits: {{{limits}}}\nhandling: {{tlp: AMBER}}\n"
    (templates / "audiences" / "board" / "audience.yaml").write_text(definition)
    head = f'title: The bridge\nreference: B-1\nversion: "1"\nas_of: 2026-11-23\nlanguage: {language}\n'
    (content / "dossier.yaml").write_text(f"{head}authors: [Nobody in particular]\n{dossier}", encoding="utf-8")
    section = f"---\ntitle: What happened\nrole: {role}\naudience: [board]\n---\n{body}\n"
    (content / "sections" / "01-facts.md").write_text(section, encoding="utf-8")
    if glossary:
        (content / "glossary.yaml").write_text(glossary)
    layers = [templates, SHIPPED]
    audiences = load_audiences(layers)
    return list(build(load(content, audiences), audiences["board"], formats, layers).warnings)


def found(folder: Path, body: str, limits: str, **given: str) -> list[tuple[str, int, int]]:
    """Return code, line and column of each warning; the body's first line is line 1."""
    problems = warned(folder, body, limits, **given)  # type: ignore[arg-type]
    assert all(one.place and one.place.file.endswith("01-facts.md") for one in problems)
    return [(one.code, one.place.line - FIRST + 1, one.place.column) for one in problems if one.place]
