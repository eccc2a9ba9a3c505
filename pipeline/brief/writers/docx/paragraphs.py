"""One paragraph: its style, the properties that the style does not have, its bookmarks and its line."""

from __future__ import annotations

from collections.abc import Iterable

from brief.ooxml.xml import W, Xml, last_child, paragraph_properties, twips, w
from brief.writers.docx.document import Context, Output, Scope
from brief.writers.docx.inline import Node, write_inline
from brief.writers.docx.runs import Formatting, Line

PARAGRAPH, TABLE, _CONTROL = f"{{{W}}}p", f"{{{W}}}tbl", f"{{{W}}}sdt"
_CLOSE = ("BodyText", "FirstParagraph", "BlockText", "List", "NumberedParagraph", "Continued")

# Styles that keep a paragraph with the next one.
_KEEPING = ("Heading", "TableHeading", "TableCaption", "DefinitionTerm", "Label", "BasisLabel", "DecisionLabel")


def write_paragraph(
    output: Output,
    into: Xml,
    scope: Scope,
    style: str,
    content: Iterable[Node],
    *extra: Xml | None,
    typed: str = "",
    is_kept: bool = False,
) -> Xml | None:
    """Append a paragraph and return it, or `None` where it would be empty (unless it `is_kept`).

    `extra` are properties besides the style; `typed` is a number that Word cannot count, and that is written as text.
    """
    made = w("p")
    into.append(made)
    line = Line(output, scope, made, style)
    form = Formatting(language=scope.language, is_rtl=scope.is_rtl)
    if typed:
        line.add_text(typed, Formatting("SectionNumber"))
        line.add_tab(form)
    write_inline(content, line, form)
    line.trim()
    if not is_kept and next(made.iter(f"{{{W}}}r"), None) is None:
        into.remove(made)
        output.bookmarks.hold_again(made)
        return None
    output.bookmarks.enclose(made)
    previous = made.getprevious()
    follows_table = previous is not None and previous.tag == TABLE and style.startswith(_CLOSE)
    is_across = scope.is_rtl != output.context.is_rtl
    if style == "NumberedParagraph" and is_across and output.context.theme.outer:
        # The outer column is on the other side: on this one, only half of its width is surely within the printed area.
        extra = (*extra, w("ind", left=scope.indent, hanging=output.context.theme.outer // 2))
    if scope.is_column and output.context.theme.outer:
        extra = (*extra, _indent_in_column(output, style, scope))
    has_indent = any(each is not None and each.tag == f"{{{W}}}ind" for each in extra)
    properties = [
        w("pStyle", val=style),
        None if has_indent else indent_for(output.context, style, scope),
        w("bidi") if scope.is_rtl else None,
        w("spacing", before=twips(output.context.theme.points("space.table-after"))) if follows_table else None,
        *extra,
    ]
    made.insert(0, paragraph_properties(*properties))
    return made


def _indent_in_column(output: Output, style: str, scope: Scope) -> Xml | None:
    """Return the indent of a paragraph that would begin in the outer column if it were not beside others."""
    theme = output.context.theme
    room = {"NumberedParagraph": theme.room_for_number(True), "Heading1": theme.room_for_number(False)}.get(style)
    if room is None:
        return None
    is_numbered = output.numbering.has_number(style)
    return w("ind", left=scope.indent + room, hanging=room) if is_numbered else w("ind", left=scope.indent)


def indent_for(context: Context, style: str, scope: Scope) -> Xml | None:
    """Return the indent of a paragraph where its surroundings need another than that of its style."""
    own = context.theme.style_indent(style)
    wanted = scope.indent if style.startswith("List") else scope.indent + own
    return w("ind", left=wanted) if wanted != own else None


def style_of(made: Xml) -> str:
    """Return the style of a paragraph."""
    return str(made[0][0].get(f"{{{W}}}val"))


def add_properties(made: Xml, *properties: Xml) -> None:
    """Add properties to a paragraph, each in place of one of the same name."""
    names = {each.tag for each in properties}
    made.replace(made[0], paragraph_properties(*(each for each in made[0] if each.tag not in names), *properties))


def drop_properties(made: Xml, *names: str) -> None:
    """Remove properties of a paragraph, if it has them."""
    for name in names:
        for each in made[0].findall(f"{{{W}}}{name}"):
            made[0].remove(each)


def keep_with_next(made: Xml) -> None:
    """Keep a paragraph on the page of the next one, unless its style does that already."""
    if not style_of(made).startswith(_KEEPING):
        add_properties(made, w("keepNext"))


def last_block(into: Xml) -> Xml | None:
    """Return the paragraph or table that the next block will follow, also where either is inside controls."""
    element = last_child(into)
    while True:
        if element is None:
            control = into.getparent() if into.tag == f"{_CONTROL}Content" else None
            outer = control.getparent() if control is not None else None
            if control is None or outer is None:
                return None
            element, into = control.getprevious(), outer
        elif element.tag != _CONTROL:
            return element
        elif last_child(element[-1]) is not None:
            into = element[-1]
            element = last_child(into)
        else:
            element = element.getprevious()


def last_paragraph(into: Xml) -> Xml:
    """Return the paragraph that the next block will follow, adding a small one where there is none yet."""
    previous = last_block(into)
    if previous is not None and previous.tag == PARAGRAPH:
        return previous
    into.append(w("p", paragraph_properties(w("pStyle", val="AfterTable"))))
    return into[-1]


def separate_tables(into: Xml) -> None:
    """Put a small paragraph after a table, because Word would merge it with a table that follows."""
    previous = last_block(into)
    if previous is not None and previous.tag == TABLE:
        into.append(w("p", paragraph_properties(w("pStyle", val="AfterTable"))))


def end_with_paragraph(into: Xml) -> None:
    """End a body, cell or note with a paragraph, as the schema requires: at least a small one after a table."""
    last_paragraph(into)
