"""The text of a page of a PDF as PDFium reads it, with the letters of each glyph in their order."""

from __future__ import annotations

import ctypes
import re
from typing import Any

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def read_page(text_page: Any) -> str:
    """Return the text of an open text page, in logical order.

    PDFium reverses the characters of a right-to-left line, including those of a single glyph, such as a ligature of lam
    and yeh. The characters of a glyph share one origin; their order is restored here.
    """
    text = str(text_page.get_text_range())
    if not _RIGHT_TO_LEFT.search(text):
        return text
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    glyphs: list[tuple[tuple[float, float], list[str]]] = []
    for index in range(text_page.count_chars()):
        pdfium.FPDFText_GetCharOrigin(text_page.raw, index, x, y)
        character = chr(pdfium.FPDFText_GetUnicode(text_page.raw, index))
        origin = x.value, y.value
        if glyphs and glyphs[-1][0] == origin and _RIGHT_TO_LEFT.match(character):
            glyphs[-1][1].insert(0, character)
        else:
            glyphs.append((origin, [character]))
    units = "".join("".join(characters) for _, characters in glyphs)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
