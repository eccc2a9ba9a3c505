"""PNG and JPEG: decoded to pixels, upright and in sRGB, and re-encoded with nothing else in the file."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from brief.pictures.picture_error import PictureError
from brief.pictures.raster_header import (
    is_jpeg_complete,
    kind_of,
    measure,
    without_ancillary,
    without_applications,
)

if TYPE_CHECKING:
    from PIL import Image

_DAMAGED: Final = "open it in a program for pictures, see whether all of it is there, and save it again"
_BEST: Final = {"quality": 92, "subsampling": 0}  # of a JPEG whose colours have to be converted
_HIGHEST: Final = 65535  # of a grey value of 16 bits; 8 bits have 255


def seen_raster(name: str, data: bytes) -> tuple[bytes, int, int]:
    """Return a picture as a file with its pixels alone, and its width and height in pixels.

    Everything else goes: text, profiles, thumbnails, further frames, unused palette entries, the colours of pixels that
    are transparent. A JPEG keeps its quantisation tables, so that writing it again costs next to nothing. Raise
    `PictureError` (E184) when the file is not what its name says, is damaged or incomplete, or has too many pixels.
    """
    kind = kind_of(name, data)
    measure(kind, data)
    try:
        bare = without_ancillary(data) if kind == "PNG" else without_applications(data)
        image = _decoded(bare)
        if kind == "JPEG" and not is_jpeg_complete(bare, lambda given: _decoded(given).tobytes()):
            raise PictureError("E184/damaged", "is truncated", _DAMAGED)
        written = _png(image) if kind == "PNG" else _jpeg(image)
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as fault:  # what Pillow raises for a broken file
        raise PictureError("E184/damaged", "is damaged or truncated", _DAMAGED) from fault
    return written, *_upright_size(image)


def _decoded(data: bytes) -> Image.Image:
    from PIL import Image

    with warnings.catch_warnings(), _broken_pictures_refused():
        warnings.simplefilter("ignore")  # damaged Exif data, which are not kept
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        image.load()
    return image


@contextlib.contextmanager
def _broken_pictures_refused() -> Iterator[None]:
    """Let Pillow refuse pictures that are cut off: WeasyPrint, once imported, lets the whole process accept them."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _upright_size(image: Image.Image) -> tuple[int, int]:
    return (image.height, image.width) if _orientation(image) >= 5 else image.size


def _orientation(image: Image.Image) -> int:
    """Return how the picture lies (TIFF 6.0, section 8): 1 is upright, and what damaged Exif data count as."""
    from PIL import ExifTags

    try:
        found = image.getexif().get(ExifTags.Base.Orientation, 1)
    except (OSError, SyntaxError, ValueError, KeyError, TypeError):
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def _upright(image: Image.Image) -> Image.Image:
    from PIL import Image

    turns = Image.Transpose
    how = {
        2: turns.FLIP_LEFT_RIGHT, 3: turns.ROTATE_180, 4: turns.FLIP_TOP_BOTTOM, 5: turns.TRANSPOSE,
        6: turns.ROTATE_270, 7: turns.TRANSVERSE, 8: turns.ROTATE_90,
    }  # fmt: skip
    orientation = _orientation(image)
    return image.transpose(how[orientation]) if orientation in how else image


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return the picture in the colours of sRGB, by its profile where it has one that fits its pixels."""
    from PIL import Image, ImageCms

    profile = image.info.get("icc_profile")
    wanted = "L" if image.mode == "L" else "RGB"
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            changed = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            changed = None
        if isinstance(changed, Image.Image):
            return changed
    return image if image.mode == wanted else image.convert(wanted)


def _jpeg(image: Image.Image) -> bytes:
    """Return a JPEG file: its own tables where its colours stay, the best quality where they are converted."""
    from PIL import JpegImagePlugin

    seen = _upright(_in_srgb(image))
    tables: Any = getattr(image, "quantization", None)
    options: dict[str, Any] = dict(_BEST)
    if image.mode in ("L", "RGB") and tables:
        sampling = JpegImagePlugin.get_sampling(image) if image.mode == "RGB" else -1
        options = {"qtables": tables, "subsampling": max(sampling, 0)}
    return _file(seen, "JPEG", optimize=True, **options)


def _png(image: Image.Image) -> bytes:
    """Return a PNG file of 8 bits: grey, colours, or a palette where the picture had one."""
    from PIL import Image, ImageChops

    if image.mode.startswith("I"):
        seen = image.convert("I").point(lambda value: value * (255 / _HIGHEST)).convert("L")
    elif "transparency" in image.info or image.mode in ("LA", "PA", "RGBA"):
        seen = _without_colours_unseen(image)
    elif image.mode in ("1", "L"):
        seen = image
    else:
        seen = _in_srgb(image.convert("RGB") if image.mode == "P" else image)
    if image.mode == "P" and seen.mode == "RGB":
        few = seen.quantize(256, dither=Image.Dither.NONE)
        seen = few if ImageChops.difference(few.convert("RGB"), seen).getbbox() is None else seen
    return _file(_upright(_with_info(seen, image)), "PNG", compress_level=6)


def _without_colours_unseen(image: Image.Image) -> Image.Image:
    """Return a picture with transparency whose pixels that are not seen at all are black."""
    from PIL import Image

    whole = image.convert("RGBA")
    alpha = whole.getchannel("A")
    colours = Image.new("RGB", image.size)
    rest = _in_srgb(_with_info(whole.convert("RGB"), image))
    colours.paste(rest, mask=alpha.point(lambda value: 255 if value else 0))
    colours.putalpha(alpha)
    return colours


def _with_info(image: Image.Image, source: Image.Image) -> Image.Image:
    """Return a copy that knows the profile and the orientation of its source."""
    image = image.copy()
    image.info = {key: value for key, value in source.info.items() if key in ("icc_profile", "exif")}
    return image


def _file(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return the bytes of a picture without anything that Pillow would carry over from the file it was read from."""
    from PIL import Image

    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    if image.mode == "P":
        bare.putpalette(image.getpalette() or [])
    written = io.BytesIO()
    bare.save(written, kind, **options)
    return written.getvalue()
