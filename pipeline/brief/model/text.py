"""Prose as a tree of nodes: the text of an author, parsed, with audience marks and places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from brief.diagnostics.problems import Place

NOWHERE = Place("")
NOTHING: Mapping[str, str] = MappingProxyType({})


class Kind(StrEnum):
    """What a node is. Attributes in brackets; blocks first, inlines after them."""

    PARAGRAPH = "paragraph"  # [id]
    HEADING = "heading"  # [level 1-4 below the section's own title, id]
    LIST = "list"  # [ordered "yes"|"no", start, tight "yes"|"no"]; children are items
    ITEM = "item"
    QUOTE = "quote"
    CODE_BLOCK = "code_block"  # [language]; text
    RULE = "rule"
    DEFINITIONS = "definitions"  # children are terms and definitions
    TERM = "term"
    DEFINITION = "definition"
    TABLE = "table"  # [id, caption "yes"|"no"]; children: caption first if there is one, then rows
    CAPTION = "caption"
    ROW = "row"  # [header "yes"|"no"]
    CELL = "cell"  # [align start|center|end, or auto: by what is in its column; scope "" | col | row]
    FIGURE = "figure"  # [id, source (path inside the dossier), alt]; children: caption inlines
    DIVISION = "division"  # [id, lang, dir]; carries an audience or a language over blocks

    TEXT = "text"  # text
    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKE = "strike"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    CODE = "code"  # text
    BREAK = "break"  # a line break that the author asked for
    LINK = "link"  # [target]
    SPAN = "span"  # [lang, dir]
    CLAIM = "claim"  # [claim]: these words make that claim
    CITE = "cite"  # children are citations
    CITATION = "citation"  # [source, locator, prefix]
    REFERENCE = "reference"  # [target]: to a section, figure, table, claim, paragraph or term
    NOTE = "note"  # [definition: where it is written, when it may be called again]; children are blocks
    VARIABLE = "variable"  # [name]


@dataclass(frozen=True, slots=True)
class Node:
    """One node of prose; `kind` decides which attributes, text and children it has."""

    kind: Kind
    children: tuple[Node, ...] = ()
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=lambda: NOTHING, hash=False)
    audience: frozenset[str] | None = None
    place: Place = NOWHERE
    audience_place: Place | None = None
    segments: tuple[tuple[int, Place], ...] = field(default=(), compare=False, repr=False)  # of text: see `at`

    def get(self, name: str) -> str:
        """Return one attribute, or an empty string when it is not set."""
        return self.attributes.get(name, "")

    def at(self, offset: int) -> Place:
        """Return where one character of the text is written.

        From `place` on, the characters of the text are those of the source, one by one. `segments` are the offsets at
        which another such run begins, each with its place: after the end of a line, and after characters that are
        printed differently from how they are written. No place is past what is known to be written on its line.
        """
        start, place = max((segment for segment in self.segments if segment[0] <= offset), default=(0, self.place))
        return Place(place.file, place.line, place.column + min(offset - start, place.width - 1))

    def trimmed(self, text: str) -> Node:
        """Return this text node reduced to one part of its text, whose characters keep their places."""
        start = max(self.text.find(text), 0)
        if not start:
            return replace(self, text=text)
        segments = tuple((offset - start, place) for offset, place in self.segments if offset > start)
        return replace(self, text=text, place=replace(self.at(start), width=self.place.width), segments=segments)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all nodes below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def mapped(self, change: Callable[[Node], Node | None]) -> Node | None:
        """Return this tree with each node replaced by what `change` returns, leaves first; `None` removes a node."""
        kept = tuple(new for child in self.children if (new := child.mapped(change)) is not None)
        return change(self if kept == self.children else replace(self, children=kept))


Prose = tuple[Node, ...]


def plain_text(prose: Prose) -> str:
    """Return the text of prose as it would be read aloud, without notes and citations."""
    return "".join(_node_text(node) for node in prose)


BLOCKS = frozenset(list(Kind)[: list(Kind).index(Kind.TEXT)])


def _node_text(node: Node) -> str:
    match node.kind:
        case Kind.NOTE | Kind.CITE:
            return ""
        case Kind.BREAK:
            return " "
        case Kind.TEXT | Kind.CODE | Kind.CODE_BLOCK:
            inner = node.text
        case _:
            inner = plain_text(node.children)
    return inner + "\n" if node.kind in BLOCKS else inner


@dataclass(frozen=True, slots=True)
class Text:
    """A text field: one wording for all audiences, or one for each audience that is named.

    `common` and `wordings` exclude each other; in a brief only `common` is set. `keys` are the places where the names
    of the wordings are written.
    """

    common: Prose | None = None
    wordings: Mapping[str, Prose] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    place: Place = NOWHERE
    keys: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}), hash=False, compare=False)

    def wording(self, audience: str) -> Prose | None:
        """Return what an audience may read, or `None` when the text has no wording for it."""
        return self.common if self.common is not None else self.wordings.get(audience)

    def proses(self) -> Iterator[Prose]:
        """Yield every wording, for every audience."""
        yield from ([self.common] if self.common is not None else self.wordings.values())

    @property
    def prose(self) -> Prose:
        """Return the prose of a text that was selected for one audience; raise `ValueError` for any other."""
        if self.common is None:
            raise ValueError(f"text at {self.place} is not selected for one audience")
        return self.common

    def __str__(self) -> str:
        """Return the selected prose as plain text."""
        return plain_text(self.prose).strip()


Blocks = Annotated[Text, "of several blocks"]  # a text that may have paragraphs, lists and tables
