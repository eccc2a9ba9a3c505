"""What is read while a document is written (`Context`), what is written (`Output`), and where (`Scope`).

A function that only reads takes the context; one that writes takes the output, and reads through `output.context`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import lxml.etree as etree

from brief.ooxml.package import Package, Part
from brief.ooxml.xml import Xml
from brief.page.vocabulary import Page
from brief.writers.docx.bookmarks import Bookmarks
from brief.writers.docx.citations import Authority
from brief.writers.docx.faces import Faces
from brief.writers.docx.link_targets import Target
from brief.writers.docx.numbering import Numbering
from brief.writers.docx.reference.read import Reference
from brief.writers.docx.word_theme import WordTheme
from brief.writers.pagination import Pagination


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that is known before the first paragraph is written; nothing of it changes."""

    page: Page
    body: etree._Element  # of the page's tree, which is read and never changed
    pagination: Pagination
    theme: WordTheme
    faces: Faces
    targets: Mapping[str, Target]  # by id
    endnotes: Mapping[str, etree._Element]  # by id, in the order of their first calls
    authorities: Mapping[str, Authority]  # by the id of their source
    outline: Mapping[str, int]  # style to the level of the outline that it is bound to
    runs_through: bool  # whether paragraphs are counted by themselves, and not under their headings
    reference: Reference | None  # an organisation's own Word file

    @property
    def root(self) -> etree._Element:
        """Return the root of the page's tree."""
        return self.body.getroottree().getroot()

    @property
    def language(self) -> str:
        """Return the language tag of the page."""
        return self.root.get("lang") or "en"

    @property
    def is_rtl(self) -> bool:
        """Return whether the page as a whole runs from right to left."""
        return "rtl" in (self.root.get("dir"), self.body.get("dir"))

    def body_data(self, name: str) -> str:
        """Return the `data-` attribute of the body: `mark`, `running`, `reference` ...; empty without it."""
        return str(self.body.get(f"data-{name}") or "")


@dataclass(frozen=True, slots=True)
class Scope:
    """The surroundings of a block: its part, width, indent, list, direction and language."""

    part: Part
    width: int  # of the column, in twips
    style: str = "BodyText"  # of a paragraph without a style of its own
    indent: int = 0  # twips that blocks are indented from the left
    level: int = -1  # of the innermost list
    is_rtl: bool = False
    language: str = ""  # where it is not the page's
    is_cell: bool = False
    is_column: bool = False  # beside others, so that nothing reaches into the outer column
    is_note: bool = False


class WriteBlocks(Protocol):
    """A function that writes the blocks that an element contains, all of them or those that follow one child."""

    def __call__(
        self, output: Output, element: etree._Element, into: Xml, scope: Scope, *, after: etree._Element | None = None
    ) -> None:
        """Append what the element contains to `into`."""


@dataclass
class Output:
    """What is written: the parts of the file, and what later parts need to know of what earlier ones contain."""

    context: Context
    blocks: WriteBlocks  # handed in: tables, lists and boxes contain blocks, and are blocks themselves
    numbering: Numbering
    package: Package = field(default_factory=Package)
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    footnotes: list[etree._Element] = field(default_factory=list)  # in the order of their calls
    endnote_calls: dict[str, tuple[str, int]] = field(default_factory=dict)  # id to its first call and its number
    pictures: dict[str, dict[str, str]] = field(default_factory=dict)  # source to its parts by kind
    header_footer_ids: dict[str, str] = field(default_factory=dict)  # kind to the id of its relationship
    reference_parts: set[str] = field(default_factory=set)  # names of headers and footers from a reference document
    fallback_families: set[str] = field(default_factory=set)  # further families that some text needed
    has_contents: bool = False
    has_section: bool = False  # whether a section has ended already
    _cited: set[str] = field(default_factory=set)  # authorities that have a mark
    _captions: dict[str, int] = field(default_factory=dict)  # name of a SEQ field to its last number
    _drawings: int = 0
    _controls: int = 0

    def write_blocks(
        self, element: etree._Element, into: Xml, scope: Scope, *, after: etree._Element | None = None
    ) -> None:
        """Write the blocks that an element contains, all of them or those that follow one child."""
        self.blocks(self, element, into, scope, after=after)

    def add_footnote(self, note: etree._Element) -> int:
        """Keep a footnote for the part of all footnotes, and return its number, from 1."""
        self.footnotes.append(note)
        return len(self.footnotes)

    def cite(self, source: str) -> bool:
        """Record that an authority is cited, and return whether it is for the first time."""
        is_first = source not in self._cited
        self._cited.add(source)
        return is_first

    def count_caption(self, sequence: str, number: int) -> bool:
        """Record the number of a caption, and return whether Word counts to it by itself."""
        is_next = number == self._captions.get(sequence, 0) + 1
        self._captions[sequence] = number
        return is_next

    def next_drawing(self) -> int:
        """Return an id that no drawing has yet."""
        self._drawings += 1
        return self._drawings

    def next_control(self) -> int:
        """Return an id that no content control has yet."""
        self._controls += 1
        return self._controls
