"""Drawings that the engine does not draw as browsers do, as pixels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from brief.page.vocabulary import Page
from brief.pictures import draw_pixels, is_drawn_alike

_SHARPNESS: Final = 4.0  # pixels to a CSS pixel: 384 dpi


def drawable_assets(page: Page) -> Mapping[str, bytes]:
    """Return a page's assets by name, with pixels for each drawing that the engine draws in another way."""
    fonts = {name: data for name, data in sorted(page.assets.items()) if name.endswith(".ttf")}
    pixels = {
        name: draw_pixels(data, fonts, page.theme.families(), _SHARPNESS)
        for name, data in page.assets.items()
        if name.endswith(".svg") and not is_drawn_alike(data)
    }
    return {**page.assets, **pixels}
