"""References: every link to something else in the page says its number, once all numbers are known."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from brief.render import prose

STATED_AT = "x-stated-at"  # data-claim: the numbered paragraphs that make a claim
CITED_AT = "x-cited-at"  # data-cite: the numbered paragraphs, and the notes elsewhere, that cite a source

Places = dict[str, dict[str, str]]  # for each name, the ids of its places in the order of the page, and their numbers


def refer(main: etree._Element, labels: Mapping[str, str], words: Mapping[str, str]) -> None:
    """Turn every reference placeholder under `main` into a link with its words, in place.

    `labels` says what each id is called.
    """
    index = {element.get("id", ""): element for element in main.iter() if element.get("id")}
    stated = _stated(main, index, labels)
    for placeholder in list(main.iter(prose.REFERENCE)):
        target = placeholder.get("data-target", "")
        placeholder.tag = "a"
        del placeholder.attrib["data-target"]
        placeholder.set("href", f"#{target}")
        has_words = bool(len(placeholder) or (placeholder.text or "").strip())
        placeholder.set("class", "term" if has_words else "ref")
        if not has_words:
            placeholder.text = labels.get(target) or _row(index[target], labels, words)
    for placeholder in list(main.iter(STATED_AT)):
        _links(placeholder, stated.get(placeholder.get("data-claim", ""), {}), words["comma"])
    placeholders = list(main.iter(CITED_AT))
    cited = _cited(main, labels, words) if placeholders else {}
    for placeholder in placeholders:
        _links(placeholder, cited.get(placeholder.get("data-cite", ""), {}), words["comma"])
        for link in placeholder:
            link.set("data-page", words["page_short"])


def _stated(main: etree._Element, index: dict[str, etree._Element], labels: Mapping[str, str]) -> Places:
    """Return the numbered paragraphs that make each claim; the first words that make it get its id."""
    stated: Places = {}
    for span in main.iter("span"):
        claim = span.get("data-claim")
        if claim:
            paragraphs = stated.setdefault(claim, {})
            outer = _numbered(span)
            if outer:
                paragraphs[outer] = _number(labels[outer])
            if claim not in index:
                span.set("id", claim)
                index[claim] = span
    return stated


def _cited(main: etree._Element, labels: Mapping[str, str], words: Mapping[str, str]) -> Places:
    """Return the places that cite each source: a numbered paragraph, or where there is none the call of the note."""
    cited: Places = {}
    calls = (element for element in main.iter("span", "a") if element.get("data-cites"))
    for count, call in enumerate(calls, 1):
        place = _numbered(call)
        number = _number(labels[place]) if place else f"{words['note_short']} {call.get('data-number') or call.text}"
        if not place and not call.get("id"):
            call.set("id", f"call-{count}")  # it repeats another, which has the id of the note's call
        for name in call.get("data-cites", "").split():
            cited.setdefault(name, {})[place or call.get("id", "")] = number
    return cited


def _numbered(element: etree._Element) -> str:
    """Return the id of the numbered paragraph that an element stands in, or an empty string."""
    for outer in element.iterancestors("p"):
        if outer.get("class") == "numbered":
            return str(outer.get("id", ""))
    return ""


def _number(label: str) -> str:
    """Return the bare number that a label ends with."""
    return label.rpartition(" ")[2]


def _row(found: etree._Element, labels: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Return what to call something without a label: `Table 1, row 3`, or all of its words, or else its kind."""
    table = next(found.iterancestors("table"), None)
    if found.tag == "tr" and table is not None and table.get("id") in labels:
        rows = [row for row in table.iter("tr") if next(row.iterancestors("tbody"), None) is not None]
        return f"{labels[table.get('id', '')]}{words['comma']} {words['row']} {rows.index(found) + 1}"
    return "".join(map(str, found.itertext())).strip() or words[str(found.tag)]


def _links(placeholder: etree._Element, places: Mapping[str, str], comma: str) -> None:
    """Write links to places, their bare numbers parted by commas."""
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
