"""Headings of several lines are balanced: the engine fills the first line and may leave one word on the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import lxml.etree as etree

from brief.page.columns import text_width
from brief.page.elements import classes
from brief.page.measure import HEADING_SLACK, Measure, measure
from brief.page.theme import Theme

_STEPS = 24  # of halving: finer than a printer's dot on the widest sheet
_WEIGHTS = {"h1": 600, "h2": 700, "h3": 600}


@dataclass(frozen=True, slots=True)
class _Setting:
    """How one level of heading is set: in which type, of what size and over what width, both in points."""

    face: Measure
    size: float
    width: float

    def line(self, words: Sequence[str]) -> float:
        return self.face.width(" ".join(words)) * self.size * HEADING_SLACK


def balance(root: etree._Element, theme: Theme, assets: Mapping[str, bytes]) -> None:
    """Make each heading of a prepared tree just as narrow as it can be without needing one line more.

    A heading with a break of its own, a picture or a note in it stays as it is, as does one with a word that is wider
    than the line. What CSS calls `text-wrap: balance` (CSS Text 4, 6.3.1), which the engine does not know.
    """
    settings = {level: _setting(level, theme, assets) for level in _WEIGHTS}
    subtitle = measure(assets, theme.text("face.text"), 400, is_italic=True)
    settings["p"] = _Setting(subtitle, theme.points("size.subtitle"), settings["h1"].width)
    for heading in root.iter(*settings):
        if heading.tag == "p" and heading.get("class") != "subtitle":
            continue
        if "landscape" in classes(heading) or _is_mixed(heading):
            continue
        setting = settings[str(heading.tag)]
        if _is_numbered(heading):
            setting = replace(setting, width=setting.width - theme.points("space.heading-number"))
        width = _narrowest(_words(heading), setting)
        if width < setting.width:
            heading.set("style", f"max-width: {width:.1f}pt")


def _setting(level: str, theme: Theme, assets: Mapping[str, bytes]) -> _Setting:
    is_title = level == "h1"
    family = theme.text("face.text" if is_title else "face.display")
    size = theme.points("size.title" if is_title else f"size.heading-{level[1]}")
    width = text_width(theme, is_outer=level != "h3") / 20
    return _Setting(measure(assets, family, _WEIGHTS[level]), size, width)


def _is_numbered(heading: etree._Element) -> bool:
    """Return whether a heading's number stands before its words, which the style sheet then lets hang."""
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


def _narrowest(words: Sequence[str], setting: _Setting) -> float:
    """Return the smallest width in points in which the words take as many lines as in the whole width."""
    count = _lines(words, setting, setting.width)
    low, high = 0.0, setting.width
    if count < 2 or count == float("inf"):
        return high
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _lines(words, setting, middle) > count:
            low = middle
        else:
            high = middle
    return high


def _lines(words: Sequence[str], setting: _Setting, width: float) -> float:
    """Return how many lines the words fill; more than any number where one of them is wider than the line."""
    lines, line = 1, list(words[:1])
    if any(setting.line([word]) > width for word in words):
        return float("inf")
    for word in words[1:]:
        if setting.line([*line, word]) > width:
            lines, line = lines + 1, [word]
        else:
            line.append(word)
    return lines
