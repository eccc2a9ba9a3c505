"""How a page should be read aloud as a PDF: its elements in order, in the form of `tag_tree.tags_and_words`.

Written from the standards and the vocabulary, not from the writer: it shares no table with it. Paper has
more than the page: the markers of list items, and page numbers in the contents. It lacks the links back from notes at
the end (`backref`), pictures without alternative text, and rules (`hr`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import chain
from typing import Any

import lxml.etree as etree

from brief.page.vocabulary import Page

BLOCKS = {
    "header": "Sect", "main": "Part", "nav": "Sect", "section": "Sect", "aside": "Sect", "div": "Div", "figure": "Div",
    "p": "P", "pre": "P", "blockquote": "BlockQuote", "figcaption": "Caption", "caption": "Caption", "code": "Code",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tr": "TR", "dt": "Lbl", "dd": "LBody",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}  # fmt: skip
UNMARKED = {"sources", "timeline", "contents"}  # lists that the style sheets give no numbers or bullets
# Their words belong to what is around them, unless they change the language.
TRANSPARENT = {"em", "strong", "s", "sup", "sub", "time", "br", "hr", "colgroup", "col"}


def expected_tags_and_words(page: Page, pages: Mapping[str, int]) -> list[str]:
    """Return the tags and words that a page's body should be read as; `pages` has the page of each identifier."""
    root = deepcopy(page.tree())
    for link in root.iterfind(".//nav[@class='contents']//a"):
        assert link.tail is None
        etree.SubElement(link, "span").text = str(pages[link.get("href").removeprefix("#")])
    (body,) = root.iterfind("body")
    return ["<Document>", *_inside(body), "</Document>"]


def _inside(element: Any) -> Iterator[str]:
    yield element.text or ""
    done: set[Any] = set()  # terms and descriptions that were read as one item
    for child in element:
        if child.tag == "dt" and child not in done:
            group = _item(child)
            done.update(group)
            yield from _tagged("LI", [], (token for one in group for token in _read(one)))
        elif child not in done:
            yield from _read(child)
        yield child.tail or ""


def _item(term: Any) -> list[Any]:
    """Return one or more terms with what describes them: the next term after a description begins another."""
    group = [term]
    for after in term.itersiblings():
        if after.tag == "dt" and group[-1].tag == "dd":
            break
        group.append(after)
    return group


def _tagged(kind: str, attributes: list[str], inner: Iterator[str]) -> Iterator[str]:
    yield f"<{' '.join([kind, *attributes])}>"
    yield from inner
    yield f"</{kind}>"


def _read(element: Any) -> Iterator[str]:
    tag = element.tag
    language = [f"lang={element.get('lang')}"] if element.get("lang") else []
    inner = _inside(element)
    if tag in BLOCKS:
        yield from _tagged(BLOCKS[tag], language, inner)
    elif tag in TRANSPARENT:
        yield from _tagged("Span", language, inner) if language else inner
    else:
        yield from SPECIAL[tag](element, language, inner)


def _classes(element: Any) -> set[str]:
    return set((element.get("class") or "").split())


def _span(span: Any, language: list[str], inner: Iterator[str]) -> Iterator[str]:
    if "note" in _classes(span):
        return _note(span, language, inner)
    if "para" in _classes(span):
        return _tagged("P", language, inner)
    return _tagged("Span", language, inner) if language else inner


def _abbreviation(abbr: Any, language: list[str], inner: Iterator[str]) -> Iterator[str]:
    attributes = [*language, *([f"e={abbr.get('title')}"] if abbr.get("title") else [])]
    return _tagged("Span", attributes, inner) if attributes else inner


def _list(outer: Any, language: list[str], inner: Iterator[str]) -> Iterator[str]:
    return _tagged("TOC" if "contents" in _classes(outer) else "L", language, inner)


def _picture(picture: Any, language: list[str], inner: Iterator[str]) -> Iterator[str]:
    return _tagged("Figure", [*language, f"alt={picture.get('alt')}"], inner) if picture.get("alt") else iter(())


def _link(link: Any, language: list[str], inner: Iterator[str]) -> Iterator[str]:
    if "backref" in _classes(link):
        return iter(())
    read = _tagged("Link", [*language, f"to={link.get('href').removeprefix('#')}"], inner)
    return _tagged("Reference", [], read) if any("contents" in _classes(one) for one in link.iterancestors()) else read


def _note(note: Any, language: list[str], inner: Iterator[str]) -> Iterator[str]:
    """Give the reference in its place, and the note right after it: each links to the other."""
    name, number = note.get("id"), note.get("data-number")
    yield from _tagged("Reference", [], _tagged("Link", [f"to={name}"], iter([number])))
    back = _tagged("Link", [f"to={name}-call"], iter([number]))
    attributes = [*language, f"id={name}"]
    yield from _tagged("Note", attributes, chain(_tagged("Lbl", [], back), inner))


def _list_item(item: Any, language: list[str], inner: Iterator[str]) -> Iterator[str]:
    outer = item.getparent()
    if "contents" in _classes(outer):
        return _tagged("TOCI", language, inner)
    number = int(outer.get("start", "1")) + outer.findall("li").index(item)
    mark = _tagged("Lbl", [], iter([f"{number}." if outer.tag == "ol" else "•"]))
    body = _tagged("LBody", [], inner)
    return _tagged("LI", language, body if UNMARKED & _classes(outer) else chain(mark, body))


def _cell(cell: Any, language: list[str], inner: Iterator[str]) -> Iterator[str]:
    scope = [f"scope={'Row' if cell.get('scope') == 'row' else 'Column'}"] if cell.tag == "th" else []
    spans = [f"{name}={cell.get(name)}" for name in ("colspan", "rowspan") if cell.get(name, "1") != "1"]
    return _tagged(cell.tag.upper(), [*language, *scope, *spans], inner)


SPECIAL = {
    "span": _span, "abbr": _abbreviation, "ul": _list, "ol": _list, "dl": _list, "li": _list_item, "img": _picture,
    "a": _link, "th": _cell, "td": _cell,
}  # fmt: skip
