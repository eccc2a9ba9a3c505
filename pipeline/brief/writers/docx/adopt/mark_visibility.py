"""Whether a handling mark is visible at its place in a header or footer, and what makes it so whatever styles do.

Lengths are in twips, except where something else is stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from brief.ooxml.styles import default_style, paragraph_styles, style_chain, style_name, style_of
from brief.ooxml.xml import W14, W, Xml, run_properties, twips, w
from brief.writers.docx.document import Context
from brief.writers.docx.handling import STRICT
from brief.writers.docx.reference.read import number

MARK_STYLE: Final = "Handling Mark"  # a style of this name, and those whose names begin with it, are always ours
_FAR: Final = 1134  # 20 mm: how far outside the text something may be and is still on the page
_LEAST_LINE: Final = 160  # 240ths of a line: below that, line spacing may cut letters off
_PLAIN: Final = frozenset(f"{{{W}}}{name}" for name in ("hdr", "ftr", "p", "sdt", "sdtContent", "tbl", "tr", "tc"))
_WIDEST: Final = 0.8  # ems of a capital in the widest common bold faces
_OFF: Final = ("i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "vanish",
               "webHidden")  # fmt: skip


def is_visible(context: Context, control: Xml, paragraph: Xml) -> bool:
    """Return whether a mark in this placeholder is surely visible: in a line of the text's own width and height.

    `paragraph` is the one that the mark would be in. Properties of its style count as its own. Anything out of the
    ordinary counts as not visible.
    """
    outer = list(control.iterancestors())
    if not all(each.tag in _PLAIN and _shows_all(context, each) for each in outer):
        return False
    properties = list(_properties(context, paragraph))
    return all(_is_near(context, each) for each in properties) and (
        not _follows_tab(control) or all(_has_stops_in_text(context, each) for each in properties)
    )


def _properties(context: Context, paragraph: Xml) -> Iterator[Xml]:
    """Yield every property of a paragraph, its own and those of its styles, except of a style of ours."""
    own = paragraph.find(f"{{{W}}}pPr")
    yield from own if own is not None else ()
    for style in chain_of(context, style_of(paragraph)):
        if style_name(style) != MARK_STYLE:
            for properties in style.findall(f"{{{W}}}pPr"):
                yield from properties
    assert context.reference is not None
    for properties in context.reference.styles.iterfind(f"{{{W}}}docDefaults/{{{W}}}pPrDefault/{{{W}}}pPr"):
        yield from properties


def chain_of(context: Context, identifier: str) -> Iterator[Xml]:
    """Yield the file's style with this id, or its default style, and those that it is based on."""
    assert context.reference is not None
    by_id = paragraph_styles(context.reference.styles)
    return style_chain(by_id, by_id.get(identifier, default_style(context.reference.styles)))


def _shows_all(context: Context, outer: Xml) -> bool:
    """Return whether a table, row or cell is on the page, in the flow of the text, and cuts nothing off."""
    properties = (each for name in ("tblPr", "trPr", "tcPr") for each in outer.iterfind(f"{{{W}}}{name}/*"))
    if not all(_is_ordinary(context, each) for each in properties):
        return False
    widths_before = [
        number(each, "w")
        for cell in outer.itersiblings(preceding=True)
        for each in cell.iterfind(f"{{{W}}}tcPr/{{{W}}}tcW")
    ]
    return outer.tag != f"{{{W}}}tc" or sum(widths_before) <= context.theme.width_between_margins - _FAR


def _is_ordinary(context: Context, each: Xml) -> bool:
    """Return whether a property of a table, row or cell leaves what is in it visible."""
    match str(each.tag).rpartition("}")[2]:
        case "tblpPr" | "hidden" | "tcFitText" | "textDirection":
            return False
        case "trHeight":
            return each.get(f"{{{W}}}hRule") != "exact"
        case "tblInd":
            return -_FAR <= number(each, "w") <= context.theme.width_between_margins // 2
        case "tcW":
            return each.get(f"{{{W}}}type", "dxa") != "dxa" or number(each, "w") >= _FAR
    return True


def _is_near(context: Context, each: Xml) -> bool:
    """Return whether a property of a paragraph keeps it near the text, and its lines whole."""
    match str(each.tag).rpartition("}")[2]:
        case "ind":
            sides = ("left", "start", "right", "end", "firstLine", "hanging")
            return all(-_FAR <= number(each, side) <= context.theme.width_between_margins // 2 for side in sides)
        case "spacing":
            return _has_room(context, each)
        case "framePr":
            return _is_frame_near(context, each)
        case "textDirection" | "rPr":
            return False
    return True


def _has_room(context: Context, spacing: Xml) -> bool:
    """Return whether lines are as tall as the mark, and near what is around them."""
    is_near = all(number(spacing, side) <= _FAR for side in ("before", "after"))
    is_auto = spacing.get(f"{{{W}}}lineRule", "auto") == "auto"
    least = _LEAST_LINE if is_auto else 10 * mark_size(context)
    return is_near and (spacing.get(f"{{{W}}}line") is None or number(spacing, "line") >= least)


def _is_frame_near(context: Context, frame: Xml) -> bool:
    """Return whether a frame is in the flow of the text, at its edge or centre, and large enough for the mark."""
    is_aligned = frame.get(f"{{{W}}}xAlign") in ("left", "center", "right") and not number(frame, "x")
    is_beside_text = frame.get(f"{{{W}}}vAnchor") == "text" and not frame.get(f"{{{W}}}yAlign")
    is_around = frame.get(f"{{{W}}}wrap") != "through" and frame.get(f"{{{W}}}dropCap", "none") == "none"
    is_placed = is_aligned and is_beside_text and is_around and abs(number(frame, "y")) <= _FAR
    is_tall = number(frame, "h") >= 10 * mark_size(context) or frame.get(f"{{{W}}}hRule") != "exact"
    return is_placed and is_tall and number(frame, "w") >= mark_width(context)


def _follows_tab(control: Xml) -> bool:
    tabs = (f"{{{W}}}tab", f"{{{W}}}ptab")
    return any(next(each.iter(*tabs), None) is not None for each in control.itersiblings(preceding=True))


def _has_stops_in_text(context: Context, each: Xml) -> bool:
    """Return whether every tab stop that a property sets is in the text."""
    stops = [stop for stop in each if stop.get(f"{{{W}}}val") != "clear"] if each.tag == f"{{{W}}}tabs" else []
    return all(0 <= number(stop, "pos") <= context.theme.width_between_margins + 20 for stop in stops)


def widen_frame(context: Context, paragraph: Xml) -> None:
    """Widen a paragraph's frame that was made for a shorter mark, or a narrower face, to what the mark needs."""
    frame = paragraph.find(f"{{{W}}}pPr/{{{W}}}framePr")
    if frame is not None and _FAR <= number(frame, "w") < mark_width(context):
        frame.set(f"{{{W}}}w", str(mark_width(context)))


def mark_width(context: Context) -> int:
    """Return the width that the mark needs on one line.

    The theme gives it for its own faces; those of a reference document may be wider.
    """
    mark, theme = context.body_data("mark"), context.theme
    least = twips(theme.points("mark.width-strict" if mark == STRICT else "mark.width"))
    if theme.page_theme.text("face.display") in theme.line_heights:
        return least
    return max(least, round(len(mark) * _WIDEST * 10 * mark_size(context)))


def visible_run(context: Context, run: Xml, colour: str, *, has_ground: bool) -> Xml:
    """Return the mark's run with everything that makes it visible on any ground: size, face, colours.

    Every property is set directly, because the styles around it are the file's own; whatever could hide the mark is
    switched off. Where its paragraph `has_ground`, that is the mark's ground already.
    """
    size, theme = mark_size(context), context.theme
    properties = run_properties(
        *run[0], theme.font("display"), w("b"), w("bCs"), *(w(name, val=0) for name in _OFF),
        w("color", val=colour), w("spacing", val=0), w("w", val=100), w("position", val=0), w("sz", val=size),
        w("szCs", val=size), w("u", val="none"), w("effect", val="none"),
        None if has_ground else w("shd", val="clear", color="auto", fill=theme.page_theme.colour("mark.ground")),
        w("vertAlign", val="baseline"),
    )  # fmt: skip
    assert properties is not None
    properties.append(_text_fill(colour))
    return w("r", properties, *list(run)[1:])


def _text_fill(colour: str) -> Xml:
    """Return the fill of letters (Word 2010), which overrides their colour, so that no style's fill does."""
    text_fill = w("r").makeelement(f"{{{W14}}}textFill", None, {"w14": W14})
    solid = text_fill.makeelement(f"{{{W14}}}solidFill")
    solid.append(text_fill.makeelement(f"{{{W14}}}srgbClr", {f"{{{W14}}}val": colour}))
    text_fill.append(solid)
    return text_fill


def mark_size(context: Context) -> int:
    """Return the size of the mark in half points; TLP 2.0 asks for 12 point or larger."""
    return max(24, round(context.theme.points("size.mark") * 2))
