"""Whether what a theme colours can be read: every pair of colours that the design sets upon one another, measured."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from brief.page.theme import Theme, contrast

TEXT = 4.5  # to one: text of any size (WCAG 2.1, 1.4.3; large text might have less, but sizes are tokens too)
SIGN = 3.0  # to one: lines and surfaces that say something by themselves (WCAG 2.1, 1.4.11)

# What is seen, what it stands upon, and the least contrast. Rules under headings and tables, the frame of the basis,
# bars, scales and dots have the colours of text and are held by its rows. Not held, since nothing is lost with them:
# `colour.hairline` (rows, memo and time line are told apart by the space between them too) and `colour.tint` upon the
# paper (the recommended row has a bar and the word, the summary a heading).
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((f"colour.{name}", ground, TEXT) for name in ("ink", "soft", "structure", "doubt", "furniture")
      for ground in ("colour.paper", "colour.tint")),
    ("colour.on-dark", "colour.structure", TEXT),
    ("colour.on-dark-soft", "colour.structure", TEXT),
    ("colour.on-dark-line", "colour.structure", SIGN),
    ("mark.red", "mark.ground", TEXT),
    ("mark.amber", "mark.ground", TEXT),
    ("mark.green", "mark.ground", TEXT),
    ("mark.clear", "mark.ground", TEXT),
    ("mark.ground", "colour.paper", SIGN),
)  # fmt: skip


def faint(tokens: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Give each pair of `PAIRS` that has less contrast than it needs: what is seen, its ground, what was measured.

    A pair of which the theme lacks a token is not one that the design uses.
    """
    theme = Theme(tokens)
    for seen, ground, least in PAIRS:
        if seen in tokens and ground in tokens:
            measured = contrast(theme.colour(seen), theme.colour(ground))
            if measured < least:
                # Cut, not rounded: 4.496 is not to be said as 4.5.
                yield seen, ground, f"{math.floor(measured * 100) / 100:.2f}:1, and needs {least:g}:1"
