"""The height of a header or footer, estimated: one that would push its own mark, or the text, off the page is refused.

All heights are in twips.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from brief.ooxml.styles import paragraph_styles, style_chain, style_of
from brief.ooxml.xml import W, Xml
from brief.writers.docx.reference.unusable import UnusableReferenceError

_TALLEST: Final = 4252  # 75 mm, which portrait and landscape pages have above and below their text
_LINE: Final = 280  # of a line of text whose height nothing states
_EMU: Final = 635  # to the twip
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_NUMBER: Final = re.compile(r"\d{1,9}")
_SHAPE_HEIGHT: Final = re.compile(r"(?:^|;)\s*height:\s*(\d{1,5})(?:\.\d+)?(pt|in|mm|cm)?")
_UNITS: Final = {"pt": 20, "in": 1440, "mm": 57, "cm": 567}
_FLOATING: Final = re.compile(r"position\s*:\s*absolute")


def check_height(root: Xml, styles: Xml, where: str) -> None:
    """Raise `UnusableReferenceError` for a header or footer that is taller than there is room for."""
    height = _blocks(root, paragraph_styles(styles))
    if height > _TALLEST:
        text = f"has a {where} that is about {height / 567:.0f} cm tall"
        hint = f"make it less than {_TALLEST / 567:.1f} cm tall, so that nothing is pushed off the page"
        raise UnusableReferenceError("E311/header-too-tall", text, hint)


def _blocks(holder: Xml, styles: Mapping[str, Xml]) -> int:
    """Return the height of blocks, one below the other; the cells of a row are side by side."""
    height = 0
    for block in holder:
        if block.tag == f"{{{W}}}p":
            height += _paragraph(block, styles)
        elif block.tag == f"{{{W}}}tbl":
            height += sum(_row(row, styles) for row in block.iter(f"{{{W}}}tr"))
        elif block.tag in (f"{{{W}}}sdt", f"{{{W}}}sdtContent"):
            height += _blocks(block, styles)
    return height


def _row(row: Xml, styles: Mapping[str, Xml]) -> int:
    cells = [_blocks(cell, styles) for cell in row.iter(f"{{{W}}}tc")]
    return max([_attribute(row, "trPr/trHeight", "val"), *cells])


def _paragraph(paragraph: Xml, styles: Mapping[str, Xml]) -> int:
    """Return the height of a paragraph; a frame is next to others and takes none."""
    if paragraph.find(f"{{{W}}}pPr/{{{W}}}framePr") is not None:
        return 0
    around = line = 0
    for holder in (paragraph, *style_chain(styles, styles.get(style_of(paragraph)))):
        around = max(around, _attribute(holder, "pPr/spacing", "before") + _attribute(holder, "pPr/spacing", "after"))
        line = max(line, 12 * _attribute(holder, "rPr/sz", "val"))
        spacing = holder.find(f"{{{W}}}pPr/{{{W}}}spacing")
        if spacing is not None and spacing.get(f"{{{W}}}lineRule") in ("exact", "atLeast"):
            line = max(line, _attribute(holder, "pPr/spacing", "line"))
    sizes = [12 * _whole(size.get(f"{{{W}}}val")) for size in paragraph.iter(f"{{{W}}}sz")]
    lines = 1 + sum(1 for _ in paragraph.iter(f"{{{W}}}br", f"{{{W}}}cr"))
    return around + max(lines * max([_LINE, line, *sizes]), *_drawings(paragraph), 0)


def _drawings(paragraph: Xml) -> list[int]:
    """Return the heights of drawings that take room: those in a line, and those that text flows around."""
    heights = [0]
    for drawing in paragraph.iter(f"{_DRAWING}inline", f"{_DRAWING}anchor"):
        extent = drawing.find(f"{_DRAWING}extent")
        is_through = drawing.find(f"{_DRAWING}wrapNone") is not None
        if extent is not None and not is_through:
            heights.append(_whole(extent.get("cy")) // _EMU)
    for shape in _shapes(paragraph):
        css = str(shape.get("style") or "")
        height = _SHAPE_HEIGHT.search(css)
        if height and not _FLOATING.search(css):
            heights.append(int(height[1]) * _UNITS[height[2] or "pt"])
    return heights


def _shapes(root: Xml) -> Iterator[Xml]:
    """Yield the VML shapes in an element."""
    return (shape for picture in root.iter(f"{{{W}}}pict") for shape in picture)


def _attribute(holder: Xml, path: str, name: str) -> int:
    """Return a number among an element's properties, 0 without one."""
    found = holder.find("/".join(f"{{{W}}}{step}" for step in path.split("/")))
    return 0 if found is None else _whole(found.get(f"{{{W}}}{name}"))


def _whole(written: object) -> int:
    """Return the whole number that a text begins with, 0 without one."""
    found = _NUMBER.match(str(written or ""))
    return int(found[0]) if found else 0


def put_behind(root: Xml) -> None:
    """Put whatever floats in a header or footer behind its text, so that it covers no mark."""
    for anchor in root.iter(f"{_DRAWING}anchor"):
        anchor.set("behindDoc", "1")
    for shape in _shapes(root):
        css = str(shape.get("style") or "")
        if _FLOATING.search(css):
            kept = [each for each in css.split(";") if each.strip() and not each.strip().startswith("z-index")]
            shape.set("style", ";".join([*kept, "z-index:-1"]))
