"""What is wrong with a picture."""

from __future__ import annotations

from typing import Any


class PictureError(Exception):
    """What is wrong with a picture: the rule (E184), words that follow the picture's name, and what to do."""

    def __init__(self, rule: str, what: str, hint: str, line: int = 0) -> None:
        """Keep the words, and the line (from 1) where it is known."""
        super().__init__(what)
        self.rule, self.what, self.hint, self.line = rule, what, hint, line


def line_of(node: Any) -> int:
    """Return the line of an SVG element in its file, from 1; 0 where it is not known."""
    line = getattr(node, "sourceline", None)
    return int(line) if line else 0
