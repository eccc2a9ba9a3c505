"""Pictures made from the record: small SVG templates, filled and given a name by what is in them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from markupsafe import Markup

_SIZE = re.compile(r'<svg[^>]*?\swidth="([\d.]+)"[^>]*?\sheight="([\d.]+)"')


def picture(svg: str, stem: str, alt: str, kind: str, keep: Callable[[str, bytes], None]) -> Markup:
    """Return an `img` of a picture, and hand its name and bytes to `keep`.

    `svg` has `width` and `height` in CSS pixels on its root; `kind` is the class of the `img`. Raise `ValueError`
    when it has none: a picture whose size is unknown cannot be set.
    """
    size = _SIZE.search(svg)
    if not size:
        raise ValueError(f"picture {stem} has no width and height")
    data = svg.strip().encode()
    name = f"pictures/{stem}-{hashlib.sha256(data).hexdigest()[:12]}.svg"
    keep(name, data)
    image = Markup('<img class="{}" src="{}" alt="{}" width="{}" height="{}">')
    return image.format(kind, name, alt, size[1], size[2])
