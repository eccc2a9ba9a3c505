"""The closed vocabulary of a page: every element, attribute and class that a writer must know, and no other.

A page is one HTML document. Its `body` carries the furniture of every sheet as data: `data-mark` (handling mark),
`data-privilege` (privilege line), `data-draft` (that it is a draft), `data-running` (running title), `data-reference`,
`data-page` and `data-of` (the words of "Page 1 of 2"), `data-notes` (the heading of notes where a format needs one),
`data-skip` and `data-back` (the words of a link past the head of the page, and back from a note to its call). Numbers
are text: a `span.number` at the start of a heading, a numbered paragraph, or inside the `span.label` of a caption is
what the reader sees, and a writer with numbering of its own replaces it. A footnote is a `span.note` at the place of
its call, with inline content, or with nothing but `span.para` when it has several paragraphs. A table of class
`landscape`, and the headings right before it that have the class too, are printed on a landscape sheet. A
`span.places` at the end of an authority links to the places that cite it, and a writer that has pages adds their
numbers. In a container that may contain blocks, a run of inline nodes is a paragraph without its tag.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

import lxml.etree as etree
import lxml.html

from brief.diagnostics.problems import Place
from brief.page.elements import classes
from brief.page.theme import Theme

REFERENCE = "reference.docx"  # among a page's assets: an organisation's own Word file, for the writer of such files
GLOBAL_ATTRIBUTES = frozenset({"id", "lang", "dir", "class"})


class Content(Enum):
    """What an element may contain."""

    EMPTY = "empty"
    TEXT = "text"  # characters only
    INLINE = "inline"
    FLOW = "flow"  # blocks or inlines
    BLOCKS = "blocks"  # blocks only
    PARTS = "parts"  # only the children named


@dataclass(frozen=True, slots=True)
class Element:
    """The content, attributes, classes and children that one element may have."""

    content: Content
    is_inline: bool = False
    attributes: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    children: frozenset[str] = frozenset()


def _element(
    content: Content, *, inline: bool = False, attributes: str = "", classes: str = "", children: str = ""
) -> Element:
    split = (frozenset(words.split()) for words in (attributes, classes, children))
    return Element(content, inline, *split)


ALIGNMENTS = "start center end decimal"
CATEGORIES = ("case", "statute", "authority")  # of authorities, in the order in which they are listed
_ITEMS = "contents figures tables sources endnotes timeline authorities options"

ELEMENTS: Mapping[str, Element] = {
    "html": _element(Content.PARTS, classes="red amber strict green unmarked privileged draft", children="head body"),
    "head": _element(Content.PARTS, children="meta title"),
    "meta": _element(Content.EMPTY, attributes="charset name content"),
    "title": _element(Content.TEXT),
    "body": _element(
        Content.PARTS,
        attributes="data-audience data-mark data-privilege data-draft data-running data-reference data-page data-of "
        "data-notes data-skip data-back",
        children="header aside nav main",
    ),
    "header": _element(Content.BLOCKS, classes="title"),
    "main": _element(Content.BLOCKS),
    "nav": _element(Content.BLOCKS, attributes="aria-labelledby", classes="contents"),
    # A part of the brief, or one section of the dossier inside a part; `data-source` is the item that it shows.
    "section": _element(Content.BLOCKS, attributes="data-part data-source", classes="part prose summary sources two"),
    "aside": _element(Content.FLOW, attributes="aria-labelledby", classes="basis"),
    "div": _element(
        Content.FLOW, classes="decision ask when columns column even columns-3 columns-4 columns-5 columns-6"
    ),
    "h1": _element(Content.INLINE),
    "h2": _element(Content.INLINE, classes="landscape numbered"),
    "h3": _element(Content.INLINE, classes="landscape"),
    "h4": _element(Content.INLINE, classes="landscape"),
    "h5": _element(Content.INLINE, classes="landscape"),
    "h6": _element(Content.INLINE, classes="landscape"),
    # `data-source` of a paragraph, row or entry: the items that it shows.
    "p": _element(
        Content.INLINE,
        attributes="data-source",
        classes="kicker subtitle meta label lead numbered privilege small one-status long-status",
    ),
    # `data-category` is the kind of authorities in a list; `data-short` of one is its name in later citations.
    "ul": _element(Content.PARTS, attributes="data-category", classes=_ITEMS, children="li"),
    "ol": _element(Content.PARTS, attributes="start data-category", classes=_ITEMS, children="li"),
    "li": _element(Content.FLOW, attributes="data-source data-short", classes="nested"),
    "dl": _element(Content.PARTS, classes="memo glossary", children="dt dd"),
    "dt": _element(Content.INLINE),
    "dd": _element(Content.FLOW),
    "table": _element(
        Content.PARTS,
        classes="record judgments options steps chronology grid landscape cells-3 cells-5 cells-6 cells-7 short",
        children="caption colgroup thead tbody",
    ),
    "caption": _element(Content.INLINE),
    "colgroup": _element(Content.PARTS, children="col"),
    "col": _element(Content.EMPTY, attributes="style"),  # `width: N%` and nothing else
    "thead": _element(Content.PARTS, children="tr"),
    "tbody": _element(Content.PARTS, children="tr"),
    "tr": _element(Content.PARTS, attributes="data-source", classes="recommended", children="th td"),
    "th": _element(Content.FLOW, attributes="scope colspan rowspan", classes=ALIGNMENTS),
    # `data-tail`: the figures by which a number has fewer decimals than the longest of its column.
    "td": _element(Content.FLOW, attributes="colspan rowspan data-tail", classes=ALIGNMENTS),
    "figure": _element(Content.BLOCKS),
    "figcaption": _element(Content.INLINE),
    "blockquote": _element(Content.BLOCKS),
    "pre": _element(Content.PARTS, children="code"),
    "hr": _element(Content.EMPTY),
    "img": _element(Content.EMPTY, inline=True, attributes="src alt width height", classes="scale level chart"),
    "br": _element(Content.EMPTY, inline=True),
    # `data-cites` of a note or a call: the sources that it cites; `data-page` of a place: the word before its page.
    "a": _element(
        Content.INLINE, inline=True, attributes="href data-cites data-page", classes="ref term noteref backref"
    ),
    "span": _element(
        Content.INLINE,
        inline=True,
        attributes="data-claim data-number data-status data-cites",
        classes="number label claim status bracket note para tag small key places",
    ),
    "em": _element(Content.INLINE, inline=True),
    "strong": _element(Content.INLINE, inline=True),
    "s": _element(Content.INLINE, inline=True),
    "sup": _element(Content.INLINE, inline=True),
    "sub": _element(Content.INLINE, inline=True),
    "code": _element(Content.TEXT, inline=True),
    "abbr": _element(Content.TEXT, inline=True, attributes="title"),
    "time": _element(Content.TEXT, inline=True, attributes="datetime"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One brief as HTML in the vocabulary, with all that a writer needs to write a file from it.

    `css` styles it on paper and on screen; `css_files` says where each style sheet begins in it: its first line and
    its file. `assets` holds its pictures and fonts (`fonts/...`) by the names that page and sheet use; nothing else is
    read. `privilege` is the privilege line that the brief's handling asks for, in the brief's language, for the check
    that the files have it. `templates` are those that made the page: their digests (SHA-256) by name.
    `draft` is the word that every page of a draft has at its top and bottom, in the brief's language.
    """

    html: str = field(repr=False)
    css: str = field(repr=False)
    assets: Mapping[str, bytes] = field(repr=False, hash=False)
    theme: Theme = field(repr=False)
    privilege: str = ""
    css_files: tuple[tuple[int, str], ...] = field(default=(), repr=False)
    templates: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)
    draft: str = ""

    def css_place(self, line: int, column: int) -> Place | None:
        """Return the place in a style sheet's file of a place in `css`, or `None` when it is not from a file."""
        start, file = max((each for each in self.css_files if each[0] <= line), default=(0, ""))
        return Place(file, line - start + 1, column) if file else None

    def tree(self) -> etree._Element:
        """Return the page as a tree, parsed once in each process and shared by all: copy it before changing it."""
        return _parsed(self.html)


@lru_cache(maxsize=2)  # the page that is being written and checked, and the one before it
def _parsed(html: str) -> etree._Element:
    return lxml.html.document_fromstring(html)


@dataclass(frozen=True, slots=True)
class Violation:
    """An element, attribute, class or child outside the vocabulary."""

    element: etree._Element
    rule: str  # the id of the rule (E304) that it breaks
    text: str
    known: tuple[str, ...]  # what would have been allowed
    written: str


def vocabulary_violations(root: etree._Element) -> Iterator[Violation]:
    """Give everything at or below `root` that is not in the vocabulary."""
    for element in root.iter():
        if isinstance(element, etree._Comment | etree._ProcessingInstruction):
            yield Violation(element, "E304/comment", "a comment or instruction is not part of a page", (), "")
            continue
        known = ELEMENTS.get(element.tag)
        if known is None:
            text = f"`<{element.tag}>` is not in the vocabulary"
            yield Violation(element, "E304/unknown-element", text, tuple(ELEMENTS), element.tag)
            continue
        yield from _attribute_violations(element, known)
        yield from _child_violations(element, known)


def _attribute_violations(element: etree._Element, known: Element) -> Iterator[Violation]:
    allowed = known.attributes | GLOBAL_ATTRIBUTES
    for name in map(str, element.attrib):
        if name not in allowed:
            text = f"`<{element.tag}>` has no attribute `{name}`"
            yield Violation(element, "E304/unknown-attribute", text, tuple(sorted(allowed)), name)
    category = element.get("data-category", CATEGORIES[0])
    if category not in CATEGORIES:
        text = f"`{category}` is not a category of authorities"
        yield Violation(element, "E304/unknown-category", text, CATEGORIES, category)
    for name in classes(element):
        if name not in known.classes:
            text = f"`<{element.tag}>` has no class `{name}`"
            yield Violation(element, "E304/unknown-class", text, tuple(sorted(known.classes)), name)


def _child_violations(element: etree._Element, known: Element) -> Iterator[Violation]:
    if known.content in (Content.PARTS, Content.BLOCKS, Content.EMPTY) and _has_text(element):
        yield Violation(element, "E304/misplaced-text", f"`<{element.tag}>` may not contain text directly", (), "")
    for child in element:
        if child.tag in ELEMENTS and not _may_hold(known, child.tag):
            text = f"`<{child.tag}>` is not allowed in `<{element.tag}>`"
            yield Violation(child, "E304/misplaced-element", text, tuple(sorted(known.children)), child.tag)


def _may_hold(outer: Element, tag: str) -> bool:
    if outer.content is Content.PARTS:
        return tag in outer.children
    if outer.content in (Content.EMPTY, Content.TEXT):
        return False
    if outer.content is Content.INLINE:
        return ELEMENTS[tag].is_inline
    if outer.content is Content.BLOCKS:
        return not ELEMENTS[tag].is_inline or tag == "img"
    return True


def _has_text(element: etree._Element) -> bool:
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)
