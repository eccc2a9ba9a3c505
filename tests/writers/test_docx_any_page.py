"""Any page of the vocabulary: every word, note, cell, link target and alternative text is in the DOCX, in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from urllib.parse import unquote

import lxml.etree as etree
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.page.vocabulary import ELEMENTS, Element, Page, _may_hold, vocabulary_violations
from tests.verifiers import opc, openxml
from tests.writers.any_page import BLOCKS, INLINE, TOKEN, any_page
from tests.writers.docx_file import SPACES, Docx, W, docx, page, reading_order

WP = SPACES["wp"]
PAGES = 650  # every nesting that is allowed has come up within the first 640


def on_the_page(made: Page) -> Iterator[str]:
    """Yield the tokens of a page in reading order, including link targets and alternative texts."""
    tree = made.tree()
    assert not list(vocabulary_violations(tree))
    for element, event in _walk(tree.find("body")):
        if event == "start":
            yield from TOKEN.findall(" ".join(element.get(name) or "" for name in ("href", "alt")))
            yield from TOKEN.findall(element.text or "")
        else:
            yield from TOKEN.findall(element.tail or "")


def _tokens_in(root: etree._Element) -> Iterator[str]:
    for element, event in _walk(root):
        if event == "start":
            yield from TOKEN.findall(" ".join(element.get(name) or "" for name in ("href", "alt")))
            yield from TOKEN.findall(element.text or "")
        elif element is not root:
            yield from TOKEN.findall(element.tail or "")


def _walk(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        yield element, event


def in_the_file(made: Docx) -> Iterator[str]:
    """Yield the tokens of a file in reading order, including link targets and alternative texts."""
    return _tokens_of(made, reading_order(made))


def notes_in_the_file(made: Docx) -> list[list[str]]:
    """Return the tokens of each footnote, in the order of their numbers."""
    if "word/footnotes.xml" not in made.names:
        return []
    return [
        list(_tokens_of(made, note.iter())) for note in made.find("//w:footnote[not(@w:type)]", "word/footnotes.xml")
    ]


def cells_in_the_file(made: Docx) -> Counter[tuple[str, ...]]:
    """Return how often each content of a cell occurs, with its notes."""
    notes = {str(place): note for place, note in enumerate(notes_in_the_file(made), 1)}
    found: Counter[tuple[str, ...]] = Counter()
    for cell in made.find("//w:tc"):
        found[tuple(_tokens_of(made, cell.iter(), notes))] += 1
    return found


def _tokens_of(
    made: Docx, elements: Iterable[etree._Element], notes: Mapping[str, list[str]] = MappingProxyType({})
) -> Iterator[str]:
    links = {}
    for name in ("document", "footnotes", "endnotes"):
        if f"word/_rels/{name}.xml.rels" in made.names:
            for row in made.part(f"word/_rels/{name}.xml.rels"):
                links[name, row.get("Id")] = unquote(row.get("Target", ""))
    words = ""
    for element in elements:
        name = etree.QName(element)
        address = element.get(f"{{{SPACES['r']}}}id")
        if element.tag == f"{{{W}}}t":
            words += element.text or ""
        elif element.tag == f"{{{W}}}hyperlink" and address:
            words += f" {links[etree.QName(element.getroottree().getroot()).localname, address]} "
        elif element.tag == f"{{{W}}}footnoteReference":
            words += " ".join(["", *notes.get(element.get(f"{{{W}}}id", ""), []), ""])
        elif element.tag == f"{{{WP}}}docPr":
            words += f" {element.get('descr')} "
        elif name.localname in ("p", "tab", "br") and name.namespace == W:
            words += " "
    yield from TOKEN.findall(words)


def test_the_random_pages_cover_the_whole_vocabulary() -> None:
    elements = [element for seed in range(PAGES) for element in any_page(seed).tree().find("body").iter()]
    inner = {tag: known for tag, known in ELEMENTS.items() if tag not in ("html", "head", "meta", "title")}
    assert {each.tag for each in elements} == set(inner)
    written = {(each.tag, str(name)) for each in elements for name in each.attrib}
    assert {(tag, name) for tag, known in inner.items() for name in known.attributes | {"id", "lang", "dir"}} <= written
    classes = {(each.tag, name) for each in elements for name in (each.get("class") or "").split()}
    assert classes == {(tag, name) for tag, known in inner.items() for name in known.classes}
    nested = {(each.tag, child.tag) for each in elements for child in each}
    holders = {tag: known for tag, known in inner.items() if tag != "body"}
    allowed = {(tag, other) for tag, known in holders.items() for other in _children(known) if _may_hold(known, other)}
    assert allowed - nested == {("a", "a")}  # which HTML forbids


def _children(known: Element) -> Iterable[str]:
    return known.children or {*INLINE, *BLOCKS}


def covering() -> Iterator[int]:
    """Yield the numbers of few pages that have every element, attribute, class and nesting of the first `PAGES`."""
    pages = {seed: features(any_page(seed)) for seed in range(PAGES)}
    missing = set().union(*pages.values())
    while missing:
        seed = max(pages, key=lambda each: len(pages[each] & missing))
        missing -= pages[seed]
        yield seed


def features(made: Page) -> set[tuple[str, ...]]:
    """Return the nestings, attributes and classes that a page has."""
    found: set[tuple[str, ...]] = set()
    for element in made.tree().find("body").iter():
        found |= {("child", element.tag, child.tag) for child in element}
        found |= {("attribute", element.tag, str(name)) for name in element.attrib}
        found |= {("class", element.tag, name) for name in (element.get("class") or "").split()}
    return found


def test_nothing_of_the_vocabulary_is_lost_repeated_or_moved_and_no_rule_is_broken() -> None:
    seeds = list(covering())
    assert len(seeds) < PAGES / 5
    for seed in seeds:
        check_file(any_page(seed))


@settings(max_examples=30)
@given(st.integers(0, 1 << 32).map(any_page))
def test_any_page_is_written_whole_breaks_no_rule_and_has_the_same_bytes_again(made: Page) -> None:
    file, root = check_file(made), made.tree()
    notes = [list(_tokens_in(each)) for each in root.iter("span") if "note" in (each.get("class") or "").split()]
    assert notes_in_the_file(file) == notes
    wanted = Counter(tuple(_tokens_in(cell)) for cell in root.iter("td", "th"))
    found = cells_in_the_file(file)
    assert {cell for cell in wanted if cell and wanted[cell] > found[cell]} == set()
    assert docx(made).data == file.data


def check_file(made: Page) -> Docx:
    """Return the file of a page; assert that it has all of the page in order and breaks no rule."""
    file = docx(made)
    assert list(in_the_file(file)) == list(on_the_page(made))
    assert opc.failures(file.data) == []
    return file


@pytest.mark.parametrize("seed", range(12))
def test_writing_leaves_the_tree_of_the_page_as_it_was(seed) -> None:
    made = any_page(seed)
    before = etree.tostring(made.tree())
    docx(made)
    assert etree.tostring(made.tree()) == before


@pytest.mark.slow
def test_the_open_xml_sdk_accepts_as_much_as_fifty_pages() -> None:
    # The SDK takes a second to start for each file, and hardly longer for a long file.
    assert openxml.failures(*(docx(any_page(seed, length=26)).data for seed in range(2))) == []


@pytest.mark.parametrize("tag", ["td", "li", "dd", "blockquote"])
def test_blocks_can_be_nested_deeply(tag):
    outer = {"td": "table><tbody><tr><td", "li": "ul><li", "dd": "dl><dd", "blockquote": "blockquote"}[tag]
    opening = f"<{outer}>"
    closing = "".join(f"</{name}>" for name in reversed(re.findall(r"[a-z]+", outer)))
    made = docx(page(opening * 20 + "<p>Q1Z</p>" + closing * 20))
    assert list(in_the_file(made)) == ["Q1Z"]
