"""Contents, lists of figures and of tables: TOC fields whose entries are already there (ECMA-376 17.16.5.68)."""

from __future__ import annotations

from dataclasses import replace

import lxml.etree as etree

from brief.ooxml.xml import Xml, paragraph_properties, w
from brief.page.elements import classes, text_of
from brief.writers.docx.content_controls import contents_control
from brief.writers.docx.document import Output, Scope
from brief.writers.docx.fields import field, instruction_text
from brief.writers.docx.inline import nodes, write_inline
from brief.writers.docx.paragraphs import style_of
from brief.writers.docx.runs import Formatting, Line

DEEPEST = 9  # levels that Word has styles for
SEQUENCES = {"figures": "Figure", "tables": "Table"}  # sequence of captions by the class of their list


def write_navigation(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    """Write contents with their heading; those of the whole page in the control that lets Word update them."""
    lists = [each for each in element.iter("ol", "ul") if "contents" in classes(each)]
    if not lists or any(_sequence(each) for each in lists):
        output.write_blocks(element, into, scope)
        return
    control = contents_control(output)
    into.append(control)
    output.write_blocks(element, control[-1], scope)
    if not len(control[-1]):
        into.remove(control)


def write_contents(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    """Write the entries of contents, as the result of a field that is in the first of them."""
    first, sequence = len(into), _sequence(element)
    _write_entries(output, element, into, scope, sequence=sequence)
    if len(into) == first or (not sequence and output.has_contents):
        return
    numbers = "" if output.context.pagination.pages else "\\n "
    if sequence:
        instruction = f'TOC {numbers}\\h \\z \\c "{sequence}"'
    else:
        output.has_contents = True
        levels = max(int(style_of(made)[3:]) for made in list(into)[first:])
        instruction = f'TOC \\o "1-{levels}" {numbers}\\h \\z \\u'
    start = [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", instruction_text(instruction)),
        w("r", w("fldChar", fldCharType="separate")),
    ]
    for place, run in enumerate(start, 1):
        into[first].insert(place, run)
    into[-1].append(w("r", w("fldChar", fldCharType="end")))


def _sequence(element: etree._Element) -> str:
    """Return the sequence whose captions a list shows; empty for a list of headings."""
    return next((SEQUENCES[name] for name in classes(element) if name in SEQUENCES), "")


def _write_entries(
    output: Output, element: etree._Element, into: Xml, scope: Scope, *, sequence: str, level: int = 0
) -> None:
    for item in element:
        style = "TableofFigures" if sequence else f"TOC{min(level + 1, DEEPEST)}"
        made = w("p", paragraph_properties(w("pStyle", val=style), _direction(scope)))
        into.append(made)
        line = Line(output, scope, made)
        names = [item.get("id", "")] if item.get("id") else []
        starts, ends = output.bookmarks.marks_around([*output.bookmarks.take_held(), *names])
        line.add_marks(starts)
        for node in nodes(item):
            if isinstance(node, str):
                line.add_text(node, Formatting(is_rtl=scope.is_rtl))
            elif node.tag == "a" and node.get("href", "").startswith("#"):
                _write_entry(output, node, line, is_tabbed=not sequence)
            elif node.tag not in ("ol", "ul"):
                write_inline([node], line, Formatting(is_rtl=scope.is_rtl))
        line.trim()
        line.add_marks(ends)
        for inner in item.iterchildren("ol", "ul"):
            output.bookmarks.hold(inner.get("id"))
            _write_entries(output, inner, into, replace(scope, level=level), sequence=sequence, level=level + 1)


def _write_entry(output: Output, link: etree._Element, line: Line, *, is_tabbed: bool) -> None:
    """Write one link: its number, a tab, its text, and the page that it leads to where that is known.

    A caption's label and text are separated as in the caption itself, from which Word takes both.
    """
    target = link.get("href", "")[1:]
    form = Formatting(is_rtl=line.scope.is_rtl)
    outer = line.enter(w("hyperlink", anchor=output.bookmarks.name(target), history=1))
    for node in nodes(link):
        if not isinstance(node, str) and node.get("class") == "number":
            line.add_text(text_of(node), form)
            if is_tabbed:
                line.add_tab(form)
        else:
            write_inline([node], line, form)
    line.trim()
    if target in output.context.pagination.pages:
        line.add_tab(form)
        for run in field(
            f"PAGEREF {output.bookmarks.name(target)} \\h", str(output.context.pagination.pages[target]), form
        ):
            line.append(run)
    line.leave(outer)


def _direction(scope: Scope) -> Xml | None:
    return w("bidi") if scope.is_rtl else None
