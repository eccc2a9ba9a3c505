"""The verifiers of Word files find faults: each is planted in a file that has none."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import pytest

from tests.verifiers import opc, openxml
from tests.writers.docx_file import docx, page
from tests.writers.test_docx_content import SVG

Change = Callable[[dict[str, bytes]], None]

MAIN, STYLES, TYPES = "word/document.xml", "word/styles.xml", "[Content_Types].xml"
FRAGMENT = """
<h2 id="h"><span class="number">1</span> Heading</h2>
<p class="numbered" id="p"><span class="number">1.1</span> See <a class="ref" href="#p">1.1</a>, <a href="#h">above</a>,
<a href="https://example.org/">away</a><span class="note" id="n">One.</span> and note <a class="ref" href="#n">1</a>.
<span class="claim" data-claim="c-1">Claimed</span><span class="note">Two.</span></p>
<ol><li>one</li><li>two</li></ol>
<table><tbody><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>
<p><img src="a.svg" alt="first"> <img src="a.svg" alt="second"> <span class="claim" data-claim="c-2">x</span></p>
"""


@cache
def sound() -> bytes:
    """Return a file without faults."""
    return docx(page(FRAGMENT, assets={"a.svg": SVG})).data


def planted(change: Change) -> bytes:
    """Return the file with a change in its parts."""
    with zipfile.ZipFile(io.BytesIO(sound())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = dict(parts)
    change(parts)
    assert parts != before
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def put(part: str, pattern: str, instead: str) -> Change:
    """Return the change of the first thing in a part that a pattern finds."""

    def change(parts: dict[str, bytes]) -> None:
        parts[part], count = re.subn(pattern.encode(), instead.encode(), parts[part], count=1, flags=re.DOTALL)
        assert count == 1

    return change


def without(name: str) -> Change:
    return lambda parts: parts.__delitem__(name)


def added(name: str, like: str) -> Change:
    return lambda parts: parts.__setitem__(name, parts[like])


def test_a_sound_file_has_no_fault() -> None:
    assert opc.failures(sound()) == []
    assert openxml.failures(sound()) == []


SCHEMA: Mapping[str, tuple[Change, str]] = {
    "children out of order": (put(MAIN, r"(<w:pStyle [^>]*/>)(<w:numPr>.*?</w:numPr>)", r"\2\1"), "unexpected child"),
    "an unknown element": (put(MAIN, "<w:titlePg/>", "<w:titlePage/>"), "invalid child"),
    "an unknown attribute": (put(MAIN, "<w:p>", '<w:p w:colour="x">'), "not declared"),
    "an unknown value": (put(MAIN, 'lock w:val="sdtLocked"', 'lock w:val="sideways"'), "invalid value"),
    "a value that is not a number": (put(MAIN, r'w:pgSz w:w="\d+"', 'w:pgSz w:w="wide"'), "invalid value"),
    "an id that occurs twice": (put(MAIN, 'bookmarkStart w:id="1"', 'bookmarkStart w:id="0"'), "unique"),
    "a missing relationship": (put(MAIN, r'r:embed="rId\d+"', 'r:embed="rId99"'), "relationship"),
    "a missing note": (put(MAIN, 'footnoteReference w:id="1"', 'footnoteReference w:id="9"'), "footnote"),
    "broken XML": (put(MAIN, "</w:body>", ""), "Inner exception"),
    "broken XML in another part": (put(STYLES, "</w:styles>", ""), "Inner exception"),
}


@pytest.fixture(scope="module")
def schema_faults() -> Mapping[str, list[str]]:
    """Return what the SDK finds in each file with a fault, all validated together after a file without any."""
    found: dict[str, list[str]] = {name: [] for name in ("none", *SCHEMA)}
    names = list(found)
    for line in openxml.failures(sound(), *(planted(change) for change, _ in SCHEMA.values())):
        place, _, fault = line.partition(": ")
        found[names[int(place)]].append(fault)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", SCHEMA)
def test_the_sdk_finds_what_the_schema_forbids(name: str, schema_faults: Mapping[str, list[str]]) -> None:
    _, words = SCHEMA[name]
    assert words in schema_faults[name][0]


@pytest.mark.slow
def test_a_fault_is_reported_with_the_place_of_its_file(schema_faults: Mapping[str, list[str]]) -> None:
    assert [name for name, faults in schema_faults.items() if not faults] == ["none"]


UNREADABLE: Mapping[str, Change] = {
    "a missing part": without("word/footnotes.xml"),
    "a part of another type": put(TYPES, r"wordprocessingml\.styles\+xml", "wordprocessingml.other+xml"),
    "two parts of one name": added("word/Styles.xml", STYLES),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_could_not_be_validated_does_not_pass(name: str) -> None:
    data = planted(UNREADABLE[name])
    with pytest.raises(RuntimeError, match="could not be validated"):
        openxml.failures(data)
    assert opc.failures(data)


def test_half_a_file_does_not_pass() -> None:
    half = sound()[: len(sound()) // 2]
    with pytest.raises(RuntimeError, match="could not be validated"):
        openxml.failures(half)
    with pytest.raises(zipfile.BadZipFile):
        opc.failures(half)


REFERENCES: Mapping[str, tuple[Change, str]] = {
    "a main part of another type": (put(TYPES, r"document\.main\+xml", "other+xml"), "has the type"),
    "a picture of another type": (put(TYPES, "image/png", "image/jpeg"), "not `image/png` as a image"),
    "a part without a type": (put(TYPES, '<Default Extension="png"[^>]*>', ""), "has no content type"),
    "a type without a part": (put(TYPES, "/word/styles.xml", "/word/manners.xml"), "which does not exist"),
    "a part typed twice": (put(TYPES, r'(<Override PartName="/word/styles.xml"[^>]*>)', r"\1\1"), "2 times"),
    "a part without a relationship": (added("word/extra.xml", STYLES), "no relationship leads to it"),
    "a relationship to no part": (without("word/numbering.xml"), "which does not exist"),
    "a relationship that nothing uses": (
        put("word/_rels/document.xml.rels", "</Relationships>",
            '<Relationship Id="x" Type="http://t/hyperlink" Target="https://e.org/" TargetMode="External"/>'
            "</Relationships>"),
        "which nothing uses"),
    "relationships with one id": (put("word/_rels/document.xml.rels", 'Id="rId2"', 'Id="rId1"'), "2 relationships"),
    "relationships of no part": (added("word/_rels/extra.xml.rels", "word/_rels/document.xml.rels"), "does not exist"),
    "a space in an address": (put("word/_rels/document.xml.rels", "example.org/", "example.org/a b"), "not an address"),
    "two parts of one name": (added("word/Styles.xml", STYLES), "ignoring case"),
    "a part with a bad name": (added("word//styles.xml", STYLES), "not a valid part name"),
    "properties that occur twice": (
        put("docProps/core.xml", r"(<dc:title>.*?</dc:title>)", r"\1\1"), "has 2 of"),
    "two drawings with one id": (put(MAIN, r'docPr id="2"', 'docPr id="1"'), "2 drawings"),
    "two controls with one id": (put(MAIN, r'(<w:sdtPr>.*?<w:id w:val=)"2"', r'\1"1"'), "2 content controls"),
    "two bookmarks with one name": (put(MAIN, r'w:id="1" w:name="[^"]*"', r'w:id="1" w:name="H"'), "2 bookmarks"),
    "a bookmark that stays open": (put(MAIN, '<w:bookmarkEnd w:id="0"/>', ""), "does not close"),
    "a bookmark that is only closed": (put(MAIN, '<w:bookmarkStart w:id="0"[^>]*>', ""), "is not open"),
    "a bookmark with a bad name": (put(MAIN, 'w:name="h"', 'w:name="1 h"'), "not a valid bookmark name"),
    "a link without a target": (put(MAIN, r'w:anchor="p"', 'w:anchor="nowhere"'), "not a bookmark"),
    "a field without a target": (put(MAIN, " REF p ", " REF q "), "has no bookmark"),
    "a reference without a note": (put(MAIN, " NOTEREF n ", " NOTEREF h "), "without a note reference"),
    "a field that does not end": (put(MAIN, '<w:fldChar w:fldCharType="end"/>', ""), "do not end"),
    "a field without a start": (put(MAIN, '<w:fldChar w:fldCharType="begin"/>', ""), "no field is open"),
    "a style that is not defined": (put(MAIN, 'rStyle w:val="[^"]*"', 'rStyle w:val="Nope"'), "is not defined"),
    "a style of another type": (put(MAIN, 'pStyle w:val="[^"]*"', 'pStyle w:val="Strong"'), "is not defined"),
    "a style without its base": (put(STYLES, 'basedOn w:val="BodyText"', 'basedOn w:val="Nope"'), "refers to `Nope`"),
    "two default styles": (put(STYLES, 'w:styleId="Title"', r'\g<0> w:default="1"'), "are the default"),
    "two styles of one name": (put(STYLES, 'w:name w:val="Title"', 'w:name w:val="Subtitle"'), "2 styles"),
    "a list that is not defined": (put(MAIN, r'<w:numId w:val="\d+"', '<w:numId w:val="99"'), "is not defined"),
    "a list with no definition": (put("word/numbering.xml", 'abstractNumId w:val="3"', 'abstractNumId w:val="33"'),
                                  "refers to `33`"),
    "a level of no style": (put("word/numbering.xml", 'pStyle w:val="[^"]*"', 'pStyle w:val="Title"'),
                            "linked to no level"),
    "a note without a reference": (put(MAIN, "<w:footnoteReference[^>]*>", ""), "has no reference"),
    "two references to a note": (put(MAIN, 'footnoteReference w:id="2"', 'footnoteReference w:id="1"'), "2 references"),
    "two notes with one id": (put("word/footnotes.xml", 'footnote w:id="2"', 'footnote w:id="1"'), "2 footnotes"),
    "no separator of notes": (put("word/settings.xml", 'footnote w:id="-1"', 'footnote w:id="-7"'), "the separator"),
    "a cell without a paragraph": (put(MAIN, r"(<w:tc><w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>).*?</w:tc>", r"\1</w:tc>"),
                                   "does not end with a paragraph"),
    "a row that is too short": (put(MAIN, r"(<w:tr>.*?)<w:tc>.*?</w:tc>", r"\1"), "columns wide"),
    "a table of too many columns": (put(MAIN, r"(<w:gridCol[^>]*>)", r"\1" * 70), "has 71 columns"),
    "a merged cell below none": (put(MAIN, '<w:vMerge w:val="restart"/>', ""), "from a cell above"),
    "spaces that are not kept": (put(MAIN, r'<w:t xml:space="preserve">([^<]* )</w:t>', r"<w:t>\1</w:t>"), "dropped"),
    "a link in a link": (
        put(MAIN, "(<w:hyperlink [^>]*>)(.*?</w:hyperlink>)", r"\1\1\2</w:hyperlink>"), "inside a link"),
    "broken XML": (put(MAIN, "</w:body>", ""), "is not XML"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFERENCES)
def test_a_name_with_no_target_or_with_two_is_found(name: str) -> None:
    change, words = REFERENCES[name]
    assert [line for line in opc.failures(planted(change)) if words in line]


def test_damage_in_the_zip_is_found() -> None:
    data = bytearray(planted(put(MAIN, "<w:titlePg/>", "")))
    place = data.index(b"<w:body>")
    data[place + 1] ^= 1
    assert opc.failures(bytes(data)) == ["word/document.xml: does not unpack to what was packed"]
