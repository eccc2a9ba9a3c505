"""Whether a mark is seen where a header or footer has its place, and what makes it seen whatever styles say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from brief.ooxml.xml import W14, W, Xml, run_properties, twips, w
from brief.writers.docx.document import Context
from brief.writers.docx.handling import STRICT
from brief.writers.docx.reference.adopt import style_name
from brief.writers.docx.reference.read import number

MARK_STYLE: Final = "Handling Mark"  # a style of this name, and those whose names begin with it, are always ours
_FAR: Final = 1134  # twips, 20 mm: how far out of the text something may stand and is still on the sheet
_PLAIN: Final = frozenset(f"{{{W}}}{name}" for name in ("hdr", "ftr", "p", "sdt", "sdtContent", "tbl", "tr", "tc"))
_WIDEST: Final = 0.8  # ems of a capital in the widest bold faces that there usually are
_OFF: Final = ("i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "vanish",
               "webHidden")  # fmt: skip


def is_seen(context: Context, control: Xml, inner: Xml | None) -> bool:
    """Return whether a placeholder stands where a mark is surely seen: in a line of the text's own width and height.

    What the paragraph's style says counts as what it says itself does. Whatever is out of the ordinary is not seen.
    """
    outer = list(control.iterancestors())
    paragraph = inner if inner is not None else next((each for each in outer if each.tag == f"{{{W}}}p"), None)
    if paragraph is None or any(each.tag not in _PLAIN for each in outer):
        return False
    if not all(_is_plain(context, each) for each in outer):
        return False
    said = list(_properties(context, paragraph))
    return all(_is_near(context, each) for each in said) and (
        not _is_after_tab(control) or all(_is_within(context, each) for each in said)
    )


def _properties(context: Context, paragraph: Xml) -> Iterator[Xml]:
    """Give every property of a paragraph, from itself, its style, and what that rests on, but for a style of ours."""
    own = paragraph.find(f"{{{W}}}pPr")
    yield from own if own is not None else ()
    for style in chain(context, style_of(paragraph)):
        if style_name(style) != MARK_STYLE:
            for held in style.findall(f"{{{W}}}pPr"):
                yield from held
    assert context.reference is not None
    for held in context.reference.styles.iterfind(f"{{{W}}}docDefaults/{{{W}}}pPrDefault/{{{W}}}pPr"):
        yield from held


def style_of(paragraph: Xml) -> str:
    """Return the id of a paragraph's style; empty where it says none."""
    found = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    return "" if found is None else str(found.get(f"{{{W}}}val", ""))


def chain(context: Context, identifier: str) -> Iterator[Xml]:
    """Give a style of the file and those that it rests on; the default one where there is none of that id."""
    assert context.reference is not None
    styles = [each for each in context.reference.styles.iterfind(f"{{{W}}}style")
              if each.get(f"{{{W}}}type", "paragraph") == "paragraph"]  # fmt: skip
    by_id = {str(style.get(f"{{{W}}}styleId")): style for style in reversed(styles)}
    usual = next((each for each in styles if each.get(f"{{{W}}}default") in ("1", "true", "on")), None)
    style = by_id.get(identifier, usual)
    passed: list[Xml] = []
    while style is not None and style not in passed:
        passed.append(style)
        yield style
        based = style.find(f"{{{W}}}basedOn")
        style = by_id.get(str(based.get(f"{{{W}}}val"))) if based is not None else None


def _is_plain(context: Context, outer: Xml) -> bool:
    """Return whether a table, row or cell lies on the sheet, in the run of the text, and cuts nothing off."""
    for each in (held for properties in ("tblPr", "trPr", "tcPr") for held in outer.iterfind(f"{{{W}}}{properties}/*")):
        name = str(each.tag).rpartition("}")[2]
        if name in ("tblpPr", "hidden", "tcFitText", "textDirection"):
            return False
        if name == "trHeight" and each.get(f"{{{W}}}hRule") == "exact":
            return False
        if name == "tblInd" and not -_FAR <= number(each, "w") <= context.theme.width_between_margins // 2:
            return False
        if name == "tcW" and each.get(f"{{{W}}}type", "dxa") == "dxa" and number(each, "w") < _FAR:
            return False
    before = [
        number(each, "w")
        for cell in outer.itersiblings(preceding=True)
        for each in cell.iterfind(f"{{{W}}}tcPr/{{{W}}}tcW")
    ]
    return outer.tag != f"{{{W}}}tc" or sum(before) <= context.theme.width_between_margins - _FAR


def _is_near(context: Context, each: Xml) -> bool:
    name = str(each.tag).rpartition("}")[2]
    if name == "ind":
        sides = ("left", "start", "right", "end", "firstLine", "hanging")
        return all(-_FAR <= number(each, side) <= context.theme.width_between_margins // 2 for side in sides)
    if name == "spacing":
        is_near = all(number(each, side) <= _FAR for side in ("before", "after"))
        line, is_auto = each.get(f"{{{W}}}line"), each.get(f"{{{W}}}lineRule", "auto") == "auto"
        return is_near and (line is None or number(each, "line") >= (160 if is_auto else 10 * height(context)))
    if name == "framePr":
        is_aligned = each.get(f"{{{W}}}xAlign") in ("left", "center", "right") and not number(each, "x")
        is_beside = each.get(f"{{{W}}}vAnchor") == "text" and not each.get(f"{{{W}}}yAlign")
        is_large = number(each, "h") >= 10 * height(context) or each.get(f"{{{W}}}hRule") != "exact"
        is_around = each.get(f"{{{W}}}wrap") != "through" and each.get(f"{{{W}}}dropCap", "none") == "none"
        is_placed = is_aligned and is_beside and is_around and abs(number(each, "y")) <= _FAR
        return is_placed and is_large and number(each, "w") >= room(context)
    return name not in ("textDirection", "rPr")


def _is_after_tab(control: Xml) -> bool:
    tabs = (f"{{{W}}}tab", f"{{{W}}}ptab")
    return any(next(each.iter(*tabs), None) is not None for each in control.itersiblings(preceding=True))


def _is_within(context: Context, each: Xml) -> bool:
    """Return whether every tab stop that is set lies in the text."""
    stops = [stop for stop in each if stop.get(f"{{{W}}}val") != "clear"] if each.tag == f"{{{W}}}tabs" else []
    return all(0 <= number(stop, "pos") <= context.theme.width_between_margins + 20 for stop in stops)


def fitted(context: Context, paragraph: Xml) -> None:
    """Let a frame that is made for a shorter mark, or for a narrower face, be as wide as the brief's mark needs."""
    frame = paragraph.find(f"{{{W}}}pPr/{{{W}}}framePr")
    if frame is not None and _FAR <= number(frame, "w") < room(context):
        frame.set(f"{{{W}}}w", str(room(context)))


def room(context: Context) -> int:
    """Return how wide the mark's strip must be for it to stand on one line, in twips.

    The theme says it for its own faces; those of somebody's own file may be wider.
    """
    mark, theme = context.body_data("mark"), context.theme
    least = twips(theme.points("mark.width-strict" if mark == STRICT else "mark.width"))
    if theme.page_theme.text("face.display") in theme.line_heights:
        return least
    return max(least, round(len(mark) * _WIDEST * 10 * height(context)))


def striking(context: Context, run: Xml, colour: str, *, has_ground: bool) -> Xml:
    """Return the mark's run with all that makes it seen on any ground: size, face, colours, and nothing that hides it.

    It says each itself, since whatever style it stands in is the file's own. Where its paragraph `has_ground`, that is
    the one of the mark already.
    """
    size, theme = height(context), context.theme.page_theme
    said = run_properties(
        *run[0], context.theme.font("display"), w("b"), w("bCs"), *(w(name, val=0) for name in _OFF),
        w("color", val=colour), w("spacing", val=0), w("w", val=100), w("position", val=0), w("sz", val=size),
        w("szCs", val=size), w("u", val="none"), w("effect", val="none"),
        None if has_ground else w("shd", val="clear", color="auto", fill=theme.colour("mark.ground")),
        w("vertAlign", val="baseline"),
    )  # fmt: skip
    assert said is not None
    said.append(_filling(colour))
    return w("r", said, *list(run)[1:])


def _filling(colour: str) -> Xml:
    """Return the fill of letters (Word 2010), which goes over their colour, so that none of a style's own does."""
    made = w("r").makeelement(f"{{{W14}}}textFill", None, {"w14": W14})
    fill = made.makeelement(f"{{{W14}}}solidFill")
    fill.append(made.makeelement(f"{{{W14}}}srgbClr", {f"{{{W14}}}val": colour}))
    made.append(fill)
    return made


def height(context: Context) -> int:
    """Return the size of the mark in half points; TLP 2.0 asks for 12 point or larger."""
    return max(24, round(context.theme.points("size.mark") * 2))
