"""The structure tree of a PDF as tokens: what a reader by tags meets, in its order (ISO 32000-1, 14.7)."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from brief.checks.structure.pdf_text import MarkedText, marked_texts
from brief.checks.structure.tokens import Line, Tag, Token

_NAMED = ("/Lang", "/Alt", "/E", "/ID")
_HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
_OWNED = ("/Scope", "/ColSpan", "/RowSpan")


@dataclass(frozen=True, slots=True)
class TaggedPdf:
    """A PDF read by its tags: its tokens, the pages of its named destinations (from 1), and text in no tag.

    `texts` are the glyphs of marked content as characters, and `drawn` those inside figures, by page (from 0) and MCID.
    `figures` are what each figure paints, and `headings` the page of each heading (from 0), in the order of the tags.
    """

    tokens: tuple[Token, ...]
    destinations: Mapping[str, int]
    untagged: tuple[str, ...]
    texts: Mapping[tuple[int, int], str]
    drawn: frozenset[tuple[int, int]]
    figures: tuple[tuple[MarkedText, ...], ...]
    headings: tuple[int, ...]


def read_tags(pdf: Any) -> TaggedPdf:
    """Return an open PDF as its tags give it; raise `UnreadableTextError` when its glyphs stand for no characters."""
    texts = marked_texts(pdf)
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    tree = _Tree(texts, pages)
    tokens = tuple(tree.walk(pdf.Root.StructTreeRoot.K, None))
    untagged = tuple(one.text for mark, one in texts.items() if mark not in tree.met and one.text.strip())
    glyphs = {mark: "".join(one.glyphs) for mark, one in texts.items()}
    drawn = frozenset(mark for marks in tree.figures for mark in marks)
    figures = tuple(tuple(texts[mark] for mark in marks if mark in texts) for marks in tree.figures)
    headings = tuple(min((mark[0] for mark in marks), default=-1) for marks in tree.headings)
    return TaggedPdf(tokens, _destinations(pdf, pages), untagged, glyphs, drawn, figures, headings)


def without_drawings(tokens: Iterable[Token]) -> Iterator[Token]:
    """Give tokens without those inside figures: their alternative text is compared instead."""
    depth = 0
    for token in tokens:
        if isinstance(token, Tag) and token.name == "Figure":
            depth += -1 if token.is_end else 1
            yield token
        elif not depth:
            yield token


class _Tree:
    def __init__(self, texts: Mapping[tuple[int, int], MarkedText], pages: Mapping[Any, int]) -> None:
        self.texts = texts
        self.pages = pages
        self.met: set[tuple[int, int]] = set()
        self.figures: list[list[tuple[int, int]]] = []  # the marks of each figure, and of each heading
        self.headings: list[list[tuple[int, int]]] = []
        self.open: list[list[tuple[int, int]]] = []  # those that the walk is inside of

    def walk(self, one: Any, page: int | None) -> Iterator[Token]:
        import pikepdf

        if isinstance(one, pikepdf.Array):
            for kid in one:
                yield from self.walk(kid, page)
        elif isinstance(one, int):
            yield from self.mark(page, one)
        elif one.get("/Type") == "/MCR":
            yield from self.mark(self.pages[one.Pg.objgen], int(one.MCID))
        elif "/ActualText" in one:
            yield self.line(one, page)
        elif "/S" in one:
            name = str(one.S)[1:]
            yield Tag(name, tuple(_attributes(one)))
            inner = self.pages[one.Pg.objgen] if "/Pg" in one else page
            kept = self.figures if name == "Figure" else self.headings if name in _HEADINGS else None
            if kept is not None:
                kept.append([])
                self.open.append(kept[-1])
            yield from self.walk(one.get("/K", pikepdf.Array()), inner)
            if kept is not None:
                self.open.pop()
            yield Tag(name, is_end=True)

    def line(self, element: Any, page: int | None) -> Line:
        """Return the text that replaces a line's glyphs, or the glyphs where that text is not theirs."""
        inner = self.pages[element.Pg.objgen] if "/Pg" in element else page
        painted = "".join(token.text for token in self.walk(element.K, inner) if isinstance(token, Line))
        actual = str(element.ActualText)
        return Line(actual if _is_text_of(actual, painted) else painted)

    def mark(self, page: int | None, mcid: int) -> Iterator[Token]:
        if page is None:
            raise ValueError("marked content without a page")
        self.met.add((page, mcid))
        for marks in self.open:
            marks.append((page, mcid))
        marked = self.texts.get((page, mcid))
        if marked is not None and marked.text:
            yield Line(marked.text)


def _is_text_of(actual: str, painted: str) -> bool:
    """Return whether a line's glyphs can be those of a text, in whatever order they were painted.

    About as many letters, and three in four of them, must be the same: a ligature may be mapped to one of its letters,
    and a mark to a letter that it was on elsewhere.
    """
    text, glyphs = _letters(actual), _letters(painted)
    common = (text & glyphs).total()
    slack = 2 + text.total() // 4
    return text.total() - common <= slack and glyphs.total() - common <= slack


def _letters(text: str) -> Counter[str]:
    return Counter(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())


def _attributes(element: Any) -> Iterator[tuple[str, str]]:
    for key in _NAMED:
        if key in element:
            yield key[1:].lower(), str(element[key])
    owned = element.get("/A", {})
    for key in _OWNED:
        if key in owned:
            yield key[1:].lower(), str(owned[key]).removeprefix("/")
    if element.S == "/Link":
        kids = element.K if hasattr(element.K, "__iter__") else [element.K]
        targets = {_target(kid.Obj) for kid in kids if not isinstance(kid, int) and kid.get("/Type") == "/OBJR"}
        yield from (("to", target) for target in sorted(targets))


def _target(annotation: Any) -> str:
    return str(annotation.Dest) if "/Dest" in annotation else str(annotation.A.URI)


def _destinations(pdf: Any, pages: Mapping[Any, int]) -> Mapping[str, int]:
    names = pdf.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    return {str(names[place]): pages[names[place + 1][0].objgen] + 1 for place in range(0, len(names), 2)}
