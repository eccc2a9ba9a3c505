"""The theme with a reference document's page setup, faces and colour, for those of our styles that the file lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.ooxml.styles import paragraph_styles, style_chain, style_name
from brief.ooxml.xml import W, Xml
from brief.page.contrast import TEXT_CONTRAST, contrast
from brief.page.theme import Theme
from brief.writers.docx.reference.read import LEAST, SETUP, Reference, number
from brief.writers.docx.reference.unusable import UnusableReferenceError

_GAP = 720  # twips between columns, where nothing is given (ECMA-376 17.6.4)
_OUTER_MARGIN = 567  # twips, 10 mm: the least margin to the left of an outer column
_COLOUR = re.compile("[0-9a-fA-F]{6}")


def adopt_theme(theme: Theme, reference: Reference) -> Theme:
    """Return the theme with the reference document's values in place of its own."""
    return Theme({**theme.tokens, **dict(_page(theme, reference.section)), **dict(_text(reference.styles))})


def _page(theme: Theme, section: Xml) -> Iterator[tuple[str, str]]:
    size, margins = section.find(f"{{{W}}}pgSz"), section.find(f"{{{W}}}pgMar")
    if size is not None:
        sides = [f"{number(size, name) / 20:g}pt" for name in ("w", "h")]
        yield "page.size", " ".join(sides)
        yield from zip(("page.width", "page.height"), sides, strict=True)
    if margins is not None:
        for side in ("top", "right", "bottom", "left"):
            yield f"page.margin-{side}", f"{number(margins, side) / 20:g}pt"
        has_columns = number(_columns(section), "num") > 1
        if has_columns or number(margins, "left") - theme.points("page.outer") * 20 < _OUTER_MARGIN:
            yield "page.outer", "0pt"


def _columns(section: Xml) -> Xml:
    found = section.find(f"{{{W}}}cols")
    return section.makeelement(f"{{{W}}}cols") if found is None else found


def column_width(reference: Reference, width: int) -> int:
    """Return the width of one column of text, in twips, where several share this width; 0 where there is one.

    Raise `BriefError` (E311) for columns of less than 50 mm.
    """
    columns = _columns(reference.section)
    own = [number(each, "w") for each in columns.iterfind(f"{{{W}}}col")]
    if len(own) > 1 and columns.get(f"{{{W}}}equalWidth") in ("0", "false", "off"):
        narrowest = min(own)
    else:
        count = number(columns, "num") or 1
        gap = number(columns, "space") if f"{{{W}}}space" in columns.attrib else _GAP
        if count < 2:
            return 0
        narrowest = (width - gap * (count - 1)) // count
    if narrowest < LEAST:
        raise UnusableReferenceError("E311/page-setup", "has columns narrower than 50 mm", SETUP)
    return narrowest


def _text(styles: Xml) -> Iterator[tuple[str, str]]:
    for token, name in (("text", "Normal"), ("display", "heading 1")):
        family = _run_property(styles, name, "rFonts", "ascii")
        if family:
            yield f"face.{token}", family
    colour = _run_property(styles, "heading 1", "color", "val")
    if _COLOUR.fullmatch(colour) and contrast(colour, "FFFFFF") >= TEXT_CONTRAST:
        yield "colour.structure", f"#{colour.lower()}"


def _run_property(styles: Xml, name: str, element: str, attribute: str) -> str:
    """Return an attribute of a paragraph style's run properties, its own or inherited; empty where there is none."""
    by_id = paragraph_styles(styles)
    style = next((each for each in by_id.values() if style_name(each).casefold() == name.casefold()), None)
    defaults = styles.iterfind(f"{{{W}}}docDefaults/{{{W}}}rPrDefault")
    for holder in (*style_chain(by_id, style), *defaults):
        found = holder.find(f"{{{W}}}rPr/{{{W}}}{element}")
        if found is not None and found.get(f"{{{W}}}{attribute}"):
            return str(found.get(f"{{{W}}}{attribute}"))
    return ""
