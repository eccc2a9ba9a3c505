"""Files that leak on purpose: one clean file of each format, and ways to hide words in it."""

from __future__ import annotations

import base64
import io
import quopri
import struct
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

SHOWN = "The company answered the question that was put to it in public."
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title>'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)


JPEG = b"\xff\xd8\xff\xfe" + b"%s" + b"\xff\xda" + b"\x90" * 20 + b"\xff\xd9"


def spellings(words: str) -> Mapping[str, str]:
    """Return words as they stand in text that hides them from a search for the words themselves."""
    data = words.encode()
    packed = zlib.compress(data)
    return {
        "base64": base64.b64encode(data).decode(),
        "base64 of UTF-16": base64.b64encode(words.encode("utf-16")).decode(),
        "base64 of base64": base64.b64encode(base64.b64encode(data)).decode(),
        "base64 of deflated": base64.b64encode(packed).decode(),
        "base64 of an address": base64.urlsafe_b64encode(b"??>>" + data).decode(),
        "hexadecimal": data.hex(),
        "percent signs": "".join(f"%{byte:02X}" for byte in data),
        "quoted-printable": quopri.encodestring(data, quotetabs=True).decode().replace("u", "=75"),
        "a script's escapes": "".join(f"\\u{ord(letter):04x}" for letter in words),
        "a style sheet's escapes": "".join(f"\\{ord(letter):x} " for letter in words),
        "octal": "".join(f"\\{ord(letter):03o}" for letter in words),
        "entities twice": "".join(f"&amp;#{ord(letter)};" for letter in words),
    }


def jpeg(words: str) -> bytes:
    """Return the frame of a JPEG with a comment."""
    held = words.encode()
    return JPEG % (struct.pack(">H", len(held) + 2) + held)


def png(words: str, kind: bytes) -> bytes:
    """Return the frame of a PNG with words in a chunk, which is deflated where its kind says so."""
    said = b"Title\0" + (b"\0" + zlib.compress(words.encode()) if kind == b"zTXt" else words.encode("latin-1"))
    chunks = {kind: said, b"IEND": b""}
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))
        for name, held in chunks.items()
    )


def pdf(change: Callable[[Pdf], None] = lambda _: None, *pages: str) -> bytes:
    """Make a PDF whose pages hold these content streams in Helvetica, changed once before it is saved."""
    made = Pdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    for stream in pages or (set_text(SHOWN),):
        page = made.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = made.make_stream(stream.encode("latin-1"))
    change(made)
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()


def set_text(words: str, at: str = "50 700", before: str = "") -> str:
    return f"BT /F1 12 Tf {before} {at} Td ({words}) Tj ET\n"


def letter_by_letter(words: str) -> tuple[str, str]:
    """Return two pages with one letter to a line, the break in the middle."""
    half = len(words) // 2
    lines = ["".join(f"BT /F1 12 Tf 50 {800 - 14 * index} Td ({letter}) Tj ET\n" for index, letter in enumerate(part))
             for part in (words[:half], words[half:])]  # fmt: skip
    return lines[0], lines[1]


def pdf_leaks(words: str) -> Mapping[str, bytes]:
    """Return a leaky PDF for each hiding place."""
    shown = set_text(SHOWN)

    def root(**entries: pikepdf.Object) -> Callable[[Pdf], None]:
        return lambda made: (
            [setattr(made.Root, key, made.make_indirect(held)) for key, held in entries.items()] and None
        )

    def bookmark(made: Pdf) -> None:
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(words, 0))

    def attach(made: Pdf) -> None:
        made.attachments["data.csv"] = words.encode("utf-16")

    def metadata(made: Pdf) -> None:
        made.Root.Metadata = made.make_stream(XMP.format(words).encode(), Type=Name.Metadata, Subtype=Name.XML)

    def comment(made: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String(words))
        made.pages[0].Annots = Array([made.make_indirect(note)])

    def unused_form(made: Pdf) -> None:
        form = made.make_stream(
            set_text(words).encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9])
        )
        made.pages[0].Resources.XObject = Dictionary(X=form)

    def replaced_text(made: Pdf) -> None:
        marked = f"/Span << /ActualText ({words}) >> BDC {shown} EMC"
        made.pages[0].Contents = made.make_stream(marked.encode())

    def stream(data: bytes, **entries: pikepdf.Object | int) -> Callable[[Pdf], None]:
        return lambda made: made.Root.__setitem__("/PieceInfo", made.make_stream(data, **entries))

    middle = words.index(" ", len(words) // 2)
    shown_in_hex = f"BT /F1 12 Tf 50 600 Td [{' 20 '.join(f'<{ord(letter):02x}>' for letter in words)}] TJ ET"
    replaced_in_hex = f"/Span << /ActualText <feff{words.encode('utf-16-be').hex()}> >> BDC EMC"
    return {
        "hexadecimal strings": pdf(stream(shown_in_hex.encode())),
        "hexadecimal ActualText": pdf(stream(replaced_in_hex.encode())),
        "UTF-16 in a stream": pdf(stream(words.encode("utf-16-le"))),
        "UTF-32 in a stream": pdf(stream(words.encode("utf-32-be"))),
        "deflated in a stream": pdf(stream(zlib.compress(words.encode()))),
        "base64 in a stream": pdf(stream(base64.b64encode(words.encode()))),
        "comment of a picture": pdf(stream(jpeg(words), Subtype=Name.Image, Filter=Name.DCTDecode)),
        "name of a font": pdf(stream(b"\1\2\3" + words.encode("utf-16-be") + b"\4\5", Length1=9)),
        "key": pdf(stream(b"", **{words.replace(" ", "#20"): 1})),
        "after the end": pdf() + b"\n% " + words.encode(),
        "plain": pdf(lambda _: None, shown + set_text(words, "50 600")),
        "white": pdf(lambda _: None, shown + "1 1 1 rg " + set_text(words, "50 600")),
        "invisible": pdf(lambda _: None, shown + set_text(words, "50 600", "3 Tr")),
        "tiny": pdf(lambda _: None, shown + f"BT /F1 0.1 Tf 50 600 Td ({words}) Tj ET"),
        "off the page": pdf(lambda _: None, shown + set_text(words, "-900 600")),
        "clipped": pdf(lambda _: None, shown + "q 0 0 1 1 re W n " + set_text(words, "50 600") + "Q"),
        "on two pages": pdf(lambda _: None, set_text(words[:middle]), set_text(words[middle + 1 :])),
        "letter by letter": pdf(lambda _: None, shown, *letter_by_letter(words)),
        "kerned": pdf(lambda _: None, shown + f"BT /F1 12 Tf 50 600 Td [{' 20 '.join(f'({c})' for c in words)}] TJ ET"),
        "bookmark": pdf(bookmark),
        "document title": pdf(lambda made: setattr(made.docinfo, "Title", String(words))),
        "XMP": pdf(metadata),
        "attachment": pdf(attach),
        "comment": pdf(comment),
        "alternative text": pdf(root(StructTreeRoot=Dictionary(K=Dictionary(S=Name.Figure, Alt=String(words))))),
        "unused form": pdf(unused_form),
        "ActualText": pdf(replaced_text),
        "named place": pdf(root(Names=Dictionary(Dests=Dictionary(Names=Array([String(words), Array([])]))))),
    }  # fmt: skip


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(parts: Mapping[str, str | bytes] | None = None, body: str = "", comment: str = "", said: str = SHOWN) -> bytes:
    """Make a small DOCX with this in its body, these parts beside it and this comment on the archive."""
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{TYPES}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:wp="{DRAWING}"><w:body>'
        f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>{body}</w:body></w:document>",
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in whole.items():
            package.writestr(name, part)
        package.comment = comment.encode()
    return out.getvalue()


def run(words: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def citation(*words: str) -> str:
    """Return a mark for a table of authorities whose words are parted over as many runs."""
    told = [' TA \\l "', *(f"{word} " for word in words), '" \\c 1 ']
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return begin + "".join(run(each, "instrText") for each in told) + end


def part(words: str, tag: str) -> str:
    return f'<w:{tag} xmlns:w="{WORD}"><w:p>{run(words)}</w:p></w:{tag}>'


def link(words: str) -> str:
    target = f"https://x.example/{words.replace(' ', '_')}"
    relation = f'<Relationship Id="r" Type="t" TargetMode="External" Target="{target}"/>'
    return f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>'


def docx_leaks(words: str) -> Mapping[str, bytes]:
    """Return a leaky DOCX for each hiding place."""
    soft = "\u00ad".join(words)
    return {
        "title of a picture": docx({"word/media/image1.png": png(words, b"tEXt")}),
        "packed title of a picture": docx({"word/media/image1.png": png(words, b"zTXt")}),
        "after a picture's end": docx({"word/media/image1.png": png("x", b"tEXt") + words.encode()}),
        "name of a font": docx({"word/fonts/font1.odttf": bytes(40) + words.encode("utf-16-be")}),
        "UTF-32": docx({"customXml/item1.bin": words.encode("utf-32-le")}),
        "before the archive": b"PK-" + words.encode() + docx(),
        **{f"{name} in a part": docx({"customXml/item1.xml": f"<a>{held}</a>"}) for name, held in
           spellings(words).items()},
        "plain": docx(body=f"<w:p>{run(words)}</w:p>"),
        "letter by letter": docx(body=f"<w:p>{''.join(run(letter) for letter in words)}</w:p>"),
        "word by paragraph": docx(body="".join(f"<w:p>{run(word)}</w:p>" for word in words.split())),
        "hidden": docx(body=f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{words}</w:t></w:r></w:p>"),
        "soft hyphens": docx(body=f"<w:p>{run(soft)}</w:p>"),
        "deleted": docx(body=f'<w:p><w:del w:id="1" w:author="x">{run(words, "delText")}</w:del></w:p>'),
        "its editor": docx(body=f'<w:p><w:ins w:id="1" w:author="{words}"><w:r/></w:ins></w:p>'),
        "alternative text": docx(body=f'<w:p><w:r><wp:docPr id="1" name="a" descr="{words}"/></w:r></w:p>'),
        "bookmark": docx(body=f'<w:p><w:bookmarkStart w:id="1" w:name="{words.replace(" ", "-")}"/></w:p>'),
        "field": docx(body=f"<w:p>{run(words, 'instrText')}</w:p>"),
        "mark of a citation": docx(body=f"<w:p>{citation(*words.split())}</w:p>"),
        "XML comment": docx(body=f"<!--{words}-->"),
        "comments": docx({"word/comments.xml": part(words, "comments")}),
        "footnotes": docx({"word/footnotes.xml": part(words, "footnotes")}),
        "header": docx({"word/header1.xml": part(words, "hdr")}),
        "properties": docx({"docProps/core.xml": f"<p><title>{words}</title></p>"}),
        "custom properties": docx({"docProps/custom.xml": f"<p><v>{words}</v></p>"}),
        "part name": docx({f"word/media/{words.replace(' ', '-')}.png": b"x"}),
        "link": docx({"word/_rels/document.xml.rels": link(words)}),
        "style name": docx({"word/styles.xml": f'<w:styles xmlns:w="{WORD}"><w:name w:val="{words}"/></w:styles>'}),
        "own data": docx({"customXml/item1.bin": words.encode("utf-16-le")}),
        "archive comment": docx(comment=words),
        "compatibility letters": docx(body=f"<w:p>{run(words.replace('fi', 'ﬁ').upper())}</w:p>"),
    }  # fmt: skip


def html(inner: str = "", head: str = "", said: str = SHOWN) -> bytes:
    page = f'<html lang="en"><head><title>t</title>{head}</head><body><p>{said}</p>{inner}</body></html>'
    return f"<!DOCTYPE html>{page}".encode()


def html_leaks(words: str) -> Mapping[str, bytes]:
    """Return a leaky HTML file for each hiding place."""
    slug = words.replace(" ", "-")
    title = base64.b64encode(png(words, b"zTXt")).decode()
    return {
        "title of a picture": html(f'<img alt="" src="data:image/png;base64,{title}">'),
        "document type": html().replace(b"<!DOCTYPE html>", f"<!DOCTYPE html SYSTEM '{words}'>".encode()),
        "second attribute": html(f'<p class="a" class="{words}"></p>'),
        "coded address": html(
            f'<a href="https://x.example/{urllib.parse.quote(base64.b64encode(words.encode()))}">x</a>'
        ),
        **{f"{name} in a comment": html(f"<!-- {held} -->") for name, held in spellings(words).items()},
        "plain": html(f"<p>{words}</p>"),
        "letter by letter": html("".join(f"<b>{letter}</b>" for letter in words)),
        "zero width": html("<p>" + "\u200b".join(words) + "</p>"),
        "entities": html("<p>" + "".join(f"&#{ord(letter)};" for letter in words) + "</p>"),
        "hidden": html(f'<p hidden style="display:none">{words}</p>'),
        "comment": html(f"<!-- {words} -->"),
        "alternative text": html(f'<img src="a.png" alt="{words}">'),
        "anchor": html(f'<p id="{slug}"></p>'),
        "address": html(f'<a href="https://x.example/{slug}">x</a>'),
        "data": html(f'<p data-x="{words}"></p>'),
        "meta": html(head=f'<meta name="description" content="{words}">'),
        "style": html(head=f"<style>/* {words} */</style>"),
        "script": html(head=f"<script>// {words}</script>"),
        "picture": html(f'<img alt="" src="data:image/svg+xml,<svg><desc>{words.replace(" ", "%20")}</desc></svg>">'),
    }
