"""What a page contains, and what other readers of DOCX find: the same notes, tables, headings and links."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import lxml.etree as etree
import lxml.html
import mammoth

from brief.page.vocabulary import Page

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_EXTERNAL = re.compile("https?:|mailto:|tel:")


@dataclass(frozen=True)
class Found:
    """What one reader found, without white space; all but the tables in order."""

    notes: list[str]
    tables: list[list[str]]  # the words of the cells that have some, in order; sorted
    headings: list[str]
    links: list[str]  # sorted
    pictures: list[str]  # their alternative texts, sorted


def of_page(page: Page, *, has_endnotes: bool) -> Found:
    """Return what the page itself contains, as Word counts it: the numbers of headings are not part of their words.

    If the file `has_endnotes`, the items of the list of notes are notes, and their first references are not words.
    """
    root = deepcopy(page.tree())
    for each in [*root.iter("nav"), *root.xpath("//a[@class='backref']"), *root.xpath("//h1")]:
        each.drop_tree()
    notes = root.xpath("//ol[@class='endnotes']/li" if has_endnotes else "//span[@class='note']")
    texts = [_without_space("".join(map(str, note.itertext()))) for note in notes]
    links = sorted(_links(root))
    pictures = sorted(_without_space(each.get("alt", "")) for each in root.iter("img"))
    numbers = [each for heading in root.iter(*HEADINGS) for each in heading.xpath("span[@class='number']")]
    calls = {each.get("href"): each for each in reversed(root.xpath("//a[@class='noteref']")) if has_endnotes}
    for each in [*notes, *numbers, *calls.values()]:
        each.drop_tree()
    return Found(texts, sorted([*_tables(root), *_boxes(root)]), [*_headings(root, *HEADINGS)], links, pictures)


def of_mammoth(data: bytes) -> Found:
    """Return what mammoth reads."""
    html = mammoth.convert_to_html(io.BytesIO(data)).value
    root = lxml.html.fragment_fromstring(html, create_parent="body")
    links = sorted(_links(root))
    pictures = sorted(_without_space(each.get("alt", "")) for each in root.iter("img"))
    notes = root.xpath("//li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]")
    for back in root.xpath("//a[contains(@href, 'note-ref-')]"):
        back.drop_tree()
    texts = [_without_space(note.text_content()) for note in notes]
    for each in [*notes, *root.xpath("//sup[a[contains(@id, 'note-ref-')]]")]:
        each.drop_tree()
    return Found(texts, sorted(_tables(root)), [*_headings(root, "h1", *HEADINGS)], links, pictures)


def of_pandoc(data: bytes) -> Found:
    """Return what pandoc reads."""
    command = ["pandoc", "--from", "docx", "--to", "json"]
    tree = json.loads(subprocess.run(command, input=data, check=True, capture_output=True).stdout)["blocks"]
    notes = [_without_space(_words(each["c"])) for each in _each(tree, "Note")]
    tables = [
        [
            words
            for words in (_without_space(_words(cell[4], notes=False)) for row in _rows(table) for cell in row[1])
            if words
        ]
        for table in _each(tree, "Table")
    ]
    headings = [_without_space(_words(each["c"][2], notes=False)) for each in _each(tree, "Header")]
    links = [each["c"][2][0] for each in _each(tree, "Link")]
    pictures = [_without_space(_words(each["c"][1])) for each in _each(tree, "Image")]
    return Found(notes, sorted(tables), headings, sorted(filter(_EXTERNAL.match, links)), sorted(pictures))


def _without_space(text: str) -> str:
    return "".join(text.split())


def _links(root: etree._Element) -> Iterator[str]:
    return (each.get("href", "") for each in root.iter("a") if _EXTERNAL.match(each.get("href", "")))


def _headings(root: etree._Element, *tags: str) -> Iterator[str]:
    return (_without_space("".join(map(str, each.itertext()))) for each in root.iter(*tags))


def _tables(root: etree._Element) -> Iterator[list[str]]:
    for table in root.iter("table"):
        rows = table.xpath("tr | thead/tr | tbody/tr")
        cells = [_without_space("".join(map(str, cell.itertext()))) for row in rows for cell in row]
        yield [words for words in cells if words]


def _boxes(root: etree._Element) -> Iterator[list[str]]:
    """Give what is side by side, and in Word a table of one row: a decision and its day, and columns."""
    for box in root.xpath("//div[@class='decision' or @class='columns']"):
        cells = box.xpath("div[@class='ask' or @class='when' or @class='column']")
        yield [_without_space("".join(map(str, cell.itertext()))) for cell in (cells if len(cells) > 1 else [box])]


def _each(tree: Any, kind: str) -> Iterator[Any]:
    """Give every element of a kind in a tree of pandoc's."""
    if isinstance(tree, dict):
        if tree.get("t") == kind:
            yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for each in tree:
            yield from _each(each, kind)


def _rows(table: Any) -> Iterator[Any]:
    _, _, _, head, bodies, foot = table["c"]
    yield from head[1]
    for body in bodies:
        yield from body[2]
        yield from body[3]
    yield from foot[1]


def _words(tree: Any, *, notes: bool = True) -> str:
    """Return the words of a tree of pandoc's; those of a picture are not part of the text."""
    if isinstance(tree, list):
        return "".join(_words(each, notes=notes) for each in tree)
    if not isinstance(tree, dict) or tree["t"] in ("Image", *([] if notes else ["Note"])):
        return ""
    if tree["t"] in ("Str", "Code", "CodeBlock"):
        return str(tree["c"] if tree["t"] == "Str" else tree["c"][1])
    return _words(tree.get("c"), notes=notes)
