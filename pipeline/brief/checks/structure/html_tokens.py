"""The body of an HTML file as tokens, and the tokens that the HTML of a page must have."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from brief.checks.structure.tokens import Line, Tag, Token
from brief.page.elements import classes as classes_of

# Attributes that change what an element is or where it leads; classes only change how it looks.
_COUNTED = ("lang", "dir", "href", "scope", "colspan", "rowspan", "datetime", "title", "start", "alt")
_CALL = "the call"
_FACES = re.compile(rb"<style>@font-face.*?</style>", re.DOTALL)


def found_tokens(body: Any) -> Iterator[Token]:
    """Give what the body of a file contains between the furniture at its top and at its bottom."""
    _name_calls(body)
    for child in body:
        if child.tag in {"header", "nav", "main", "aside"}:
            yield from _read(child, {})


def expected_tokens(body: Any, assets: Mapping[str, bytes]) -> Iterator[Token]:
    """Give what the file of a page must contain; `body` is changed: its notes become a list at the end of `main`."""
    _move_notes(body)
    if body.find("header") is None:
        yield from _tagged("header", (), iter(()))
    for child in body:
        yield from _read(child, assets)


def targets(body: Any) -> Mapping[str, str]:
    """Return for each id the tag and the text that a link to it leads to."""
    return {
        element.get("id"): f"{element.tag} {''.join(''.join(element.itertext()).split())[:60]}"
        for element in body.iter()
        if element.get("id")
    }


def _tagged(name: str, attributes: tuple[tuple[str, str], ...], inner: Iterator[Token]) -> Iterator[Token]:
    yield Tag(name, attributes)
    yield from inner
    yield Tag(name, is_end=True)


def _read(element: Any, assets: Mapping[str, bytes]) -> Iterator[Token]:
    classes = classes_of(element)
    attributes = tuple((name, element.get(name)) for name in _COUNTED if element.get(name) is not None)
    inner = _inside(element, assets)
    if element.tag in {"div", "a"} and {"furniture", "skip"} & {*classes}:
        return
    if element.tag == "div" and "scroll" in classes:
        yield from inner
    elif element.tag == "img":
        yield Tag("img", (*attributes, ("picture", _digest(element.get("src"), assets))))
    elif element.tag in {"span", "time"}:
        spoken = tuple(pair for pair in attributes if pair[0] in {"lang", "dir", "datetime"} and pair[1])
        yield from _tagged("span", spoken, inner) if spoken else inner
    else:
        yield from _tagged(element.tag, attributes, inner)


def _inside(element: Any, assets: Mapping[str, bytes]) -> Iterator[Token]:
    if element.text:
        yield Line(element.text)
    for child in element:
        yield from _read(child, assets)
        if child.tail:
            yield Line(child.tail)


def _digest(source: str, assets: Mapping[str, bytes]) -> str:
    """Return the digest of a picture's bytes, without the faces that a drawing in a file brings."""
    if source.startswith("data:"):
        data = _FACES.sub(b"", base64.b64decode(source.partition(",")[2]), count=1)
    else:
        data = assets[source]
    return hashlib.sha256(data).hexdigest()[:16]


def _move_notes(body: Any) -> None:
    """Replace each note by its call, and put the notes into a numbered list at the end, each with a link back."""
    import lxml.html

    notes = [span for span in body.iter("span") if "note" in classes_of(span)]
    called = {call.get("href") for call in body.iter("a") if "noteref" in classes_of(call)}
    for item in body.iterfind(".//ol[@class='endnotes']/li"):
        if f"#{item.get('id')}" in called:
            _link_back(item)
    if not notes:
        return
    main = body.find("main")
    section = lxml.html.Element("section")
    if body.get("data-notes"):
        section.append(lxml.html.fragment_fromstring(f"<h2>{body.get('data-notes')}</h2>"))
    rows = lxml.html.Element("ol")
    section.append(rows)
    main.append(section)
    for number, note in enumerate(notes, 1):
        call = lxml.html.fragment_fromstring(f'<a class="noteref" href="#{note.get("id")}"><sup>{number}</sup></a>')
        call.tail, note.tail = note.tail, None
        note.getparent().replace(note, call)
        note.tag = "li"
        for para in note.findall("span[@class='para']"):
            para.tag = "p"
        _link_back(note)
        rows.append(note)


def _link_back(item: Any) -> None:
    """End a note with a link back to its call, in the place of the one that the page has for paper."""
    import lxml.html

    for plain in item.findall("a[@class='backref']"):
        plain.drop_tree()
    last = item[-1] if len(item) and item[-1].tag == "p" else item
    link = lxml.html.Element("a", {"class": "backref", "href": _CALL})
    link.text = "↑"
    last.append(link)


def _name_calls(body: Any) -> None:
    """Let each link back lead to `_CALL` where it does lead to a call of its note, whatever that is named."""
    by_id = {element.get("id"): element for element in body.iter("a", "sup") if element.get("id")}
    for link in body.iter("a"):
        if "backref" not in classes_of(link):
            continue
        item = next((outer for outer in link.iterancestors("li") if outer.get("id")), None)
        call = by_id.get(link.get("href", "").removeprefix("#"))
        if item is not None and call is not None and call.get("href") == f"#{item.get('id')}":
            link.set("href", _CALL)
