"""A theme takes on a reference document's page set-up, faces and colour, for what of ours stands beside its styles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.ooxml.archive import Unusable
from brief.ooxml.xml import W, Xml
from brief.page.contrast import TEXT_CONTRAST, contrast
from brief.page.theme import Theme
from brief.writers.docx.reference.read import LEAST, SETUP, Reference, number

_BETWEEN = 720  # twips between columns that say nothing of it (ECMA-376 17.6.4)
_BESIDE = 567  # twips, 10 mm: what an outer column leaves of the margin
_COLOUR = re.compile("[0-9a-fA-F]{6}")


def adopt_theme(theme: Theme, reference: Reference) -> Theme:
    """Return the theme with what the reference document says over it."""
    return Theme({**theme.tokens, **dict(_sheet(theme, reference.section)), **dict(_looks(reference.styles))})


def _sheet(theme: Theme, section: Xml) -> Iterator[tuple[str, str]]:
    size, margins = section.find(f"{{{W}}}pgSz"), section.find(f"{{{W}}}pgMar")
    if size is not None:
        sides = [f"{number(size, name) / 20:g}pt" for name in ("w", "h")]
        yield "page.size", " ".join(sides)
        yield from zip(("page.width", "page.height"), sides, strict=True)
    if margins is not None:
        for side in ("top", "right", "bottom", "left"):
            yield f"page.margin-{side}", f"{number(margins, side) / 20:g}pt"
        has_columns = number(_columns(section), "num") > 1
        if has_columns or number(margins, "left") - theme.points("page.outer") * 20 < _BESIDE:
            yield "page.outer", "0pt"


def _columns(section: Xml) -> Xml:
    found = section.find(f"{{{W}}}cols")
    return section.makeelement(f"{{{W}}}cols") if found is None else found


def column_width(reference: Reference, width: int) -> int:
    """Return how wide one column of text is, in twips, where several share this width; 0 where there is one."""
    found = _columns(reference.section)
    own = [number(each, "w") for each in found.iterfind(f"{{{W}}}col")]
    if len(own) > 1 and found.get(f"{{{W}}}equalWidth") in ("0", "false", "off"):
        narrowest = min(own)
    else:
        count = number(found, "num") or 1
        between = number(found, "space") if f"{{{W}}}space" in found.attrib else _BETWEEN
        if count < 2:
            return 0
        narrowest = (width - between * (count - 1)) // count
    if narrowest < LEAST:
        raise Unusable("E311/page-setup", "has columns of less than 50 mm", SETUP)
    return narrowest


def _looks(styles: Xml) -> Iterator[tuple[str, str]]:
    for token, name in (("text", "Normal"), ("display", "heading 1")):
        family = said(styles, name, "rFonts", "ascii")
        if family:
            yield f"face.{token}", family
    colour = said(styles, "heading 1", "color", "val")
    if _COLOUR.fullmatch(colour) and contrast(colour, "FFFFFF") >= TEXT_CONTRAST:
        yield "colour.structure", f"#{colour.lower()}"


def said(styles: Xml, name: str, element: str, attribute: str) -> str:
    """Return what a paragraph style says of its runs, by itself or by what it rests on; empty where nothing does."""
    by_id = {str(style.get(f"{{{W}}}styleId")): style for style in styles.iterfind(f"{{{W}}}style")}
    style = next((each for each in by_id.values() if style_name(each).casefold() == name.casefold()), None)
    seen: list[Xml] = []
    while style is not None and style not in seen:
        seen.append(style)
        based = style.find(f"{{{W}}}basedOn")
        style = by_id.get(str(based.get(f"{{{W}}}val"))) if based is not None else None
    for holder in (*seen, *styles.iterfind(f"{{{W}}}docDefaults/{{{W}}}rPrDefault")):
        found = holder.find(f"{{{W}}}rPr/{{{W}}}{element}")
        if found is not None and found.get(f"{{{W}}}{attribute}"):
            return str(found.get(f"{{{W}}}{attribute}"))
    return ""


def style_name(style: Xml) -> str:
    """Return a style's name."""
    found = style.find(f"{{{W}}}name")
    return "" if found is None else str(found.get(f"{{{W}}}val", ""))
