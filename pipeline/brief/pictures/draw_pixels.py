"""An SVG picture as PNG, for readers that do not draw SVG, or not as browsers do."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from brief.pictures.picture_error import PictureError


def draw_pixels(svg: bytes, fonts: Mapping[str, bytes], families: Mapping[str, str], sharpness: float) -> bytes:
    """Return an SVG as PNG with `sharpness` pixels to a CSS pixel.

    Its text is set in the faces of `fonts` (TrueType files) alone; `families` names those for `sans-serif`, `serif` and
    `monospace`, the first of which stands for unknown families too. Raise `PictureError` (E184) where it has no size.
    """
    import resvg_py

    words = svg.decode()
    try:
        if "<text" not in words or not fonts:
            return bytes(resvg_py.svg_to_bytes(svg_string=words, zoom=sharpness, skip_system_fonts=True))
        with tempfile.TemporaryDirectory() as folder:
            drawn = resvg_py.svg_to_bytes(
                svg_string=words,
                zoom=sharpness,
                skip_system_fonts=True,
                font_files=list(_written_fonts(Path(folder), fonts)),
                font_family=families["sans-serif"],
                sans_serif_family=families["sans-serif"],
                serif_family=families["serif"],
                monospace_family=families["monospace"],
            )
    except ValueError as fault:
        raise PictureError("E184/damaged", f"cannot be drawn: {fault}", "save the picture again as SVG") from fault
    return bytes(drawn)


def _written_fonts(folder: Path, fonts: Mapping[str, bytes]) -> Iterator[str]:
    for place, data in enumerate(fonts.values()):
        path = folder / f"{place}.ttf"
        path.write_bytes(data)
        yield str(path)
