"""The pages of a PDF as PDFium paints them: which pieces of text leave ink that a reader sees.

Each page is painted twice, the second time without its text. Where the two differ, text is seen: not where it is white
on white, transparent, cut off, beside the sheet, or under something else.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from brief.checks.pdf_pages import read_page
from brief.checks.sight.seen import LEAST_CONTRAST, LEAST_SIZE

if TYPE_CHECKING:
    from PIL.Image import Image

FURNITURE: Final = -1  # the mark of text in no tag: headers and footers

_SIGN: Final = "TLP"  # what the handling mark begins with, the one piece whose text must be exact
_SCALE: Final = 1.5  # pixels to a point: at 108 dots an inch the stems of small letters are still dark
_FINE_SCALE: Final = 4 * _SCALE  # where a sign leaves some ink, but too little: a thin one may be paler than it is
_INK: Final = 6  # steps of contrast (see `contrast_steps`) from which a pixel counts as ink
_LEAST_TALL: Final = 0.45  # of a piece's height: that much of it must have ink
_WIDEST_BLANK: Final = 9.0  # points, or the height of the piece: a wider gap in it is looked at letter by letter
_MARGIN: Final = 0.15  # of a piece's height: how far inside such a gap a letter must be


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a line of text: its marked content, whether it is in the upper half, its contrast, why not seen.

    Its text is read only where it is needed: in headers and footers, and where it is not seen.
    """

    mark: int
    is_upper: bool
    contrast: float
    text: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its whole text, as PDFium reads it, also where it is white, covered or off the page, and its pieces."""

    text: str
    pieces: tuple[Piece, ...]


def read_sheets(data: bytes) -> tuple[Sheet, ...]:
    """Return the pages of a PDF; raise `pypdfium2.PdfiumError` when it cannot be opened."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return tuple(_sheet(document, number) for number in range(len(document)))
    finally:
        document.close()


def _sheet(document: Any, number: int) -> Sheet:
    sheet = _painted_sheet(document[number], _SCALE)
    if any(piece.fault and piece.contrast > 1 for piece in sheet.pieces):
        return _painted_sheet(document[number], _FINE_SCALE)
    return sheet


def _painted_sheet(page: Any, scale: float) -> Sheet:
    from pypdfium2 import raw

    text_page = page.get_textpage()
    try:
        found = [one for one in page.get_objects(max_depth=1) if one.type == raw.FPDF_PAGEOBJ_TEXT]
        whole, bounds = read_page(text_page), [one.get_bounds() for one in found]
        with_text = _painted(page, scale)
        for one in found:
            raw.FPDFPageObj_SetFillColor(one, 0, 0, 0, 0)
            raw.FPDFPageObj_SetStrokeColor(one, 0, 0, 0, 0)
        reader = _Ink(page, text_page, whole, scale, (with_text, _painted(page, scale)))
        return Sheet(whole, tuple(reader.pieces(zip(found, bounds, strict=True))))
    finally:
        text_page.close()
        page.close()


def _painted(page: Any, scale: float) -> Image:
    """Return a page in steps of contrast, so that the difference of two pixels is the contrast between them."""
    grey = page.render(scale=scale, grayscale=True).to_pil()
    return grey.point(contrast_steps())  # type: ignore[no-any-return] # pypdfium2 has no types


@cache
def contrast_steps() -> list[int]:
    """Return for each shade of grey its place between black and white on a scale of equal contrast (WCAG 2.1)."""
    steps = []
    for shade in (value / 255 for value in range(256)):
        luminance = shade / 12.92 if shade <= 0.04045 else ((shade + 0.055) / 1.055) ** 2.4
        steps.append(round(255 * math.log((luminance + 0.05) / 0.05, 21)))
    return steps


class _Ink:
    """What text leaves on a page: the contrast of each pixel with what is there without the text."""

    def __init__(self, page: Any, text_page: Any, whole: str, scale: float, painted: tuple[Image, Image]) -> None:
        from PIL import ImageChops

        self.text_page, self.scale = text_page, scale
        self.is_mixed = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in whole)
        self.left, bottom, _, self.top = page.get_bbox()
        self.middle = (bottom + self.top) / 2
        self.contrast = ImageChops.difference(*painted)
        self.ink = self.contrast.point([255 if value >= _INK else 0 for value in range(256)])

    def pieces(self, found: Iterator[tuple[Any, tuple[float, float, float, float]]]) -> Iterator[Piece]:
        from pypdfium2 import raw

        for one, bounds in found:
            mark = int(raw.FPDFPageObj_GetMarkedContentID(one))
            _, bottom, _, top = bounds
            contrast, fault = self.look(one, bounds)
            if fault and not _is_text(self.text_of(one)):
                continue
            text = self.text_of(one) if fault or mark == FURNITURE else ""
            if _SIGN in text and (self.is_mixed or not text.startswith(_SIGN)):
                text = self.in_order_of_painting(bounds)
            yield Piece(mark, (bottom + top) / 2 > self.middle, contrast, text, fault)

    def look(self, one: Any, bounds: tuple[float, float, float, float]) -> tuple[float, str]:
        """Return the contrast of a piece, to one, and why a reader does not see all of it; nothing if he does."""
        left, bottom, right, top = bounds
        if right <= left or top <= bottom:
            return 1.0, "it has no size"
        box = self.box(bounds)
        ink = self.ink.crop(box)
        contrast = 21 ** (_most(self.contrast.crop(box)) / 255)
        inked = ink.getbbox()
        if inked is None or contrast < LEAST_CONTRAST:
            return contrast, self.why_blank(box, contrast)
        if (size := _size_of(one)) < LEAST_SIZE and any(map(str.isalnum, self.text_of(one))):
            return contrast, f"its letters are of {size:.1f} points"
        is_cut = (inked[3] - inked[1]) / self.scale < _LEAST_TALL * (top - bottom)
        if is_cut and any(map(str.isalnum, self.text_of(one))):
            return contrast, "part of its height is covered or cut off"
        hidden = self.hidden(ink, bounds, box[0])
        return contrast, f"“{hidden}” in it is covered or cut off" if hidden else ""

    def why_blank(self, box: tuple[int, int, int, int], contrast: float) -> str:
        width, height = self.contrast.size
        if box[2] <= 0 or box[3] <= 0 or box[0] >= width or box[1] >= height:
            return "it is beside the sheet"
        if contrast > 21 ** (_INK / 255):
            return f"its contrast with what is behind it is {contrast:.2f} to 1"
        return "it is covered, cut off, transparent, or has the colour of what is behind it"

    def hidden(self, ink: Image, bounds: tuple[float, float, float, float], start: int) -> str:
        """Return the letters that are wholly in a wide gap of the ink of a piece."""
        from PIL import Image as Images

        left, bottom, right, top = bounds
        height, found = top - bottom, []
        columns = ink.resize((ink.width, 1), Images.Resampling.BOX).tobytes()
        least = math.ceil(max(_WIDEST_BLANK, height) * self.scale)
        for blank in re.finditer(rb"\0{%d,}" % least, columns):
            begin, end = (self.left + (start + edge) / self.scale for edge in blank.span())
            begin, end = max(begin, left) + _MARGIN * height, min(end, right) - _MARGIN * height
            if _is_text(str(self.text_page.get_text_bounded(begin, bottom, end, top))):
                found.append(self.inside((begin, bottom, end, top)))
        return " ".join(filter(_is_text, found))

    def inside(self, bounds: tuple[float, float, float, float]) -> str:
        """Return the characters that are wholly between two edges of a line; PDFium also gives those on an edge."""
        left, bottom, right, top = bounds
        found = []
        for place in range(self.text_page.count_chars()):
            begin, low, end, high = self.text_page.get_charbox(place)
            if left <= begin and end <= right and bottom <= (low + high) / 2 <= top:
                found.append(self.text_page.get_text_range(place, 1))
        return "".join(found).strip()

    def box(self, bounds: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
        """Return bounds in points as pixels from the upper left corner of the sheet, and one pixel around them."""
        left, bottom, right, top = bounds
        across = math.floor((left - self.left) * self.scale) - 1, math.ceil((right - self.left) * self.scale) + 1
        down = math.floor((self.top - top) * self.scale) - 1, math.ceil((self.top - bottom) * self.scale) + 1
        return across[0], down[0], across[1], down[1]

    def in_order_of_painting(self, bounds: tuple[float, float, float, float]) -> str:
        """Return the characters of a piece from left to right; PDFium gives them in another order in some lines."""
        left, bottom, right, top = bounds
        found = []
        for place in range(self.text_page.count_chars()):
            ends = self.text_page.get_charbox(place)
            across, down = (ends[0] + ends[2]) / 2, (ends[1] + ends[3]) / 2
            if left <= across <= right and bottom <= down <= top:
                found.append((ends[0], self.text_page.get_text_range(place, 1)))
        return "".join(character for _, character in sorted(found))

    def text_of(self, one: Any) -> str:
        from pypdfium2 import raw

        size = raw.FPDFTextObj_GetText(one, self.text_page, None, 0)
        buffer = (ctypes.c_ushort * (size // 2 + 1))()
        raw.FPDFTextObj_GetText(one, self.text_page, buffer, size)
        return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def _size_of(one: Any) -> float:
    """Return the size of a piece's letters in points: some, such as the Arabic line that stretches, are flat at any."""
    from pypdfium2 import raw

    size, matrix = ctypes.c_float(), one.get_matrix()
    raw.FPDFTextObj_GetFontSize(one, size)
    return size.value * math.hypot(matrix.c, matrix.d)


def _most(picture: Image) -> int:
    """Return the lightest shade of a picture in shades of grey."""
    return int(picture.getextrema()[1])  # type: ignore[arg-type] # pairs are for pictures in colour


def _is_text(text: str) -> bool:
    """Return whether a text has a character that leaves ink."""
    return any(character.isprintable() and not character.isspace() for character in text)
