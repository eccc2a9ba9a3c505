"""Values of CSS properties as far as they decide whether text is seen: colours, lengths, variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

_VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_LENGTH: Final = re.compile(r"(?<![\w.#-])(-?\d*\.?\d+)(pt|px|mm|cm|in|rem|em|%)?(?![\w%])")
POINTS: Final = {"pt": 1.0, "px": 0.75, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "rem": 12.0}


def resolved(value: str, variables: Mapping[str, str], depth: int = 0) -> str:
    """Return a value with its variables replaced; one that is not defined leaves nothing (CSS Variables 1, 3)."""
    if "var(" not in value or depth > 20:
        return value
    return resolved(_VARIABLE.sub(lambda found: variables.get(found[1], found[2] or ""), value), variables, depth + 1)


def colour(value: str) -> tuple[str, float] | None:
    """Return the last colour in a value as six hexadecimal digits and its opacity, `None` where it has none."""
    import tinycss2
    import tinycss2.color3

    found: tuple[str, float] | None = None
    for token in tinycss2.parse_component_value_list(value):
        parsed: Any = tinycss2.color3.parse_color(token)
        if parsed is not None and not isinstance(parsed, str):
            found = "".join(f"{round(255 * part):02X}" for part in parsed[:3]), float(parsed.alpha)
    return found


def font_size(value: str, outer: float) -> float:
    """Return the font size in points that a value of `font-size` or `font` gives, that of the outer element if none."""
    found = _LENGTH.findall(value.partition("/")[0])
    rows = [(float(number), unit) for number, unit in found if unit or float(number) == 0]
    if not rows or "(" in value.partition("/")[0]:
        return outer  # a word, or a calculation whose parts are sizes
    number, unit = rows[-1]
    if unit in {"em", "%"}:
        return outer * number / (100 if unit == "%" else 1)
    return number * POINTS.get(unit, 1.0)


def points(value: str) -> list[float]:
    """Return the absolute lengths in a value, in points; those relative to the text as if it were of 12 points."""
    units = {**POINTS, "em": 12.0, "": 0.75}
    return [float(number) * units[unit] for number, unit in _LENGTH.findall(value) if unit in units]
