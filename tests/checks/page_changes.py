"""Changes of a page in one place: what a file must not say in place of what its page says."""

from __future__ import annotations

import copy
import dataclasses
import random
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import lxml.html

from brief.page.vocabulary import Page

WORD = re.compile(r"\w[\w\u2019'-]*")
NEGATIONS = frozenset({"not", "no", "never", "none", "nothing", "neither", "nor", "without"})
HEDGES = frozenset(
    {"alleged", "allegedly", "reported", "likely", "unlikely", "may", "might", "could", "would", "perhaps", "claims"}
)
Change = Callable[[Any], Iterator[Any]]


def with_body(page: Page, body: Any) -> Page:
    """Return a page that has another body."""
    text = lxml.html.tostring(body.getroottree().getroot(), encoding="unicode", doctype="<!DOCTYPE html>")
    return dataclasses.replace(page, html=str(text))


def changes(body: Any, kind: str, chosen: int | None = None) -> Iterator[tuple[str, Any]]:
    """Give what was changed and a changed copy of a page's body, for each place where this kind of change is possible.

    `chosen` limits them to so many, the same in every run.
    """
    find_places, apply = KINDS[kind]
    places = list(find_places(body))
    if chosen is not None:
        places = random.Random(kind).sample(places, min(chosen, len(places)))
    for number, place in enumerate(places):
        twin = copy.deepcopy(body.getroottree().getroot()).find("body")
        described = apply(*_twins(body, twin, place))
        yield f"{kind} {number}: {described}", twin


def _twins(body: Any, twin: Any, place: tuple[Any, ...]) -> list[Any]:
    """Return the same elements in a copy; all else in a place stays as it is."""
    tree, other = body.getroottree(), twin.getroottree()
    return [other.xpath(tree.getpath(one))[0] if hasattr(one, "tag") else one for one in place]


# Places: tuples of elements and values, each found in the body as it is.


def _texts(body: Any) -> Iterator[tuple[Any, str, str]]:
    """Give each text that every format shows: the element that holds it, `text` or `tail`, and the text."""
    for element in body.iter():
        hidden = _is_computed(element)
        if element.text and element.text.strip() and not hidden and element.tag not in {"html", "head"}:
            yield element, "text", element.text
        outer = element.getparent()
        if element is not body and element.tail and element.tail.strip() and not _is_computed(outer):
            yield element, "tail", element.tail


def _is_computed(element: Any) -> bool:
    """Return whether formats set this text themselves, or one of them may leave it out."""
    names = {"places", "bracket", "backref"}
    around = [element, *element.iterancestors()]
    return any(not names.isdisjoint((one.get("class") or "").split()) for one in around)


def _words(wanted: Callable[[str], bool]) -> Callable[[Any], Iterator[tuple[Any, ...]]]:
    def places(body: Any) -> Iterator[tuple[Any, ...]]:
        for element, part, text in _texts(body):
            for found in WORD.finditer(text):
                if wanted(found[0]):
                    yield element, part, found.start(), found.end()

    return places


def _elements(path: str) -> Callable[[Any], Iterator[tuple[Any, ...]]]:
    return lambda body: ((one,) for one in body.xpath(path) if not _is_computed(one))


def _neighbours(path: str) -> Callable[[Any], Iterator[tuple[Any, ...]]]:
    """Give two siblings of one kind that say different things."""

    def places(body: Any) -> Iterator[tuple[Any, ...]]:
        for one in body.xpath(path):
            after = one.getnext()
            if after is not None and after.tag == one.tag and _said(one) != _said(after):
                yield one, after

    return places


def _said(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


# Changes: each changes the copy and says what it did.


def _replace(element: Any, part: str, start: int, end: int, new: Callable[[str], str]) -> str:
    text = getattr(element, part)
    word = text[start:end]
    setattr(element, part, text[:start] + new(word) + text[end:])
    return f"{word!r} to {new(word)!r} in {text.strip()[:60]!r}"


def _with(new: Callable[[str], str]) -> Callable[..., str]:
    return lambda element, part, start, end: _replace(element, part, start, end, new)


def _drop(element: Any) -> str:
    words = _said(element)
    element.tail, tail = None, element.tail
    before, outer = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + (tail or "")
    else:
        outer.text = (outer.text or "") + (tail or "")
    outer.remove(element)
    return words[:60]


def _swap(one: Any, other: Any) -> str:
    outer = one.getparent()
    one.tail, other.tail = other.tail, one.tail
    first = outer.index(one)
    outer.remove(other)
    outer.insert(first, other)
    return f"{_said(one)[:40]!r} and {_said(other)[:40]!r}"


def _attribute(name: str, new: Callable[[str], str]) -> Callable[[Any], str]:
    def change(element: Any) -> str:
        old = element.get(name) or ""
        element.set(name, new(old))
        return f"{name} from {old!r} to {new(old)!r}"

    return change


def _relevel(heading: Any) -> str:
    old = heading.tag
    heading.tag = f"h{int(old[1]) % 6 + 1}"
    return f"{old} to {heading.tag}: {_said(heading)[:40]}"


def _renumber(word: str) -> str:
    return "".join(str((int(digit) + 1) % 10) if digit.isdigit() else digit for digit in word)


def _empty(element: Any) -> str:
    words = _said(element)
    element.text = None
    element[:] = []
    return words[:60]


def _turned_scope(old: str) -> str:
    return "row" if old == "col" else "col"


def _turn_list(one: Any) -> str:
    one.tag = "ul" if one.tag == "ol" else "ol"
    return f"now {one.tag}: {_said(one)[:40]}"


def _unquote(one: Any) -> str:
    one.tag = "div"
    return _said(one)[:60]


def _exchange(element: Any, part: str, start: int, end: int) -> str:
    """Exchange a word with the next one of its text."""
    text = getattr(element, part)
    after = WORD.search(text, end)
    setattr(element, part, text[:start] + after[0] + text[end : after.start()] + text[start:end] + text[after.end() :])
    return f"{text[start:end]!r} and {after[0]!r} in {text.strip()[:60]!r}"


def _pairs(body: Any) -> Iterator[tuple[Any, ...]]:
    """Give each word that another one follows in the same text."""
    for element, part, text in _texts(body):
        for one, after in pairwise(WORD.finditer(text)):
            if one[0] != after[0]:
                yield element, part, one.start(), one.end()


def _altered(word: str) -> str:
    return f"{word[:-1]}{'x' if word[-1] != 'x' else 'y'}"


KINDS: Mapping[str, tuple[Callable[[Any], Iterator[tuple[Any, ...]]], Callable[..., str]]] = {
    "word dropped": (_words(lambda _: True), _with(lambda _: "")),
    "word doubled": (_words(lambda _: True), _with(lambda word: f"{word} {word}")),
    "word altered": (_words(str.isalpha), _with(_altered)),
    "words swapped": (_pairs, _exchange),
    "negation dropped": (_words(lambda word: word.casefold() in NEGATIONS), _with(lambda _: "")),
    "hedge dropped": (_words(lambda word: word.casefold() in HEDGES), _with(lambda _: "")),
    "number changed": (_words(lambda word: any(map(str.isdigit, word))), _with(_renumber)),
    "paragraph dropped": (_elements(".//p"), _drop),
    "paragraphs swapped": (_neighbours(".//p"), _swap),
    "item dropped": (_elements(".//li"), _drop),
    "items swapped": (_neighbours(".//li"), _swap),
    "row dropped": (_elements(".//tbody/tr"), _drop),
    "rows swapped": (_neighbours(".//tbody/tr"), _swap),
    "cells swapped": (_neighbours(".//td"), _swap),
    "cell emptied": (_elements(".//td[normalize-space()!='']"), _empty),
    "header scope changed": (_elements(".//th[@scope]"), _attribute("scope", _turned_scope)),
    "list of another kind": (_elements(".//main//*[self::ul or self::ol][not(@class)]"), _turn_list),
    "quotation made plain": (_elements(".//main//blockquote[p]"), _unquote),
    "claim changed": (_elements(".//*[@data-claim]"), _attribute("data-claim", lambda old: f"{old}-x")),
    "note dropped": (_elements(".//span[contains(concat(' ', @class, ' '), ' note ')]"), _drop),
    "heading dropped": (_elements(".//*[self::h2 or self::h3 or self::h4]"), _drop),
    "heading of another level": (_elements(".//section//*[self::h2 or self::h3 or self::h4]"), _relevel),
    "link elsewhere": (_elements(".//a[@href]"), _attribute("href", lambda old: f"{old}x")),
    "alternative text replaced": (_elements(".//img[@alt!='']"), _attribute("alt", lambda old: f"{old} Not so.")),
    "picture dropped": (_elements(".//img[@alt!='']"), _drop),
    "language changed": (_elements(".//*[@lang]"), _attribute("lang", lambda old: "cy" if old != "cy" else "ga")),
    "status changed": (_elements(".//span[@data-status][contains(@class, 'status')]"), _drop),
}
# Formats that do not have what a kind of change alters, or in which it is not compared: Word has header rows, not the
# scope of one cell, and its style of a quotation is not read; only Word says which claim its words are.
NOT_IN: Mapping[str, frozenset[str]] = {
    "header scope changed": frozenset({"docx"}),
    "quotation made plain": frozenset({"docx"}),
    "claim changed": frozenset({"pdf", "html"}),
}
