"""The theme in Word's measures: sizes, distances, faces and colours as the page's sheet has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from brief.ooxml.xml import MM, W, Xml, eighths, half_points, run_properties, twips, w
from brief.page.theme import Theme

_SIZES = {"A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "Letter": (215.9, 279.4), "Legal": (215.9, 355.6)}
_TALLNESS = 1.25  # of a face that is not known, in ems
# Faces with and without serifs that Word brings for East Asian text, by language.
_EAST_ASIAN = {
    "ja-JP": ("Yu Mincho", "Yu Gothic"),
    "ko-KR": ("Batang", "Malgun Gothic"),
    "zh-CN": ("SimSun", "Microsoft YaHei"),
    "zh-TW": ("PMingLiU", "Microsoft JhengHei"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """A theme, with the natural line height of each face (in ems), which Word's line spacing is a multiple of."""

    theme: Theme
    tallness: Mapping[str, float] = field(hash=False)
    east_asian_language: str = "ja-JP"  # of text in Han characters, where a run says nothing else
    column: int = 0  # the width of one column of text in twips, where there are several

    def points(self, name: str) -> float:
        """Return a length of the theme in points."""
        return self.theme.points(name)

    def colour(self, name: str) -> str:
        """Return a colour of the theme as six hexadecimal digits."""
        return self.theme.colour(f"colour.{name}")

    @property
    def sheet(self) -> tuple[int, int]:
        """Return width and height of the sheet in twips."""
        written = self.theme.text("page.size")
        if written in _SIZES:
            across, down = _SIZES[written]
            return twips(across * MM), twips(down * MM)
        across, down = (Theme({"side": each}).points("side") for each in written.split())
        return twips(across), twips(down)

    def margin(self, side: str) -> int:
        """Return the margin at a side in twips."""
        return twips(self.points(f"page.margin-{side}"))

    @property
    def outer(self) -> int:
        """Return how far titles and numbers stand out to the left of the text, in twips."""
        return twips(self.points("page.outer"))

    @property
    def measure(self) -> int:
        """Return the width of the text in twips: of one column of it, where it stands in several."""
        return self.column or self.across

    @property
    def across(self) -> int:
        """Return the width between the margins in twips."""
        return self.sheet[0] - self.margin("left") - self.margin("right")

    @property
    def turned_sheet(self) -> tuple[int, int]:
        """Return width and height of a turned sheet in twips: it is the wider way round, as some sheets are already."""
        return max(self.sheet), min(self.sheet)

    @property
    def turned_measure(self) -> int:
        """Return the width of the text on a turned sheet in twips."""
        return self.across + self.turned_sheet[0] - self.sheet[0]

    def face(self, name: str, weight: str = "") -> str:
        """Return the name of a family; the half bold ones are families of their own for Word."""
        family = f"{self.theme.text(f'face.{name}')} {weight}".strip()
        return family if not weight or family in self.tallness else self.theme.text(f"face.{name}")

    def font(self, name: str, weight: str = "") -> Xml:
        """Return the run property that sets a family for Latin text, and one of its kind for East Asian text."""
        family = self.face(name, weight)
        return w("rFonts", ascii=family, hAnsi=family, eastAsia=self.east_asian(name))

    def east_asian(self, name: str) -> str:
        """Return the face that Word brings for East Asian text and that goes with one of the theme's."""
        has_serifs = self.theme.text(f"face.{name}") == self.theme.text("face.text")
        return _EAST_ASIAN[self.east_asian_language][0 if has_serifs else 1]

    def weight(self, name: str) -> tuple[Xml, ...]:
        """Return the family of a half bold face; where there is none, the plain one with bold switched on.

        Scripts that have faces of their own are bold either way.
        """
        has_own = self.face(name, "SemiBold") != self.face(name)
        return (self.font(name, "SemiBold"), *(() if has_own else (w("b"),)), w("bCs"))

    def size(self, name: str) -> tuple[Xml, Xml]:
        """Return the run properties that set a size of type."""
        size = half_points(self.points(f"size.{name}"))
        return w("sz", val=size), w("szCs", val=size)

    def ink(self, name: str) -> Xml:
        """Return the run property that sets a colour."""
        return w("color", val=self.colour(name))

    def spacing(self, before: str | float, after: str | float, leading: str = "", face: str = "text") -> Xml:
        """Return distances before and after, by token or in points, and the line spacing by its token."""
        made = w("spacing", before=twips(self._points(before)), after=twips(self._points(after)))
        if leading:
            multiple = self.theme.number(f"leading.{leading}") / self.tallness.get(self.face(face), _TALLNESS)
            made.set(f"{{{W}}}line", str(round(240 * multiple)))
            made.set(f"{{{W}}}lineRule", "auto")
        return made

    def _points(self, value: str | float) -> float:
        return self.points(value) if isinstance(value, str) else value

    def border(self, side: str, line: str, colour: str, space: float = 0) -> Xml:
        """Return one border by its tokens; `space` to the text in points, of which Word takes at most 31."""
        size = eighths(self.points(f"line.{line}"))
        return w(side, val="single", sz=size, space=min(31, round(space)), color=self.colour(colour))

    def number_room(self, is_deep: bool) -> int:
        """Return how far a number stands before its text, in twips; deep are all but those of the first headings."""
        return (self.outer or twips(12 * MM)) if is_deep else twips(8 * MM)

    def text_edge(self, is_deep: bool) -> int:
        """Return where the text after a number begins, in twips from the edge of the text."""
        return self.number_room(is_deep) - self.outer

    @property
    def step(self) -> int:
        """Return how far each level of a list stands in, in twips."""
        return twips(self.points("space.list-indent"))

    def hanging(self, *, is_counted: bool) -> int:
        """Return how far the mark of an item stands before its text, in twips: where it begins, or a number ends."""
        return twips(1.5 * MM) if is_counted else self.step

    def left(self, style: str) -> int:
        """Return where a paragraph of a style begins by itself, in twips from the edge of the text."""
        if style in ("BlockText", "Definition"):
            return self.step
        if style in ("Basis", "Summary"):
            return twips(self.points("space.box"))
        for kind in ("ListBullet", "ListNumber", "ListContinue"):
            if style.startswith(kind):
                return self.step * int(style.removeprefix(kind) or 1)
        return 0

    def number_font(self) -> Xml | None:
        """Return how the number of a paragraph is set."""
        is_bold = self.face("display", "SemiBold") == self.face("display")
        weight = w("b") if is_bold else w("b", val="0")
        return run_properties(self.font("display", "SemiBold"), weight, self.ink("furniture"), *self.size("number"))


def east_asian_language(tags: Iterable[str]) -> str:
    """Return the language of Han characters that the first of some language tags names, else Japanese."""
    for tag in tags:
        main, _, rest = tag.lower().partition("-")
        if main in ("ja", "ko"):
            return "ja-JP" if main == "ja" else "ko-KR"
        if main == "zh":
            return "zh-TW" if {"hant", "tw", "hk", "mo"} & set(rest.split("-")) else "zh-CN"
    return "ja-JP"
