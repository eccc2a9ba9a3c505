"""The handling mark is visible at the top and the bottom of every page, however odd a reference document is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image, ImageChops

from brief.diagnostics.problems import BriefError
from brief.writers.docx import write
from brief.writers.layout import Pagination
from tests.torture import office
from tests.writers.docx_file import attribute, page, shown_text
from tests.writers.test_docx_reference import (
    LOGO,
    TAGGED,
    WIDE,
    Edit,
    edited,
    logo_that_is_shown,
    matched,
    swapped,
    taking,
)

MARK = TAGGED.format("handling-mark", "<w:r><w:t>m</w:t></w:r>")
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
COLOURS = {"TLP:RED": (0xFF, 0x2B, 0x2B), "TLP:AMBER+STRICT": (0xFF, 0xC0, 0x00)}


def line(properties: str = "", inner: str = MARK) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def table(properties: str = "", row: str = "", width: int = 3000) -> str:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{line()}</w:tc>'
    grid = f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{grid}<w:tr>{row}{cell}</w:tr></w:tbl><w:p/>"


def framed(attributes: str) -> str:
    return line(f'<w:framePr w:w="2041" {attributes}/>') + "<w:p/>"


def everywhere(content: str) -> dict[str, Edit]:
    """Return edits that make `content` the whole of every header and footer."""

    def edit(part: str) -> str:
        return re.sub(
            r"(<w:(hdr|ftr)[^>]*>).*(</w:\2>)", lambda found: found[1] + content + found[3], part, flags=re.DOTALL
        )

    return {r"word/(header|footer)\d.xml": edit}


def styled(paragraph: str, runs: str = "") -> dict[str, Edit]:
    """Return edits that put the mark into a paragraph whose style in the file has these properties."""
    name = '<w:style w:type="paragraph" w:styleId="Odd"><w:name w:val="Odd"/>'
    style = f"{name}<w:pPr>{paragraph}</w:pPr><w:rPr>{runs}</w:rPr></w:style></w:styles>"
    return everywhere(line('<w:pStyle w:val="Odd"/>')) | {
        "word/styles.xml": lambda part: part.replace("</w:styles>", style)
    }


def restyled(identifier: str, paragraph: str = "", runs: str = "", content: str = "<w:p/>") -> dict[str, Edit]:
    """Return edits that give a style of the file other properties, and its headers and footers this content."""

    def edit(part: str) -> str:
        (style,) = re.findall(rf'<w:style [^>]*w:styleId="{identifier}".*?</w:style>', part, re.DOTALL)
        bare = re.sub(r"<w:(pPr|rPr)>.*?</w:\1>", "", style, flags=re.DOTALL)
        more = (f"<w:pPr>{paragraph}</w:pPr>" * bool(paragraph)) + (f"<w:rPr>{runs}</w:rPr>" * bool(runs))
        return part.replace(style, bare.replace("</w:style>", f"{more}</w:style>"))

    return everywhere(content) | {"word/styles.xml": edit}


HIDDEN = swapped("<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:vanish/>")
WIDE_FACE = matched("Source Sans 3( SemiBold)?", "DejaVu Sans")
WITHOUT = matched(r"<w:(header|footer)Reference [^>]*>", "")
WHITE = '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>'
TAB = '<w:tabs><w:tab w:val="left" w:pos="14000"/></w:tabs>'
ODD: Mapping[str, Mapping[str, Edit]] = {
    "the file of brief style": {},
    "nothing odd": everywhere(line()),
    "a wide face": {"word/styles.xml": WIDE_FACE},
    "a wide face, and no place": everywhere("<w:p/>") | {"word/styles.xml": WIDE_FACE},
    "a style that stands in beyond the sheet": styled('<w:ind w:left="31000"/>'),
    "a style with flat lines": styled('<w:spacing w:line="20" w:lineRule="exact"/>'),
    "a style with a frame beyond the sheet": styled(
        '<w:framePr w:w="2000" w:hAnchor="page" w:vAnchor="page" w:x="15000" w:y="25000"/>'
    ),
    "a style with letters that have no width": styled("", '<w:w w:val="1"/>'),
    "a style with raised letters": styled("", '<w:position w:val="1000"/>'),
    "a style with signs for letters": styled("", '<w:rFonts w:ascii="OpenSymbol" w:hAnsi="OpenSymbol"/>'),
    "a style with empty letters": styled("", f'<w14:textFill xmlns:w14="{W14}"><w14:noFill/></w14:textFill>'),
    "a tab stop beyond the sheet": everywhere(line(TAB, f"<w:r><w:tab/></w:r>{MARK}")),
    "a hidden row": everywhere(table(row="<w:trPr><w:hidden/></w:trPr>")),
    "a table beyond the sheet": everywhere(table('<w:tblInd w:w="15000" w:type="dxa"/>')),
    "a floating table": everywhere(
        table('<w:tblpPr w:horzAnchor="page" w:vertAnchor="page" w:tblpX="15000" w:tblpY="20000"/>')
    ),
    "a cell without width": everywhere(table('<w:tblLayout w:type="fixed"/>', width=20)),
    "a frame at a place of the page": everywhere(
        framed('w:hAnchor="page" w:vAnchor="page" w:xAlign="right" w:y="1000"')
    ),
    "a frame at the foot of the page": everywhere(framed('w:vAnchor="page" w:xAlign="right" w:yAlign="bottom"')),
    "a hidden mark": restyled("HandlingMark", runs="<w:vanish/>"),
    "a mark beyond the sheet": restyled("HandlingMark", '<w:ind w:left="31000"/>'),
    "a flat mark": restyled("HandlingMark", '<w:spacing w:line="20" w:lineRule="exact"/>'),
    "a mark as black as its ground": restyled("HandlingMarkRed", runs='<w:color w:val="000000"/>'),
    "a small mark": restyled("HandlingMark", runs='<w:sz w:val="2"/>'),
    "a mark without width": restyled("HandlingMark", runs='<w:w w:val="1"/>'),
    "a black mark in its place": restyled("HandlingMarkRed", runs='<w:color w:val="000000"/>', content=line()),
    "hidden text": restyled("Normal", runs="<w:vanish/>", content=line()),
    "all text hidden": everywhere("<w:p/>") | {"word/styles.xml": HIDDEN},
    "all text hidden, and no header": {"word/styles.xml": HIDDEN, "word/document.xml": WITHOUT},
    "the mark's own style on white": everywhere(line(f'<w:pStyle w:val="HandlingMark"/>{WHITE}')),
    "inside a link": everywhere(line("", f'<w:hyperlink w:anchor="x">{MARK}</w:hyperlink>')),
}
# The longer mark is tried where its length or its colour could matter: LibreOffice takes a while for each file.
LENGTH_OR_COLOUR = (
    "the file of brief style",
    "a wide face",
    "a wide face, and no place",
    "a style with letters that have no width",
    "a tab stop beyond the sheet",
    "a cell without width",
    "a frame at a place of the page",
    "a mark without width",
    "a small mark",
    "the mark's own style on white",
    "inside a link",
)
TRIED: Mapping[str, Sequence[str]] = {"TLP:RED": tuple(ODD), "TLP:AMBER+STRICT": LENGTH_OR_COLOUR}


def coloured(image: Image.Image, colour: tuple[int, int, int]) -> int:
    """Return how many pixels of a picture have approximately a colour."""
    distances = ImageChops.difference(image.convert("RGB"), Image.new("RGB", image.size, colour)).split()
    farthest = ImageChops.lighter(ImageChops.lighter(distances[0], distances[1]), distances[2])
    return sum(farthest.histogram()[:60])


@pytest.fixture(scope="module")
def printed() -> Mapping[str, bytes]:
    """Return the PDFs that LibreOffice makes with each mark and each odd file, in one run."""
    files = {}
    for mark in COLOURS:
        body = f'data-mark="{mark}" data-running="R" data-page="Page" data-of="of"'
        plain = page(f"<p>x</p>{WIDE}<p>y</p>", body=body, with_fonts=True)
        for name in TRIED[mark]:
            made = replace(plain, assets={**plain.assets, "reference.docx": edited(ODD[name])})
            files[f"{mark} {name}"] = write(made, Pagination(3))
    return office.saved(files, "pdf")


def drawn(data: bytes) -> list[Image.Image]:
    """Return the sheets of a PDF as pictures, 60 pixels an inch."""
    with pypdfium2.PdfDocument(data) as document:
        return [sheet.render(scale=60 / 72).to_pil() for sheet in document]


@pytest.mark.slow
@pytest.mark.parametrize("mark", COLOURS)
def test_the_mark_is_visible_whole_and_in_its_colour_at_the_top_and_the_bottom_of_every_page(mark, printed):
    unseen = []
    for name in TRIED[mark]:
        sheets = drawn(printed[f"{mark} {name}"])
        assert sheets
        for sheet in sheets:
            across, down = sheet.size
            ends = [sheet.crop((0, 0, across, down // 4)), sheet.crop((0, down * 3 // 4, across, down))]
            if min(coloured(end, COLOURS[mark]) for end in ends) < 5 * len(mark):
                unseen.append(name)
    assert unseen == []


@pytest.mark.parametrize("edits", ODD.values(), ids=ODD)
def test_the_mark_is_there_once_and_sets_everything_that_makes_it_visible(edits):
    made = taking(edited(edits), f"<p>a</p>{WIDE}<p>b</p>")
    parts = [name for name in made.names if re.fullmatch(r"word/(header|footer)\d.xml", name)]
    assert len(parts) >= 4
    for name in parts:
        (run,) = made.find("//w:sdt[w:sdtPr/w:tag/@w:val='handling-mark']//w:r", name)
        said_of = {str(each.tag).rpartition("}")[2]: attribute(each, "val") for each in run[0]}
        assert shown_text(run) == "TLP:RED"
        assert {said_of[each] for each in ("vanish", "webHidden", "strike", "outline", "position", "spacing")} == {"0"}
        assert (said_of["color"], said_of["w"], int(said_of["sz"]) >= 24) == ("FF2B2B", "100", True)


@pytest.mark.parametrize(
    "content",
    [
        "<w:p/>" * 60 + line(),
        line('<w:spacing w:before="9000"/>'),
        "<w:p><w:r>" + "<w:br/>" * 40 + "</w:r></w:p>",
        f'<w:tbl><w:tr><w:trPr><w:trHeight w:val="9000"/></w:trPr><w:tc>{line()}</w:tc></w:tr></w:tbl><w:p/>',
    ],
)
def test_a_header_that_would_push_its_own_mark_off_the_page_is_refused(content):
    with pytest.raises(BriefError, match="cm tall"):
        taking(edited(everywhere(content)))


def test_a_floating_picture_is_behind_the_mark():
    def floating(part: str) -> str:
        return (
            logo_that_is_shown(part).replace("wp:inline", "wp:anchor").replace("<wp:extent", "<wp:wrapNone/><wp:extent")
        )

    made = taking(edited({"word/header1.xml": floating}, LOGO))
    behind = [anchor.get("behindDoc") for name in made.names if "header" in name and name.endswith(".xml")
              for anchor in made.find("//wp:anchor", name)]  # fmt: skip
    assert behind == ["1"]
