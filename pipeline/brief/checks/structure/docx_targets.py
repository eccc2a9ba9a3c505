"""Where the links and the page numbers of a Word file lead: the words that follow each bookmark (ECMA-376 17.13.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from brief.checks.structure.compare import Difference
from brief.checks.structure.docx_expected import target_name
from brief.checks.structure.tokens import OPTIONAL, normalise
from brief.page.elements import classes as classes_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPARED = 24  # letters and digits
_PAGEREF = re.compile(r"\s*PAGEREF\s+(\S+)")
_NOT_IN_PLACE = frozenset({"note", "number", "backref"})  # what Word has elsewhere, or computes


def target_differences(body: Any, document: Any) -> Iterator[Difference]:
    """Give each place of the page that something links to whose bookmark is missing or begins with other words."""
    found = {target_name(f"#{row.get(f'{W}name')}"): row for row in document.iter(f"{W}bookmarkStart")}
    linked = {link.get("href") for link in body.iter("a") if link.get("href", "").startswith("#")}
    for element in body.iter():
        if f"#{element.get('id')}" not in linked or _is_note(element):
            continue
        name = target_name(f"#{element.get('id')}")
        wanted = _letters(_following(element), _COMPARED)
        had = _letters(_text_after(found[name]), len(wanted)) if name in found else ""
        if name not in found or not re.match(_pattern(wanted), had):
            shown = re.sub(f"{OPTIONAL}.*?{OPTIONAL}", "", wanted)
            place = f"at `{had[:_COMPARED]}`" if had else ""
            yield Difference(f"the bookmark `{element.get('id')}` at `{shown}`", place, "")


def page_numbers(document: Any) -> Iterator[tuple[str, str]]:
    """Give the bookmark and the stored result of each field that shows the page of one (17.16.5.42)."""
    name, shown, is_result = "", "", False
    for row in document.iter(f"{W}instrText", f"{W}fldChar", f"{W}t"):
        if row.tag == f"{W}instrText" and (found := _PAGEREF.match(row.text or "")):
            name, shown, is_result = found[1], "", False
        elif row.tag == f"{W}fldChar" and name:
            if is_result and row.get(f"{W}fldCharType") == "end":
                yield name, shown
                name = ""
            is_result = row.get(f"{W}fldCharType") == "separate"
        elif row.tag == f"{W}t" and is_result:
            shown += row.text or ""


def page_number_differences(document: Any, destinations: Mapping[str, int]) -> Iterator[Difference]:
    """Give each page number that a Word file shows and that is not that of the same place in the PDF.

    `destinations` are the pages of the PDF's named destinations, from 1.
    """
    pages = {target_name(f"#{name}"): str(page) for name, page in destinations.items()}
    for name, shown in page_numbers(document):
        page = pages.get(target_name(f"#{name}"), "")
        if shown and page != shown:
            yield Difference(f"page {page} for `{name}`", f"page {shown}", "")


def _is_note(element: Any) -> bool:
    """Return whether an element is a note's call, or is or is in a note: they are compared at the calls."""
    outer = [element, *element.iterancestors()]
    return any({"note", "endnotes", "noteref"} & set(classes_of(one)) for one in outer)


def _following(element: Any) -> Iterator[str]:
    """Give the texts of an element in order; those of its caption alone, where it has one."""
    caption = next(element.iterchildren("figcaption", "caption"), element)
    yield from _texts(caption)


def _texts(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        kinds = classes_of(child)
        if "noteref" in kinds:  # Word has a call with or without its number as text
            yield f"{OPTIONAL}{''.join(child.itertext())}{OPTIONAL}"
        elif not _NOT_IN_PLACE & set(kinds) or "label" in (element.get("class") or ""):
            yield from _texts(child)
        yield child.tail or ""


def _text_after(bookmark: Any) -> Iterator[str]:
    for row in bookmark.xpath("following::*[local-name()='t']"):
        yield row.text or ""


def _letters(texts: Iterator[str], most: int) -> str:
    """Return the letters that texts begin with, and what is optional among them and is not counted."""
    found, count, is_optional = [], 0, False
    for letter in (letter for text in texts for letter in normalise(text)):
        if letter == OPTIONAL:
            is_optional = not is_optional
        elif not letter.isalnum():
            continue
        elif count == most and not is_optional:
            break
        else:
            count += not is_optional
        found.append(letter)
    return "".join(found)


def _pattern(wanted: str) -> str:
    """Return letters as a pattern in which what is optional need not be there."""
    pieces = wanted.split(OPTIONAL)  # every other one is optional
    return "".join(f"(?:{piece})?" if number % 2 else piece for number, piece in enumerate(pieces))
