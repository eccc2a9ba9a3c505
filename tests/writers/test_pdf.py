from __future__ import annotations

import io
import os
import subprocess
import sys
import unicodedata
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from brief.diagnostics.problems import BriefError
from brief.page.vocabulary import Page
from brief.writers.pdf import write
from brief.writers.pdf.engine import load
from tests.writers import paper
from tests.writers.docx_file import theme


def codes(page: Page) -> list[str]:
    with pytest.raises(BriefError) as caught:
        write(page)
    return [problem.code for problem in caught.value.problems]


def error_text(page: Page) -> str:
    with pytest.raises(BriefError) as caught:
        write(page)
    return str(caught.value)


HEAD = (
    '<meta name="author" content="Ann"><meta name="author" content="Bée">'
    '<meta name="description" content="On &amp; off">'
    '<meta name="keywords" content="one, two"><meta name="dcterms.created" content="2026-11-23">'
    '<meta name="brief.reference" content="BR-1"><meta name="brief.audience" content="board">'
    '<meta name="brief.version" content="1.2">'
)


def test_the_properties_of_the_page_become_those_of_the_file() -> None:
    with pikepdf.open(io.BytesIO(write(paper.page("<p>x</p>", head=HEAD)))) as pdf:
        information = {key: str(value) for key, value in pdf.docinfo.items()}
        packet = pdf.Root.Metadata.read_raw_bytes().decode()
        assert pdf.Root.Lang == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert information == {
        "/Title": "A title",
        "/Author": "Ann, Bée",
        "/Subject": "On & off",
        "/Keywords": "one, two",
        "/Creator": "brief",
        "/Producer": "brief, with WeasyPrint",
        "/CreationDate": "D:20261123000000Z",
        "/ModDate": "D:20261123000000Z",
    }
    for part in (
        "<pdfaid:part>2<",
        "<pdfuaid:part>1<",
        ">BR-1<",
        "<brief:audience>board<",
        "<brief:version>1.2<",
        ">On &amp; off<",
        ">2026-11-23T00:00:00Z<",
    ):
        assert part in packet


def test_a_page_without_a_date_gives_a_file_without_one() -> None:
    with pikepdf.open(io.BytesIO(write(paper.page("<p>x</p>")))) as pdf:
        assert "/CreationDate" not in pdf.docinfo


def test_bookmarks_are_the_headings_with_their_numbers_and_without_their_notes() -> None:
    fragment = (
        '<h2><span class="number">1</span>First<span class="note">n</span> part</h2><h3>Inner</h3><h2>Second</h2>'
    )
    with pikepdf.open(io.BytesIO(write(paper.page(fragment)))) as pdf, pdf.open_outline() as outline:
        first = outline.root[0]
        assert [item.title for item in first.children] == ["1 First part", "Second"]
        assert [item.title for item in first.children[0].children] == ["Inner"]


@pytest.mark.parametrize(
    ("fragment", "css", "address"),
    [
        ('<p><img src="http://example.org/x.png" alt="x"></p>', "", "http://example.org/x.png"),
        ('<p><img src="images/none.png" alt="x"></p>', "", "https://brief.invalid/images/none.png"),
        ('<p><img src="data:image/png;base64,AAAA" alt="x"></p>', "", "data:image/png"),
        ('<p><img src="../../etc/passwd" alt="x"></p>', "", "https://brief.invalid/etc/passwd"),
        ("<p>x</p>", "p { background: url(file:///etc/passwd) }", "file:///etc/passwd"),
        ("<p>x</p>", "@font-face { font-family: F; src: url(http://example.org/f.ttf) }", "http://example.org/f.ttf"),
    ],
)
def test_nothing_but_the_pages_own_assets_is_ever_read(fragment: str, css: str, address: str) -> None:
    page = paper.page(fragment, css)
    assert codes(page) == ["E401"]
    assert address in error_text(page)


def test_a_picture_inside_a_picture_is_refused_too() -> None:
    inner = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>'
    page = paper.page('<p><img src="a.svg" alt="x"></p>', assets={"a.svg": inner})
    assert "file:///etc/passwd" in error_text(page)


@pytest.mark.parametrize(
    ("fragment", "css", "words"),
    [
        ("<p>x</p>", "p { colour: red }", "colour"),
        ('<p><a href="#none">x</a></p>', "", "#none"),
        ('<p><img src="a.png" alt="x"></p>', "", "a.png"),
    ],
)
def test_whatever_the_engine_warns_of_is_an_error(fragment: str, css: str, words: str) -> None:
    assert words in error_text(paper.page(fragment, css, assets={"a.png": b"no picture"}))


def test_a_character_without_a_glyph_is_named_with_its_place() -> None:
    page = paper.page('<h2 id="s">Second part</h2><p>a \U00012000 sign</p>')
    assert codes(page) == ["E402"]
    assert error_text(page) == (
        "E402/no-glyph: no font has `\U00012000` (U+12000, CUNEIFORM SIGN A) near `#s` under “Second part”"
    )


def test_writing_from_right_to_left_and_symbols_need_no_font_of_the_machine() -> None:
    fragment = '<p lang="he" dir="rtl">שלום</p><p lang="ar" dir="rtl">مرحبا</p><p>a ☒ ◐ → ✓ e\u0301 \u200b</p>'
    data = write(paper.page(fragment))
    families = {"SourceSerif", "NotoSansHebrew", "IBMPlexSansArabic", "NotoSansSymbols", "SourceSans"}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = {str(font.BaseFont)[8:].replace("-", "") for font in pdf.pages[0].Resources.Font.values()}
    assert names
    assert all(any(name.startswith(family) for family in families) for name in names)
    assert "☒" in paper.text(data)


def test_every_glyph_is_mapped_to_a_character() -> None:
    data = write(paper.page('<p lang="ar" dir="rtl">بحث شين ثابت</p>'))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        maps = [font.ToUnicode.read_bytes() for font in pdf.pages[0].Resources.Font.values()]
    assert any(b"<0628>" in one for one in maps)
    assert not any(b"<>" in one for one in maps)


def test_no_stream_ends_with_half_a_line_end() -> None:
    import pydyf

    from brief.writers.pdf.streams import compress_all

    load()
    number = next(n for n in range(100000) if zlib.compress(b"%d" % n, 9).endswith(b"\r"))
    pdf = pydyf.PDF()
    pdf.add_object(pydyf.Stream([b"%d" % number], compress=True))
    pdf.add_object(pydyf.Stream(["q", 1.5, b"w"], compress=True))
    compress_all(pdf)
    ending, mixed = pdf.objects[-2:]
    assert zlib.decompress(ending.stream[0]) == b"%d\n" % number
    assert not ending.stream[0].endswith(b"\r")
    assert zlib.decompress(mixed.stream[0]) == b"q\n1.5\nw"


def test_a_page_without_fonts_and_a_file_that_is_none_are_errors_and_no_crash() -> None:
    page = paper.page("<p>x</p>")
    assert codes(Page(page.html, "", {}, page.theme)) == ["E306"]
    with pytest.raises(BriefError, match="fonts/bad.ttf"):
        write(Page(page.html, "", {"fonts/bad.ttf": b"no font"}, page.theme))


def test_a_note_taller_than_a_page_is_an_error_with_the_length_that_it_may_have() -> None:
    page = paper.page(f'<p>call<span class="note">{"many words again " * 900}</span></p>')
    assert codes(page) == ["E403"]
    assert "a page has room for" in error_text(page)


def test_a_raster_picture_is_not_smoothed() -> None:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (2, 2), "red").save(buffer, "PNG")
    page = paper.page(
        '<p><img src="a.png" alt="red"></p>', "img { image-rendering: auto }", assets={"a.png": buffer.getvalue()}
    )
    assert b"/Interpolate true" not in _unpacked(write(page))


def _unpacked(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def test_the_same_page_gives_the_same_bytes_in_threads() -> None:
    page = paper.sample("executive")
    with ThreadPoolExecutor(3) as pool:
        assert len(set(pool.map(write, [page] * 3))) == 1


@pytest.mark.slow
def test_the_same_page_gives_the_same_bytes_everywhere_and_no_program_is_started(
    tmp_path: Path, checkout: Path
) -> None:
    program = """
import sys
def report(event, arguments):
    if event in {"subprocess.Popen", "os.posix_spawn", "os.exec", "os.fork", "os.forkpty", "os.system"}:
        print(event, *arguments, file=sys.stderr)
sys.addaudithook(report)
from tests.writers import paper
from brief.writers.pdf import write
sys.stdout.buffer.write(write(paper.sample("general")))
"""
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(
        "<fontconfig><dir>/usr/share/fonts</dir><match><edit name='hintstyle'><int>3</int></edit></match></fontconfig>"
    )
    surroundings = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "FONTCONFIG_FILE": str(fonts), "HOME": str(tmp_path)},
    ]
    files = set()
    for surrounding in surroundings:
        environment = {**os.environ, "PYTHONPATH": f"{checkout / 'pipeline'}{os.pathsep}{checkout}", **surrounding}
        run = subprocess.run(
            [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, check=True
        )
        assert run.stderr == b""
        files.add(run.stdout)
    assert files == {write(paper.sample("general"))}


def test_a_missing_library_is_an_error_of_the_environment_and_prints_nothing(tmp_path: Path, checkout: Path) -> None:
    # A stand-in package that fails as WeasyPrint does where Pango is missing.
    (tmp_path / "weasyprint.py").write_text("print('a banner')\nraise OSError(\"cannot load library 'pango'\")\n")
    program = (
        "from brief.diagnostics.problems import BriefError\n"
        "from brief.writers.pdf.engine import load\n"
        "try:\n    load()\nexcept BriefError as error:\n    print(error, int(error.exit))\n"
    )
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{checkout / 'pipeline'}"}
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert (
        run.stdout == "E501/no-pango: Pango or one of its libraries cannot be loaded: cannot load library 'pango' 3\n"
    )


def test_a_version_that_was_not_checked_is_refused(tmp_path: Path, checkout: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("__version__ = '99.0'\n")
    program = (
        "from brief.diagnostics.problems import BriefError\n"
        "from brief.writers.pdf.engine import load\n"
        "try:\n    load()\nexcept BriefError as error:\n    print(error, int(error.exit))\n"
    )
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{checkout / 'pipeline'}"}
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout == "E505/engine-version: WeasyPrint 99.0 is not supported 3\n"


@pytest.mark.parametrize(
    "text", ["caf\u00e9 \u00e7\u030c", "c\u0327\u030c x\u0302\u0304 \u1eadn", "e\u0301 e\u0302 z\u0301"]
)
def test_letters_with_marks_are_read_back_as_they_were_written(text):
    assert unicodedata.normalize("NFC", text) in unicodedata.normalize("NFC", " ".join(paper.words(paper_of(text))))


def test_a_bracket_first_met_from_right_to_left_is_itself_elsewhere():
    data = paper_of('<span dir="rtl" lang="he">\u05e9\u05dc\u05d5\u05dd (\u05d0)</span> and (b) [c]')
    assert "and (b) [c]" in " ".join(paper.words(data))


def paper_of(text: str) -> bytes:
    return write(paper.page(f"<p>{text}</p>"))


def test_a_drawing_that_is_shown_as_pixels_has_the_size_of_the_drawing() -> None:
    import pypdfium2
    import pypdfium2.raw as pdfium

    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><mask id="m"><path d="M0 0h40v20H0z" '
        b'fill="#fff"/></mask><path d="M0 0h40v20H0z" mask="url(#m)"/></svg>'
    )
    page = paper.page('<p><img src="a.svg" alt="A square" width="40" height="20"></p>', assets={"a.svg": drawing})
    data = write(replace(page, theme=theme("general")))
    with pypdfium2.PdfDocument(data) as document:
        images = document[0].get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5)
        left, bottom, right, top = next(images).get_bounds()
    assert (right - left, top - bottom) == pytest.approx((30, 15), abs=0.5)  # points
