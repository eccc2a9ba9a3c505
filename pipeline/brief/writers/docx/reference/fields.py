"""Fields of a header or footer: only those that say what the brief itself says (ECMA-376 17.16)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from brief.ooxml.archive import Unusable
from brief.ooxml.xml import W, Xml

# What others show is the file's own, such as its author, or comes from elsewhere, or changes by the day.
_ALLOWED: Final = ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "TITLE")


def judged(root: Xml, where: str) -> None:
    """Raise `Unusable` for a field that shows more than the brief, or that has no end."""
    for instruction in _instructions(root, where):
        name = instruction.split()[0].upper() if instruction.split() else ""
        if name not in _ALLOWED:
            hint = f"put its words there, or a placeholder; fields may be {', '.join(_ALLOWED)}"
            raise Unusable("E311/field-not-allowed", f"has the field `{name[:40]}` in a {where}", hint)


def _instructions(root: Xml, where: str) -> Iterator[str]:
    """Give what each field is told, those inside others too."""
    for simple in root.iter(f"{{{W}}}fldSimple"):
        yield str(simple.get(f"{{{W}}}instr", ""))
    waiting: list[list[str]] = []
    for element in root.iter(f"{{{W}}}fldChar", f"{{{W}}}instrText"):
        kind = element.get(f"{{{W}}}fldCharType")
        if kind == "begin":
            waiting.append([])
        elif kind == "end" and waiting:
            yield "".join(waiting.pop())
        elif kind is None and waiting:
            waiting[-1].append(str(element.text or ""))
        elif kind is None:
            yield str(element.text or "")
    if waiting:
        raise Unusable(
            "E311/field-not-closed",
            f"has a field without an end in a {where}",
            "delete it in Word, and insert it again",
        )
