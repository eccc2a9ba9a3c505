"""A header or footer on a landscape page: its tab stops and tables reach as far as the page does."""

from __future__ import annotations

import copy
from typing import Final

from brief.ooxml.styles import style_of
from brief.ooxml.xml import W, Xml, paragraph_properties, w
from brief.writers.docx.adopt.mark_visibility import chain_of
from brief.writers.docx.document import Context
from brief.writers.docx.reference.read import number

_RIGHT: Final = ("right", "end", "decimal")
_FULL: Final = 0.8  # of the text's width, from which a table counts as one over the full width


def widen(root: Xml, context: Context) -> None:
    """Extend what was made for a portrait page over the full width of a landscape page."""
    portrait, landscape = context.theme.width_between_margins, context.theme.landscape_text_width
    if portrait == landscape:
        return
    for paragraph in root.iter(f"{{{W}}}p"):
        _move_tab_stops(paragraph, context, landscape - portrait)
    for table in root.iter(f"{{{W}}}tbl"):
        _widen_table(table, portrait, landscape)


def _move_tab_stops(paragraph: Xml, context: Context, more: int) -> None:
    """Move tab stops: those in the middle by half of what the page is wider, those at the right by all of it."""
    stops = _tab_stops(paragraph, context)
    moved = {}
    for place, stop in stops.items():
        kind = stop.get(f"{{{W}}}val")
        is_right = kind in _RIGHT and place > context.theme.width_between_margins // 2
        new = place + (more if is_right else more // 2 if kind == "center" else 0)
        moved[new] = copy.deepcopy(stop)
        moved[new].set(f"{{{W}}}pos", str(new))
    cleared = {place: w("tab", val="clear", pos=place) for place in stops if place not in moved}
    if not cleared:
        return
    tabs = w("tabs", *(stop for _, stop in sorted((cleared | moved).items())))
    own = paragraph.find(f"{{{W}}}pPr")
    kept = [each for each in own if each.tag != f"{{{W}}}tabs"] if own is not None else []
    if own is not None:
        paragraph.remove(own)
    paragraph.insert(0, paragraph_properties(*kept, tabs))


def _tab_stops(paragraph: Xml, context: Context) -> dict[int, Xml]:
    """Return the tab stops of a paragraph and of its styles by their places; the nearest decides."""
    stops: dict[int, Xml] = {}
    for holder in (*reversed(list(chain_of(context, style_of(paragraph)))), paragraph):
        for stop in holder.iterfind(f"{{{W}}}pPr/{{{W}}}tabs/{{{W}}}tab"):
            stops.pop(number(stop, "pos"), None)
            if stop.get(f"{{{W}}}val") != "clear":
                stops[number(stop, "pos")] = stop
    return stops


def _widen_table(table: Xml, portrait: int, landscape: int) -> None:
    columns = [number(column, "w") for column in table.iterfind(f"{{{W}}}tblGrid/{{{W}}}gridCol")]
    if sum(columns) < _FULL * portrait:
        return
    cells = table.iter(f"{{{W}}}gridCol", f"{{{W}}}tcW")
    for each in (*cells, *table.iterfind(f"{{{W}}}tblPr/{{{W}}}tblW")):
        if each.get(f"{{{W}}}type", "dxa") == "dxa":
            each.set(f"{{{W}}}w", str(round(number(each, "w") * landscape / portrait)))
