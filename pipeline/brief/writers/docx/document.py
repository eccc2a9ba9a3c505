"""What is being written, and where in it: the state of one document, and the surroundings of one block."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

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
from brief.writers.docx.word_theme import Look


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a block stands: in which part, how wide, how far in, in what list, which way and in which language."""

    part: Part
    width: int  # of the column, in twips
    style: str = "BodyText"  # of a paragraph that says nothing else
    indent: int = 0  # twips that blocks stand in from the left
    level: int = -1  # of the innermost list
    is_rtl: bool = False
    language: str = ""
    is_cell: bool = False
    is_note: bool = False


@dataclass
class Document:
    """One document in the making."""

    page: Page
    body: etree._Element
    package: Package
    look: Look
    faces: Faces
    targets: Mapping[str, Target]
    language: str
    numbering: Numbering
    flow: Callable[[Document, etree._Element, Xml, Scope], None]  # writes what an element holds
    pages: Mapping[str, int] = field(default_factory=dict)  # id to the number of the sheet that shows it
    sheets: int = 1  # in all
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    footnotes: list[etree._Element] = field(default_factory=list)  # in the order of their calls
    endnotes: Mapping[str, etree._Element] = field(default_factory=dict)  # by id, in the order of their first calls
    authorities: Mapping[str, Authority] = field(default_factory=dict)  # by the id of their source
    cited: set[str] = field(default_factory=set)  # the authorities that a call was marked with
    called: dict[str, tuple[str, int]] = field(default_factory=dict)  # id of an endnote to its first call and number
    sequences: dict[str, int] = field(default_factory=dict)  # name of a SEQ field to its last number
    pictures: dict[str, dict[str, str]] = field(default_factory=dict)  # source to the parts of it by kind
    drawings: int = 0
    controls: int = 0
    reference: Reference | None = None  # an organisation's own Word file
    has_contents: bool = False
    has_section: bool = False  # whether one has ended already
    furniture: dict[str, str] = field(default_factory=dict)  # kind of header or footer to the id of its relationship
    given: set[str] = field(default_factory=set)  # names of headers and footers that an organisation's own file gave

    @property
    def is_rtl(self) -> bool:
        """Return whether the page as a whole runs from right to left."""
        return "rtl" in (self.root.get("dir"), self.body.get("dir"))

    def said(self, name: str) -> str:
        """Return what the page's body says for every sheet: `mark`, `running`, `reference` ...; empty without it."""
        return str(self.body.get(f"data-{name}") or "")

    @property
    def root(self) -> etree._Element:
        """Return the root of the page's tree."""
        return self.body.getroottree().getroot()

    def next_drawing(self) -> int:
        """Return an id that no drawing has yet."""
        self.drawings += 1
        return self.drawings

    def next_control(self) -> int:
        """Return an id that no content control has yet."""
        self.controls += 1
        return self.controls
