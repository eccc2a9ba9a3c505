"""Give every reference the words of what it refers to, once numbers and notes are known."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from brief.page.elements import classes, text_of
from brief.render import prose
from brief.render.transforms.number import reusable_copy
from brief.render.transforms.page_context import PageContext

STATED_AT = "x-stated-at"  # data-claim: lists the numbered paragraphs that state a claim
CITED_AT = "x-cited-at"  # data-cite: lists the numbered paragraphs, or else the notes, that cite a source

_NUMBER = re.compile(r"\S+\s\S*\d\S*")  # `Table 1`, `paragraph 3.2`: stays in one line, as titles must not

Places = dict[str, dict[str, str]]  # by claim or source: the ids of its places in page order, each with its number


def fill_references(main: etree._Element, context: PageContext) -> PageContext:
    """Replace every placeholder of a reference with a link that has words; what it refers to is labelled in `labels`.

    Placeholders that list the places of a claim or source become links to these places.
    """
    labels, words = context.labels, context.words
    by_id = {element.get("id", ""): element for element in main.iter() if element.get("id")}
    stated = _stated_places(main, by_id, labels)
    for placeholder in list(main.iter(prose.REFERENCE)):
        target = placeholder.get("data-target", "")
        placeholder.tag = "a"
        del placeholder.attrib["data-target"]
        placeholder.set("href", f"#{target}")
        has_words = bool(len(placeholder) or (placeholder.text or "").strip())
        if has_words:
            placeholder.set("class", "term")
        else:
            found = by_id.get(target)  # one that is not on the page is reported where it is referred to (E310)
            placeholder.text = labels.get(target) or (
                _unlabelled(found, labels, words) if found is not None else target
            )
            if _NUMBER.fullmatch(placeholder.text):
                placeholder.set("class", "ref")
    for placeholder in list(main.iter(STATED_AT)):
        _write_links(placeholder, stated.get(placeholder.get("data-claim", ""), {}), words["comma"])
    placeholders = list(main.iter(CITED_AT))
    cited = _cited_places(main, labels, words) if placeholders else {}
    for placeholder in placeholders:
        _write_links(placeholder, cited.get(placeholder.get("data-cite", ""), {}), words["comma"])
        for link in placeholder:
            link.set("data-page", words["page_short"])
    return context


def _stated_places(main: etree._Element, by_id: dict[str, etree._Element], labels: Mapping[str, str]) -> Places:
    """Return the numbered paragraphs that state each claim; the first words that state it get its id."""
    stated: Places = {}
    for span in main.iter("span"):
        claim = span.get("data-claim")
        if claim:
            paragraphs = stated.setdefault(claim, {})
            paragraph = _numbered_paragraph(span)
            if paragraph:
                paragraphs[paragraph] = _number_in(labels[paragraph])
            if claim not in by_id:
                span.set("id", claim)
                by_id[claim] = span
    return stated


def _cited_places(main: etree._Element, labels: Mapping[str, str], words: Mapping[str, str]) -> Places:
    """Return the places that cite each source: the numbered paragraph, or the note call where there is none."""
    cited: Places = {}
    calls = (element for element in main.iter("span", "a") if element.get("data-cites"))
    for count, call in enumerate(calls, 1):
        place = _numbered_paragraph(call)
        number = _number_in(labels[place]) if place else f"{words['note_short']} {call.get('data-number') or call.text}"
        if not place and not call.get("id"):
            call.set("id", f"call-{count}")  # a repeated call: the first call of that note has the note's own id
        for name in call.get("data-cites", "").split():
            cited.setdefault(name, {})[place or call.get("id", "")] = number
    return cited


def _numbered_paragraph(element: etree._Element) -> str:
    """Return the id of the numbered paragraph around an element, or an empty string."""
    for outer in element.iterancestors("p"):
        if "numbered" in classes(outer):
            return str(outer.get("id", ""))
    return ""


def _number_in(label: str) -> str:
    """Return the number at the end of a label."""
    return label.rpartition(" ")[2]


def _unlabelled(found: etree._Element, labels: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Return the words for something without a label: `Table 1, row 3`, else its name or whole text, else its kind."""
    table = next(found.iterancestors("table"), None)
    if found.tag == "tr" and table is not None and table.get("id") in labels:
        rows = [row for row in table.iter("tr") if next(row.iterancestors("tbody"), None) is not None]
        return f"{labels[table.get('id', '')]}{words['comma']} {words['row']} {rows.index(found) + 1}"
    named = found.find("th") if found.tag == "tr" else None
    if named is not None:
        return f"{words['quote_open']}{text_of(reusable_copy(named)).rstrip('.')}{words['quote_close']}"
    return "".join(map(str, found.itertext())).strip() or words[str(found.tag)]


def _write_links(placeholder: etree._Element, places: Mapping[str, str], comma: str) -> None:
    """Replace a placeholder with links to places, each with its number, separated by commas; a dash without places."""
    placeholder.tag = "span"
    etree.strip_attributes(placeholder, "data-claim", "data-cite")
    previous = None
    for place, number in places.items():
        link = etree.SubElement(placeholder, "a")
        link.set("class", "ref")
        link.set("href", f"#{place}")
        link.text = number
        if previous is not None:
            previous.tail = f"{comma} "
        previous = link
    if previous is None:
        placeholder.text = "–"
