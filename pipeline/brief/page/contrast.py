"""How well a colour can be seen on another (WCAG 2.1), and the least contrast that a page may have."""

from __future__ import annotations

TEXT_CONTRAST = 4.5  # to one: text of any size (1.4.3; large text might have less, but sizes are tokens too)
SIGN_CONTRAST = 3.0  # to one: lines and surfaces that carry meaning by themselves (1.4.11)

_SHARES = {0: 0.2126, 2: 0.7152, 4: 0.0722}  # of red, green and blue in luminance, by their place in a colour


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours of six hexadecimal digits, from 1 to 21.

    It is `(L1 + 0.05) / (L2 + 0.05)`, L1 being the relative luminance of the lighter (WCAG 2.1, contrast ratio).
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return `0.2126 R + 0.7152 G + 0.0722 B` (WCAG 2.1, relative luminance, with sRGB's own threshold of 0.04045)."""
    total = 0.0
    for place, share in _SHARES.items():
        value = int(colour[place : place + 2], 16) / 255
        total += share * (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    return total
