"""The tokens that the Word file of a page must have."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

from brief.checks.structure.labels import BULLET
from brief.checks.structure.tokens import LABEL, PAGE, PAGES, Line, Tag, Token, tagged, with_language_tags
from brief.page.elements import classes as classes_of

_NAME = 30  # characters of a bookmark's name that are compared
_DIGEST = "data-digest"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({"p", "dt", "dd", "figcaption", "pre", "blockquote", "div", "section", "aside", "figure"})
_UNMARKED = frozenset({"sources", "timeline", "contents", "figures", "tables", "authorities"})


def expected_tokens(body: Any, assets: Mapping[str, bytes], *, has_endnotes: bool) -> Iterator[Token]:
    """Give the tokens of a page's `body` as a Word file has them; `has_endnotes` where its endnotes are Word's own."""
    if has_endnotes:
        _move_endnotes(body)
    for picture in body.iter("img"):
        picture.set(_DIGEST, digest(assets[picture.get("src")]))
    yield from with_language_tags(tagged("Document", (), _inside(body)))


def digest(picture: bytes) -> str:
    """Return the digest by which pictures are compared."""
    return hashlib.sha256(picture).hexdigest()[:16]


def target_name(address: str) -> str:
    """Return where a link leads as both sides write it: an address, or an identifier as a bookmark may be named.

    A bookmark's name has letters, digits and underscores and 40 characters at most (ECMA-376 17.13.6.2), so a long
    identifier is compared by its beginning.
    """
    if not address.startswith("#"):
        return address
    return "#" + re.sub(r"\W", "_", address[1:]).removesuffix("_call")[:_NAME]


def _move_endnotes(body: Any) -> None:
    """Put the items of the list of endnotes at their first calls, as notes; Word numbers them in that order."""
    lists = [notes for notes in body.iter("ol") if "endnotes" in _classes(notes)]
    items = {item.get("id"): (str(place), item) for notes in lists for place, item in enumerate(notes, 1)}
    for call in [one for one in body.iter("a") if "noteref" in _classes(one)]:
        place, item = items.pop(call.get("href", "").removeprefix("#"), ("", None))
        if item is None:
            continue
        for link in item.findall("a[@class='backref']"):
            link.drop_tree()
        called = "".join(call.itertext())
        for inner in list(call):
            call.remove(inner)
        call.tag, call.text = "span", item.text
        call.set("class", "note")
        call.set("data-kind", "endnote")
        call.set("data-number", place if place == called else f"{called} of item {place}")
        call.set("lang", _stated_language(item))
        call.extend(list(item))
    for notes in lists:
        notes.drop_tree()


def _classes(element: Any) -> frozenset[str]:
    return frozenset(classes_of(element))


def _inside(element: Any) -> Iterator[Token]:
    language = _language(element)
    if element.text:
        yield Line(element.text, language)
    for child in element:
        yield from _read(child)
        if child.tail:
            yield Line(child.tail, language)


def _language(element: Any) -> str:
    """Return the language of an element where it is not that of the document."""
    stated = _stated_language(element)
    return "" if stated == element.getroottree().getroot().get("lang") else stated


def _stated_language(element: Any) -> str:
    return next((outer.get("lang") for outer in (element, *element.iterancestors()) if outer.get("lang")), "")


def _read(element: Any) -> Iterator[Token]:
    tag = element.tag
    if tag in _HEADINGS and element.getparent().tag != "nav":  # the heading of the contents is not in the outline
        return tagged(tag.upper(), (), _inside(element))
    if tag in _BLOCKS or tag in _HEADINGS:
        return _block(element)
    if tag in _SPECIAL:
        return _SPECIAL[tag](element)
    return _inside(element)


def _block(element: Any) -> Iterator[Token]:
    yield Line(" ")
    yield from _inside(element)
    yield Line(" ")


def _picture(picture: Any) -> Iterator[Token]:
    alternative = picture.get("alt")
    return tagged("Figure", [("alt", alternative), ("picture", picture.get(_DIGEST))], ()) if alternative else iter(())


def _break(_: Any) -> Iterator[Token]:
    yield Line(" ")


def _link(link: Any) -> Iterator[Token]:
    target = target_name(link.get("href"))
    return tagged("Link", [("to", target)], chain(_inside(link), _page_of(link)))


def _span(span: Any) -> Iterator[Token]:
    classes = _classes(span)
    if "note" in classes:
        attributes = [("kind", span.get("data-kind", "footnote")), ("number", span.get("data-number"))]
        return tagged("Note", attributes, _inside(span))
    if "number" in classes and _is_computed(span):
        return _label("".join(span.itertext()))
    if "places" in classes:
        return iter([Line(f" {PAGES}")])
    if span.get("data-claim"):
        return tagged("Claim", [("id", span.get("data-claim"))], _inside(span))
    return _block(span) if "para" in classes else _inside(span)


def _label(label: str) -> Iterator[Token]:
    return tagged("Label", (), [Line(LABEL + label)])


def _page_of(link: Any) -> Iterator[Token]:
    if any(one.tag == "nav" and "contents" in _classes(one) for one in link.iterancestors()):
        yield Line(f" {PAGE}")
    elif link.get("data-page"):
        yield Line(f" ({link.get('data-page')} {PAGE})")


def _is_computed(number: Any) -> bool:
    """Return whether Word computes a number itself: that of a heading or of a numbered paragraph."""
    outer = number.getparent()
    return outer.tag in _HEADINGS or "numbered" in _classes(outer)


def _item(item: Any) -> Iterator[Token]:
    outer = item.getparent()
    if not _UNMARKED & _classes(outer):
        if outer.tag == "ul":
            yield from _label(BULLET)
        else:
            number = int(outer.get("start", "1")) + outer.findall("li").index(item)
            yield from _label(str(number))
    yield from _block(item)


def _table(table: Any) -> Iterator[Token]:
    caption = table.find("caption")
    if caption is not None:
        yield from _block(caption)
    if table.find("thead") is None:  # without a header row a table only places what it holds
        for cell in table.iter("th", "td"):
            if next(cell.iterancestors("table")) is table:
                yield from _block(cell)
        return
    has_row_heads = table.find("tbody/tr/th") is not None
    yield Tag("Table", (("row-heads", "yes"),) if has_row_heads else ())
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is not table:
            continue
        yield Tag("TR")
        head = row.getparent().tag == "thead"
        below = 1 + len(list(row.itersiblings("tr")))
        for cell in row:
            depth = int(cell.get("rowspan", "1"))
            spans = [("colspan", cell.get("colspan", "1")), ("rowspan", str(min(depth or below, below)))]
            yield from tagged("TH" if head else "TD", [pair for pair in spans if pair[1] != "1"], _inside(cell))
        yield Tag("TR", is_end=True)
    yield Tag("Table", is_end=True)


_SPECIAL: Mapping[str, Callable[[Any], Iterator[Token]]] = {
    "li": _item, "table": _table, "img": _picture, "br": _break, "a": _link, "span": _span,
}  # fmt: skip
