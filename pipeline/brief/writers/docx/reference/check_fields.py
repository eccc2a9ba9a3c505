"""Fields of a header or footer: only those that show what the brief itself contains (ECMA-376 17.16)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from brief.ooxml.xml import W, Xml
from brief.writers.docx.reference.unusable import UnusableReferenceError

# Other fields show something of the file, such as its author, or of somewhere else, or change by the day.
_ALLOWED: Final = ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "TITLE")


def check_fields(root: Xml, where: str) -> None:
    """Raise `UnusableReferenceError` for a field that shows more than the brief, or that has no end."""
    for instruction in _instructions(root, where):
        name = instruction.split()[0].upper() if instruction.split() else ""
        if name not in _ALLOWED:
            hint = f"replace it by text or by a placeholder; allowed fields are {', '.join(_ALLOWED)}"
            raise UnusableReferenceError("E311/field-not-allowed", f"has the field `{name[:40]}` in a {where}", hint)


def _instructions(root: Xml, where: str) -> Iterator[str]:
    """Yield the instruction of each field, also of those inside other fields."""
    for simple in root.iter(f"{{{W}}}fldSimple"):
        yield str(simple.get(f"{{{W}}}instr", ""))
    open_fields: list[list[str]] = []  # the pieces of each instruction, the outermost field first
    for element in root.iter(f"{{{W}}}fldChar", f"{{{W}}}instrText"):
        kind = element.get(f"{{{W}}}fldCharType")
        if kind == "begin":
            open_fields.append([])
        elif kind == "end" and open_fields:
            yield "".join(open_fields.pop())
        elif kind is None and open_fields:
            open_fields[-1].append(str(element.text or ""))
        elif kind is None:
            yield str(element.text or "")
    if open_fields:
        hint = "delete it in Word, and insert it again"
        raise UnusableReferenceError("E311/field-not-closed", f"has a field without an end in a {where}", hint)
