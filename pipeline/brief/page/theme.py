"""The design tokens: faces, sizes, colours, spacing, page. The CSS and the Word styles are both made from them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "px": 0.75}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|mm|cm|in|px)")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Theme:
    """Tokens by `section.key`, as written: `colour.ink` is `#1b1f24`, `page.margin-left` is `44mm`."""

    tokens: Mapping[str, str]

    def __reduce__(self) -> tuple[type[Theme], tuple[dict[str, str]]]:
        """Let a theme be sent from one process to another, which a read-only mapping cannot be."""
        return Theme, (dict(self.tokens),)

    def text(self, name: str) -> str:
        """Return a token as written; raise `KeyError` when the theme has none of that name."""
        return self.tokens[name]

    def families(self) -> Mapping[str, str]:
        """Return the family of the text of drawings for each generic one (CSS Fonts 4, 2.1.1)."""
        roles = {"sans-serif": "display", "serif": "text", "monospace": "code"}
        return {family: self.text(f"face.{role}") for family, role in roles.items()}

    def points(self, name: str) -> float:
        """Return a length in points (1/72 inch); raise `ValueError` when the token is not a length."""
        found = _LENGTH.fullmatch(self.tokens[name])
        if not found:
            raise ValueError(f"token {name} is not a length: {self.tokens[name]}")
        return float(found[1]) * POINTS[found[2]]

    def number(self, name: str) -> float:
        """Return a token without a unit, such as a line height; raise `ValueError` when it is not a number."""
        return float(self.tokens[name])

    def colour(self, name: str) -> str:
        """Return a colour as six hexadecimal digits, capitals, without `#`; raise `ValueError` otherwise."""
        if not _COLOUR.fullmatch(self.tokens[name]):
            raise ValueError(f"token {name} is not a colour: {self.tokens[name]}")
        return self.tokens[name][1:].upper()

    def css(self) -> str:
        """Return every token as a custom property of the root: `--colour-ink: #1b1f24`, family names in quotes."""
        families = ("face.", "script.")
        values = {name: f'"{value}"' if name.startswith(families) else value for name, value in self.tokens.items()}
        rows = "".join(f"  --{name.replace('.', '-')}: {value};\n" for name, value in sorted(values.items()))
        return f":root {{\n{rows}}}\n"
