"""Values in the parts of a Word file (ECMA-376 part 1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS: Final = 20  # to a point
HIGHLIGHTS: Final[Mapping[str, str]] = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


def value(outer: Any, name: str) -> str:
    """Return the value of a property inside an element, an empty one where it is not there."""
    found = None if outer is None else outer.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val") or ""


def is_on(switch: Any) -> bool:
    """Return whether a property that is on or off is there and on (17.17.4)."""
    return switch is not None and switch.get(f"{W}val", "true") not in {"0", "false", "off"}


def number(element: Any, name: str, instead: float) -> float:
    """Return an attribute as a number, `instead` where it is not there; raise `ValueError` for any other text."""
    written = None if element is None else element.get(f"{W}{name}")
    return instead if written is None else float(written.removesuffix("pt").removesuffix("%"))


def fill(shading: Any) -> str:
    """Return the colour of a shading (17.3.5), an empty one for none."""
    if shading is None:
        return ""
    name = "color" if shading.get(f"{W}val") == "solid" else "fill"
    colour = shading.get(f"{W}{name}") or ""
    return colour if _COLOUR.fullmatch(colour) else ""
