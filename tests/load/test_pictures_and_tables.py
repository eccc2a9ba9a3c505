from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from brief.errors import Place, Problem
from brief.load import load
from brief.load.assets.pictures import picture
from brief.load.assets.tables import rows_of
from brief.model import Kind, words
from tests.load.dossiers import AUDIENCES, problems_of, written

HEAD = "---\ntitle: Facts\nrole: facts\naudience: [legal, general]\n---\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'


def png(width: int, height: int) -> bytes:
    chunks = {b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0), b"IDAT": zlib.compress(b""), b"IEND": b""}
    packed = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks.items()
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def jpeg(width: int, height: int) -> bytes:
    frame = struct.pack(">BBHBHHB", 0xFF, 0xC2, 8, 8, height, width, 0)
    return b"\xff\xd8\xff\xe0\x00\x04ab" + b"\xff" + frame + b"\xff\xd9"


def read(name: str, data: bytes | str) -> tuple[tuple[float, float] | None, list[Problem]]:
    problems: list[Problem] = []
    given = data.encode() if isinstance(data, str) else data
    found = picture(name, given, Place(name), Place("a.md", 1, 1), problems)
    return (found.width, found.height) if found else None, problems


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="20"', (40, 20)),
        ('width="40px" height="1in"', (40, 96)),
        ('width="72pt" height="25.4mm"', (96, 96)),
        ('viewBox="0 0 30 60"', (30, 60)),
        ('viewBox="0,0,30,60" width="60"', (60, 120)),
        ('viewBox="0 0 30 60" width="100%" height="100%"', (30, 60)),
    ],
)
def test_the_size_of_an_svg_is_what_it_says_or_its_view_box(attributes: str, size: tuple[float, float]) -> None:
    found, problems = read("a.svg", SVG.format(attributes, ""))
    assert problems == []
    assert found == pytest.approx(size)


@pytest.mark.parametrize(("name", "data"), [("a.png", png(40, 20)), ("a.jpg", jpeg(40, 20)), ("a.JPEG", jpeg(40, 20))])
def test_the_size_of_a_raster_picture_is_that_of_its_header(name: str, data: bytes) -> None:
    assert read(name, data) == ((40, 20), [])


@pytest.mark.parametrize(
    "inside", ['<use href="#a"/><g id="a"/>', '<rect fill="url(#a)" style="fill: url( \'#b\' )"/>', "<!-- x -->"]
)
def test_an_svg_may_refer_to_itself(inside: str) -> None:
    assert read("a.svg", SVG.format('viewBox="0 0 1 1"', inside))[1] == []


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        "<SCRIPT>1</SCRIPT>",
        "<foreignObject/>",
        '<rect onclick="1"/>',
        '<image href="http://example.org/a.png"/>',
        '<image xmlns:x="http://www.w3.org/1999/xlink" x:href="file:///etc/passwd"/>',
        '<image href="data:image/png;base64,AA"/>',
        '<a href="javascript:alert(1)"/>',
        '<rect fill="url(http://example.org/a)"/>',
        '<rect style="fill: URL( http://example.org/a )"/>',
        '<rect style="fill: u\\72l(http://example.org/a)"/>',
        "<rect style=\"fill: u/**/rl(a); background: image-set('a.png' 1x)\"/>",
        "<style>@import 'a.css';</style>",
        "<style>@font-face { src: url(a.ttf) }</style>",
        '<set attributeName="href" to="http://example.org"/>',
        "<?xml-stylesheet href='a.css'?>",
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"/>'
        + "".join(
            f'<g id="b{n}">{f"<use href=&quot;#b{n - 1}&quot;/>".replace("&quot;", chr(34)) * 10}</g>'
            for n in range(1, 9)
        ),
        "<g>" * 1000 + "</g>" * 1000,
        "<rect>",
    ],
)
def test_an_svg_that_could_do_more_than_be_seen_is_refused(inside: str) -> None:
    _, problems = read("a.svg", SVG.format('viewBox="0 0 1 1"', inside))
    assert [problem.code for problem in problems] == ["E184"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "a.svg",
            '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&a;</svg>',
        ),
        ("a.svg", '<!DOCTYPE svg SYSTEM "file:///etc/passwd"><html/>'),
        ("a.svg", SVG.format("", "")),
        ("a.svg", SVG.format('width="0" height="0"', "")),
        ("a.svg", ""),
        ("a.png", b""),
        ("a.png", b"GIF89a"),
        ("a.png", jpeg(1, 1)),
        ("a.jpg", png(1, 1)),
        ("a.png", png(1, 1)[:-3]),
        ("a.png", png(1, 1).replace(b"IDAT", b"IDAX")),
        ("a.png", png(100_000, 100_000)),
        ("a.png", png(0, 1)),
        ("a.jpg", jpeg(60_000, 60_000)),
        ("a.jpg", jpeg(1, 1)[:-2]),
        ("a.jpg", b"\xff\xd8\xff"),
    ],
)
def test_a_picture_that_is_broken_empty_huge_or_misnamed_is_refused(name: str, data: bytes | str) -> None:
    found, problems = read(name, data)
    assert found is None
    assert [problem.code for problem in problems] == ["E184"]
    assert problems[0].related == ((Place("a.md", 1, 1), "it is shown here"),)


def test_pictures_that_figures_name_are_in_the_dossier_once(tmp_path: Path) -> None:
    figure = '![A](figures/a.svg){{#fig-{} alt="A"}}\n\n'
    files: dict[str, str | bytes] = {
        "sections/01-a.md": HEAD + figure.format("a") + figure.format("b"),
        "figures/a.svg": SVG.format('viewBox="0 0 2 1"', ""),
        "figures/unused.svg": "not read",
    }
    dossier = load(written(tmp_path / "bridge", files), AUDIENCES)
    assert {name: (one.width, one.height) for name, one in dossier.pictures.items()} == {"figures/a.svg": (2, 1)}


@pytest.mark.parametrize("path", ["../a.svg", "figures/../../a.svg", "/etc/a.svg", "figures\\a.svg"])
def test_no_path_leads_a_figure_out_of_the_dossier(tmp_path: Path, path: str) -> None:
    (tmp_path / "a.svg").write_text(SVG.format('viewBox="0 0 2 1"', ""))
    text = HEAD + f'![A]({path}){{#fig-a alt="A"}}\n'
    problems = problems_of(written(tmp_path / "bridge", {"sections/01-a.md": text}))
    assert len(problems) == 1
    assert problems[0].code in ("E180", "E181", "E161")


def test_a_linked_picture_outside_the_dossier_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(SVG.format('viewBox="0 0 2 1"', ""))
    folder = written(tmp_path / "bridge", {"sections/01-a.md": HEAD + '![A](figures/a.svg){#fig-a alt="A"}\n'})
    (folder / "figures").mkdir()
    (folder / "figures" / "a.svg").symlink_to(tmp_path / "a.svg")
    assert [problem.code for problem in problems_of(folder)] == ["E181"]


def test_a_table_is_filled_from_its_data_file(tmp_path: Path) -> None:
    text = HEAD + '::: {table="data/a.csv" #tbl-a caption="Loads"}\n:::\n'
    data = 'span,load,share,note,audience\nnorth,"1,200",1.5,"a\nb",\nsouth,900,-2,n/a,legal\n'
    dossier = load(written(tmp_path / "bridge", {"sections/01-a.md": text, "data/a.csv": data}), AUDIENCES)
    (table,) = (node for top in dossier.record.sections[0].body for node in top.walk() if node.kind is Kind.TABLE)
    caption, header, north, south = table.children
    assert not table.get("source")
    assert caption.kind is Kind.CAPTION
    assert (header.get("header"), north.get("header")) == ("yes", "no")
    assert [words(cell.children) for cell in header.children] == ["span", "load", "share", "note"]
    assert [cell.get("align") for cell in north.children] == ["start", "end", "decimal", "start"]
    assert [cell.get("scope") for cell in header.children] == ["col"] * 4
    assert [words(cell.children) for cell in north.children] == ["north", "1,200", "1.5", "a b"]
    assert (north.audience, south.audience) == (None, {"legal"})
    assert south.audience_place == Place(south.place.file, 4, 18, 5)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a,b\n1,2\n3\n", 3),
        ("a,b\n\n1,2,3\n", 3),
        ('a,b\n"1,2\n', 2),
        ('a,b\n"1"x,2\n', 2),
        ("", 1),
        ("a,b\n", 1),
        ("a,a\n1,2\n", 1),
    ],
)
def test_a_data_file_that_is_not_regular_is_refused_with_its_line(text: str, line: int) -> None:
    problems: list[Problem] = []
    assert rows_of(text, "a.csv", AUDIENCES, problems) == ()
    assert [(problem.code, problem.place and problem.place.line) for problem in problems] == [("E185", line)]
