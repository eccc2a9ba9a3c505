"""Balanced headings: the engine fills the first line of a heading and may leave one word on the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import lxml.etree as etree

from brief.page.columns import text_width
from brief.page.elements import classes
from brief.page.measure import HEADING_SLACK, Measure, measure
from brief.page.theme import Theme

_STEPS = 24  # of halving: finer than a printer's dot on the widest sheet


@dataclass(frozen=True, slots=True)
class Face:
    """In which face a heading is set: tokens of the theme for family and size, the rest as the style sheet has it."""

    family: str
    size: str
    weight: int
    is_italic: bool = False
    features: tuple[str, ...] = ("lnum", "pnum")


# As `text.css` and `title.css` have it; a test compares them with a page that is laid out.
FACES: Mapping[str, Face] = {
    "h1": Face("face.text", "size.title", 600),
    "h2": Face("face.display", "size.heading-2", 700),
    "h3": Face("face.display", "size.heading-3", 600),
    "p": Face("face.text", "size.subtitle", 400, is_italic=True, features=("onum", "pnum")),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """The lines that headings of one level have to fit: their type, its size and their width, both in points."""

    measure: Measure
    features: tuple[str, ...]
    size: float
    width: float

    def fits(self, words: Sequence[str], width: float) -> bool:
        return self.measure.width(" ".join(words), *self.features) * self.size * HEADING_SLACK <= width


def balance_headings(root: etree._Element, theme: Theme, assets: Mapping[str, bytes]) -> None:
    """Make each heading of a paper tree just as narrow as it can be without needing one line more.

    A heading with a break of its own, a picture or a note in it stays as it is, as does one with a word that is wider
    than the line. What CSS calls `text-wrap: balance` (CSS Text 4, 6.3.1), which the engine does not know.
    """
    lines = {level: _line(level, theme, assets) for level in FACES}
    for heading in root.iter(*FACES):
        if heading.tag == "p" and heading.get("class") != "subtitle":
            continue
        if "landscape" in classes(heading) or _is_mixed(heading):
            continue
        line = lines[str(heading.tag)]
        available = line.width - theme.points("space.heading-number") * _is_numbered(heading)
        width = _narrowest(_words(heading), line, available)
        if width < available:
            heading.set("style", f"max-width: {width:.1f}pt")


def line_width(level: str, theme: Theme) -> float:
    """Return how wide a heading of this level may be, in points: all but the third also use the outer column."""
    return text_width(theme, is_outer=level != "h3") / 20


def _line(level: str, theme: Theme, assets: Mapping[str, bytes]) -> _Line:
    face = FACES[level]
    found = measure(assets, theme.text(face.family), face.weight, is_italic=face.is_italic)
    return _Line(found, face.features, theme.points(face.size), line_width(level, theme))


def _is_numbered(heading: etree._Element) -> bool:
    """Return whether a heading begins with its number, which the style sheet then lets hang."""
    number = next(iter(heading), None)
    if number is None or heading.tag != "h2" or (heading.text or "").strip():
        return False
    return number.get("class") == "number"


def _is_mixed(heading: etree._Element) -> bool:
    is_in_part = any("column" in classes(outer) for outer in heading.iterancestors("div"))
    is_in_box = any("summary" in classes(outer) for outer in heading.iterancestors("section"))
    notes = (span for span in heading.iter("span") if "note" in classes(span))
    return is_in_part or is_in_box or next(heading.iter("br", "img", "sup"), next(notes, None)) is not None


def _words(heading: etree._Element) -> list[str]:
    words = "".join(map(str, heading.itertext())).split()
    return words[1:] if _is_numbered(heading) else words


def _narrowest(words: Sequence[str], line: _Line, width: float) -> float:
    """Return the smallest width in points in which the words take as many lines as in the whole width."""
    count = _line_count(words, line, width)
    low, high = 0.0, width
    if count < 2 or count == float("inf"):
        return high
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _line_count(words, line, middle) > count:
            low = middle
        else:
            high = middle
    return high


def _line_count(words: Sequence[str], line: _Line, width: float) -> float:
    """Return how many lines the words fill; infinite where one of them is wider than the line."""
    count, current = 1, list(words[:1])
    if not all(line.fits([word], width) for word in words):
        return float("inf")
    for word in words[1:]:
        if line.fits([*current, word], width):
            current.append(word)
        else:
            count, current = count + 1, [word]
    return count
