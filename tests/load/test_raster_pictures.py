"""PNG and JPEG: what is seen of them is kept, all else goes, and a broken one is refused."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageCms, ImageFile, ImageStat
from PIL.PngImagePlugin import PngInfo

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place, Problem
from brief.load.assets.pictures import read_picture
from brief.model import Picture

TOKEN = b"qxhiddenqx"
UTF16 = TOKEN.decode().encode("utf-16-be")


def photograph(mode: str = "RGB", size: tuple[int, int] = (96, 64)) -> Image.Image:
    """Return a picture with edges and slopes; the top left corner is red, or dark."""
    image = Image.linear_gradient("L").resize(size)
    image = Image.merge("RGB", (image, image.rotate(180), Image.radial_gradient("L").resize(size)))
    image.paste((200, 20, 20), (0, 0, size[0] // 3, size[1] // 3))
    return image.convert(mode)


def stored(image: Image.Image, kind: str, **options: Any) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def read(name: str, data: bytes) -> tuple[Picture | None, list[Problem]]:
    problems = Problems()
    return read_picture(name, data, Place(name), Place("a.md", 1, 1), problems), problems


def seen(name: str, data: bytes) -> Image.Image:
    picture, problems = read(name, data)
    assert picture is not None, problems
    return Image.open(io.BytesIO(picture.data))


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*chunks: tuple[bytes, bytes], header: tuple[int, ...] = (1, 1, 8, 0, 0, 0, 0)) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *header))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunk(*each) for each in chunks)


PIXEL = (b"IDAT", zlib.compress(b"\0\0"))
END = (b"IEND", b"")


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def profile(text: bytes = TOKEN) -> bytes:
    """Return an sRGB profile with a text in its tags."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    words = "sRGB built-in".encode("utf-16-be")
    assert words in plain
    return plain.replace(words, text.decode().ljust(len(words) // 2).encode("utf-16-be"))


def places_in_png() -> Iterator[tuple[str, bytes]]:
    """Give PNG files that each have the token in another place where nobody sees it."""
    for kind, body in {
        b"tEXt": b"Comment\0" + TOKEN,
        b"zTXt": b"Comment\0\0" + zlib.compress(TOKEN),
        b"iTXt": b"Comment\0\0\0en\0\0" + TOKEN,
        b"tIME": TOKEN[:7],
        b"eXIf": b"MM\0*\0\0\0\x08\0\0" + TOKEN,
        b"sPLT": TOKEN + b"\0\x08",
        b"hIST": TOKEN,
        b"bKGD": TOKEN[:2],
        b"pHYs": TOKEN[:9],
        b"sBIT": TOKEN[:1],
        b"gAMA": TOKEN[:4],
        b"cHRM": (TOKEN * 4)[:32],
        b"iCCP": TOKEN + b"\0\0" + zlib.compress(profile()),
        b"prVt": TOKEN,
        b"acTL": TOKEN[:8],
        b"fdAT": TOKEN,
        b"dSIG": TOKEN,
        b"vpAg": TOKEN,
        b"cICP": TOKEN[:4],
    }.items():
        yield f"chunk {kind.decode()}", png((kind, body), PIXEL, END)
    yield "chunk after the pixels", png(PIXEL, (b"tEXt", b"A\0" + TOKEN), END)
    yield "after the end", png(PIXEL, END) + TOKEN
    yield "in the last chunk", png(PIXEL, (b"IEND", TOKEN))
    yield "after the packed pixels", png((b"IDAT", PIXEL[1] + TOKEN), END)
    yield "pixels after the last line", png((b"IDAT", zlib.compress(b"\0\0" + TOKEN, 0)), END)
    transparent = Image.new("RGBA", (len(TOKEN), 1))
    transparent.putdata([(value, value, value, 0) for value in TOKEN])
    yield "colours of transparent pixels", stored(transparent, "PNG", compress_level=0)
    palette = Image.new("P", (4, 4))
    palette.putpalette([0, 0, 0, *TOKEN, 1, 1])
    yield "unused palette entries", stored(palette, "PNG")
    words = PngInfo()
    words.add_text("XML:com.adobe.xmp", TOKEN.decode())
    yield "XMP", stored(photograph(), "PNG", pnginfo=words)
    frame = Image.new("L", (len(TOKEN), 1))
    frame.putdata(list(TOKEN))
    first = Image.new("L", (len(TOKEN), 1))
    yield "second frame", stored(first, "PNG", save_all=True, append_images=[frame], compress_level=0)


def places_in_jpeg() -> Iterator[tuple[str, bytes]]:
    """Give JPEG files that each have the token in another place where nobody sees it."""
    plain = stored(photograph(), "JPEG")
    for marker in (*range(0xE0, 0xF0), *range(0xF0, 0xF8), 0xFD, 0xFE):
        yield f"segment {marker:x}", plain[:2] + segment(marker, TOKEN) + plain[2:]
    bodies = {
        "thumbnail of JFIF": (0xE0, b"JFIF\0\1\2\0\0\1\0\1\4\1" + TOKEN + b"ab"),
        "thumbnail of JFXX": (0xE0, b"JFXX\0\x10" + TOKEN),
        "Exif": (0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\0" + TOKEN),
        "Exif that is damaged": (0xE1, b"Exif\0\0" + TOKEN),
        "XMP": (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + TOKEN + b"</x>"),
        "Photoshop": (0xED, b"Photoshop 3.0\08BIM" + TOKEN),
        "Adobe": (0xEE, b"Adobe\0d\0\0\0\0\1" + TOKEN),
        "profile": (0xE2, b"ICC_PROFILE\0\1\1" + profile()),
        "profile that is damaged": (0xE2, b"ICC_PROFILE\0\1\1" + TOKEN),
    }
    for name, (marker, body) in bodies.items():
        yield name, plain[:2] + segment(marker, body) + plain[2:]
    yield "after the end", plain + TOKEN
    yield "a file after the end", plain + TOKEN + plain
    yield "before the end", plain[:-2] + TOKEN + plain[-2:]
    yield "a comment before the scan", plain.replace(b"\xff\xda", segment(0xFE, TOKEN) + b"\xff\xda", 1)
    yield "a table that is not used", plain[:2] + segment(0xDB, b"\3" + (TOKEN * 7)[:64]) + plain[2:]


@pytest.mark.parametrize(
    ("ending", "place", "data"),
    [*(("png", *each) for each in places_in_png()), *(("jpg", *each) for each in places_in_jpeg())],
)
def test_what_is_not_seen_of_a_raster_picture_is_not_kept(ending: str, place: str, data: bytes) -> None:
    picture, problems = read(f"a.{ending}", data)
    assert picture is not None, (place, problems)
    kept = picture.data
    image = Image.open(io.BytesIO(kept))
    assert set(image.info) <= {"transparency", "jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for text in (kept, image.tobytes(), bytes(image.getpalette() or [])):
        assert TOKEN not in text
        assert UTF16 not in text
    if ending == "png":
        assert [kind for kind in (b"tEXt", b"iCCP", b"eXIf", b"gAMA", b"prVt", b"fdAT") if kind in kept] == []
    else:
        assert kept.endswith(b"\xff\xd9")
        assert not [marker for marker in range(0xE1, 0xFF) if bytes((0xFF, marker)) in kept.partition(b"\xff\xda")[0]]


def test_the_token_is_in_a_picture_in_each_of_more_than_forty_five_places() -> None:
    assert len([*places_in_png(), *places_in_jpeg()]) > 45


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_a_photograph_that_is_stored_rotated_or_mirrored_is_shown_upright(ending: str, orientation: int) -> None:
    upright = photograph()
    turns = Image.Transpose
    undo = {
        2: turns.FLIP_LEFT_RIGHT, 3: turns.ROTATE_180, 4: turns.FLIP_TOP_BOTTOM, 5: turns.TRANSPOSE,
        6: turns.ROTATE_90, 7: turns.TRANSVERSE, 8: turns.ROTATE_270,
    }  # fmt: skip
    exif = Image.Exif()
    exif[0x0112] = orientation
    lying = upright.transpose(undo[orientation]) if orientation in undo else upright
    kind = {"jpg": "JPEG", "png": "PNG"}[ending]
    picture, _ = read(f"a.{ending}", stored(lying, kind, exif=exif, **({"quality": 95} if ending == "jpg" else {})))
    assert picture is not None
    assert (picture.width, picture.height) == upright.size
    difference = ImageChops.difference(Image.open(io.BytesIO(picture.data)), upright)
    assert max(ImageStat.Stat(difference).mean) < 3


@pytest.mark.parametrize(
    ("image", "options"),
    [
        (photograph("CMYK"), {}),
        (photograph("L"), {}),
        (photograph(), {"progressive": True}),
        (photograph(), {"restart_marker_rows": 1}),
        (photograph(), {"subsampling": 0, "quality": 95}),
        (photograph(), {"icc_profile": profile()}),
        (photograph(), {"quality": 20}),
    ],
)
def test_a_jpeg_looks_the_same_in_colours_of_the_screen(image: Image.Image, options: dict[str, Any]) -> None:
    data = stored(image, "JPEG", **options)
    shown = seen("a.jpg", data)
    assert shown.mode == ("L" if image.mode == "L" else "RGB")
    given = Image.open(io.BytesIO(data)).convert(shown.mode)
    assert max(ImageStat.Stat(ImageChops.difference(shown, given)).mean) < 2


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA"])
def test_a_png_keeps_each_of_its_pixels(mode: str) -> None:
    image = photograph(mode)
    if mode in ("LA", "RGBA"):
        image.putalpha(Image.linear_gradient("L").resize(image.size).point(lambda value: max(value, 1)))
    shown = seen("a.png", stored(image, "PNG"))
    assert ImageChops.difference(shown.convert("RGBA"), image.convert("RGBA")).getbbox(alpha_only=False) is None
    assert shown.mode == ("RGBA" if mode == "LA" else mode)


def test_a_png_of_sixteen_bits_is_shown_with_eight() -> None:
    assert seen("a.png", stored(Image.new("I;16", (8, 4), 0x8080), "PNG")).getpixel((1, 1)) == 0x80
    colours = zlib.compress(b"\0" + struct.pack(">3H", 0x1010, 0x8080, 0xFFFF))
    shown = seen("a.png", png((b"IDAT", colours), END, header=(1, 1, 16, 2, 0, 0, 0)))
    assert shown.getpixel((0, 0)) == (0x10, 0x80, 0xFF)


def test_a_transparent_colour_is_transparent() -> None:
    grey = png((b"tRNS", b"\0\x80"), (b"IDAT", zlib.compress(b"\0\x80\x20")), END, header=(2, 1, 8, 0, 0, 0, 0))
    assert [seen("a.png", grey).getpixel((at, 0)) for at in (0, 1)] == [(0, 0, 0, 0), (32, 32, 32, 255)]


def test_a_picture_is_written_the_same_each_time_and_not_changed_by_being_read_again() -> None:
    for name, data in (("a.png", stored(photograph("RGBA"), "PNG")), ("b.png", stored(photograph("P"), "PNG"))):
        picture, again = read(name, data)[0], read(name, data)[0]
        assert picture is not None
        assert picture == again == read(name, picture.data)[0]


JPEG = stored(photograph(), "JPEG")
PNG = stored(photograph(), "PNG")
NOISE = stored(Image.frombytes("RGB", (64, 64), random.Random(7).randbytes(64 * 64 * 3)), "JPEG")


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.png", b"", "not-a-picture"),
        ("a.png", b"GIF89a", "not-a-picture"),
        ("a.png", b"<!DOCTYPE html><html></html>", "not-a-picture"),
        ("a.jpg", b"RIFF\0\0\0\0WEBPVP8 ", "not-a-picture"),
        ("a.jpg", b"\0\0\0\x18ftypheic", "not-a-picture"),
        ("a.jpg", b"%PDF-1.7", "not-a-picture"),
        ("a.png", b"version https://git-lfs.github.com/spec/v1", "not-a-picture"),
        ("a.png", JPEG, "wrong-ending"),
        ("a.jpg", PNG, "wrong-ending"),
        ("a.png", PNG[:-3], "damaged"),
        ("a.png", PNG[: len(PNG) // 2], "damaged"),
        ("a.png", PNG.replace(b"IDAT", b"IDAX"), "damaged"),
        ("a.png", png(END), "damaged"),
        ("a.png", png((b"IDAT", b""), END), "damaged"),
        ("a.png", png((b"IDAT", zlib.compress(b"")), END), "damaged"),
        ("a.png", png((b"IDAT", b"nothing that is packed"), END), "damaged"),
        ("a.png", png((b"IDAT", zlib.compress(bytes(20))), END, header=(9, 9, 8, 2, 0, 0, 0)), "damaged"),
        ("a.png", png(PIXEL, END, header=(1, 1, 7, 0, 0, 0, 0)), "damaged"),
        ("a.png", png(PIXEL, END, header=(1, 1, 8, 9, 0, 0, 0)), "damaged"),
        ("a.png", png(PIXEL, END, header=(1, 1, 8, 3, 0, 0, 0)), "damaged"),
        ("a.png", png(END, header=(0, 1, 8, 0, 0, 0, 0)), "no-size"),
        ("a.png", png(END, header=(100_000, 100_000, 8, 0, 0, 0, 0)), "too-many-pixels"),
        ("a.jpg", JPEG[:-2], "damaged"),
        ("a.jpg", JPEG[:200], "damaged"),
        ("a.jpg", b"\xff\xd8\xff", "damaged"),
        ("a.jpg", b"\xff\xd8\xff\xd9", "damaged"),
        ("a.jpg", NOISE[: len(NOISE) // 2] + b"\xff\xd9", "damaged"),
        ("a.jpg", NOISE[: len(NOISE) * 9 // 10] + b"\xff\xd9", "damaged"),
        ("a.jpg", JPEG.replace(b"\xff\xdb", b"\xff\xfe"), "damaged"),
    ],
)
def test_a_raster_picture_that_is_broken_empty_huge_or_misnamed_is_refused(
    name: str, data: bytes, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint sets it for the whole process
    found, problems = read(name, data)
    assert found is None
    assert [problem.rule for problem in problems] == [f"E184/{rule}"]
    assert problems[0].hint
    assert problems[0].related == ((Place("a.md", 1, 1), "it is shown here"),)


def test_texts_that_unpack_to_gigabytes_are_not_unpacked() -> None:
    bomb = zlib.compress(bytes(64 * 2**20), 9)
    for kind in (b"zTXt", b"iCCP"):
        picture, problems = read("a.png", png((kind, b"a\0\0" + bomb), PIXEL, END))
        assert picture is not None, problems
        assert len(picture.data) < 200
