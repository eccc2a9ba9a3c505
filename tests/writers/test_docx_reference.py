"""Reference documents: their styles, page setup, headers and footers, and never a page without its mark."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace

import mammoth
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from brief.diagnostics.problems import BriefError
from brief.writers.docx.reference.missing import find_missing
from brief.writers.docx.starter import editable_style_names, starter_document
from tests.verifiers import opc, openxml
from tests.writers.docx_file import SPACES, Docx, W, attribute, docx, fonts, page, sample, shown_text, style, theme

SPECIMEN = starter_document(page("<p>x</p>", with_fonts=True))


def png(comment: str = "") -> bytes:
    note, made = PngInfo(), io.BytesIO()
    note.add_text("Comment", comment)
    Image.new("RGB", (8, 4), "#7a1f5c").save(made, "PNG", pnginfo=note if comment else None)
    return made.getvalue()


PNG = png()
WIDE = '<table class="grid landscape"><tbody><tr><td>a</td></tr></tbody></table>'
W_MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Edit = Callable[[str], str]


def edited(edits: Mapping[str, Edit], more: Mapping[str, bytes] | None = None, data: bytes = SPECIMEN) -> bytes:
    """Return a reference document with some of its parts changed, and others added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            for pattern, edit in edits.items():
                if re.fullmatch(pattern, name):
                    part = edit(part.decode()).encode()
            after.writestr(name, part)
        for name, part in (more or {}).items():
            after.writestr(name, part)
    return made.getvalue()


def swapped(old: str, new: str) -> Edit:
    """Return an edit of something that must occur in a part."""

    def edit(part: str) -> str:
        assert old in part
        return part.replace(old, new)

    return edit


def matched(pattern: str, new: str) -> Edit:
    return lambda part: re.sub(pattern, new, part)


def taking(data: bytes, main: str = "<p>x</p>", body: str = 'data-mark="TLP:RED" data-running="R"') -> Docx:
    """Return a small page that is written with a reference document."""
    return docx(page(main, body=body, assets={"reference.docx": data}))


def sheets(made: Docx) -> list[list[str]]:
    """Return the marks in the headers and footers of each section, in order."""
    names = {row.get("Id"): row.get("Target") for row in made.part("word/_rels/document.xml.rels")}
    found = []
    for section in made.find("//w:sectPr"):
        for reference in section.xpath("w:headerReference | w:footerReference", namespaces=SPACES):
            part = f"word/{names[reference.xpath('string(@r:id)', namespaces=SPACES)]}"
            controls = made.find("//w:sdt[w:sdtPr/w:tag/@w:val='handling-mark']", part)
            found.append([shown_text(each) for each in controls])
    return found


def lines(made: Docx, name: str) -> list[tuple[str, str]]:
    """Return the words of a part's paragraphs, each with its style."""
    return [(style(each), shown_text(each)) for each in made.paragraphs("", name)]


def test_the_starter_document_lacks_nothing_and_changes_nothing():
    whole = sample("legal")
    assert find_missing(SPECIMEN, editable_style_names(whole), "reference.docx") == []
    with_it, without = docx(replace(whole, assets={**whole.assets, "reference.docx": SPECIMEN})), docx(whole)
    for name in ("word/document.xml", "word/footnotes.xml"):
        assert lines(with_it, name) == lines(without, name)
    assert starter_document(page("<p>x</p>", with_fonts=True)) == SPECIMEN


def test_styles_are_matched_by_name_whatever_their_ids_and_the_others_are_ours():
    def localised(part: str) -> str:
        return part.replace('"Heading1"', '"berschrift1"').replace("12395B", "7A1F5C")

    def without_basis(part: str) -> str:
        return re.sub(r'<w:style [^>]*w:styleId="Basis".*?</w:style>', "", localised(part))

    made = taking(edited({"word/styles.xml": without_basis}), "<h2>A</h2><aside>b</aside>")
    assert [style(each) for each in made.paragraphs()][:2] == ["berschrift1", "Basis"]
    heading = made.find("//w:style[@w:styleId='berschrift1']/w:rPr/w:color", "word/styles.xml")[0]
    assert attribute(heading, "val") == "7A1F5C"
    assert len(made.find("//w:style[w:name/@w:val='heading 1']", "word/styles.xml")) == 1
    assert len(made.find("//w:style[w:name/@w:val='Basis']", "word/styles.xml")) == 1


def test_a_header_of_the_file_refers_to_styles_by_the_ids_of_the_file():
    def with_line(part: str) -> str:
        style = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="House Line"/></w:style></w:styles>'
        return part.replace('"Heading1"', '"berschrift1"').replace("</w:styles>", style)

    def lined(part: str) -> str:
        return part.replace(
            "</w:hdr>", '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>X</w:t></w:r></w:p></w:hdr>'
        )

    made = taking(edited({"word/styles.xml": with_line, r"word/header\d.xml": lined}), "<h2>A</h2>")
    assert style(made.paragraphs()[0]) == "berschrift1"
    for name in ("word/header1.xml", "word/header2.xml"):
        assert lines(made, name)[-1] == ("Heading1", "X")


def test_numbers_stay_ours_and_a_style_based_on_a_numbered_one_has_none():
    based = '<w:name w:val="TOC Heading"/><w:basedOn w:val="Heading1"/>'
    data = edited({"word/styles.xml": matched('<w:name w:val="TOC Heading"/><w:basedOn [^>]*>', based)})
    made = taking(data, '<h2><span class="number">1</span> A</h2>')
    number = "//w:style[w:name/@w:val='{}']/w:pPr/w:numPr/w:numId"
    ids = [made.find(number.format(name), "word/styles.xml")[0] for name in ("heading 1", "TOC Heading")]
    assert [attribute(each, "val") for each in ids] == ["1", "0"]


def letter(part: str) -> str:
    part = re.sub(r"<w:pgSz[^>]*>", '<w:pgSz w:w="12240" w:h="15840"/>', part)
    margins = 'w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="709" w:gutter="0"'
    return re.sub(r"<w:pgMar[^>]*>", f"<w:pgMar {margins}/>", part)


def test_page_setup_is_the_files_and_tables_are_as_wide_as_its_text():
    table = "<table><tbody><tr><td>a</td></tr></tbody></table>"
    made = taking(edited({"word/document.xml": letter}), f"<p>a</p>{WIDE}{table}")
    upright, turned = made.find("//w:pgSz")[:2]
    assert (attribute(upright, "w"), attribute(upright, "h")) == ("12240", "15840")
    assert (attribute(turned, "w"), attribute(turned, "h")) == ("15840", "12240")
    assert {attribute(each, "header") for each in made.find("//w:pgMar")} == {"708"}
    widths = [int(attribute(each, "w")) for each in made.find("//w:tblW")]
    assert widths == [15840 - 2880, 12240 - 2880]


def test_a_landscape_page_is_not_turned_to_portrait():
    wide = swapped('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"')
    made = taking(edited({"word/document.xml": wide}), f"<p>a</p>{WIDE}<p>b</p>")
    sizes = {tuple(attribute(each, name) for name in ("w", "h", "orient")) for each in made.find("//w:pgSz")}
    assert sizes == {("16838", "11906", "landscape")}


def test_blocks_in_columns_are_as_wide_as_one_and_a_landscape_page_has_one():
    columns = swapped("<w:titlePg/>", '<w:cols w:num="2" w:space="720"/><w:titlePg/>')
    table = "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
    made = taking(edited({"word/document.xml": columns}), f"<p>a</p>{table}{WIDE}<p>b</p>")
    assert [len(each.findall("w:cols", SPACES)) for each in made.find("//w:sectPr")] == [1, 0, 1]
    upright, turned = (int(attribute(each, "w")) for each in made.find("//w:tblPr/w:tblW"))
    (size, *_), (margins, *_) = made.find("//w:pgSz"), made.find("//w:pgMar")
    text = int(attribute(size, "w")) - sum(int(attribute(margins, side)) for side in ("left", "right"))
    assert (upright, turned > text) == ((text - 720) // 2, True)


def test_a_header_reaches_over_the_full_width_of_a_landscape_page():
    stops = '<w:tabs><w:tab w:val="center" w:pos="4025"/><w:tab w:val="right" w:pos="8051" w:leader="dot"/></w:tabs>'
    cell = '<w:tc><w:tcPr><w:tcW w:w="8051" w:type="dxa"/></w:tcPr><w:p/></w:tc>'
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="8051"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>'
    line = f"{table}<w:p><w:pPr>{stops}</w:pPr><w:r><w:tab/><w:t>House</w:t></w:r></w:p></w:hdr>"
    made = taking(edited({r"word/header\d.xml": swapped("</w:hdr>", line)}), f"<p>a</p>{WIDE}<p>b</p>")
    found = {
        (*made.find("//w:tab[@w:pos][not(@w:val='clear')]/@w:pos", name), *made.find("//w:gridCol/@w:w", name))
        for name in made.names if name.startswith("word/header")
    }  # fmt: skip
    assert found == {("4025", "8051", "8051"), ("6491", "12983", "12983")}


def test_lengths_may_have_decimals_as_some_programs_write_them():
    made = taking(edited({"word/document.xml": lambda part: letter(part).replace('"1440"', '"1440.0000000002"')}))
    assert attribute(made.find("//w:pgMar")[0], "left") == "1440"


def logo(part: str) -> str:
    drawing = (
        '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:extent cx="9" cy="9"/><wp:docPr id="7" name="C:\\logo.png" descr="Logo"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="u">'
        '<a:blip r:embed="rId9"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    return part.replace("</w:hdr>", f"<w:p><w:r><w:t>Example LLP</w:t></w:r><w:r>{drawing}</w:r></w:p></w:hdr>")


def logo_that_is_shown(part: str) -> str:
    """Put a picture into a header as Word does, with everything that makes it valid."""
    shape = (
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
        '<pic:cNvPr id="7" name="logo.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId9"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    made = logo(part).replace('<a:blip r:embed="rId9"/>', shape).replace('cx="9" cy="9"', 'cx="360000" cy="360000"')
    return made.replace('uri="u"', 'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"')


RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/logo.png"/>'
    b"</Relationships>"
)

LOGO = {"word/media/logo.png": PNG, "word/_rels/header1.xml.rels": RELATIONS}


def test_headers_are_the_files_with_their_pictures_and_their_placeholders_filled():
    body = 'data-mark="TLP:RED" data-running="Ships" data-reference="R-1"'
    made = taking(edited({"word/header1.xml": logo}, LOGO), body=body)
    (header,) = [name for name in made.names if name.startswith("word/header") and b"Example LLP" in made.raw(name)]
    assert [shown_text(each) for each in made.paragraphs("", header)] == ["TLP:RED", "Ships", "", "Example LLP"]
    (drawing,) = made.find("//wp:docPr", header)
    assert (drawing.get("name"), drawing.get("descr")) == (f"Picture {drawing.get('id')}", "Logo")
    assert [made.raw(name) for name in made.names if "letterhead" in name and name.endswith(".png")] == [PNG]
    assert "R-1" in "".join(shown_text(each) for each in made.paragraphs("", "word/footer1.xml"))
    assert b"TLP:AMBER" not in b"".join(made.raw(name) for name in made.names)


def test_a_draft_says_so_in_every_header_and_footer_of_the_file():
    made = taking(edited({"word/header1.xml": logo}, LOGO), body='data-mark="TLP:RED" data-draft="DRAFT"')
    parts = [name for name in made.names if name.startswith(("word/header", "word/footer"))]
    assert len(parts) > 2
    for name in parts:
        assert "DRAFT" in [shown_text(each) for each in made.find("//w:p", name)], name


def test_a_picture_is_taken_without_its_metadata():
    commented = {**LOGO, "word/media/logo.png": png("drawn by J. Doe")}
    assert b"J. Doe" in commented["word/media/logo.png"]
    made = taking(edited({"word/header1.xml": logo_that_is_shown}, commented))
    everything = b"".join(made.raw(name) for name in made.names)
    assert b"J. Doe" not in everything
    assert b"logo.png" not in everything


def test_a_field_shows_its_result_for_this_brief():
    fields = "".join(
        f'<w:p><w:fldSimple w:instr=" {name} "><w:r><w:t>of the file</w:t></w:r></w:fldSimple></w:p>'
        for name in ("TITLE", 'STYLEREF "heading 1"', "NUMPAGES")
    ).replace('"heading 1"', "&quot;heading 1&quot;")
    made = taking(edited({"word/header1.xml": matched("</w:hdr>", f"{fields}</w:hdr>")}))
    (header,) = [name for name in made.names if name.startswith("word/header") and b"NUMPAGES" in made.raw(name)]
    assert [shown_text(each) for each in made.paragraphs("", header)][-3:] == ["R", "R", "12"]


FLAT = '<w:tbl><w:tr><w:trPr><w:trHeight w:val="9" w:hRule="exact"/></w:trPr><w:tc>\\1</w:tc></w:tr></w:tbl>'
TAGGED = '<w:sdt><w:sdtPr><w:tag w:val="{}"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
CELL = "<w:tc><w:p><w:r><w:t>mark</w:t></w:r></w:p></w:tc>"
AROUND_CELL = f"<w:tbl><w:tr>{TAGGED.format('handling-mark', CELL)}</w:tr></w:tbl><w:p/>"
AROUND_ROW = f"<w:tbl>{TAGGED.format('handling-mark', f'<w:tr>{CELL}</w:tr>')}</w:tbl><w:p/>"
MISSPELT = swapped('w:val="handling-mark"', 'w:val="handling-mrak"')
ODD: Mapping[str, Edit] = {
    "as it is": lambda part: part,
    "no controls": matched("<w:sdt>.*?</w:sdt>", ""),
    "another tag": lambda part: MISSPELT(part).replace("TLP:AMBER", "the mark"),
    "off the sheet": swapped('w:xAlign="right"', 'w:x="-9000"'),
    "far in": swapped("</w:pPr>", '<w:ind w:left="20000"/></w:pPr>'),
    "flat": swapped("</w:pPr>", '<w:spacing w:line="20" w:lineRule="exact"/></w:pPr>'),
    "in a flat row": matched("(<w:p>.*</w:p>)", FLAT),
    "around a cell": matched("<w:p>.*</w:p>", AROUND_CELL),
    "around a row": matched("<w:p>.*</w:p>", AROUND_ROW),
    "hidden": swapped("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"),
}


@pytest.mark.parametrize("edit", ODD.values(), ids=ODD)
def test_every_header_and_footer_shows_the_mark_once_whatever_the_file_does(edit):
    made = taking(edited({r"word/(header|footer)\d.xml": edit}), f"<p>a</p>{WIDE}<p>b</p>")
    found = sheets(made)
    assert len(found) >= 6
    assert set(map(tuple, found)) == {("TLP:RED",)}
    for name in made.names:
        if re.fullmatch(r"word/(header|footer)\d.xml", name):
            (run,) = made.find("//w:sdt[w:sdtPr/w:tag/@w:val='handling-mark']//w:r", name)
            hidden = run.find("w:rPr/w:vanish", SPACES)
            assert hidden is None or attribute(hidden, "val") == "0"
            own = next(run.iterancestors(f"{{{W}}}p")).find("w:pPr/w:pStyle", SPACES)
            is_on_a_strip = own is not None and attribute(own, "val") == "HandlingMark"
            assert is_on_a_strip or run.find("w:rPr/w:shd", SPACES) is not None


PIECES = [
    "<w:p/>",
    "<w:p><w:r><w:t>words</w:t></w:r></w:p>",
    "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    f"<w:p>{TAGGED.format('handling-mark', '<w:r><w:t>m</w:t></w:r>')}</w:p>",
    TAGGED.format("handling-mark", '<w:p><w:pPr><w:ind w:left="-9999"/></w:pPr></w:p>'),
    TAGGED.format("running", "<w:p/>"),
    "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>own</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    '<w:p><w:pPr><w:framePr w:w="10" w:hAnchor="page" w:x="1" w:y="1"/></w:pPr><w:r><w:t>f</w:t></w:r></w:p>',
]


@pytest.mark.parametrize("pieces", [[], *([piece] for piece in PIECES)])
def test_no_piece_in_a_header_or_footer_leads_to_a_page_without_a_mark(pieces):
    check_marks(pieces, [], kinds=True)
    check_marks([], pieces, kinds=False)


@settings(max_examples=30)
@given(
    header=st.lists(st.sampled_from(PIECES), min_size=1, max_size=5),
    footer=st.lists(st.sampled_from(PIECES), min_size=1, max_size=5),
    kinds=st.booleans(),
)
def test_no_pieces_in_headers_and_footers_lead_to_a_page_without_a_mark(header, footer, kinds):
    check_marks(header, footer, kinds=kinds)


def check_marks(header: list[str], footer: list[str], *, kinds: bool) -> None:
    """Assert that every page has its mark with these pieces, with or without headers of several kinds."""

    def content(name: str, pieces: list[str]) -> Edit:
        return lambda _: f"<w:{name} {W_MAIN}>{''.join(pieces)}</w:{name}>"

    edits = {
        r"word/header\d.xml": content("hdr", header),
        r"word/footer\d.xml": content("ftr", footer),
        "word/document.xml": lambda part: part if kinds else part.replace("<w:titlePg/>", ""),
    }
    found = sheets(taking(edited(edits), f"<p>a</p>{WIDE}<p>b</p>"))
    assert found
    assert all(marks and set(marks) == {"TLP:RED"} for marks in found)


def at_its_end(content: str) -> Mapping[str, Edit]:
    return {"word/header1.xml": swapped("</w:hdr>", f"<w:p><w:r>{content}</w:r></w:p></w:hdr>")}


# What follows the run that `at_its_end` opens: the runs of a field, and the start of another.
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r><w:r>'
    '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>J. Doe</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>'
)
ENTITIES = matched(r"\?>\s*<w:styles", '?><!DOCTYPE a [<!ENTITY b "c">]><w:styles')
USELESS = {
    "is not a Word file": b"no zip",
    "is encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "not well-formed": edited({"word/styles.xml": lambda part: part[:-20]}),
    "document type": edited({"word/styles.xml": ENTITIES}),
    "contains macros": edited({}, {"word/vbaProject.bin": b"x"}),
    "unpacks to more than": edited({}, {"big.bin": bytes(40_000_000)}),
    "`TLP:GREEN` as fixed text": edited(at_its_end("<w:t>TLP:GREEN</w:t>")),
    "an embedded object": edited(at_its_end("<w:object/>")),
    "does not exist": edited({"word/header1.xml": logo}),
    "the field `DDEAUTO`": edited(at_its_end('<w:fldSimple w:instr=" DDEAUTO c:/x y "/>')),
    "the field `AUTHOR`": edited(at_its_end("</w:r>" + FIELD.format(" author "))),
    "the field `DATE`": edited(at_its_end(f"</w:r>{FIELD.format(' PAGE ')}</w:r>{FIELD.format(' DATE ')}")),
    "a field without an end": edited(at_its_end('<w:fldChar w:fldCharType="begin"/>')),
    "that is truncated": edited({"word/header1.xml": logo}, {**LOGO, "word/media/logo.png": PNG[:-9]}),
    "neither PNG nor JPEG": edited({"word/header1.xml": logo}, {**LOGO, "word/media/logo.png": b"GIF89a"}),
    "less than 50 mm": edited({"word/document.xml": matched(r'w:left="\d+"', 'w:left="11000"')}),
}


@pytest.mark.parametrize(("words", "data"), USELESS.items(), ids=USELESS)
def test_a_file_that_cannot_be_used_is_refused_with_a_reason(words, data):
    with pytest.raises(BriefError, match="E311") as caught:
        taking(data)
    (problem,) = caught.value.problems
    assert words in problem.text
    assert problem.hint


def test_missing_styles_are_listed_by_the_names_that_a_word_user_sees():
    def without(part: str) -> str:
        return re.sub(r'<w:style [^>]*w:styleId="(Basis|Kicker)".*?</w:style>', "", part)

    def misspelt(part: str) -> str:
        return part.replace('w:val="handling-mark"', 'w:val="handling-mrak"').replace("TLP:AMBER", "mark")

    data = edited({"word/styles.xml": without, r"word/header\d.xml": misspelt})
    problems = find_missing(data, editable_style_names(page("<p>x</p>")), "ours.docx")
    assert [(problem.code, problem.place.file) for problem in problems] == [("E312", "ours.docx")] * 4
    said_of = " ".join(problem.text for problem in problems)
    for words in ("style `Kicker`", "style `Basis`", "tag `handling-mark`", "unknown tag `handling-mrak`"):
        assert words in said_of
    assert "did you mean `handling-mark`?" in [problem.hint for problem in problems]


def test_nothing_else_of_the_file_gets_into_a_brief():
    edits = {"word/document.xml": swapped("Change the styles", "SECRET WORDS")}
    data = edited(edits, {"docProps/thumbnail.jpeg": b"x"})
    made = taking(data)
    everything = b"".join(made.raw(name) for name in made.names)
    assert b"SECRET WORDS" not in everything
    assert not [name for name in made.names if "thumbnail" in name or "theme" in name]
    assert "x" in mammoth.extract_raw_text(io.BytesIO(made.data)).value
    assert taking(data).data == made.data


def test_the_fonts_of_the_file_are_named_and_ours_are_not_embedded():
    def georgia(part: str) -> str:
        return re.sub("Source (Serif 4|Sans 3|Code Pro)( SemiBold)?", "Georgia", part)

    made = docx(replace(page("<p>x</p>"), assets={**fonts(), "reference.docx": edited({"word/styles.xml": georgia})}))
    names = {attribute(each, "name") for each in made.find("//w:font", "word/fontTable.xml")}
    assert "Georgia" in names
    assert "Source Serif 4" not in names
    assert theme("legal").text("face.text") == "Source Serif 4"


@pytest.mark.slow
def test_a_brief_with_a_reference_document_breaks_no_rule_whatever_program_wrote_it():
    """pandoc's own keeps neither to the schema's order nor to our names, and has contents under a numbered heading."""
    command = ["pandoc", "--print-default-data-file", "reference.docx"]
    pandocs = subprocess.run(command, check=True, capture_output=True).stdout
    with_logo = edited({"word/document.xml": letter, "word/header1.xml": logo_that_is_shown}, LOGO)
    whole = sample("legal")
    html = whole.html.replace("</main>", f"<p>a</p>{WIDE}<p>b</p></main>")
    assert html != whole.html
    files = [SPECIMEN]
    for data in (SPECIMEN, with_logo, pandocs):
        assets = {**whole.assets, "reference.docx": data}
        files.append(docx(replace(whole, html=html, assets=assets), {"question": 1}).data)
    assert openxml.failures(*files) == []
    assert [opc.failures(file) for file in files] == [[]] * len(files)
    for data in files[1:]:
        text = mammoth.extract_raw_text(io.BytesIO(data)).value
        assert "Question presented" in text
