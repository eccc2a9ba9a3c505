"""The tokens that the PDF of a page must have: its elements as structure types, in the order of the page.

Written from the vocabulary and from ISO 32000-1, 14.8.4, not from the writer. What paper has beyond the page is
computed here too: the labels of list items, page numbers in the contents and after the places that cite an authority.
What paper leaves out: the links back from endnotes, pictures without alternative text, and rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any, TypeAlias

from brief.checks.structure.labels import BULLET
from brief.checks.structure.tokens import LABEL, OPTIONAL, Line, Token, tagged
from brief.page.elements import classes as classes_of

Attributes: TypeAlias = "list[tuple[str, str]]"

_BLOCKS = {
    "header": "Sect", "main": "Part", "nav": "Sect", "section": "Sect", "aside": "Sect", "div": "Div", "figure": "Div",
    "p": "P", "pre": "P", "blockquote": "BlockQuote", "figcaption": "Caption", "caption": "Caption", "code": "Code",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tr": "TR", "dt": "Lbl", "dd": "LBody",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}  # fmt: skip
_UNMARKED = frozenset({"sources", "timeline", "contents", "authorities"})  # lists that the style sheets give no labels
# Their text belongs to the element around them, unless they change the language.
_TRANSPARENT = frozenset({"em", "strong", "s", "sup", "sub", "time", "br", "hr", "colgroup", "col"})


def expected_tokens(body: Any, destinations: Mapping[str, int]) -> Iterator[Token]:
    """Give the tokens of a page's `body`; `destinations` are the pages (from 1) of the file's named destinations."""
    yield from tagged("Document", (), _Reader(destinations).inside(body))


def _classes(element: Any) -> frozenset[str]:
    return frozenset(classes_of(element))


class _Reader:
    def __init__(self, destinations: Mapping[str, int]) -> None:
        self.destinations = destinations
        self.special: Mapping[str, Callable[[Any, Attributes, Iterator[Token]], Iterator[Token]]] = {
            "span": self.span, "abbr": self.abbreviation, "ul": self.listed, "ol": self.listed, "dl": self.listed,
            "li": self.item, "img": self.picture, "a": self.link, "th": self.cell, "td": self.cell,
        }  # fmt: skip

    def inside(self, element: Any) -> Iterator[Token]:
        if element.text:
            yield Line(element.text)
        done: set[Any] = set()  # terms and descriptions that were read as one item
        for child in element:
            if child.tag == "dt" and child not in done:
                group = _definition(child)
                done.update(group)
                yield from tagged("LI", (), (token for one in group for token in self.read(one)))
            elif child not in done:
                yield from self.read(child)
            if child.tail:
                yield Line(child.tail)

    def read(self, element: Any) -> Iterator[Token]:
        tag = element.tag
        language = [("lang", element.get("lang"))] if element.get("lang") else []
        inner = self.inside(element)
        if tag in _BLOCKS:
            yield from tagged(_BLOCKS[tag], language, inner)
        elif tag == "br":
            yield Line(" ")
        elif tag in _TRANSPARENT:
            yield from tagged("Span", language, inner) if language else inner
        else:
            yield from self.special[tag](element, language, inner)

    def span(self, span: Any, language: Attributes, inner: Iterator[Token]) -> Iterator[Token]:
        if "note" in _classes(span):
            return self.note(span, language, inner)
        if "para" in _classes(span):
            return tagged("P", language, inner)
        if "bracket" in _classes(span):
            return iter([Line(f"{OPTIONAL}{span.text}{OPTIONAL}")])
        return tagged("Span", language, inner) if language else inner

    def abbreviation(self, abbr: Any, language: Attributes, inner: Iterator[Token]) -> Iterator[Token]:
        attributes = [*language, *([("e", abbr.get("title"))] if abbr.get("title") else [])]
        return tagged("Span", attributes, inner) if attributes else inner

    def listed(self, outer: Any, language: Attributes, inner: Iterator[Token]) -> Iterator[Token]:
        return tagged("TOC" if "contents" in _classes(outer) else "L", language, inner)

    def picture(self, picture: Any, language: Attributes, inner: Iterator[Token]) -> Iterator[Token]:
        alternative = picture.get("alt")
        return tagged("Figure", [*language, ("alt", alternative)], inner) if alternative else iter(())

    def link(self, link: Any, language: Attributes, inner: Iterator[Token]) -> Iterator[Token]:
        if "backref" in _classes(link):
            return iter(())
        target = link.get("href").removeprefix("#")
        attributes = [*language, ("to", target)]
        if any(one.tag == "nav" and "contents" in _classes(one) for one in link.iterancestors()):
            inner = chain(inner, [Line(f" {self.destinations.get(target, 0)}")])
        elif link.get("data-page") and not self.is_repeated(link):
            inner = chain(inner, [Line(f" ({link.get('data-page')} {self.destinations.get(target, 0)})")])
        read = tagged("Link", attributes, inner)
        in_contents = any("contents" in _classes(one) for one in link.iterancestors())
        return tagged("Reference", (), read) if in_contents else read

    def is_repeated(self, link: Any) -> bool:
        """Return whether the next place is on the same page, so that only the last of them gives its number."""
        following = next((one for one in link.itersiblings("a") if one.get("data-page")), None)
        if following is None:
            return False
        here, there = (one.get("href").removeprefix("#") for one in (link, following))
        return self.destinations.get(here) == self.destinations.get(there)

    def note(self, note: Any, language: Attributes, inner: Iterator[Token]) -> Iterator[Token]:
        """Give the call at its place, and the note right after it: each links to the other."""
        name, number = note.get("id"), note.get("data-number")
        yield from tagged("Reference", (), tagged("Link", [("to", name)], [Line(number)]))
        back = tagged("Link", [("to", f"{name}-call")], [Line(f"{LABEL}{number}")])
        yield from tagged("Note", [*language, ("id", name)], chain(tagged("Lbl", (), back), inner))

    def item(self, item: Any, language: Attributes, inner: Iterator[Token]) -> Iterator[Token]:
        outer = item.getparent()
        if "contents" in _classes(outer):
            return tagged("TOCI", language, inner)
        body = tagged("LBody", (), inner)
        if _UNMARKED & _classes(outer):
            return tagged("LI", language, body)
        return tagged("LI", language, chain(tagged("Lbl", (), [Line(LABEL + _label(outer, item))]), body))

    def cell(self, cell: Any, language: Attributes, inner: Iterator[Token]) -> Iterator[Token]:
        scope = [("scope", "Row" if cell.get("scope") == "row" else "Column")] if cell.tag == "th" else []
        spans = [(name, cell.get(name)) for name in ("colspan", "rowspan") if cell.get(name, "1") != "1"]
        return tagged(cell.tag.upper(), [*language, *scope, *spans], inner)


def _definition(term: Any) -> list[Any]:
    """Return one or more terms with their descriptions: a term after a description begins the next item."""
    group = [term]
    for after in term.itersiblings():
        if after.tag == "dt" and group[-1].tag == "dd":
            break
        group.append(after)
    return group


def _label(outer: Any, item: Any) -> str:
    if outer.tag == "ul":
        return BULLET
    number = int(outer.get("start", "1")) + outer.findall("li").index(item)
    return str(number)
