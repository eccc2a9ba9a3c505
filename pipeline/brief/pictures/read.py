"""A picture's file as it may leave the project: what is seen, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

from brief.pictures.raster import seen_raster
from brief.pictures.svg import parse_svg
from brief.pictures.svg_drawing import seen_svg


@dataclass(frozen=True, slots=True)
class SeenPicture:
    """The bytes of a picture, PNG, JPEG or SVG as its name says; width and height in CSS pixels."""

    data: bytes = field(repr=False)
    width: float
    height: float


def seen_picture(name: str, data: bytes) -> SeenPicture:
    """Return what is seen of a picture of that name; raise `PictureError` (E184) for one that cannot be shown."""
    if name.lower().endswith(".svg"):
        root, width, height = parse_svg(data)
        return SeenPicture(seen_svg(root, width, height), width, height)
    seen, across, down = seen_raster(name, data)
    return SeenPicture(seen, float(across), float(down))
