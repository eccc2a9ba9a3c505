"""Fields with their results: page numbers, sequences, references to numbers, captions and notes (ECMA-376 17.16)."""

from __future__ import annotations

from dataclasses import replace

import lxml.etree as etree

from brief.ooxml.xml import SPACE, Xml, text, w
from brief.page.elements import text_of
from brief.writers.docx.document import Output
from brief.writers.docx.runs import Formatting, Line, run_format

# The instruction of a reference by the kind of its target; {} is the bookmark.
_REFERENCES = {
    "note": "NOTEREF {} \\h",
    "endnote": "REF {} \\n \\h",
    "number": "REF {} \\n \\h",
    "caption": "REF {} \\h",
}


def field(instruction: str, result: str, form: Formatting = Formatting()) -> list[Xml]:  # noqa: B008  (frozen)
    """Return the runs of a field: its instruction, and its result."""

    def run(*content: Xml) -> Xml:
        return w("r", run_format(form), *content)

    return [run(w("fldChar", fldCharType="begin")), run(instruction_text(instruction)),
            run(w("fldChar", fldCharType="separate")), run(text(result)),
            run(w("fldChar", fldCharType="end"))]  # fmt: skip


def instruction_text(instruction: str) -> Xml:
    """Return the instruction of a field."""
    made = w("instrText")
    made.text = f" {instruction} "
    made.set(SPACE, "preserve")
    return made


def caption_number(output: Output, name: str, number: str, form: Formatting) -> list[Xml]:
    """Return the number of a caption as a SEQ field, reset where Word would count to another number.

    Raise `ValueError` when it is not a whole number.
    """
    reset = "" if output.count_caption(name, int(number)) else f" \\r {number}"
    return field(f"SEQ {name} \\* ARABIC{reset}", number, form)


def write_reference(element: etree._Element, line: Line, form: Formatting) -> bool:
    """Write a link with a field for the number of its target, if its text contains that; return whether it does."""
    target = line.output.context.targets.get(element.get("href", "")[1:])
    if target is None or target.kind not in _REFERENCES or len(element) or not target.words:
        return False
    words = text_of(element)
    start = _find_number(target.words, words)
    if start is None:
        return False
    end = start + len(target.words)
    form = replace(form, style=link_style(line))
    output, identifier, kind = line.output, element.get("href", "")[1:], target.kind
    if identifier in output.context.endnotes:  # the number is that of the note's call
        identifier, kind = endnote_call_name(identifier), "note"
    name = output.bookmarks.name(identifier)
    outer = line.enter(w("hyperlink", anchor=name, history=1))
    line.add_text(words[:start], form)
    for run in field(_REFERENCES[kind].format(name), target.words, form):
        line.append(run)
    line.add_text(words[end:], form)
    line.leave(outer)
    return True


def link_style(line: Line) -> str:
    """Return the style of a link: on the dark ground of a decision it has the colour of the words around it."""
    return "" if line.scope.style == "Decision" else "Hyperlink"


def endnote_call_name(identifier: str) -> str:
    """Return the id for an endnote's first call, from which fields read its number."""
    return f"{identifier} call"


def _find_number(number: str, words: str) -> int | None:
    """Return where a number is in some text as a whole, not as a part of a longer one."""
    start = words.find(number)
    while start >= 0:
        before, after = words[start - 1 : start], words[start + len(number) :]
        is_longer = after[:1].isalnum() or (after[:1] == "." and after[1:2].isdigit())
        if not before.isalnum() and before != "." and not is_longer:
            return start
        start = words.find(number, start + 1)
    return None
