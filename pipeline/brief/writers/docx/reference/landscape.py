"""A header or footer on a turned sheet: its tab stops and tables reach as far as the sheet does."""

from __future__ import annotations

import copy
from typing import Final

from brief.ooxml.xml import W, Xml, paragraph_properties, w
from brief.writers.docx.document import Context
from brief.writers.docx.reference.mark_visibility import chain, style_of
from brief.writers.docx.reference.read import number

_RIGHT: Final = ("right", "end", "decimal")
_WHOLE: Final = 0.8  # of the text's width, from which a table is one that goes over all of it


def widened(root: Xml, context: Context) -> None:
    """Let what was made for an upright sheet go over the whole of a turned one."""
    more = context.theme.landscape_text_width - context.theme.width_between_margins
    if not more:
        return
    for paragraph in root.iter(f"{{{W}}}p"):
        _move_stops(paragraph, context, more)
    for table in root.iter(f"{{{W}}}tbl"):
        _widen(table, context.theme.width_between_margins, context.theme.landscape_text_width)


def _move_stops(paragraph: Xml, context: Context, more: int) -> None:
    """Move tab stops in the middle by half of what the sheet is wider, and those at the right by all of it."""
    stops: dict[int, Xml] = {}
    for holder in (*reversed(list(chain(context, style_of(paragraph)))), paragraph):
        for stop in holder.iterfind(f"{{{W}}}pPr/{{{W}}}tabs/{{{W}}}tab"):
            stops.pop(number(stop, "pos"), None)
            if stop.get(f"{{{W}}}val") != "clear":
                stops[number(stop, "pos")] = stop
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
    made = w("tabs", *(stop for _, stop in sorted((cleared | moved).items())))
    own = paragraph.find(f"{{{W}}}pPr")
    kept = [each for each in own if each.tag != f"{{{W}}}tabs"] if own is not None else []
    if own is not None:
        paragraph.remove(own)
    paragraph.insert(0, paragraph_properties(*kept, made))


def _widen(table: Xml, upright: int, turned: int) -> None:
    columns = [number(column, "w") for column in table.iterfind(f"{{{W}}}tblGrid/{{{W}}}gridCol")]
    if sum(columns) < _WHOLE * upright:
        return
    cells = table.iter(f"{{{W}}}gridCol", f"{{{W}}}tcW")
    for each in (*cells, *table.iterfind(f"{{{W}}}tblPr/{{{W}}}tblW")):
        if each.get(f"{{{W}}}type", "dxa") == "dxa":
            each.set(f"{{{W}}}w", str(round(number(each, "w") * turned / upright)))
