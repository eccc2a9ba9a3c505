"""How a Word file shows its runs: whether a reader sees their text (ECMA-376 part 1, 17.3 and 17.7).

A property is looked for where Word does: in the run, its character style, the style of its paragraph, that of its
table, and the defaults of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from brief.checks.sight.docx_tables import Cell, cells_of
from brief.checks.sight.seen import LEAST_CONTRAST, LEAST_SIZE
from brief.checks.sight.word import HIGHLIGHTS, TWIPS, W, fill, is_on, number, value
from brief.page.contrast import contrast

_PAPER: Final = "FFFFFF"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FLAT: Final = 0.5  # of a letter's size: lines or rows below that cut it off
_NARROW: Final = 20  # per cent of a letter's width


class Looks:
    """What the styles of one Word file make of its runs."""

    def __init__(self, styles: Any, page_width: int, page_height: int) -> None:
        """Take the root of the part `styles` and the size of the largest page, in twips."""
        self.styles = {row.get(f"{W}styleId"): row for row in styles.iter(f"{W}style")}
        self.defaults = {
            row.get(f"{W}type"): row.get(f"{W}styleId") for row in self.styles.values() if row.get(f"{W}default") == "1"
        }
        self.of_all = [styles.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}") for kind in ("rPr", "pPr")]
        self.page_width, self.page_height = page_width, page_height
        self.of_run, self.of_paragraph = cache(self.run_properties), cache(self.paragraph_properties)

    def why_unseen(self, run: Any, paragraph: Any, least_contrast: float = LEAST_CONTRAST) -> str:
        """Return why a reader does not see the text of a run; nothing if he does."""
        direct, cells = run.find(f"{W}rPr"), tuple(cells_of(paragraph, self.styles))
        style = value(paragraph.find(f"{W}pPr"), "pStyle") or self.defaults.get("paragraph", "")
        known = self.of_run(value(direct, "rStyle"), style, cells[0] if cells else None)
        looks = {**known, **{row.tag: row for row in direct if row is not None}} if direct is not None else known
        if any(is_on(looks.get(f"{W}{name}")) for name in ("vanish", "webHidden", "specVanish")):
            return "it is hidden text"
        is_complex = any(is_on(looks.get(f"{W}{name}")) for name in ("rtl", "cs"))
        size = number(looks.get(f"{W}szCs" if is_complex else f"{W}sz"), "val", 20) / 2
        if size < LEAST_SIZE:
            return f"its letters are of {size:g} points"
        if number(looks.get(f"{W}w"), "val", 100) < _NARROW:
            return "its letters have almost no width"
        if abs(number(looks.get(f"{W}position"), "val", 0)) * 10 > self.page_height:
            return "it is raised or lowered beyond the page"
        return self.why_invisible(looks, paragraph, cells, style, least_contrast) or self.why_elsewhere(
            paragraph, cells, style, size
        )

    def why_invisible(
        self, looks: Mapping[str, Any], paragraph: Any, cells: tuple[Cell, ...], style: str, least: float
    ) -> str:
        """Return whether letters have too little contrast with what is behind them."""
        filled = looks.get(f"{_W14}textFill")
        if filled is not None and filled.find(f"{_W14}noFill") is not None:
            return "its letters have no fill"
        colour = (looks[f"{W}color"].get(f"{W}val") or "auto") if f"{W}color" in looks else "auto"
        if colour == "auto":
            return ""  # Word takes black or white, whichever can be read
        ground = next(filter(None, self.grounds(looks, paragraph, cells, style)), _PAPER)
        found = contrast(colour, ground)
        return f"`{colour}` on `{ground}` has a contrast of {found:.2f} to 1" if found < least else ""

    def grounds(self, looks: Mapping[str, Any], paragraph: Any, cells: tuple[Cell, ...], style: str) -> Iterator[str]:
        """Give the colours behind a run, the nearest first; an empty one where there is none."""
        highlight = looks.get(f"{W}highlight")
        yield HIGHLIGHTS.get(highlight.get(f"{W}val"), "") if highlight is not None else ""
        yield fill(looks.get(f"{W}shd"))
        yield fill(self.own_or_styled(paragraph, style).get(f"{W}shd"))
        yield from (cell.fill for cell in cells)

    def why_elsewhere(self, paragraph: Any, cells: tuple[Cell, ...], style: str, size: float) -> str:
        """Return whether a paragraph is beside the page, or cut off."""
        looks = self.own_or_styled(paragraph, style)
        spacing, frame, indents = (looks.get(f"{W}{name}") for name in ("spacing", "framePr", "ind"))
        least = size * _FLAT * TWIPS
        if spacing is not None and spacing.get(f"{W}lineRule") == "exact" and number(spacing, "line", 240) < least:
            return "its line is too low for it"
        sides = ("left", "start", "right", "end", "firstLine", "hanging")
        if any(abs(number(indents, side, 0)) > self.page_width for side in sides):
            return "it is beside the page"
        if frame is not None:
            if abs(number(frame, "x", 0)) > self.page_width or abs(number(frame, "y", 0)) > self.page_height:
                return "its frame is beside the page"
            if frame.get(f"{W}hRule") == "exact" and number(frame, "h", 0) < least:
                return "its frame is too low for it"
        for cell in cells:
            if why := cell.why_unseen(least, self.page_width, self.page_height):
                return why
        return ""

    def own_or_styled(self, paragraph: Any, style: str) -> Mapping[str, Any]:
        """Return the properties of a paragraph, its own before those of its style."""
        own = paragraph.find(f"{W}pPr")
        known = self.of_paragraph(style)
        return {**known, **{row.tag: row for row in own}} if own is not None else known

    def run_properties(self, character: str, paragraph: str, cell: Cell | None) -> Mapping[str, Any]:
        """Return the properties that styles give a run, by tag; the nearest style wins, but hidden text stays so."""
        found: dict[str, Any] = {}
        tables = list(cell.run_properties) if cell is not None else []
        styled = [row.find(f"{W}rPr") for name in (character, paragraph) for row in self.chain(name)]
        for properties in [*styled, *tables, self.of_all[0]]:
            for row in properties if properties is not None else ():
                if row.tag not in found or (is_on(row) and row.tag == f"{W}vanish"):
                    found[row.tag] = row
        return found

    def paragraph_properties(self, style: str) -> Mapping[str, Any]:
        """Return the properties that styles give a paragraph, by tag."""
        found: dict[str, Any] = {}
        for properties in [*(row.find(f"{W}pPr") for row in self.chain(style)), self.of_all[1]]:
            for row in properties if properties is not None else ():
                found.setdefault(row.tag, row)
        return found

    def chain(self, name: str) -> Iterator[Any]:
        """Give a style and those that it is based on (17.7.4.3)."""
        met: set[str] = set()
        while name in self.styles and name not in met:
            met.add(name)
            yield self.styles[name]
            name = value(self.styles[name], "basedOn")
