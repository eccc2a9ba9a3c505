"""The text of each piece of marked content of a PDF: its glyphs as characters, and what replaces them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_BFCHAR = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_BFRANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_TRIPLE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL)
_STRING = re.compile(rb"<([0-9A-Fa-f]*)>")


class UnreadableTextError(ValueError):
    """Glyphs that nothing maps to characters, so that no reader can say what they are."""


@dataclass(slots=True)
class MarkedText:
    """What one piece of marked content shows: its glyphs as characters, and the text given in their place."""

    glyphs: list[str] = field(default_factory=list)
    actual: str | None = None  # ActualText (ISO 32000-1, 14.9.4)
    images: list[Any] = field(default_factory=list)  # images and forms that are painted
    paths: int = 0  # that are painted

    @property
    def text(self) -> str:
        """Return what a reader by tags gets."""
        return "".join(self.glyphs) if self.actual is None else self.actual


def marked_texts(pdf: Any) -> Mapping[tuple[int, int], MarkedText]:
    """Return the text of every piece of marked content, by the number of its page (from 0) and its MCID.

    Raise `UnreadableTextError` for a font without ToUnicode (ISO 32000-1, 9.10.3) and for a glyph that it leaves out.
    """
    fonts: dict[Any, Mapping[int, str]] = {}
    found: dict[tuple[int, int], MarkedText] = {}
    for number, page in enumerate(pdf.pages):
        for mcid, marked in _page(page, fonts):
            known = found.setdefault((number, mcid), marked)
            if known is not marked:
                known.glyphs += marked.glyphs
                known.images += marked.images
                known.paths += marked.paths
    return found


_PAINTED = frozenset({"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh"})
_OPERATORS = " ".join(["BDC BMC EMC Tf Tj TJ ' \" Do INLINE IMAGE", *sorted(_PAINTED)])


def _page(page: Any, fonts: dict[Any, Mapping[int, str]]) -> Iterator[tuple[int, MarkedText]]:
    import pikepdf

    resources = page.get("/Resources") or {}
    names, images = (resources.get(kind) or {} for kind in ("/Font", "/XObject"))
    codes: Mapping[int, str] = {}
    marks: list[tuple[int, MarkedText] | None] = []
    for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator in {"BDC", "BMC"}:
            marks.append(_opened(operands[1]) if operator == "BDC" else None)
        elif operator == "EMC":
            closed = marks.pop()
            if closed is not None:
                yield closed
        elif operator == "Tf":
            codes = _codes(names[str(operands[0])], fonts)
        elif mark := next((one for one in reversed(marks) if one is not None), None):
            if operator == "Do":
                mark[1].images.append(images[str(operands[0])])
            elif operator in _PAINTED or operator == "INLINE IMAGE":
                mark[1].paths += 1
            else:
                mark[1].glyphs.append(_shown(operands[-1], codes))


def form_text(form: Any) -> tuple[str, list[Any]]:
    """Return the text of a form (ISO 32000-1, 8.10), and the images and forms that it paints; raise as above."""
    import pikepdf

    resources = form.get("/Resources") or {}
    names, images = (resources.get(kind) or {} for kind in ("/Font", "/XObject"))
    fonts: dict[Any, Mapping[int, str]] = {}
    codes: Mapping[int, str] = {}
    shown, inner = [], []
    for instruction in pikepdf.parse_content_stream(form, "Tf Tj TJ ' \" Do"):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator == "Tf":
            codes = _codes(names[str(operands[0])], fonts)
        elif operator == "Do":
            inner.append(images[str(operands[0])])
        else:
            shown.append(_shown(operands[-1], codes))
    return "".join(shown), inner


def _opened(properties: Any) -> tuple[int, MarkedText] | None:
    mcid = properties.get("/MCID") if hasattr(properties, "keys") else None
    if mcid is None:
        return None
    actual = properties.get("/ActualText")
    return int(mcid), MarkedText(actual=None if actual is None else str(actual))


def _shown(operand: Any, codes: Mapping[int, str]) -> str:
    import pikepdf

    pieces = operand if isinstance(operand, pikepdf.Array) else [operand]
    shown = []
    for piece in pieces:
        if not isinstance(piece, pikepdf.String):
            continue
        data = bytes(piece)
        for code in (data[place] << 8 | data[place + 1] for place in range(0, len(data) - 1, 2)):
            if code not in codes:
                raise UnreadableTextError(f"glyph {code} stands for no character")
            shown.append(codes[code])
    return "".join(shown)


def _codes(font: Any, fonts: dict[Any, Mapping[int, str]]) -> Mapping[int, str]:
    if font.objgen not in fonts:
        table = font.get("/ToUnicode")
        if table is None or font.get("/Encoding") != "/Identity-H":
            name = str(font.get("/BaseFont")).removeprefix("/").rpartition("+")[2]  # without the tag of a subset
            raise UnreadableTextError(f"font `{name}` does not say which characters its glyphs are")
        fonts[font.objgen] = _characters(table.read_bytes())
    return fonts[font.objgen]


def _characters(table: bytes) -> Mapping[int, str]:
    """Return what each code of a ToUnicode CMap stands for (ISO 32000-1, 9.10.3)."""
    codes: dict[int, str] = {}
    for block in _BFCHAR.findall(table):
        for code, value in _PAIR.findall(block):
            codes[int(code, 16)] = _text(value)
    for block in _BFRANGE.findall(table):
        for first, last, value, values in _TRIPLE.findall(block):
            start, end = int(first, 16), int(last, 16)
            if values:
                codes.update(zip(range(start, end + 1), map(_text, _STRING.findall(values)), strict=False))
                continue
            head, tail = _text(value)[:-1], ord(_text(value)[-1])
            codes.update((start + step, head + chr(tail + step)) for step in range(end - start + 1))
    return codes


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
