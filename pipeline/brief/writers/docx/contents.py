"""The table of contents: a TOC field whose entries are already there and link (ECMA-376 17.16.5.69)."""

from __future__ import annotations

from dataclasses import replace

import lxml.etree as etree

from brief.writers.docx.controls import contents_control
from brief.writers.docx.document import Document, Scope
from brief.writers.docx.fields import field, instructed
from brief.writers.docx.inline import nodes, write_inline
from brief.writers.docx.paragraphs import style_of
from brief.writers.docx.runs import Form, Line
from brief.writers.docx.targets import words_of
from brief.writers.docx.xml import Xml, paragraph_properties, w

DEEPEST = 9  # levels that Word has styles for


def write_navigation(document: Document, element: etree._Element, into: Xml, scope: Scope) -> None:
    """Write a table of contents with its heading into the control that lets Word update it."""
    control = contents_control(document)
    into.append(control)
    document.flow(document, element, control[-1], scope)
    if not len(control[-1]):
        into.remove(control)


def write_contents(document: Document, element: etree._Element, into: Xml, scope: Scope) -> None:
    """Write the entries of a table of contents, as the result of a field in the first of them."""
    first = len(into)
    _entries(document, element, into, scope, 0)
    if len(into) == first or document.has_contents:
        return
    document.has_contents = True
    numbers = "" if document.pages else "\\n "
    levels = max(int(style_of(made)[3:]) for made in list(into)[first:])
    start = [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", instructed(f'TOC \\o "1-{levels}" {numbers}\\h \\z \\u')),
        w("r", w("fldChar", fldCharType="separate")),
    ]
    for place, run in enumerate(start, 1):
        into[first].insert(place, run)
    into[-1].append(w("r", w("fldChar", fldCharType="end")))


def _entries(document: Document, element: etree._Element, into: Xml, scope: Scope, level: int) -> None:
    for item in element:
        made = w("p", paragraph_properties(w("pStyle", val=f"TOC{min(level + 1, DEEPEST)}"), _direction(scope)))
        into.append(made)
        line = Line(document, scope, made)
        names = [item.get("id", "")] if item.get("id") else []
        starts, ends = document.bookmarks.around([*document.bookmarks.waited(), *names])
        line.mark(starts)
        for node in nodes(item):
            if isinstance(node, str):
                line.words(node, Form(is_rtl=scope.is_rtl))
            elif node.tag == "a" and node.get("href", "").startswith("#"):
                _entry(document, node, line)
            elif node.tag not in ("ol", "ul"):
                write_inline([node], line, Form(is_rtl=scope.is_rtl))
        line.trim()
        line.mark(ends)
        for inner in item.iterchildren("ol", "ul"):
            document.bookmarks.wait(inner.get("id"))
            _entries(document, inner, into, replace(scope, level=level), level + 1)


def _entry(document: Document, link: etree._Element, line: Line) -> None:
    """Write one link: its number, a tab, its words, and where it is known the page that it leads to."""
    target = link.get("href", "")[1:]
    form = Form(is_rtl=line.scope.is_rtl)
    outer = line.inside(w("hyperlink", anchor=document.bookmarks.name(target), history=1))
    for node in nodes(link):
        if not isinstance(node, str) and node.get("class") == "number":
            line.words(words_of(node), form)
            line.tab(form)
        else:
            write_inline([node], line, form)
    line.trim()
    if target in document.pages:
        line.tab(form)
        for run in field(f"PAGEREF {document.bookmarks.name(target)} \\h", str(document.pages[target]), form):
            line.put(run)
    line.back(outer)


def _direction(scope: Scope) -> Xml | None:
    return w("bidi") if scope.is_rtl else None
