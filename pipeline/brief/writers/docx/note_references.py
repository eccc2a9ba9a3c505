"""Calls of notes: where a footnote or an endnote is referred to (ECMA-376 17.11)."""

from __future__ import annotations

from dataclasses import replace

import lxml.etree as etree

from brief.ooxml.xml import w
from brief.page.elements import text_of
from brief.writers.docx.fields import endnote_call_name, field
from brief.writers.docx.runs import Formatting, Line

# The instruction that reads a note's number (ECMA-376 17.16.5.39 and 51) by its kind, and the style of such a call.
_NUMBERS = {
    "note": ("NOTEREF {} \\f \\h", "FootnoteReference"),
    "endnote": ("REF {} \\n \\h", "EndnoteReference"),
}


def write_footnote_call(element: etree._Element, line: Line, form: Formatting) -> None:
    """Write a note's call, and keep the note; raise `ValueError` for a note within a note, which Word does not have."""
    if line.scope.is_note:
        raise ValueError("a note is inside a note")
    call = w("footnoteReference", id=line.output.add_footnote(element))
    line.add_run(call, replace(form, style="FootnoteReference", vertical=""))


def write_repeated_call(element: etree._Element, line: Line, form: Formatting) -> bool:
    """Write a field that reads the number of a footnote, or of an item in a list of notes; return whether it is one."""
    output, name = line.output, element.get("href", "")[1:]
    target = output.context.targets.get(name)
    if target is None or target.kind not in _NUMBERS or text_of(element) != target.words:
        return False
    instruction, style = _NUMBERS[target.kind]
    _write_number(instruction, output.bookmarks.name(name), target.words, line, replace(form, style=style, vertical=""))
    return True


def write_endnote_call(element: etree._Element, line: Line, form: Formatting) -> bool:
    """Write the call of an endnote, or a field that repeats one; return whether Word has the note as an endnote."""
    output, identifier = line.output, element.get("href", "")[1:]
    if identifier not in output.context.endnotes:
        return False
    form = replace(form, style="EndnoteReference", vertical="")
    if identifier in output.endnote_calls:
        first, number = output.endnote_calls[identifier]
        _write_number(_NUMBERS["note"][0], output.bookmarks.name(first), str(number), line, form)
        return True
    first, number = endnote_call_name(identifier), len(output.endnote_calls) + 1
    output.endnote_calls[identifier] = first, number
    starts, ends = output.bookmarks.marks_around([first])
    line.add_marks(starts)
    line.add_run(w("endnoteReference", id=number), form)
    line.add_marks(ends)
    return True


def _write_number(instruction: str, bookmark: str, number: str, line: Line, form: Formatting) -> None:
    """Write a field for the number of a note, in the style of a call and as a link to the bookmark."""
    outer = line.enter(w("hyperlink", anchor=bookmark, history=1))
    for run in field(instruction.format(bookmark), number, form):
        line.append(run)
    line.leave(outer)
