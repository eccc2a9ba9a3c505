"""A word that is longer than its line, anywhere in a brief: it is broken, and nothing is pushed off the sheet."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from brief.app.shipped import shipped_folder
from brief.checks.read_pdf import PdfFile
from brief.load import load, load_audiences
from brief.model import Kind, Node
from brief.render import render
from brief.select import select
from brief.writers import pdf
from tests.writers.test_paper_look import shipped_page

SHIPPED = shipped_folder("templates")
EVERY_FIELD = Path(__file__).parents[1] / "examples/every-field/content/jetty"
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
UNTOUCHED = ("audience", "place", "language", "pictures")


def with_long_words(value: Any) -> Any:
    """Return a brief, or a part of one, whose texts all begin with the long word."""
    if isinstance(value, Node):
        text = f" {WORD} {value.text}" if value.kind is Kind.TEXT else value.text
        return replace(value, text=text, children=with_long_words(value.children), segments=())
    if isinstance(value, tuple):
        return tuple(map(with_long_words, value))
    if is_dataclass(value) and not isinstance(value, type):
        inner = (one.name for one in fields(value) if one.init and one.name not in UNTOUCHED)
        return replace(value, **{name: with_long_words(getattr(value, name)) for name in inner})
    return value


def test_a_word_that_is_longer_than_its_line_is_broken() -> None:
    audiences = load_audiences([SHIPPED])
    brief = select(load(EVERY_FIELD, audiences), audiences["executive"]).brief  # with most kinds of tables and boxes
    page = render(with_long_words(brief), [SHIPPED])
    assert page.html.count(WORD) > 40
    assert list(PdfFile(pdf.write(page)).unseen(page)) == []


def test_a_long_word_of_an_authority_leaves_room_for_the_places_that_cite_it() -> None:
    places = '<span class="places"><span><a class="ref" href="#p-1">1</a></span></span>'
    page = shipped_page(
        f'<p id="p-1">Words.</p><ul class="authorities" data-category="case"><li>{WORD * 2} {places}</li></ul>', "legal"
    )
    assert list(PdfFile(pdf.write(page)).unseen(page)) == []
