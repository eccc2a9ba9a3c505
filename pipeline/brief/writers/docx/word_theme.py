"""The theme in Word's units: sizes, distances, faces and colours as in the page's style sheet.

Lengths are in twips, twentieths of a point, where nothing else is stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from brief.ooxml.xml import MM, W, Xml, eighths, half_points, run_properties, twips, w
from brief.page.theme import Theme

_LINE_HEIGHT = 1.25  # of a face that is not known, in ems
# Faces with and without serifs that Word brings for East Asian text, by language.
_EAST_ASIAN = {
    "ja-JP": ("Yu Mincho", "Yu Gothic"),
    "ko-KR": ("Batang", "Malgun Gothic"),
    "zh-CN": ("SimSun", "Microsoft YaHei"),
    "zh-TW": ("PMingLiU", "Microsoft JhengHei"),
}


@dataclass(frozen=True, slots=True)
class WordTheme:
    """A theme, with the natural line height of each face (in ems), which Word's line spacing is a multiple of."""

    page_theme: Theme
    line_heights: Mapping[str, float] = field(hash=False)
    east_asian_language: str = "ja-JP"  # of text in Han characters, where a run names no other
    column: int = 0  # the width of one column of text, where there are several

    def points(self, name: str) -> float:
        """Return a length of the theme in points."""
        return self.page_theme.points(name)

    def colour(self, name: str) -> str:
        """Return a colour of the theme as six hexadecimal digits."""
        return self.page_theme.colour(f"colour.{name}")

    @property
    def page_size(self) -> tuple[int, int]:
        """Return width and height of the page."""
        return twips(self.points("page.width")), twips(self.points("page.height"))

    def margin(self, side: str) -> int:
        """Return the margin at a side."""
        return twips(self.points(f"page.margin-{side}"))

    @property
    def outer(self) -> int:
        """Return the width of the outer column, in which titles and numbers begin to the left of the text."""
        return twips(self.points("page.outer"))

    @property
    def text_width(self) -> int:
        """Return the width of the text: of one column of it, where there are several."""
        return self.column or self.width_between_margins

    @property
    def width_between_margins(self) -> int:
        """Return the width between the margins."""
        return self.page_size[0] - self.margin("left") - self.margin("right")

    @property
    def landscape_size(self) -> tuple[int, int]:
        """Return width and height of a landscape page; a page that is wider than tall is one already."""
        return max(self.page_size), min(self.page_size)

    @property
    def landscape_text_width(self) -> int:
        """Return the width of the text on a landscape page."""
        return self.width_between_margins + self.landscape_size[0] - self.page_size[0]

    def family(self, name: str, weight: str = "") -> str:
        """Return the name of a family; Word treats semibold faces as families of their own."""
        family = f"{self.page_theme.text(f'face.{name}')} {weight}".strip()
        return family if not weight or family in self.line_heights else self.page_theme.text(f"face.{name}")

    def font(self, name: str, weight: str = "") -> Xml:
        """Return the run property that sets a family for Latin text, and a similar one for East Asian text."""
        family = self.family(name, weight)
        return w("rFonts", ascii=family, hAnsi=family, eastAsia=self.east_asian_family(name))

    def east_asian_family(self, name: str) -> str:
        """Return the face that Word brings for East Asian text and that goes with one of the theme's."""
        has_serifs = self.page_theme.text(f"face.{name}") == self.page_theme.text("face.text")
        return _EAST_ASIAN[self.east_asian_language][0 if has_serifs else 1]

    def semibold(self, name: str) -> tuple[Xml, ...]:
        """Return the run properties for a semibold face; without such a face, the regular one with bold switched on.

        Scripts that have faces of their own are bold either way.
        """
        has_own = self.family(name, "SemiBold") != self.family(name)
        return (self.font(name, "SemiBold"), *(() if has_own else (w("b"),)), w("bCs"))

    def size(self, name: str) -> tuple[Xml, Xml]:
        """Return the run properties that set a size of type."""
        size = half_points(self.points(f"size.{name}"))
        return w("sz", val=size), w("szCs", val=size)

    def text_colour(self, name: str) -> Xml:
        """Return the run property that sets a colour."""
        return w("color", val=self.colour(name))

    def spacing(self, before: str | float, after: str | float, leading: str = "", face: str = "text") -> Xml:
        """Return the property for distances before and after, by token or in points, and for line spacing by token."""
        spacing = w("spacing", before=twips(self._points(before)), after=twips(self._points(after)))
        if leading:
            line_height = self.line_heights.get(self.family(face), _LINE_HEIGHT)
            multiple = self.page_theme.number(f"leading.{leading}") / line_height
            spacing.set(f"{{{W}}}line", str(round(240 * multiple)))
            spacing.set(f"{{{W}}}lineRule", "auto")
        return spacing

    def _points(self, value: str | float) -> float:
        return self.points(value) if isinstance(value, str) else value

    def border(self, side: str, line: str, colour: str, space: float = 0) -> Xml:
        """Return one border by its tokens; `space` to the text in points, of which Word takes at most 31."""
        size = eighths(self.points(f"line.{line}"))
        return w(side, val="single", sz=size, space=min(31, round(space)), color=self.colour(colour))

    def number_hanging(self, is_deep: bool) -> int:
        """Return how far a number begins before its text; all but those of the first headings are deep."""
        return max(self.outer, self.room_for_number(True)) if is_deep else self.room_for_number(False)

    def room_for_number(self, is_deep: bool) -> int:
        """Return how far a number begins before its text where there is no outer column."""
        return twips(self.points("space.paragraph-number")) if is_deep else twips(8 * MM)

    def number_indent(self, is_deep: bool) -> int:
        """Return the indent of the text after a number."""
        return self.number_hanging(is_deep) - self.outer

    @property
    def list_indent(self) -> int:
        """Return the indent that each level of a list adds."""
        return twips(self.points("space.list-indent"))

    def mark_hanging(self, *, is_counted: bool) -> int:
        """Return how far the mark of a list item is before its text: where it begins, or where a number ends."""
        return twips(1.5 * MM) if is_counted else self.list_indent

    def style_indent(self, style: str) -> int:
        """Return the indent that a paragraph style has by itself."""
        if style in ("BlockText", "Definition"):
            return self.list_indent
        if style in ("Basis", "Summary"):
            return twips(self.points("space.box"))
        for kind in ("ListBullet", "ListNumber", "ListContinue"):
            if style.startswith(kind):
                return self.list_indent * int(style.removeprefix(kind) or 1)
        return 0

    def number_font(self) -> Xml | None:
        """Return the run properties for the number of a paragraph."""
        is_bold = self.family("display", "SemiBold") == self.family("display")
        weight = w("b") if is_bold else w("b", val="0")
        return run_properties(
            self.font("display", "SemiBold"), weight, self.text_colour("furniture"), *self.size("number")
        )


def east_asian_language(tags: Iterable[str]) -> str:
    """Return the language of Han characters that the first of some language tags names, else Japanese."""
    for tag in tags:
        main, _, rest = tag.lower().partition("-")
        if main in ("ja", "ko"):
            return "ja-JP" if main == "ja" else "ko-KR"
        if main == "zh":
            return "zh-TW" if {"hant", "tw", "hk", "mo"} & set(rest.split("-")) else "zh-CN"
    return "ja-JP"
