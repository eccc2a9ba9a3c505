"""What a reference document lacks: styles, by the names that a Word user sees, and places for what a brief fills in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from brief.diagnostics.problems import Place, Problem
from brief.diagnostics.suggestions import nearest
from brief.ooxml.archive import Unusable
from brief.ooxml.xml import Xml
from brief.writers.docx.reference.read import MARK, PLACEHOLDERS, read_reference, style_names, tags_of


def lacks(data: bytes, names: Iterable[str], file: str) -> list[Problem]:
    """Return what a reference document lacks (E312): styles by these names, placeholders; or why it is of no use."""
    place = Place(file)
    try:
        reference = read_reference(data)
    except Unusable as error:
        return [replace(problem, place=place) for problem in error.problems]
    known = {name.casefold() for name in style_names(reference.styles)}
    missing = [name for name in names if name.casefold() not in known]
    problems = [
        Problem("E312/missing-style", f"there is no style `{name}`", place, hint=_style_hint(name, reference.styles))
        for name in missing
    ]
    for key in (("header", "default"), ("footer", "default")):
        tags = tags_of(reference.letterheads[key].root) if key in reference.letterheads else []
        if MARK not in tags:
            text = f"the {key[0]} has no content control with the tag `{MARK}`"
            hint = "without one, the mark is put in above or below what it holds"
            problems.append(Problem("E312/no-handling-mark", text, place, hint=hint))
        problems += [
            Problem(
                "E312/unknown-placeholder",
                f"the {key[0]} has a content control `{tag}`, which nothing fills",
                place,
                hint=_hint(tag),
            )
            for tag in tags
            if tag not in PLACEHOLDERS
        ]
    return problems


def _hint(tag: str) -> str:
    close = nearest(tag, PLACEHOLDERS)
    return f"did you mean `{close}`?" if close else f"known are {', '.join(f'`{name}`' for name in PLACEHOLDERS)}"


def _style_hint(name: str, styles: Xml) -> str:
    close = nearest(name, list(style_names(styles)))
    return f"is it `{close}` there? a style is found by its name" if close else "without it, the theme's own is used"
