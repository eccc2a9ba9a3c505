"""Small pictures of a PDF's pages: a strip of them is stored, and later pages are compared with it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageStat
from PIL.PngImagePlugin import PngInfo

DOTS = 40  # per inch: letters can be distinguished by their shapes, not read
COLOURS = 96  # in a strip; a page has few, so they stay close to the original
# Pages differ above either. Both are of 255, and measured after a blur that evens out the edges of letters; the limited
# colours of a strip account for 0.4 and 5 of them. A heading in another colour is 50.
MEAN = 1.0
LARGEST = 24
SIZES = "sizes"


@dataclass(frozen=True)
class Difference:
    """How far one page is from the stored one, over all of it and where it is farthest."""

    page: int
    mean: float
    largest: float

    def __str__(self) -> str:
        """Return the page and its distances, as a failure reports them."""
        return (
            f"page {self.page}: mean {self.mean:.2f} (at most {MEAN}), largest {self.largest:.0f} (at most {LARGEST})"
        )


def pictured(data: bytes) -> list[Image.Image]:
    """Return a picture of each page."""
    with pypdfium2.PdfDocument(data) as document:
        return [sheet.render(scale=DOTS / 72).to_pil().convert("RGB") for sheet in document]


def strip(pages: list[Image.Image]) -> bytes:
    """Return pages side by side as PNG with few colours, with the size of each page in its metadata."""
    palette = side_by_side(pages).quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    sizes = PngInfo()
    sizes.add_text(SIZES, " ".join(f"{page.width}x{page.height}" for page in pages))
    out = io.BytesIO()
    palette.save(out, "PNG", optimize=True, pnginfo=sizes)
    return out.getvalue()


def pages_of(png: bytes) -> list[Image.Image]:
    """Return the pages of a strip."""
    whole = Image.open(io.BytesIO(png))
    pages, left = [], 0
    for width, height in (map(int, size.split("x")) for size in whole.text[SIZES].split()):
        pages.append(whole.convert("RGB").crop((left, 0, left + width, height)))
        left += width
    return pages


def differences(stored: list[Image.Image], made: list[Image.Image]) -> list[Difference]:
    """Return the pages that differ; one that only one side has, or that has another size, differs in all."""
    found = []
    for number, (old, new) in enumerate(zip_longest(stored, made), 1):
        if old is None or new is None or old.size != new.size:
            found.append(Difference(number, 255, 255))
            continue
        apart = _apart(old, new)
        largest = max(highest for _, highest in apart.getextrema())
        one = Difference(number, max(ImageStat.Stat(apart).mean), largest)
        if one.mean > MEAN or one.largest > LARGEST:
            found.append(one)
    return found


def report(path: Path, stored: list[Image.Image], made: list[Image.Image], pages: list[int]) -> None:
    """Write a picture with a row for each of these pages: as stored, as made, and where they differ, dark on white."""
    rows = []
    for number in pages:
        old, new = ((some[number - 1] if number <= len(some) else Image.new("RGB", (1, 1))) for some in (stored, made))
        row = [old, new]
        if old.size == new.size:
            red, green, blue = _apart(old, new).split()
            apart = ImageChops.lighter(red, ImageChops.lighter(green, blue))
            row.append(apart.point(lambda value: 255 - min(255, 3 * value)).convert("RGB"))
        rows.append(side_by_side(row))
    whole = Image.new("RGB", (max(row.width for row in rows), sum(row.height for row in rows)), "white")
    top = 0
    for row in rows:
        whole.paste(row, (0, top))
        top += row.height
    whole.save(path)


def side_by_side(pages: list[Image.Image]) -> Image.Image:
    """Return pictures in a row, at their own sizes."""
    row = Image.new("RGB", (sum(page.width for page in pages), max(page.height for page in pages)), "white")
    left = 0
    for page in pages:
        row.paste(page, (left, 0))
        left += page.width
    return row


def _apart(old: Image.Image, new: Image.Image) -> Image.Image:
    blur = ImageFilter.GaussianBlur(1)
    return ImageChops.difference(old.filter(blur), new.filter(blur))
