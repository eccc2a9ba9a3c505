"""A page is parsed once, and what reads it leaves it as it is."""

from __future__ import annotations

import pickle
from dataclasses import replace

import lxml.etree as etree

from brief.app.shipped import shipped_folder
from brief.build import build
from brief.formats import FORMATS
from brief.load import load, load_audiences
from brief.page.vocabulary import Page, _parsed
from brief.writers import docx, html
from brief.writers.docx.starter import starter_document
from brief.writers.pdf.prepare import paper_tree
from tests.writers.docx_file import sample

LAYERS = (shipped_folder("templates"),)


def serialise(page: Page) -> bytes:
    return etree.tostring(page.tree())


def parsed_anew(page: Page) -> bytes:
    return etree.tostring(_parsed.__wrapped__(page.html))


def test_a_page_is_parsed_once() -> None:
    page = sample("legal")
    assert page.tree() is page.tree()
    assert page.tree() is replace(page, css="").tree()
    assert page.tree() is not sample("general").tree()


def test_a_page_that_went_to_another_process_is_equal_and_its_tree_is_too() -> None:
    page = sample("legal")
    before = serialise(page)
    there = pickle.loads(pickle.dumps(page))
    assert there == page
    assert serialise(there) == before


def test_no_writer_changes_a_page_that_has_all_of_the_vocabulary() -> None:
    page = sample("torture")
    before = serialise(page)
    for write in (docx.write, html.write, paper_tree, starter_document):  # `paper_tree`: what the PDF engine is given
        assert len(write(page)) > 0
    assert serialise(page) == before == parsed_anew(page)


def test_a_build_in_every_format_parses_the_page_once_and_changes_nothing(checkout) -> None:
    audiences = load_audiences(LAYERS)
    dossier = load(checkout / "tests/examples/minimal/content/minimal", audiences)
    _parsed.cache_clear()
    built = build(dossier, audiences["general"], tuple(FORMATS), LAYERS)
    assert _parsed.cache_info().misses == 1
    assert _parsed.cache_info().hits > len(FORMATS)
    assert serialise(built.page) == parsed_anew(built.page)
