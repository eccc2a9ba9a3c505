"""TA fields: the mark at each citation by which Word finds it for a table of authorities (ECMA-376 17.16.5.62)."""

from __future__ import annotations

import re

import lxml.etree as etree

from brief.ooxml.xml import SPACE, Xml, run_properties, w
from brief.writers.docx.citations import Authority, Piece, joined
from brief.writers.docx.document import Output

_QUOTED = re.compile(r'["\\“”„]')  # what Word would take for the end of an argument, or for an escape


def citation_fields(output: Output, call: etree._Element) -> list[Xml]:
    """Return the fields for what a note or its call cites: the whole citation at its first mark, then the short one."""
    fields: list[Xml] = []
    for source in call.get("data-cites", "").split():
        authority = output.context.authorities.get(source)
        if authority is not None:
            fields += _field(authority, is_first=output.cite(source))
    return fields


def _field(authority: Authority, *, is_first: bool) -> list[Xml]:
    short = f'\\s "{_argument(authority.short)}"'
    pieces: list[Piece] = [(f" TA {short} ", False)]
    if is_first:
        long = [(_argument(words), is_italic) for words, is_italic in authority.long]
        pieces = [(' TA \\l "', False), *long, (f'" {short} \\c {authority.category} ', False)]
    begin, end = (w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "end"))
    return [begin, *(_instruction(words, is_italic=is_italic) for words, is_italic in joined(pieces)), end]


def _instruction(words: str, *, is_italic: bool) -> Xml:
    """Return a run of a field's instruction; Word gives an entry of its table the italics that it has there."""
    instruction = w("instrText")
    instruction.text = words
    instruction.set(SPACE, "preserve")
    return w("r", run_properties(w("i"), w("iCs")) if is_italic else None, instruction)


def _argument(words: str) -> str:
    """Return words escaped for the quotation marks of an argument (ECMA-376 17.16.1)."""
    return _QUOTED.sub(r"\\\g<0>", words)
