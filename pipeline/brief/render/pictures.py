"""Names of the pictures of a page, and pictures made from the record, named after template and content."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from markupsafe import Markup

_PLAIN = re.compile(r"[A-Za-z0-9/_.-]+")
_SIZE = re.compile(r'<svg[^>]*?\swidth="([\d.]+)"[^>]*?\sheight="([\d.]+)"')


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """A picture that a template drew: its name among a page's assets, its SVG, and the `img` that shows it."""

    name: str
    data: bytes = field(repr=False)
    image: Markup


def asset_name(path: str) -> str:
    """Return the name of a dossier's picture among a page's assets: one that addresses need not escape."""
    stem, _, ending = path.rpartition(".")
    if _PLAIN.fullmatch(path) and ending.islower():
        return path
    return f"pictures/{hashlib.sha256(stem.encode()).hexdigest()[:12]}.{ending.lower()}"


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
