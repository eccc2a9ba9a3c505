from __future__ import annotations

from pathlib import Path

import pytest

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place, Problem
from brief.load import load
from brief.load.assets.pictures import read_picture
from brief.load.assets.tables import read_rows
from brief.model import Kind, plain_text
from tests.load.dossiers import AUDIENCES, problems_of, written

HEAD = "---\ntitle: Facts\nrole: facts\naudience: [legal, general]\n---\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'

MARKER = '<marker id="m"><rect width="1" height="1"/></marker>'
LINE = '<path d="M0 0{}" {}/>'


def read(name: str, data: bytes | str) -> tuple[tuple[float, float] | None, list[Problem]]:
    problems = Problems()
    given = data.encode() if isinstance(data, str) else data
    found = read_picture(name, given, Place(name), Place("a.md", 1, 1), problems)
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
    "inside",
    [
        '<marker id="n">'
        + LINE.format(" L1 1", 'marker-mid="url(#m)"')
        + "</marker>"
        + LINE.format("", 'marker-end="url(#n)"'),
        '<marker id="n"><use href="#l"/></marker>'
        + LINE.format(" L1 1", 'id="l" style="marker-mid: url(#m)"')
        + LINE.format("", 'style="marker:url(#n)"'),
        '<g marker-end="url(#m)">' + LINE.format("", "") + "</g>",
        "<style>g { m\\61rker: url( '#m' ) }</style><g>" + LINE.format("", "") + "</g>",
        "<style>.a, g > .b{marker-mid:url(#m)}</style>" + LINE.format(" L1 1" * 9_000, 'class="c b"'),
        LINE.format(" 1 1" * 9_000, 'marker-mid="url(#m)"'),
    ],
)
def test_markers_inside_markers_and_markers_without_end_are_refused_at_their_line(inside: str) -> None:
    _, problems = read("a.svg", SVG.format('viewBox="0 0 1 1"', "\n" + MARKER + inside))
    assert [problem.code for problem in problems] == ["E184"]
    assert problems[0].place is not None


def test_lines_with_markers_clips_gradients_and_a_shadow_are_taken() -> None:
    inside = (
        MARKER
        + LINE.format(" L1 1" * 500, 'marker-mid="url(#m)"')
        + '<style>.a{fill:url(#g);clip-path:url(#c)}</style><linearGradient id="g"/><clipPath id="c"><rect/></clipPath>'
        + '<rect class="a"/>' * 500
        + '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><rect filter="url(#f)"/>'
    )
    assert read("a.svg", SVG.format('width="600" height="400"', inside))[1] == []


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="#a"/>',
        '<filter><feImage href="#a"/></filter>',
        "<filter><feTurbulence/></filter>",
        '<pattern id="p"><rect fill="url(#p)"/></pattern>',
        '<mask id="p" mask="url(#q)"/><mask id="q" mask="url(#p)"/>',
        '<linearGradient id="p" href="#q"/><linearGradient id="q" href="#p"/>',
        '<filter id="f"><feGaussianBlur stdDeviation="50"/></filter>' + '<rect filter="url(#f)"/>' * 100,
        '<rect style="filter: blur(50px)"/>' * 100,
        "".join(
            f'<clipPath id="p{n}"><rect clip-path="url(#p{n - 1})"/><rect clip-path="url(#p{n - 1})"/></clipPath>'
            for n in range(1, 25)
        ),
    ],
)
def test_an_svg_that_shows_itself_or_takes_too_long_to_draw_is_refused(inside: str) -> None:
    _, problems = read("a.svg", SVG.format('width="600" height="400"', inside))
    assert [problem.code for problem in problems] == ["E184"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.svg", SVG.format('width="9000" height="9000"', "")),
        (
            "a.svg",
            '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&a;</svg>',
        ),
        ("a.svg", '<!DOCTYPE svg SYSTEM "file:///etc/passwd"><html/>'),
        ("a.svg", SVG.format("", "")),
        ("a.svg", SVG.format('width="0" height="0"', "")),
        ("a.svg", ""),
    ],
)
def test_an_svg_that_is_broken_empty_or_huge_is_refused(name: str, data: bytes | str) -> None:
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
    assert [plain_text(cell.children) for cell in header.children] == ["span", "load", "share", "note"]
    assert {cell.get("align") for cell in north.children} == {"auto"}
    assert [cell.get("scope") for cell in header.children] == ["col"] * 4
    assert [plain_text(cell.children) for cell in north.children] == ["north", "1,200", "1.5", "a b"]
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
    problems = Problems()
    assert read_rows(text, "a.csv", AUDIENCES, problems) == ()
    assert [(problem.code, problem.place and problem.place.line) for problem in problems] == [("E185", line)]
