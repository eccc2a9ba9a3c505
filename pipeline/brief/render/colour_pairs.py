"""Pairs of colours that the design puts on one another, and which of them cannot be told apart in a theme."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from brief.page.contrast import SIGN_CONTRAST, TEXT_CONTRAST, contrast
from brief.page.theme import Theme

# What is seen, its ground, and the least contrast. Rules under headings and tables, the frame of the basis, bars,
# scales and dots have the colours of text and are covered by its rows. Two are left out, since nothing is lost with
# them: `colour.hairline` (rows, memo and line of time are separated by space too), and `colour.tint` on the paper (the
# recommended row has a bar and the word, the summary has a heading).
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((f"colour.{name}", ground, TEXT_CONTRAST) for name in ("ink", "soft", "structure", "doubt", "furniture")
      for ground in ("colour.paper", "colour.tint")),
    ("colour.on-dark", "colour.structure", TEXT_CONTRAST),
    ("colour.on-dark-soft", "colour.structure", TEXT_CONTRAST),
    ("colour.on-dark-line", "colour.structure", SIGN_CONTRAST),
    ("mark.red", "mark.ground", TEXT_CONTRAST),
    ("mark.amber", "mark.ground", TEXT_CONTRAST),
    ("mark.green", "mark.ground", TEXT_CONTRAST),
    ("mark.clear", "mark.ground", TEXT_CONTRAST),
    ("mark.ground", "colour.paper", SIGN_CONTRAST),
)  # fmt: skip


def low_contrast(tokens: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Give each pair of `PAIRS` with less contrast than it needs: what is seen, its ground, and the measured ratio.

    A pair with a token that the theme lacks is not used by the design.
    """
    theme = Theme(tokens)
    for seen, ground, least in PAIRS:
        if seen in tokens and ground in tokens:
            ratio = contrast(theme.colour(seen), theme.colour(ground))
            if ratio < least:
                # Cut, not rounded: 4.496 must not be shown as 4.5.
                yield seen, ground, f"{math.floor(ratio * 100) / 100:.2f}:1, but needs {least:g}:1"
