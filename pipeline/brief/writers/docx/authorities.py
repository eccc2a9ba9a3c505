"""The table of authorities: a TOA field for each category, whose entries are already there (ECMA-376 17.16.5.67)."""

from __future__ import annotations

import lxml.etree as etree

from brief.ooxml.xml import Xml, w
from brief.writers.docx.citations import category_of
from brief.writers.docx.document import Output, Scope
from brief.writers.docx.fields import instruction_text
from brief.writers.docx.lists import write_list
from brief.writers.docx.paragraphs import PARAGRAPH


def write_authorities(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    """Write the authorities of one category, each with its pages, as the result of a field that Word can update.

    The field has no heading, because the page has one in its own language; it names every page, never `passim`; and
    citations keep the italics of their marks.
    """
    first = len(into)
    write_list(output, element, into, scope)
    made = [each for each in list(into)[first:] if each.tag == PARAGRAPH]
    if not made:
        return
    start = [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", instruction_text(f'TOA \\c "{category_of(element)}"')),
        w("r", w("fldChar", fldCharType="separate")),
    ]
    for place, run in enumerate(start, 1):
        made[0].insert(place, run)
    made[-1].append(w("r", w("fldChar", fldCharType="end")))
