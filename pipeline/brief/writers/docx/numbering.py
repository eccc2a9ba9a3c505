"""Numbering: headings and numbered paragraphs as one multilevel list, bullets, ordered lists (ECMA-376 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import lxml.etree as etree

from brief.ooxml.xml import Xml, paragraph_properties, root, run_properties, w
from brief.page.elements import classes, text_of
from brief.writers.docx.page_elements import HEADINGS, heading_style, leading_number
from brief.writers.docx.word_theme import WordTheme

LEVELS = 9  # as many as Word has
_DECIMAL = re.compile(r"[1-9]\d{0,8}(?:\.[1-9]\d{0,8}){0,8}")
# The abstract definitions; a list without overrides has the same id.
_OUTLINE, _BULLETS, _ORDERED, _PARAGRAPHS = 1, 2, 3, 4
NUMBERED = "NumberedParagraph"
_BOXES = ("Basis", "Summary")  # whose ground begins at the edge of their paragraphs
_FIGURES = ("decimal", "lowerLetter", "lowerRoman")
_BULLET_SIGNS = "•–▪"


@dataclass(frozen=True, slots=True)
class _Items:
    """A style of list items: what it is based on, its kind, and the ids of its definition and of its plain list."""

    base: str
    kind: str
    abstract: int
    identifier: int


@dataclass
class Numbering:
    """The numbers of one document as Word will count them, and the overrides that make it count as the page does."""

    theme: WordTheme
    levels: Mapping[str, int]  # style to the level of the outline that it is bound to
    runs_through: bool = False  # whether paragraphs are counted by themselves, and not under their headings
    instances: list[Xml] = field(default_factory=list)
    counts: list[int] = field(default_factory=lambda: [0] * LEVELS)
    outline: int = _OUTLINE
    deepest: int = 2  # the deepest level of any list, from 0
    items: dict[str, _Items] = field(default_factory=dict)  # styles of list items among paragraphs of other styles
    paragraphs: int = 0  # the last number of a paragraph, where they are counted by themselves
    paragraph_list: int = _PARAGRAPHS

    def outline_number(self, number: str, style: str) -> tuple[Xml | None, bool]:
        """Return the `numPr` that a heading or paragraph needs, and whether Word then shows the page's `number`.

        Nothing is needed where the style has the number already; one that is not of the form `1.2.3` must be typed.
        """
        if style == NUMBERED and self.runs_through and _DECIMAL.fullmatch(number) and "." not in number:
            return self._paragraph_number(int(number)), True
        if not _DECIMAL.fullmatch(number):
            return (_number(0, 0) if style in self.levels else None), False
        wanted = [int(each) for each in number.split(".")]
        level = len(wanted) - 1
        counted = [*self.counts[:level], self.counts[level] + 1]
        if counted != wanted:
            # Word would count on: a list of its own that starts at the page's number shows that number.
            starts = dict(enumerate(wanted))
            self.outline = self._instance(_OUTLINE, starts)
        self.counts = [*wanted, *[0] * (LEVELS - level - 1)]
        is_in_style = self.outline == _OUTLINE and self.levels.get(style) == level
        return (None if is_in_style else _number(self.outline, level)), True

    def _paragraph_number(self, number: int) -> Xml | None:
        """Return the `numPr` for the number of a paragraph; nothing where that of its style counts to it."""
        if number != self.paragraphs + 1:
            self.paragraph_list = self._instance(_PARAGRAPHS, {0: number})
        self.paragraphs = number
        return None if self.paragraph_list == _PARAGRAPHS else _number(self.paragraph_list, 0)

    def has_number(self, style: str) -> bool:
        """Return whether a style of headings or paragraphs has a number by itself."""
        return style in self.levels or (style == NUMBERED and self.runs_through)

    def style_number(self, style: str) -> Xml | None:
        """Return the `numPr` that a style itself has."""
        if style in self.levels:
            return _number(_OUTLINE, self.levels[style])
        if self.has_number(style):
            return _number(_PARAGRAPHS, 0)
        if style in self.items:
            return _number(self.items[style].identifier, 0)
        for kind, identifier in (("Bullet", _BULLETS), ("Number", _ORDERED)):
            if style.startswith(f"List{kind}"):
                return _number(identifier, int(style.removeprefix(f"List{kind}") or 1) - 1)
        return None

    def bullet_number(self, level: int) -> Xml:
        """Return `numPr` for an item of an unordered list; `level` from 0."""
        return _number(_BULLETS, min(level, LEVELS - 1))

    def start_ordered_list(self, start: int, level: int, style: str = "") -> int:
        """Return the id of a new ordered list that begins with `start`; `level` from 0, `style` that of its items."""
        abstract = self.items[style].abstract if style in self.items else _ORDERED
        return self._instance(abstract, {min(level, LEVELS - 1): start})

    def item_style(self, base: str, kind: str) -> str:
        """Return the style of an item (kind Bullet or Number) of a list among paragraphs of another style.

        It has a definition of its own, because the indent of a style's items is set by its definition.
        """
        style = f"{base}{kind}"
        if style not in self.items:
            abstract = _PARAGRAPHS + 1 + len(self.items)
            self.items[style] = _Items(base, kind, abstract, self._instance(abstract, {}))
        return style

    def ordered_number(self, identifier: int, level: int) -> Xml:
        """Return `numPr` for an item of the ordered list with that id."""
        return _number(identifier, min(level, LEVELS - 1))

    def _instance(self, abstract: int, starts: dict[int, int]) -> int:
        identifier = _PARAGRAPHS + 1 + len(self.instances)
        overrides = [
            w("lvlOverride", w("startOverride", val=start), ilvl=level) for level, start in sorted(starts.items())
        ]
        self.instances.append(w("num", w("abstractNumId", val=abstract), *overrides, numId=identifier))
        return identifier

    def part(self) -> Xml:
        """Return the part `numbering`."""
        definitions = [
            _definition(_OUTLINE, [self._outline_level(level) for level in range(LEVELS)]),
            _definition(_BULLETS, [self._list_level(level, "bullet") for level in range(LEVELS)]),
            _definition(_ORDERED, [self._list_level(level, "") for level in range(LEVELS)]),
            *([_definition(_PARAGRAPHS, [self._paragraph_level()])] if self.runs_through else []),
            *(_definition(each.abstract, self._item_levels(style, each)) for style, each in self.items.items()),
        ]
        lists = (_OUTLINE, _BULLETS, _ORDERED, *([_PARAGRAPHS] if self.runs_through else []))
        plain = [w("num", w("abstractNumId", val=each), numId=each) for each in lists]
        return root("numbering", *definitions, *plain, *self.instances)

    def _outline_level(self, level: int) -> Xml:
        style = next((style for style, bound in self.levels.items() if bound == level), None)
        words = ".".join(f"%{place + 1}" for place in range(level + 1))
        return self._counted_level(level, style, words, is_deep=level > 0 or style == NUMBERED)

    def _paragraph_level(self) -> Xml:
        return self._counted_level(0, NUMBERED, "%1", is_deep=True)

    def _counted_level(self, level: int, style: str | None, words: str, *, is_deep: bool) -> Xml:
        theme = self.theme
        return w(
            "lvl",
            w("start", val=1),
            w("numFmt", val="decimal"),
            w("pStyle", val=style) if style else None,
            w("suff", val="tab"),
            w("lvlText", val=words),
            w("lvlJc", val="left"),
            paragraph_properties(w("ind", left=theme.number_indent(is_deep), hanging=theme.number_hanging(is_deep))),
            theme.number_font() if style == NUMBERED else None,
            ilvl=level,
        )

    def _item_levels(self, style: str, items: _Items) -> list[Xml]:
        kind = "bullet" if items.kind == "Bullet" else ""
        outer = self.theme.style_indent(items.base)
        is_boxed = items.base in _BOXES
        ink = "on-dark" if items.base == "Decision" else "structure"
        return [
            self._list_level(level, kind, outer, "" if level else style, is_boxed=is_boxed, ink=ink)
            for level in range(LEVELS)
        ]

    def _list_level(
        self, level: int, kind: str, outer: int = 0, style: str | None = None, *, is_boxed: bool = False,
        ink: str = "structure",
    ) -> Xml:  # fmt: skip
        is_even = not kind and not is_boxed
        step, hanging = self.theme.list_indent, self.theme.mark_hanging(is_counted=is_even)
        if style is None and level <= self.deepest:
            style = list_style("Bullet" if kind else "Number", level)
        sign = _BULLET_SIGNS[level % len(_BULLET_SIGNS)]
        return w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=kind or _FIGURES[level % len(_FIGURES)]),
            w("pStyle", val=style) if style else None,
            w("lvlText", val=sign if kind else f"%{level + 1}."),
            w(
                "lvlJc", val="right" if is_even else "left"
            ),  # so that the tenth number ends at the same place as the ninth
            paragraph_properties(w("ind", left=outer + step * (level + 1), hanging=hanging)),
            run_properties(w("color", val=self.theme.colour(ink))) if kind else None,
            ilvl=level,
        )


def runs_through(root: etree._Element) -> bool:
    """Return whether the paragraphs of a page are counted by themselves: the first has one number, as 1 and not 1.1."""
    numbers = (leading_number(each) for each in root.iter("p") if "numbered" in classes(each))
    first = next((text_of(number) for number in numbers if number is not None), "")
    return bool(_DECIMAL.fullmatch(first)) and "." not in first


def bound_levels(root: etree._Element) -> dict[str, int]:
    """Return the level of the outline for each style of numbered headings and paragraphs: that of its first number.

    A level belongs to one style: the first that asks for it. Paragraphs that are counted by themselves are not in it.
    """
    levels: dict[str, int] = {}
    counted = HEADINGS if runs_through(root) else (*HEADINGS, "p")
    for element in root.iter(*counted):
        number = leading_number(element)
        if number is None or (element.tag == "p" and "numbered" not in classes(element)):
            continue
        style = NUMBERED if element.tag == "p" else heading_style(element)
        level = text_of(number).count(".")
        if _DECIMAL.fullmatch(text_of(number)) and style not in levels and level not in levels.values():
            levels[style] = level
    return levels


def list_styles(deepest: int) -> list[tuple[str, int]]:
    """Return the kinds and levels of the styles that lists down to `deepest` need."""
    return [(kind, level) for kind in ("Bullet", "Number", "Continue") for level in range(min(deepest, LEVELS - 1) + 1)]


def list_style(kind: str, level: int) -> str:
    """Return the id of the style of an item: `ListBullet`, `ListNumber2`, `ListContinue3`."""
    place = min(level, LEVELS - 1) + 1
    return f"List{kind}{place if place > 1 else ''}"


def _number(identifier: int, level: int) -> Xml:
    return w("numPr", w("ilvl", val=level), w("numId", val=identifier))


def _definition(identifier: int, levels: list[Xml]) -> Xml:
    return w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=identifier)
