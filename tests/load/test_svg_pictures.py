"""SVG: what is drawn is kept, all else goes; what is too much to draw, or drawn differently, is an error."""

from __future__ import annotations

import io

import pytest
import resvg_py
from PIL import Image, ImageChops, ImageStat

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place, Problem
from brief.load.assets.pictures import read_picture
from brief.model import Picture
from brief.pictures import is_drawn_alike

TOKEN = "qxhiddenqx"
WHOLE = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:x="urn:x" {}>{}</svg>'
SIZE = 'width="200" height="100" viewBox="0 0 200 100"'
SHOWN = '<rect x="20" y="20" width="120" height="60" fill="#cc0000"/>'
GRADIENT = '<linearGradient id="g"><stop offset="0" stop-color="#0000ff"/><stop offset="1" stop-color="#ff0000"/>{}'

UNSEEN = {
    "comment": f"<!-- {TOKEN} -->",
    "title": f"<title>{TOKEN}</title>",
    "desc": f"<desc>{TOKEN}</desc>",
    "metadata": f"<metadata>{TOKEN}</metadata>",
    "element of an editor": f"<x:note>{TOKEN}</x:note>",
    "attribute of an editor": f'<g x:label="{TOKEN}"><rect width="1" height="1"/></g>',
    "data": f'<rect width="1" height="1" data-name="{TOKEN}"/>',
    "label": f'<rect width="1" height="1" aria-label="{TOKEN}" role="img"/>',
    "unknown attribute": f'<rect width="1" height="1" secret="{TOKEN}"/>',
    "unknown element": f"<secret>{TOKEN}<text>{TOKEN}</text></secret>",
    "identifier": f'<rect id="{TOKEN}" width="1" height="1"/>',
    "identifier that is used": f'<defs><rect id="{TOKEN}" width="1" height="1"/></defs><use href="#{TOKEN}"/>',
    "class": f'<rect class="{TOKEN}" width="1" height="1"/>',
    "comment of a style sheet": f"<style>/* {TOKEN} */ rect {{ fill: red }}</style>",
    "selector": f"<style>.{TOKEN} {{ fill: red }}</style>",
    "custom property": f"<style>rect {{ --{TOKEN}: 1; fill: red }}</style>",
    "rule for something else": f'<style>@media (min-width: 1px) {{ a {{ content: "{TOKEN}" }} }}</style>',
    "property that draws nothing": f'<rect width="1" height="1" style="content: \'{TOKEN}\'"/>',
    "comment in a style": f'<rect width="1" height="1" style="/* {TOKEN} */ fill: red"/>',
    "value that is none": f'<rect width="1" height="1" fill="{TOKEN}" stroke-linecap="{TOKEN}" x="{TOKEN}"/>',
    "end of a path": f'<path d="M0 0L5 5 {TOKEN}" stroke="red"/>',
    "words outside texts": f"{TOKEN}<g>{TOKEN}<rect width='1' height='1'/>{TOKEN}</g>{TOKEN}",
    "unused definition": f"<defs><text id='a'>{TOKEN}</text></defs>",
    "unused symbol": f"<symbol id='a'><text>{TOKEN}</text></symbol>",
    "unused symbol beside a used one": (
        f"<defs><g><text id='a'>{TOKEN}</text><rect id='b' width='1' height='1'/></g></defs><use href='#b'/>"
    ),
    "unused clip": f"<clipPath id='a'><text>{TOKEN}</text></clipPath>",
    "unused pattern": f"<pattern id='a' width='5' height='5'><text>{TOKEN}</text></pattern>",
    "hidden layer": f'<g display="none"><text x="9" y="50">{TOKEN}</text></g>',
    "hidden by its style": f'<g style="display: none"><text x="9" y="50">{TOKEN}</text></g>',
    "hidden by a rule": f'<style>.h {{ display: none }}</style><g class="h"><text x="9" y="50">{TOKEN}</text></g>',
    "invisible": f'<g visibility="hidden"><text x="9" y="50">{TOKEN}</text></g>',
    "collapsed": f'<text visibility="collapse" x="9" y="50">{TOKEN}</text>',
    "invisible piece": f'<text x="9" y="50">a<tspan visibility="hidden">{TOKEN}</tspan></text>',
    "transparent": f'<g opacity="0"><text x="9" y="50">{TOKEN}</text></g>',
    "without fill": f'<text fill="none" x="9" y="50">{TOKEN}</text>',
    "transparent fill": f'<text fill="rgba(0,0,0,0)" x="9" y="50">{TOKEN}</text>',
    "fill of no opacity": f'<g fill-opacity="0"><text x="9" y="50">{TOKEN}</text></g>',
    "size zero": f'<text font-size="0" x="9" y="50">{TOKEN}</text>',
    "outside the drawing": f'<text x="-9999" y="-9999">{TOKEN}</text>',
    "below the drawing": f'<text x="10" y="140">{TOKEN}</text>',
    "moved outside": f'<g transform="translate(500 0)"><text x="10" y="40">{TOKEN}</text></g>',
    "clipped away": (
        "<clipPath id='c'><rect width='5' height='5'/></clipPath>"
        f'<g clip-path="url(#c)"><text x="10" y="60">{TOKEN}</text></g>'
    ),
    "behind a shape": f'<text x="10" y="40">{TOKEN}</text><rect y="20" width="200" height="60" fill="#eee"/>',
    "behind a shape with words on it": (
        f'<text x="10" y="40">{TOKEN}</text><rect y="20" width="200" height="60"/>'
        '<text x="10" y="40" fill="#fff">A</text>'
    ),
    "name of an effect": (
        f"<filter id='f'><feOffset result='{TOKEN}'/><feMerge><feMergeNode in='{TOKEN}'/></feMerge></filter>"
        "<rect width='9' height='9' filter='url(#f)'/>"
    ),
    "choice that is not made": f'<switch><g systemLanguage="xx"><text y="50">{TOKEN}</text></g><rect/></switch>',
    "fallback in HTML": (
        f'<switch><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">{TOKEN}</p></foreignObject>'
        '<text x="9" y="50">A</text></switch>'
    ),
    "language": f'<text x="9" y="50" xml:lang="{TOKEN}">A</text>',
    "title of a link": f'<a xlink:title="{TOKEN}"><rect width="1" height="1"/></a>',
}  # fmt: skip


def read(data: str, name: str = "a.svg") -> tuple[Picture | None, list[Problem]]:
    problems = Problems()
    return read_picture(name, data.encode(), Place(name), Place("a.md", 1, 1), problems), problems


def drawn(inside: str, attributes: str = SIZE) -> str:
    picture, problems = read(WHOLE.format(attributes, inside))
    assert picture is not None, problems
    return picture.data.decode()


def pixels(svg: str) -> Image.Image:
    data = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=200, height=100, background="#ffffff"))
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("place", UNSEEN)
def test_what_is_not_seen_of_a_drawing_is_not_kept(place: str) -> None:
    inside = SHOWN + UNSEEN[place]
    assert TOKEN in WHOLE.format(SIZE, inside)
    kept = drawn(inside)
    assert TOKEN not in kept
    assert 'fill="#cc0000"' in kept or "red" in inside
    assert "<!" not in kept


def test_what_is_around_a_drawing_is_not_kept() -> None:
    whole = WHOLE.format(f'{SIZE} id="{TOKEN}" class="{TOKEN}"', SHOWN)
    picture, problems = read(f'<?xml version="1.0"?><!-- {TOKEN} -->{whole}<!-- {TOKEN} -->')
    assert picture is not None, problems
    assert TOKEN not in picture.data.decode()


@pytest.mark.parametrize(
    "words",
    [
        '<text x="10" y="50">Seen</text>',
        '<text x="100" y="95" text-anchor="middle">Seen</text>',
        '<text x="199" y="50" text-anchor="end" font-size="10">Seen</text>',
        '<g fill="none"><text x="10" y="50" fill="#000">Seen</text></g>',
        '<g visibility="hidden"><text x="10" y="50" visibility="visible">Seen</text></g>',
        '<text fill="none" stroke="#000" x="10" y="50">Seen</text>',
        f'{SHOWN}<text x="30" y="50" fill="#fff">Seen</text>',
        f'<text x="30" y="50">Seen</text><g opacity=".5">{SHOWN}</g>',
        '<text transform="rotate(-90 20 80)" x="20" y="80">Seen</text>',
        '<text><tspan x="10" y="20">One</tspan><tspan x="10" dy="1.2em">Seen</tspan></text>',
        '<text x="10" y="20"><tspan x="10" dy="20">Seen</tspan></text>',
        '<text x="5%" y="50%">Seen</text>',
        '<path id="p" d="M10 60L150 60" fill="none"/><text><textPath href="#p">Seen</textPath></text>',
        '<defs><text id="t" y="20">Seen</text></defs><use href="#t" x="10" y="30"/>',
        '<symbol id="s"><text y="20">Seen</text></symbol><use xlink:href="#s" x="10" y="30" fill="red"/>',
        '<a href="#x"><text x="10" y="50">Seen</text></a>',
        '<text x="10" y="50">a <a href="#x">Seen</a></text>',
        '<text x="10" y="2" dominant-baseline="hanging">Seen</text>',
        "<style>text { font: bold 20px sans-serif }</style><text x='10' y='50'>Seen</text>",
    ],
)
def test_words_that_are_drawn_stay(words: str) -> None:
    assert ">Seen<" in drawn(words)


@pytest.mark.parametrize(
    "inside",
    [
        GRADIENT.format("</linearGradient>") + '<rect width="90" height="60" fill="url(#g)"/>',
        GRADIENT.format("</linearGradient>") + "<style>.a{fill:url('#g')}</style><path class='a' d='M0 0h90v60z'/>",
        '<mask id="m"><rect width="90" height="50" fill="#fff"/></mask><g mask="url(#m)">' + SHOWN + "</g>",
        '<clipPath id="c"><circle cx="80" cy="50" r="30"/></clipPath><g clip-path="url(#c)">' + SHOWN + "</g>",
        (
            '<pattern id="p" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M0 8L8 0" stroke="red"/>'
            "</pattern>"
            '<rect width="90" height="60" fill="url(#p)"/>'
        ),
        (
            '<marker id="a" viewBox="0 0 9 9" markerWidth="6" markerHeight="6" refX="5" refY="5" orient="auto">'
            '<path d="M0 0L9 5L0 9z"/></marker><path d="M20 20L150 60" stroke="#000" marker-start="url(#a)"/>'
        ),
        (
            '<symbol id="s" viewBox="0 0 9 9"><circle cx="5" cy="5" r="4"/></symbol>'
            '<use href="#s" width="40" height="40" fill="red"/>'
        ),
        '<filter id="f"><feGaussianBlur stdDeviation="3"/></filter><g filter="url(#f)">' + SHOWN + "</g>",
        "<style>g rect{fill:#0a0 !important}</style><g>" + SHOWN + '<rect width="9" height="9"/></g>',
        '<g visibility="hidden">' + SHOWN + '<rect width="30" height="30" visibility="visible"/></g>',
        f'<g style="mix-blend-mode:multiply">{SHOWN}</g>',
        '<rect width="90" height="1e1" fill="hsl(120,50%,50%)" transform="translate(2,3) rotate(5)"/>',
        (
            '<svg x="20" y="10" width="90" height="60" viewBox="0 0 9 9" preserveAspectRatio="xMidYMid slice">'
            '<circle cx="5" cy="5" r="5"/></svg>'
        ),
        '<path d="M20,50l10-20.5.5.5-3e1+5zm60 0h20v20H60zA9 9 0 01 5 5" fill="red" fill-rule="evenodd"/>',
        '<g color="red"><circle cx="50%" cy="9" r="20" fill="currentColor" stroke-dasharray="2 1" stroke="#00f"/></g>',
    ],
)
def test_a_drawing_looks_the_same_as_before(inside: str) -> None:
    difference = ImageChops.difference(pixels(WHOLE.format(SIZE, inside)), pixels(drawn(inside)))
    assert max(ImageStat.Stat(difference).mean) < 0.1
    assert len(pixels(drawn(inside)).getcolors(99_999) or ()) > 1


@pytest.mark.parametrize(
    ("inside", "colour"),
    [
        ('<style>:root{--c:#00f} .a{fill:var(--c)}</style><path class="a" d="M0 0H200V100H0z"/>', (0, 0, 255)),
        ('<path style="fill:var(--no, rgb(0 128 0))" d="M0 0H200V100H0z"/>', (0, 128, 0)),
        ('<path fill="#fff" style="fill:light-dark(#ff0000, #123)" d="M0 0H200V100H0z"/>', (255, 0, 0)),
        ('<path fill="rgb(0 0 255 / 50%)" d="M0 0H200V100H0z"/>', (127, 127, 255)),
        ('<path fill="url(#none) #00ff00" d="M0 0H200V100H0z"/>', (0, 255, 0)),
        ('<style>@media (prefers-color-scheme: dark){path{fill:#000}}</style><path fill="red" d="M0 0H200V100H0z"/>',
         (255, 0, 0)),
        ('<rect style="transform:translate(20px,10px)" x="-20" y="-10" width="200" height="100" fill="red"/>',
         (255, 0, 0)),
    ],
)  # fmt: skip
def test_what_only_browsers_know_is_written_so_that_every_format_knows_it(
    inside: str, colour: tuple[int, int, int]
) -> None:
    found = pixels(drawn(inside)).getpixel((100, 50))
    assert isinstance(found, tuple)
    assert max(abs(one - other) for one, other in zip(found, colour, strict=True)) <= 1


@pytest.mark.parametrize(
    "inside",
    [
        '<mask id="m"><rect width="90" height="50" fill="#fff"/></mask><g mask="url(#m)">' + SHOWN + "</g>",
        '<filter id="f"><feGaussianBlur stdDeviation="3"/></filter><g filter="url(#f)">' + SHOWN + "</g>",
        GRADIENT.format("</linearGradient>").replace(" id=", ' gradientTransform="rotate(45)" id=')
        + '<rect width="90" height="60" fill="url(#g)"/>',
        GRADIENT.format('<stop stop-opacity="0"/></linearGradient>') + '<rect width="9" height="9" fill="url(#g)"/>',
        GRADIENT.format("</linearGradient>") + '<rect width="90" height="60" fill="none" stroke="url(#g)"/>',
        f'<g style="mix-blend-mode:multiply">{SHOWN}</g>',
        '<rect width="90" height="60" fill="red" stroke="#000" paint-order="stroke"/>',
        '<path id="p" d="M10 60L150 60" fill="none"/><text><textPath href="#p">Seen</textPath></text>',
    ],
)  # fmt: skip
def test_a_drawing_that_the_pdf_engine_draws_differently_is_known(inside: str) -> None:
    assert not is_drawn_alike(drawn(inside).encode())
    assert is_drawn_alike(drawn(SHOWN + '<text x="20" y="40">Words</text>').encode())


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="230.4pt" height="100pt" viewBox="0 0 230.4 100"', (307.2, 133.333)),
        ('width="60mm" height="30mm" viewBox="0 0 60 30"', (226.772, 113.386)),
        ('width="2cm" height="1cm"', (75.591, 37.795)),
        ('width="3in" height="1.5in" viewBox="0 0 9 9"', (288, 144)),
        ('width="100%" height="100%" viewBox="0 0 30 60"', (30, 60)),
        ('viewBox="-5 -5 30 60"', (30, 60)),
        ('width="10pc" viewBox="0 0 2 1"', (160, 80)),
    ],
)
def test_the_size_of_a_drawing_is_written_in_pixels_whatever_its_unit(
    attributes: str, size: tuple[float, float]
) -> None:
    picture, problems = read(WHOLE.format(attributes, SHOWN))
    assert picture is not None, problems
    assert (picture.width, picture.height) == pytest.approx(size, abs=0.01)
    again, _ = read(picture.data.decode())
    assert again == picture
    assert pixels(picture.data.decode())


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        ("<g>" * 64 + "</g>" * 64, "too-complex"),
        ("<g>" * 249 + "</g>" * 249, "too-complex"),
        ("<g>" * 5000 + "</g>" * 5000, "not-xml"),
        (f"<text>{'word ' * 200_000}</text>", "too-complex"),
        (f'<path d="M0 0{" L1 1" * 400_001}"/>', "too-complex"),
        (f'<path d="M0 0{" L1 1" * 39_000}"/>' * 6, "too-complex"),
        ("<rect/>" * 50_001, "too-complex"),
        ('<rect width="1e300" height="1"/>', "too-complex"),
        ('<rect width="99999999999" height="1"/>', "too-complex"),
        ('<path d="M0 0L9 9" stroke="red" stroke-dasharray="0.0001"/>', "too-complex"),
        ('<pattern id="p" patternUnits="userSpaceOnUse" width=".001" height=".001"/>', "too-complex"),
        ('<rect style="width: calc(10px + 5px)"/>', "drawn-differently"),
        ('<rect fill="context-fill"/>', "drawn-differently"),
        ('<rect style="fill: color-mix(in srgb, red, blue)"/>', "drawn-differently"),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>A</p></foreignObject>", "active-content"),
    ],
)
def test_a_drawing_that_is_too_much_or_not_the_same_everywhere_is_an_error_at_the_figure(
    inside: str, rule: str
) -> None:
    picture, problems = read(WHOLE.format(SIZE, "\n" + inside))
    assert picture is None
    assert [problem.rule for problem in problems] == [f"E184/{rule}"]
    assert problems[0].hint
    assert problems[0].place is not None
    assert problems[0].place.line == 2
    assert problems[0].related == ((Place("a.md", 1, 1), "it is shown here"),)


def test_values_that_are_no_numbers_are_left_out() -> None:
    kept = drawn(SHOWN + '<rect x="NaN" y="inf" width="9" height="9" stroke-width="Infinity"/>')
    assert '<rect height="9" width="9"/>' in kept
