"""Pictures made from the record: small SVG files, each named after its template and a digest of its content."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from markupsafe import Markup

_SIZE = re.compile(r'<svg[^>]*?\swidth="([\d.]+)"[^>]*?\sheight="([\d.]+)"')


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """A picture that a template drew: its name among a page's assets, its SVG, and the `img` that shows it."""

    name: str
    data: bytes = field(repr=False)
    image: Markup


def drawn_picture(svg: str, template: str, alt: str, kind: str) -> DrawnPicture:
    """Return an SVG as a picture of the page; `kind` is the class of its `img`.

    `svg` has `width` and `height` in CSS pixels on its root. Raise `ValueError` otherwise: a picture of unknown size
    cannot be laid out.
    """
    size = _SIZE.search(svg)
    if not size:
        raise ValueError(f"picture {template} has no width and height")
    data = svg.strip().encode()
    name = f"pictures/{template}-{hashlib.sha256(data).hexdigest()[:12]}.svg"
    image = Markup('<img class="{}" src="{}" alt="{}" width="{}" height="{}">')
    return DrawnPicture(name, data, image.format(kind, name, alt, size[1], size[2]))
