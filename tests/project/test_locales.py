"""A dossier in German, French, Spanish and Hebrew: every fixed word of its briefs is that of its catalogue."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import lxml.html
import pytest

from brief.build import Build, build
from brief.checks.read_docx import DocxFile
from brief.checks.read_html import text_of
from brief.checks.read_pdf import PdfFile
from brief.formats import write_formats
from brief.load import load, load_audiences
from brief.model import Audience
from brief.render import render
from brief.select import select
from brief.writers.pdf import write
from tests.writers import paper

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "tests" / "examples" / "locales" / "content"
SHIPPED = ROOT / "templates"
LANGUAGES = {"kai": "de", "muelle": "es", "quai": "fr", "ratsif": "he"}
AUDIENCES = ("executive", "general", "legal")
FORMATS = ("docx", "html", "pdf")
# The audiences whose briefs are also laid out with the marked words: the legal one, which has the most, in every
# language, and the others in one; their templates and writers are the same in all languages.
LAID_OUT = {"kai": ("executive", "legal"), "muelle": ("legal",), "quai": ("legal",), "ratsif": ("general", "legal")}
MARKED = re.compile(r"zq[a-z0-9]+qz")
NAMED = "an attribute name"  # of a bookmark, which no reader is shown
SPOKEN = ("alt", "aria-label", "title")  # attributes that a reader is told
PLAIN = {"colon", "comma", "semicolon", "quote_open", "quote_close"}  # signs, not words
# Names that a brief of these dossiers has no use for: other statuses, levels, kinds of source, words of scales.
UNUSED = re.compile(
    r"(status|source|likelihood|reliability|credibility|nature|level|dots|confidence|privilege|authorities|aside|mail)_"
)

# What only a brief with other parts, or with something missing, has.
ELSEWHERE = {
    "chart_contested",
    "chart_corroborated",
    "chart_unrated",
    "draft",
    "timeline_caption_in_order",
    "figures",
    "in_short",
    "not_assessed",
    "passage",
    "row",
    "tables",
}


@cache
def audiences() -> Mapping[str, Audience]:
    """Return the shipped audiences, whose pictures are drawn however little there is to draw: they have words too."""
    charts = {"statuses": 1, "likelihoods": 1, "timeline": 2}
    return {name: replace(one, charts=charts) for name, one in load_audiences([SHIPPED]).items()}


@cache
def built(dossier: str, name: str) -> Build:
    """Return one brief in every format, with all checks passed."""
    return build(load(CONTENT / dossier, audiences()), audiences()[name], FORMATS, [SHIPPED])


def said(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the words of each format, those that only a program reads among them."""
    return {kind: "\n".join(READERS[kind](data)) for kind, data in files.items()}


def docx_words(data: bytes) -> list[str]:
    return [each.text for each in DocxFile(data).extracts() if each.is_content and each.where[:17] != NAMED]


def html_words(data: bytes) -> list[str]:
    root = lxml.html.document_fromstring(data)
    return [text_of(root), *(value for at in SPOKEN for value in map(str, root.xpath(f"//@{at}")))]


READERS = {"docx": docx_words, "html": html_words, "pdf": lambda data: PdfFile(data).page_texts}


def catalogue(tag: str) -> dict[str, str]:
    return tomllib.loads((SHIPPED / f"base/words/{tag}.toml").read_text(encoding="utf-8"))


def sign(name: str) -> str:
    return f"zq{re.sub('[_-]', '', name).lower()}qz"


def test_every_example_is_tested() -> None:
    assert {folder.name for folder in CONTENT.iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize("dossier", LANGUAGES)
@pytest.mark.parametrize("name", AUDIENCES)
def test_every_format_has_the_label_and_the_words_of_the_language(dossier, name) -> None:
    own = catalogue(LANGUAGES[dossier])
    label = audiences()[name].labels[LANGUAGES[dossier]]
    made = built(dossier, name)
    assert made.warnings == ()
    for kind, text in said(made.files).items():
        if dossier != "ratsif" or kind != "pdf":  # a PDF reader gives Hebrew in the order that it is seen in
            assert own["sources"] in text, kind
            assert label.split()[0].casefold() in text.casefold(), kind


@pytest.mark.parametrize("dossier", LANGUAGES)
def test_every_fixed_word_comes_from_the_catalogue(dossier, tmp_path) -> None:
    tag = LANGUAGES[dossier]
    english, own = catalogue("en"), catalogue(tag)
    words = tmp_path / "base" / "words"
    words.mkdir(parents=True)
    marked = "".join(f'{name} = "{own[name] if name in PLAIN else sign(name)}"\n' for name in own)
    (words / f"{tag}.toml").write_text(marked, encoding="utf-8")
    met: set[str] = set()
    for name in AUDIENCES:
        page = render(select(load(CONTENT / dossier, audiences()), audiences()[name]).brief, [tmp_path, SHIPPED])
        for kind, text in said(write_formats(page, FORMATS if name in LAID_OUT[dossier] else ["html"])).items():
            met.update(MARKED.findall(text))
            rest = MARKED.sub(" ", text)
            names = [key for key in english if key not in PLAIN and len(english[key]) > 3 and english[key] != own[key]]
            left = [english[key] for key in names if re.search(rf"(?<![\w.-]){re.escape(english[key])}(?![\w-])", rest)]
            assert left == [], (kind, name)
            assert [each for each in audiences().values() if each.labels["en"] in text] == []
    assert {name for name in own if sign(name) not in met and not UNUSED.match(name)} - PLAIN == ELSEWHERE


@pytest.mark.parametrize(("dossier", "head"), [("kai", "Wasserstraßenunterhaltungs"), ("quai", "recons")])
def test_long_words_are_hyphenated_by_the_patterns_of_their_language(dossier, head) -> None:
    text = "\n".join(PdfFile(built(dossier, "legal").files["pdf"]).page_texts)
    assert re.search(rf"{head}[-\u00ad\u2010\ufffe\u0002]\s*\w", text)


@pytest.mark.parametrize(("dossier", "slot"), [("kai", "val"), ("muelle", "val"), ("quai", "val"), ("ratsif", "bidi")])
def test_word_gets_the_language_in_the_attribute_of_its_script_and_hyphenates(dossier, slot) -> None:
    with zipfile.ZipFile(io.BytesIO(built(dossier, "legal").files["docx"])) as package:
        styles, settings = package.read("word/styles.xml").decode(), package.read("word/settings.xml").decode()
    language = load(CONTENT / dossier, audiences()).language
    assert re.search(rf'<w:rPrDefault>.*<w:lang [^>]*w:{slot}="{language}"', styles, re.DOTALL)
    assert "<w:autoHyphenation/>" in settings
    assert f'<w:decimalSymbol w:val="{"." if dossier == "ratsif" else ","}"/>' in settings


@pytest.mark.parametrize(
    ("language", "heads"),
    [("de", ["Wasserstra", "ßenunterhal"]), ("en", ["Wasser", "straßenunterhal"]), ("he", [])],
)
def test_a_span_in_another_language_is_hyphenated_in_that_language(language, heads) -> None:
    fragment = f'<p>the <span lang="{language}">Wasserstraßenunterhaltungspflicht</span></p>'
    text = PdfFile(write(paper.page(fragment, "p { width: 30mm; hyphens: auto }"))).page_texts[0]
    assert re.findall(r"(\w+)\u2010", text) == heads
