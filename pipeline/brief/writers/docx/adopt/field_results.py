"""Results of fields in a reference document's headers and footers: what they show for this brief."""

from __future__ import annotations

from collections.abc import Iterator

from brief.ooxml.xml import W, Xml
from brief.writers.docx.document import Context


def update_results(context: Context, root: Xml) -> None:
    """Replace the results of fields: those in the file are of its own text."""
    pages, running = str(context.pagination.sheets), context.body_data("running")
    results = {"NUMPAGES": pages, "SECTIONPAGES": pages, "STYLEREF": running, "TITLE": running}
    for instruction, texts in (*_simple_fields(root), *_complex_fields(root)):
        name = next(iter(instruction.upper().split()), "")
        if name in results:
            for place, each in enumerate(texts):
                each.text = "" if place else results[name]


def _simple_fields(root: Xml) -> Iterator[tuple[str, list[Xml]]]:
    """Yield the instruction, and the texts of the result, of each field in one element (ECMA-376 17.16.19)."""
    for simple in root.iter(f"{{{W}}}fldSimple"):
        yield str(simple.get(f"{{{W}}}instr", "")), list(simple.iter(f"{{{W}}}t"))


def _complex_fields(root: Xml) -> Iterator[tuple[str, list[Xml]]]:
    """Yield the same of each field that is written in several runs (ECMA-376 17.16.18)."""
    instruction, is_result = "", False
    texts: list[Xml] = []
    for element in root.iter():
        if element.tag == f"{{{W}}}fldChar":
            kind = element.get(f"{{{W}}}fldCharType")
            if kind == "begin":
                instruction, texts, is_result = "", [], False
            elif kind == "separate":
                is_result = True
            else:
                yield instruction, texts
        elif element.tag == f"{{{W}}}instrText":
            instruction += element.text or ""
        elif element.tag == f"{{{W}}}t" and is_result:
            texts.append(element)
