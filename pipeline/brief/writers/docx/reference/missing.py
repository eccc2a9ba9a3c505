"""What a reference document lacks: styles, by the names that a Word user sees, and placeholders that a brief fills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from brief.diagnostics.problems import Place, Problem
from brief.diagnostics.suggestions import closest
from brief.ooxml.xml import Xml
from brief.writers.docx.reference.read import MARK, PLACEHOLDERS, Reference, read_reference, style_names, tags_of
from brief.writers.docx.reference.unusable import UnusableReferenceError


def find_missing(data: bytes, names: Iterable[str], file: str) -> list[Problem]:
    """Return what a reference document lacks (E312): styles with these names, placeholders; or why it is unusable."""
    place = Place(file)
    try:
        reference = read_reference(data)
    except UnusableReferenceError as error:
        return [replace(problem, place=place) for problem in error.problems]
    return [*_missing_styles(reference.styles, names, place), *_placeholder_problems(reference, place)]


def _missing_styles(styles: Xml, names: Iterable[str], place: Place) -> Iterator[Problem]:
    known = {name.casefold() for name in style_names(styles)}
    for name in names:
        if name.casefold() not in known:
            close = closest(name, list(style_names(styles)))
            hint = (
                f"is it the style `{close}`? styles are matched by name"
                if close
                else "without it, the style of the theme is used"
            )
            yield Problem("E312/missing-style", f"there is no style `{name}`", place, hint=hint)


def _placeholder_problems(reference: Reference, place: Place) -> Iterator[Problem]:
    for key in (("header", "default"), ("footer", "default")):
        tags = tags_of(reference.headers_footers[key].root) if key in reference.headers_footers else []
        if MARK not in tags:
            text = f"the {key[0]} has no content control with the tag `{MARK}`"
            yield Problem(
                "E312/no-handling-mark",
                text,
                place,
                hint="without one, the mark is added above its content",
            )
        for tag in tags:
            if tag not in PLACEHOLDERS:
                text = f"the {key[0]} has a content control with the unknown tag `{tag}`"
                yield Problem("E312/unknown-placeholder", text, place, hint=_placeholder_hint(tag))


def _placeholder_hint(tag: str) -> str:
    close = closest(tag, PLACEHOLDERS)
    return f"did you mean `{close}`?" if close else f"known tags are {', '.join(f'`{name}`' for name in PLACEHOLDERS)}"
