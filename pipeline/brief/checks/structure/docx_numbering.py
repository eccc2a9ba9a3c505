"""The labels that Word computes for numbered paragraphs and list items (ECMA-376 17.9)."""

from __future__ import annotations

from typing import Any

from brief.checks.structure.labels import ABJAD, HEBREW, alphabetic, roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Numbering:
    """Counts as Word does: each list by its abstract definition, a level after a lower one starts again (17.9.10)."""

    def __init__(self, root: Any) -> None:
        """Take the root of the numbering part, None for a file without one."""
        rows = [] if root is None else list(root)
        self.abstracts = {row.get(f"{W}abstractNumId"): row for row in rows if row.tag == f"{W}abstractNum"}
        self.numbers = {row.get(f"{W}numId"): row for row in rows if row.tag == f"{W}num"}
        self.counts: dict[str, dict[int, int]] = {}
        self.started: set[tuple[str, int]] = set()

    def label(self, of_style: Any, style: str, properties: Any) -> str:
        """Return the label of a paragraph and count it; an empty one where it has no number."""
        own = None if properties is None else properties.find(f"{W}numPr")
        name = _value(own, "numId") or _value(of_style, "numId")
        if name not in self.numbers:
            return ""
        number = self.numbers[name]
        abstract = self.abstracts[_value(number, "abstractNumId")]
        depth = _value(own, "ilvl") or _value(of_style, "ilvl")
        level = int(depth) if depth else self.linked(abstract, style)
        return self.count(name, number, abstract, level)

    def linked(self, abstract: Any, style: str) -> int:
        """Return the level that a paragraph style is linked to (17.9.23)."""
        for row in abstract.iter(f"{W}lvl"):
            if style and _value(row, "pStyle") == style:
                return int(row.get(f"{W}ilvl"))
        return 0

    def count(self, name: str, number: Any, abstract: Any, level: int) -> str:
        """Count one paragraph at a level of a list and return its label."""
        levels = {int(row.get(f"{W}ilvl")): row for row in abstract.iter(f"{W}lvl")}
        counts = self.counts.setdefault(abstract.get(f"{W}abstractNumId"), {})
        override = self.override(name, number, level)
        if override is not None:
            counts[level] = override
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = int(_value(levels[level], "start") or 0)
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        label = _value(levels[level], "lvlText")
        for place in range(level + 1):
            value = counts.get(place, int(_value(levels[place], "start") or 0))
            label = label.replace(f"%{place + 1}", _format(value, _value(levels[place], "numFmt")))
        return label

    def override(self, name: str, number: Any, level: int) -> int | None:
        """Return the number at which an instance of a list starts this level, the first time that it is used."""
        if (name, level) in self.started:
            return None
        self.started.add((name, level))
        for row in number.iter(f"{W}lvlOverride"):
            if row.get(f"{W}ilvl") == str(level) and (start := _value(row, "startOverride")):
                return int(start)
        return None


def _format(value: int, system: str) -> str:
    match system:
        case "decimal":
            return str(value)
        case "lowerLetter" | "upperLetter":
            return alphabetic(value)
        case "lowerRoman" | "upperRoman":
            return roman(value)
        case "hebrew1":
            return HEBREW[(value - 1) % len(HEBREW)]
        case "arabicAbjad":
            return ABJAD[(value - 1) % len(ABJAD)]
        case "bullet" | "none":
            return ""
        case _:
            raise ValueError(f"numbering format {system} is not known")


def _value(element: Any, name: str) -> str:
    found = None if element is None else element.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val") or ""
