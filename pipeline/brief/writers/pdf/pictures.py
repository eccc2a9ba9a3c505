"""Drawings that the engine does not draw as browsers do, as pixels."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

import lxml.etree as etree

from brief.page.vocabulary import Page
from brief.pictures import draw_pixels, is_drawn_alike

_SHARPNESS: Final = 4.0  # pixels to a CSS pixel: 384 dpi


def pixel_drawings(page: Page) -> dict[str, bytes]:
    """Return, by its name, each drawing of a page that the engine draws in another way, as PNG."""
    fonts = {name: data for name, data in sorted(page.assets.items()) if name.endswith(".ttf")}
    return {
        name: draw_pixels(data, fonts, page.theme.families(), _SHARPNESS)
        for name, data in page.assets.items()
        if name.endswith(".svg") and not is_drawn_alike(data)
    }


def set_resolution(root: etree._Element, drawings: Container[str]) -> None:
    """Give the images of a paper tree that show these drawings the size of the drawing, not that of its pixels."""
    for image in root.iter("img"):
        if image.get("src") in drawings:
            image.set("style", f"image-resolution: {_SHARPNESS:g}dppx")
