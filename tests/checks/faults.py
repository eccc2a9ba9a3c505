"""Faults of writers: what each of them does wrong to one brief, and the codes by which the checks refuse the file.

A fault of the Word or the HTML writer changes what it has made right before it is packed; one of the PDF writer changes
the objects of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pikepdf

from brief.ooxml.package import Package, Part

_WHITE = '<w:color w:val="FFFFFF"/>'
_HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
_GATE = "<w:r><w:t>Close the gate.</w:t></w:r>"


@dataclass(frozen=True)
class WordFault:
    """Other text in one part, or another part: `old` and `new` are a pattern and its replacement, all of them."""

    codes: str
    part: str = ""
    old: str = ""
    new: str | Callable[[re.Match[str]], str] = ""
    edit: Callable[[Package], None] | None = field(default=None, repr=False)
    has_pdf: bool = False  # it shows only beside the PDF

    def apply(self, package: Package) -> None:
        """Change the parts of a file that is about to be packed; raise if that changes nothing."""
        if self.edit is not None:
            self.edit(package)
        for name in [name for name in package.parts if self.part and re.fullmatch(f"word/{self.part}", name)]:
            part = package.parts[name]
            text = part.data.decode()
            changed = re.sub(self.old, self.new, text, flags=re.DOTALL)
            assert changed != text, f"{name} has no `{self.old}`"
            part.data = changed.encode()


def _add(name: str, content_type: str, kind: str, data: bytes = b"<x/>") -> Callable[[Package], None]:
    def edit(package: Package) -> None:
        package.add(Part(name, content_type, data), kind, package.parts["word/document.xml"])

    return edit


def _style(name: str, properties: str) -> tuple[str, str, Callable[[re.Match[str]], str]]:
    """Return an edit that adds properties of runs to a style."""

    def add(found: re.Match[str]) -> str:
        bare = found[0].replace("</w:style>", "<w:rPr></w:rPr></w:style>") if "<w:rPr>" not in found[0] else found[0]
        return bare.replace("<w:rPr>", f"<w:rPr>{properties}")

    return "styles.xml", rf'<w:style [^>]*w:styleId="{name}".*?</w:style>', add


def _swap_pictures(package: Package) -> None:
    one, other = (package.parts[f"word/media/image{number}.png"] for number in (1, 2))
    one.data, other.data = other.data, one.data


def _blank_picture(package: Package) -> None:
    package.parts["word/media/image1.png"].data = package.parts["word/media/image2.png"].data


def _link_elsewhere(package: Package) -> None:
    rows = package.parts["word/document.xml"].relations.rows
    for key in [key for key in rows if key[2]]:
        rows[key[0], "https://example.com/other", True] = rows.pop(key)


def _load_picture(package: Package) -> None:
    package.parts["word/document.xml"].relations.add("image", "https://example.com/a.png", is_external=True)


_WORD_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"

WORD: Mapping[str, WordFault] = {
    "another label in one header": WordFault("E412", "header2.xml", "TLP:RED", "TLP:CLEAR"),
    "a second label in a footer": WordFault(
        "E412", "footer1.xml", "</w:ftr>", "<w:p><w:r><w:t>TLP:GREEN</w:t></w:r></w:p></w:ftr>"
    ),
    "a header without its label": WordFault("E412", "header1.xml", "<w:t>TLP:RED</w:t>", ""),
    "a header without the privilege line": WordFault("E412", "header2.xml", "<w:t>Privileged[^<]*</w:t>", ""),
    "sections without a header": WordFault("E412", "document.xml", r'<w:headerRef[^>]* w:type="default"[^>]*>', ""),
    "a first page without a footer": WordFault("E412", "document.xml", r'<w:footerRef[^>]* w:type="first"[^>]*>', ""),
    "another label for the landscape page": WordFault("E412", "header3.xml", "TLP:RED", "TLP:AMBER"),
    "a label that is hidden by its style": WordFault("E412", *_style("HandlingMarkRed", "<w:vanish/>")),
    "a label as black as its strip": WordFault(
        "E412", "styles.xml", r'(w:styleId="HandlingMarkRed".*?<w:color w:val=)"FF2B2B"', r'\1"0A0A0A"'
    ),
    "a label of half a point": WordFault(
        "E412", "header1.xml", r'(<w:rStyle w:val="HandlingMarkRed"/>)', r'\1<w:sz w:val="1"/>'
    ),
    "a label beside the page": WordFault("E412", "header1.xml", r'w:xAlign="right" w:y="1"', 'w:x="30000" w:y="1"'),
    "a header beyond the page": WordFault("E412", "document.xml", r'w:header="\d+"', 'w:header="20000"'),
    "the text of a footnote lost": WordFault("E406", "footnotes.xml", "<w:t>A. Keeper[^<]*</w:t>", ""),
    "footnotes swapped": WordFault("E406", "footnotes.xml", r'w:id="1"(.*)w:id="2"', r'w:id="2"\1w:id="1"'),
    "a hidden run": WordFault("E406 E410 E411", "document.xml", _GATE, _GATE.replace("<w:r>", f"<w:r>{_HIDDEN}")),
    "a run more, and hidden": WordFault(
        "E411 E410", "document.xml", _GATE, f"{_GATE}<w:r>{_HIDDEN}<w:t>And open it.</w:t></w:r>"
    ),
    "a style that hides a list": WordFault("E410", *_style("ListNumber", "<w:vanish/>")),
    "white text by a style": WordFault("E410", *_style("FootnoteText", _WHITE)),
    "white text in a run": WordFault(
        "E410", "document.xml", _GATE, _GATE.replace("<w:r>", f"<w:r><w:rPr>{_WHITE}</w:rPr>")
    ),
    "text of half a point": WordFault(
        "E410", "document.xml", _GATE, _GATE.replace("<w:r>", '<w:r><w:rPr><w:sz w:val="1"/></w:rPr>')
    ),
    "a paragraph beside the page": WordFault(
        "E410", "document.xml", r'(<w:numId w:val="\d+"/></w:numPr>)(?=</w:pPr>)', r'\1<w:ind w:left="31000"/>'
    ),
    "a hidden row": WordFault(
        "E410 E411", "document.xml", "<w:cantSplit/></w:trPr>", "<w:cantSplit/><w:hidden/></w:trPr>"
    ),
    "an embedded file": WordFault(
        "E411",
        edit=_add("word/embeddings/a.bin", "application/vnd.openxmlformats-officedocument.oleObject", "oleObject"),
    ),
    "a zipped attachment": WordFault("E411", edit=_add("word/media/image9.zip", "application/zip", "image")),
    "custom XML": WordFault("E411", edit=_add("customXml/item1.xml", "application/xml", "customXml")),
    "comments": WordFault("E411", edit=_add("word/comments.xml", _WORD_PART.format("comments"), "comments")),
    "text of another file": WordFault("E411", "document.xml", "<w:body>", '<w:body><w:altChunk r:id="rId1"/>'),
    "a deleted text": WordFault(
        "E411", "document.xml", _GATE, f'{_GATE}<w:del w:id="9"><w:r><w:delText>Or not.</w:delText></w:r></w:del>'
    ),
    "an inserted text": WordFault("E411", "document.xml", _GATE, f'<w:ins w:id="9">{_GATE}</w:ins>'),
    "alternate content": WordFault(
        "E411", "document.xml", "<w:t>Close the gate.</w:t>",
        "<mc:AlternateContent><mc:Choice><w:t>Close the gate.</w:t></mc:Choice></mc:AlternateContent>",
    ),
    "a comment of XML": WordFault("E411", "document.xml", "<w:body>", "<w:body><!-- settle quietly -->"),
    "a field that loads a file": WordFault("E411", "header1.xml", " STYLEREF 1 ", " INCLUDETEXT secret.docx "),
    "a picture from outside": WordFault("E411", edit=_load_picture),
    "paragraph numbers off by one": WordFault("E406", "numbering.xml", r'<w:start w:val="1"/>', '<w:start w:val="2"/>'),
    "a list that goes on": WordFault("E406", "document.xml", r'<w:numId w:val="5"/>', '<w:numId w:val="4"/>'),
    "a header row lost": WordFault("E406", "document.xml", "<w:tblHeader/>", ""),
    "a column lost": WordFault(
        "E406", "document.xml", r"<w:tc>(?:(?!</w:tc>).)*<w:t>(?:Depth|12|7)</w:t>.*?</w:tc>", ""
    ),
    "a cell that spans two rows": WordFault(
        "E406", "document.xml",
        r'(w="2690" w:type="dxa"/>)(</w:tcPr>(?:(?!<w:tc>).)*North.*?w="2690" w:type="dxa"/>)',
        r'\1<w:vMerge w:val="restart"/>\2<w:vMerge/>',
    ),
    "a link elsewhere": WordFault("E406", edit=_link_elsewhere),
    "a reference elsewhere": WordFault("E406", "document.xml", 'w:anchor="record"', 'w:anchor="sources"'),
    "bookmarks of two headings swapped": WordFault(
        "E406", "document.xml", r'(bookmarkStart[^>]*w:name=)"heading_1"(.*bookmarkStart[^>]*w:name=)"heading_1_1"',
        r'\1"heading_1_1"\2"heading_1"',
    ),
    "a wrong page number in the contents": WordFault(
        "E406", "document.xml", r"(PAGEREF record .*?<w:t>)3(</w:t>)", r"\g<1>2\2", has_pdf=True
    ),
    "an alternative text lost": WordFault("E406", "document.xml", ' descr="Dark stones"', ""),
    "two pictures swapped": WordFault("E406", edit=_swap_pictures),
    "a picture twice": WordFault("E406", edit=_blank_picture),
    "a language lost": WordFault("E406", "document.xml", '<w:lang w:val="fr"/>', ""),
    "a run twice": WordFault("E406", "document.xml", _GATE, _GATE * 2),
    "another level of a heading": WordFault("E406", "document.xml", '"Heading2"', '"Heading1"'),
    "another claim": WordFault("E406", "document.xml", '<w:tag w:val="c-lean"/>', '<w:tag w:val="c-tilt"/>'),
}  # fmt: skip


@dataclass(frozen=True)
class PdfFault:
    """A change of the objects of a PDF."""

    codes: str
    edit: Callable[[pikepdf.Pdf], None] = field(repr=False)


def _append(operators: str, page: int = 0) -> Callable[[pikepdf.Pdf], None]:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[page].contents_add(pikepdf.Stream(pdf, operators.encode()))

    return edit


def _operators(
    change: Callable[[list[pikepdf.Object], str], list[tuple[list[object], str]]], page: int = 0
) -> Callable[[pikepdf.Pdf], None]:
    """Return an edit that replaces each operator of a page by others."""

    def edit(pdf: pikepdf.Pdf) -> None:
        rows: list[tuple[list[object], pikepdf.Operator]] = []
        for row in pikepdf.parse_content_stream(pdf.pages[page]):
            changed = change(list(row.operands), str(row.operator))
            rows += [(operands, pikepdf.Operator(operator)) for operands, operator in changed]
        pdf.pages[page].Contents = pikepdf.Stream(pdf, pikepdf.unparse_content_stream(rows))

    return edit


def _after(operator: str, *more: tuple[list[object], str]) -> Callable[[pikepdf.Pdf], None]:
    return _operators(lambda operands, found: [(operands, found), *(more if found == operator else ())])


def _moved(operands: list[pikepdf.Object], operator: str) -> list[tuple[list[object], str]]:
    moved = [*operands[:4], 2000, operands[5]] if operator == "Tm" else operands
    return [(moved, operator)]


def _shrunk(operands: list[pikepdf.Object], operator: str) -> list[tuple[list[object], str]]:
    if operator != "Tm":
        return [(operands, operator)]
    return [([*(float(part) * 0.02 for part in operands[:4]), *operands[4:]], operator)]


def _without(name: str) -> Callable[[list[pikepdf.Object], str], list[tuple[list[object], str]]]:
    return lambda operands, operator: [] if operator == name else [(operands, operator)]


def _elements(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    return [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == f"/{kind}"]


def _attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["notes.zip"] = pikepdf.AttachedFileSpec(pdf, b"PK\3\4")


def _run_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())


def _layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="draft"))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))


def _annotate(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[10, 10, 20, 20], Contents="Settle quietly."
    )
    pdf.pages[0].Annots.append(pdf.make_indirect(note))


def _crop(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].CropBox = [0, 400, 595, 842]


def _link_away(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if "/A" in annotation:
                annotation.A.URI = pikepdf.String("https://example.com/other")


def _lead_elsewhere(pdf: pikepdf.Pdf) -> None:
    for annotation in pdf.pages[0].Annots:
        if annotation.get("/Dest") == "record":
            annotation.Dest = pikepdf.String("sources")


def _set(kind: str, key: str, value: object, place: int = 0) -> Callable[[pikepdf.Pdf], None]:
    def edit(pdf: pikepdf.Pdf) -> None:
        found = [one for one in _elements(pdf, kind) if key in one]
        found[place][key] = value

    return edit


def _unlabel_cells(pdf: pikepdf.Pdf) -> None:
    for one in _elements(pdf, "TH"):
        one.S = pikepdf.Name.TD


def _swap_tags(pdf: pikepdf.Pdf) -> None:
    (list_, *_) = [one for one in _elements(pdf, "L") if len(one.K) > 1]
    list_.K = pikepdf.Array(reversed(list(list_.K)))


def _forget_characters(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one:
            del one["/ToUnicode"]


def _pictures(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]


def _swap_images(pdf: pikepdf.Pdf) -> None:
    names = pdf.pages[0].Resources.XObject
    images = [key for key in names if names[key].get("/Subtype") == "/Image"]
    assert len(images) == 2
    names[images[0]], names[images[1]] = names[images[1]], names[images[0]]


def _other_pixels(pdf: pikepdf.Pdf) -> None:
    for one in _pictures(pdf):
        data = one.read_bytes()
        one.write(bytes(255 - value for value in data[:1]) + data[1:])


def _bookmark(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Outlines.First[key] = value

    return edit


def _lose_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].Contents = pikepdf.Stream(pdf, b"")


def _untag(pdf: pikepdf.Pdf) -> None:
    def change(operands: list[pikepdf.Object], operator: str) -> list[tuple[list[object], str]]:
        if operator == "BDC" and operands[1].get("/MCID") == 61:
            return [([pikepdf.Name.Artifact], "BMC")]
        return [(operands, operator)]

    _operators(change)(pdf)


def _transparent(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.ExtGState["/Gone"] = pikepdf.Dictionary(ca=0, CA=0)
    _after("BT", ([pikepdf.Name.Gone], "gs"))(pdf)


_SHEET = "q 1 1 1 rg 0 0 900 900 re f Q"
PDF: Mapping[str, PdfFault] = {
    "a page under a white sheet": PdfFault("E412 E410", _append(_SHEET)),
    "a page under a pale picture": PdfFault("E412 E410", _append("q .97 .98 1 rg 0 0 900 900 re f Q")),
    "one line under a white strip": PdfFault("E410", _append("q 1 1 1 rg 120 500 400 60 re f Q")),
    "a label under a black strip": PdfFault("E412", _append("q 0 0 0 rg 400 800 195 42 re f Q")),
    "a label painted over on the last page": PdfFault("E412", _append("q 1 1 1 rg 400 0 195 50 re f Q", 2)),
    "invisible text": PdfFault("E412 E410", _after("BT", ([3], "Tr"))),
    "white text": PdfFault("E412 E410", _after("BT", ([1, 1, 1], "rg"))),
    "almost white text": PdfFault("E412 E410", _after("BT", ([0.92, 0.92, 0.92], "rg"))),
    "transparent text": PdfFault("E412 E410", _transparent),
    "text beside the sheet": PdfFault("E412 E410", _operators(_moved)),
    "tiny text": PdfFault("E412 E410", _operators(_shrunk)),
    "text cut off by a path": PdfFault("E412 E410", lambda pdf: pdf.pages[0].contents_add(
        pikepdf.Stream(pdf, b"0 0 300 842 re W n"), prepend=True)),
    "a page cut off": PdfFault("E412 E410 E411", _crop),
    "an attachment": PdfFault("E411", _attach),
    "a script": PdfFault("E411", _run_script),
    "a form": PdfFault("E411", _form),
    "a layer that is off": PdfFault("E411", _layer),
    "a comment": PdfFault("E411", _annotate),
    "a link elsewhere": PdfFault("E406", _link_away),
    "a reference elsewhere": PdfFault("E406", _lead_elsewhere),
    "an alternative text lost": PdfFault("E406", _set("Figure", "/Alt", "Stones")),
    "a language lost": PdfFault("E406", _set("Span", "/Lang", "en")),
    "a header row lost": PdfFault("E406", _unlabel_cells),
    "the order of tags reversed": PdfFault("E406", _swap_tags),
    "an artifact instead of a tag": PdfFault("E406", _untag),
    "fonts that do not say their characters": PdfFault("E404 E407 E412", _forget_characters),
    "a page lost": PdfFault("E406 E412", _lose_page),
    "text lost": PdfFault("E404 E406 E412", _operators(_without("TJ"))),
    "two pictures swapped": PdfFault("E406", _swap_images),
    "other pixels": PdfFault("E406", _other_pixels),
    "pictures lost": PdfFault("E406", _operators(_without("Do"))),
    "a bookmark to another heading": PdfFault("E406", _bookmark("/Dest", "sources")),
    "a bookmark with other words": PdfFault("E406", _bookmark("/Title", "What was not seen")),
}  # fmt: skip


@dataclass(frozen=True)
class HtmlFault:
    """Other text in the file: a pattern and its replacement."""

    codes: str
    old: str
    new: str


def _css(rule: str) -> tuple[str, str]:
    return "</style>", f"{rule}</style>"


HTML: Mapping[str, HtmlFault] = {
    "another label": HtmlFault("E412", r">TLP:RED</p>(?!.*TLP:RED</p>)", ">TLP:CLEAR</p>"),
    "a label lost": HtmlFault("E412", r'<p class="mark">TLP:RED</p>(?=.*<main)', ""),
    "a privilege line lost": HtmlFault("E412", r'<p class="privilege">[^<]*</p>(?=.*<main)', ""),
    "a label that is not displayed": HtmlFault("E412 E410", *_css(".mark { display: none }")),
    "a label that is not printed": HtmlFault("E412", *_css("@media print { .furniture { display: none } }")),
    "a label as black as its strip": HtmlFault("E412 E410", *_css(".furniture .mark { color: black }")),
    "text that is not displayed": HtmlFault("E410", *_css("ol li { display: none }")),
    "hidden text": HtmlFault("E410", *_css("main p { visibility: hidden }")),
    "transparent text": HtmlFault("E410", *_css("main p { opacity: .01 }")),
    "white text": HtmlFault("E410", *_css("td { color: #fff }")),
    "tiny text": HtmlFault("E410", *_css(".notes li { font-size: 1px }")),
    "text beside the page": HtmlFault("E410", *_css("h2 { position: absolute; left: -9999px }")),
    "text cut off": HtmlFault("E410", *_css("figcaption { clip-path: inset(100%) }")),
    "text that narrow screens do not show": HtmlFault(
        "E410", *_css("@media (max-width: 20rem) { .numbered { display: none } }")
    ),
    "a hidden element": HtmlFault("E410 E411", "<h2 ", "<h2 hidden "),
    "an element hidden from screen readers": HtmlFault("E410 E411", "<h2 ", '<h2 aria-hidden="true" '),
    "a script": HtmlFault("E411", "</body>", "<script>report()</script></body>"),
    "a comment": HtmlFault("E411", "</body>", "<!-- settle quietly --></body>"),
    "a frame": HtmlFault("E406 E411", "</main>", '<iframe src="https://example.com"></iframe></main>'),
    "something that acts": HtmlFault("E411", "<h2 ", '<h2 onclick="report()" '),
    "a text in an address": HtmlFault(
        "E406 E411", 'href="https://example.org/plan"', 'href="data:text/plain;base64,U2V0dGxlLg=="'
    ),
    "a style sheet from outside": HtmlFault("E411", *_css("@import 'https://example.com/a.css';")),
    "a background from outside": HtmlFault("E411", *_css("body { background: url(https://example.com/a.png) }")),
    "a policy lost": HtmlFault("E411", r"<meta http-equiv[^>]*>", ""),
    "the text of a note lost": HtmlFault("E406", "A. Keeper, The log", "The log"),
    "a link elsewhere": HtmlFault("E406", "https://example.org/plan", "https://example.org/other"),
    "an alternative text lost": HtmlFault("E406", 'alt="Dark stones"', 'alt=""'),
    "a header cell lost": HtmlFault("E406", r"<th\b([^>]*)>Pier</th>", r"<td>Pier</td>"),
    "a language lost": HtmlFault("E406", ' lang="fr"', ""),
    "a paragraph twice": HtmlFault("E406", r"(<p>The second round.*?</p>|<li>Close the gate.</li>)", r"\1\1"),
    "two pictures swapped": HtmlFault(
        "E406", r'src="(data:image/png[^"]*)"(.*?)src="(data:image/png[^"]*)"', r'src="\3"\2src="\1"'
    ),
}  # fmt: skip
