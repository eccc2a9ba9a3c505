"""Captions: their number is a SEQ field, in the bookmark that references to them read (ECMA-376 17.16.5.56)."""

from __future__ import annotations

import lxml.etree as etree

from brief.ooxml.xml import Xml, paragraph_properties, w
from brief.page.elements import classes, text_of
from brief.writers.docx.document import Output, Scope
from brief.writers.docx.fields import caption_number
from brief.writers.docx.inline import nodes, write_inline
from brief.writers.docx.paragraphs import write_paragraph
from brief.writers.docx.runs import Formatting, Line


def write_caption(output: Output, element: etree._Element, into: Xml, scope: Scope, *, style: str, name: str) -> None:
    """Write a caption; `name` is that of its sequence. One without a numbered label is written as plain text."""
    label = element[0] if len(element) and not (element.text or "").strip() else None
    number = label.find("span[@class='number']") if label is not None and "label" in classes(label) else None
    if label is None or number is None or not text_of(number).isdecimal():
        write_paragraph(output, into, scope, style, nodes(element))
        return
    made = w("p", paragraph_properties(w("pStyle", val=style), w("bidi") if scope.is_rtl else None))
    into.append(made)
    if scope.indent:
        made[0].append(w("ind", left=scope.indent))
    line = Line(output, scope, made)
    form = Formatting(language=scope.language, is_rtl=scope.is_rtl)
    labelled = Formatting("CaptionLabel", language=scope.language, is_rtl=scope.is_rtl)
    names = [*output.bookmarks.take_held(), *(each.get("id", "") for each in (label, number) if each.get("id"))]
    starts, ends = output.bookmarks.marks_around(names)
    line.add_marks(starts)
    write_inline(nodes(label)[: nodes(label).index(number)], line, labelled)
    for run in caption_number(output, name, text_of(number), labelled):
        line.append(run)
    line.add_marks(ends)
    write_inline(nodes(label, after=number), line, labelled)
    write_inline(nodes(element, after=label), line, form)
    line.trim()
