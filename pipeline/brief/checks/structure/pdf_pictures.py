"""Pictures of a page and what the figures of its PDF paint: pixels, or the strokes and words of a drawing."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from brief.checks.structure.compare import Difference
from brief.checks.structure.pdf_text import MarkedText, form_text
from brief.pictures import is_drawn_alike

_SAME_PIXELS = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})  # kinds of pixels that a PDF has as they are
_LEAST_WORDS = 0.75  # of the letters of a drawing: fonts map some ligatures to one letter
_UNSHOWN = frozenset({"title", "desc", "metadata", "style", "defs", "symbol"})
_OUTER_FORMS = 8  # forms within forms that are followed


def picture_differences(
    body: Any, assets: Mapping[str, bytes], figures: Sequence[Sequence[MarkedText]]
) -> Iterator[Difference]:
    """Give each picture with alternative text that its figure does not show, in the order of the page.

    PNG is compared pixel by pixel, JPEG byte by byte. Of a drawing, something must be painted, and its words; where the
    engine cannot draw its shapes as browsers do, its pixels.
    """
    pictures = [image for image in body.iter("img") if image.get("alt")]
    if len(pictures) != len(figures):
        return  # a difference of tags
    for image, figure in zip(pictures, figures, strict=True):
        data, name = assets[image.get("src")], image.get("src")
        expected, found = _drawing(data, figure) if b"<svg" in data[:4096] else (_pixels(data), _painted(figure))
        if expected != found:
            yield Difference(f"the picture `{name}`: {expected}", found, image.get("alt"))


def _pixels(data: bytes) -> str:
    """Return what a picture is compared by: its size, and a digest of its bytes or pixels."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        size = f"{picture.width} by {picture.height} pixels"
        if picture.format in {"JPEG", "MPO"}:
            return f"{size}, {_digest(data)}"
        if picture.mode not in _SAME_PIXELS:
            return size
        return f"{size}, {_digest(picture.convert('RGBA').tobytes())}"


def _painted(figure: Sequence[MarkedText]) -> str:
    images = [one for marked in figure for one in marked.images if one.get("/Subtype") == "/Image"]
    return "; ".join(map(_image, images)) if images else "no picture"


def _image(image: Any) -> str:
    """Return what an image of a PDF is compared by (ISO 32000-1, 8.9)."""
    import pikepdf
    from PIL import Image

    size = f"{image.Width} by {image.Height} pixels"
    if image.get("/Filter") == "/DCTDecode":
        return f"{size}, {_digest(image.read_raw_bytes())}"
    if int(image.BitsPerComponent) != 8 or image.get("/ColorSpace") not in {"/DeviceRGB", "/DeviceGray"}:
        return size
    picture = pikepdf.PdfImage(image).as_pil_image()
    whole = picture.convert("RGBA")
    if "/SMask" in image:
        mask = pikepdf.PdfImage(image.SMask).as_pil_image().convert("L")
        whole = Image.merge("RGBA", (*picture.convert("RGB").split(), mask))
    return f"{size}, {_digest(whole.tobytes())}"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _drawing(svg: bytes, figure: Sequence[MarkedText]) -> tuple[str, str]:
    """Return what a drawing shows and what its figure does, in words: the same words where they are the same."""
    wanted = _letters(_words(svg))
    found, is_painted = Counter[str](), False
    for marked in figure:
        found += _letters("".join(marked.glyphs))
        is_painted |= bool(marked.paths or marked.images or marked.glyphs)
        found += sum((_letters(text) for form in marked.images for text in _form_texts(form, _OUTER_FORMS)), Counter())
    if not is_painted:
        return "a drawing", "nothing is painted"
    if not is_drawn_alike(svg):
        has_pixels = any(one.get("/Subtype") == "/Image" for marked in figure for one in marked.images)
        return "a drawing in pixels", "a drawing in pixels" if has_pixels else "other shapes"
    common = (wanted & found).total()
    if common < _LEAST_WORDS * max(wanted.total(), found.total()):
        return f"a drawing with {wanted.total()} letters", f"{found.total()} letters, {common} of them the same"
    return "a drawing", "a drawing"


def _words(svg: bytes) -> str:
    """Return the words of a drawing's texts, but for those that it does not show by themselves."""
    import lxml.etree

    root = lxml.etree.fromstring(svg, lxml.etree.XMLParser(resolve_entities=False, no_network=True))
    texts = []
    for text in root.iter("{*}text"):
        outer = {str(one.tag).rpartition("}")[2] for one in text.iterancestors()}
        if not outer & _UNSHOWN:
            texts.append("".join(map(str, text.itertext())))
    return "".join(texts)


def _form_texts(form: Any, depth: int) -> Iterator[str]:
    """Give the texts of a form and of those that it paints (ISO 32000-1, 8.10)."""
    if form.get("/Subtype") != "/Form" or not depth:
        return
    text, inner = form_text(form)
    yield text
    for one in inner:
        yield from _form_texts(one, depth - 1)


def _letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text.casefold() if letter.isalnum())
