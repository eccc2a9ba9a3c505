"""What an author meant as a mark is never taken for text, and what is not seen of a picture is removed from it."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from brief.load import load
from tests.load.dossiers import AUDIENCES, problems_of, written

HEAD = "---\ntitle: Facts\nrole: facts\naudience: [legal, general]\n---\nOpen words.\n\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:e="urn:editor" e:file="unseen" width="9" height="9">{}</svg>'


@pytest.mark.parametrize(
    "body",
    [
        "Words {audience}",
        "Words {audience: legal}",
        'Words {"audience": "legal"}',
        'Words {\u200baudience="legal"}',
        "Words {legal}",
        "Words {legal, general}",
        '    Words {audience="legal"}',
        '    ::: {audience="legal"}\n    Words\n    :::',
    ],
)
def test_what_looks_like_a_mark_is_an_error_and_not_words(tmp_path: Path, body: str) -> None:
    folder = written(tmp_path / "bridge", {"sections/01-facts.md": f"{HEAD}{body}\n"})
    assert {"E151", "E187"} & {problem.code for problem in problems_of(folder)}


@pytest.mark.parametrize(("csv", "code"), [("audience,A\n;,x\n", "E202"), ("Audience,A\nlegal,x\n", "E185")])
def test_a_mark_in_data_that_marks_nothing_is_an_error(tmp_path: Path, csv: str, code: str) -> None:
    body = '::: {table="data/a.csv" #tbl-a caption="A"}\n:::\n'
    folder = written(tmp_path / "bridge", {"sections/01-facts.md": HEAD + body, "data/a.csv": csv})
    assert [problem.code for problem in problems_of(folder)] == [code]


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    [
        chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        chunk(b"tEXt", b"Comment\0unseen"),
        chunk(b"IDAT", zlib.compress(b"\0\x80")),
        chunk(b"IEND", b""),
        b"unseen",
    ]
)


def jpeg() -> bytes:
    """Return a JPEG with words in a comment, in Exif data and after its end."""
    out = io.BytesIO()
    Image.new("L", (1, 1), 128).save(out, "JPEG")
    data = out.getvalue()
    return data[:2] + b"\xff\xe1\x00\x08unseen\xff\xfe\x00\x08unseen" + data[2:] + b"unseen"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.svg", SVG.format("<!-- unseen --><metadata>unseen</metadata><rect width='1' height='1'/>").encode()),
        ("a.svg", ("<?xml version='1.0' encoding='UTF-16'?>" + SVG.format("<text>\u00e9</text>")).encode("utf-16")),
        ("a.png", PNG),
        ("a.jpg", jpeg()),
    ],
)
def test_a_picture_leaves_the_dossier_with_what_is_seen_alone(tmp_path: Path, name: str, data: bytes) -> None:
    body = f'![A](figures/{name}){{#fig-a alt="A"}}\n'
    folder = written(tmp_path / "bridge", {"sections/01-facts.md": HEAD + body, f"figures/{name}": data})
    kept = load(folder, AUDIENCES).pictures[f"figures/{name}"].data
    assert b"unseen" not in kept
    assert kept.startswith(b"\xff\xd8") == name.endswith("jpg")
    if name.endswith("svg"):
        assert kept.decode("utf-8").startswith("<svg")
