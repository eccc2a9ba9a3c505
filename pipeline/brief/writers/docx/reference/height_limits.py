"""About how tall a header or footer is: what pushes its own mark, or the text, off the sheet is refused."""

from __future__ import annotations

import re
from typing import Final

from brief.ooxml.archive import Unusable
from brief.ooxml.xml import W, Xml

_TALLEST: Final = 4252  # twips: 75 mm, which an upright and a turned sheet have above and below their text
_LINE: Final = 280  # twips of a line of text that says nothing of its height
_EMU: Final = 635  # to the twip
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_NUMBER: Final = re.compile(r"\d{1,9}")
_SHAPE: Final = re.compile(r"(?:^|;)\s*height:\s*(\d{1,5})(?:\.\d+)?(pt|in|mm|cm)?")
_UNITS: Final = {"pt": 20, "in": 1440, "mm": 57, "cm": 567}
_FLOATING: Final = re.compile(r"position\s*:\s*absolute")


def measured(root: Xml, styles: Xml, where: str) -> None:
    """Raise `Unusable` for a header or footer that is taller than there is room for, by an estimate."""
    by_id = {str(style.get(f"{{{W}}}styleId")): style for style in styles.iterfind(f"{{{W}}}style")}
    tall = _blocks(root, by_id)
    if tall > _TALLEST:
        text = f"has a {where} that is about {tall / 567:.0f} cm tall"
        raise Unusable(
            "E311/header-too-tall",
            text,
            f"make it less than {_TALLEST / 567:.1f} cm tall, so that nothing is pushed off the sheet",
        )


def _blocks(holder: Xml, styles: dict[str, Xml]) -> int:
    """Return about how tall blocks are, one below the other; the cells of a row stand side by side."""
    total = 0
    for block in holder:
        if block.tag == f"{{{W}}}p":
            total += _paragraph(block, styles)
        elif block.tag == f"{{{W}}}tbl":
            total += sum(_row(row, styles) for row in block.iter(f"{{{W}}}tr"))
        elif block.tag in (f"{{{W}}}sdt", f"{{{W}}}sdtContent"):
            total += _blocks(block, styles)
    return total


def _row(row: Xml, styles: dict[str, Xml]) -> int:
    cells = [_blocks(cell, styles) for cell in row.iter(f"{{{W}}}tc")]
    return max([_said(row, "trPr/trHeight", "val"), *cells])


def _paragraph(paragraph: Xml, styles: dict[str, Xml]) -> int:
    """Return about how tall a paragraph is; a frame stands beside others."""
    if paragraph.find(f"{{{W}}}pPr/{{{W}}}framePr") is not None:
        return 0
    around = line = 0
    for holder in (paragraph, *_chain(paragraph, styles)):
        around = max(around, _said(holder, "pPr/spacing", "before") + _said(holder, "pPr/spacing", "after"))
        line = max(line, 12 * _said(holder, "rPr/sz", "val"))
        spacing = holder.find(f"{{{W}}}pPr/{{{W}}}spacing")
        if spacing is not None and spacing.get(f"{{{W}}}lineRule") in ("exact", "atLeast"):
            line = max(line, _said(holder, "pPr/spacing", "line"))
    sizes = [12 * _whole(size.get(f"{{{W}}}val")) for size in paragraph.iter(f"{{{W}}}sz")]
    lines = 1 + sum(1 for _ in paragraph.iter(f"{{{W}}}br", f"{{{W}}}cr"))
    return around + max(lines * max([_LINE, line, *sizes]), *_drawings(paragraph), 0)


def _chain(paragraph: Xml, styles: dict[str, Xml]) -> list[Xml]:
    found: list[Xml] = []
    called = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    while called is not None:
        style = styles.get(str(called.get(f"{{{W}}}val")))
        if style is None or style in found:
            break
        found.append(style)
        called = style.find(f"{{{W}}}basedOn")
    return found


def _drawings(paragraph: Xml) -> list[int]:
    """Return the heights of what makes room for itself: pictures in a line, and those that text goes around."""
    found = [0]
    for drawing in paragraph.iter(f"{_DRAWING}inline", f"{_DRAWING}anchor"):
        extent = drawing.find(f"{_DRAWING}extent")
        is_through = drawing.find(f"{_DRAWING}wrapNone") is not None
        if extent is not None and not is_through:
            found.append(_whole(extent.get("cy")) // _EMU)
    for shape in (each for picture in paragraph.iter(f"{{{W}}}pict") for each in picture):
        style = str(shape.get("style") or "")
        tall = _SHAPE.search(style)
        if tall and not _FLOATING.search(style):
            found.append(int(tall[1]) * _UNITS[tall[2] or "pt"])
    return found


def _said(holder: Xml, path: str, name: str) -> int:
    found = holder.find("/".join(f"{{{W}}}{step}" for step in path.split("/")))
    return 0 if found is None else _whole(found.get(f"{{{W}}}{name}"))


def _whole(written: object) -> int:
    """Return a number that is one of something, else nothing."""
    found = _NUMBER.match(str(written or ""))
    return int(found[0]) if found else 0


def put_behind(root: Xml) -> None:
    """Let whatever floats in a header or footer stand behind its text, so that it covers no mark."""
    for anchor in root.iter(f"{_DRAWING}anchor"):
        anchor.set("behindDoc", "1")
    for shape in (each for picture in root.iter(f"{{{W}}}pict") for each in picture):
        style = str(shape.get("style") or "")
        if _FLOATING.search(style):
            kept = [each for each in style.split(";") if each.strip() and not each.strip().startswith("z-index")]
            shape.set("style", ";".join([*kept, "z-index:-1"]))
