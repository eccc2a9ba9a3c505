"""Move notes from the places of their calls to one list at the end, with links both ways."""

from __future__ import annotations

import lxml.etree as etree

from brief.page.elements import classes

BACK = "↑"


def move_notes(body: etree._Element, main: etree._Element) -> None:
    """Move every `span.note` into a numbered list at the end of `main`, in place, and link all calls both ways.

    Notes that are in a list already (`ol.endnotes`) stay there and get their links back.
    """
    back = body.get("data-back") or ""
    taken = ids(body)
    _link_endnotes(body, back, taken)
    notes = [span for span in body.iter("span") if "note" in classes(span)]
    if not notes:
        return
    section = etree.SubElement(main, "section", {"class": "notes", "role": "doc-endnotes"})
    if body.get("data-notes"):
        heading = etree.SubElement(section, "h2", {"id": _free("notes", taken)})
        heading.text = body.get("data-notes")
        section.set("aria-labelledby", heading.get("id", ""))
    rows = etree.SubElement(section, "ol")
    for number, note in enumerate(notes, 1):
        name = note.get("id") or _free(f"note-{number}", taken)
        call = etree.Element("a", {"class": "noteref", "role": "doc-noteref", "href": f"#{name}"})
        call.set("id", _free(f"noteref-{number}", taken))
        etree.SubElement(call, "sup").text = str(number)
        call.tail = note.tail
        outer = note.getparent()
        if outer is None:
            raise AssertionError("a note is outside the page")
        outer.replace(note, call)
        rows.append(_row(note, name))
        _add_back(rows[-1], call.get("id", ""), number, back)


def ids(element: etree._Element) -> set[str]:
    """Return every id at or below an element."""
    return {str(inner.get("id")) for inner in element.iter() if inner.get("id")}


def _row(note: etree._Element, name: str) -> etree._Element:
    """Return a note as an item of the list, its paragraphs as paragraphs."""
    row = etree.Element("li", {"id": name})
    for attribute in ("lang", "dir"):
        if note.get(attribute):
            row.set(attribute, note.get(attribute, ""))
    row.text = note.text
    for child in note:
        if child.tag == "span" and child.get("class") == "para":
            child.tag = "p"
            del child.attrib["class"]
        row.append(child)
    return row


def _link_endnotes(body: etree._Element, back: str, taken: set[str]) -> None:
    calls: dict[str, etree._Element] = {}
    for call in body.iter("a"):
        if "noteref" in classes(call):
            call.set("role", "doc-noteref")
            calls.setdefault(call.get("href", "").removeprefix("#"), call)
    for notes in body.iter("ol"):
        if notes.get("class") != "endnotes":
            continue
        for number, row in enumerate(notes, int(notes.get("start") or 1)):
            call_of_row = calls.get(row.get("id") or "")
            if call_of_row is None:
                continue
            if not call_of_row.get("id"):
                call_of_row.set("id", _free(f"noteref-{number}", taken))
            _add_back(row, call_of_row.get("id", ""), number, back)


def _add_back(row: etree._Element, call: str, number: int, words: str) -> None:
    """End a note with the link back to its call; `words` are the arrow's meaning, for those who do not see it.

    It replaces the plain link that the page has for paper and for Word.
    """
    for plain in row.findall("a[@class='backref']"):
        row.remove(plain)
    link = etree.Element("a", {"class": "backref", "role": "doc-backlink", "href": f"#{call}"})
    link.set("aria-label", f"{words} {number}".strip())
    link.text = BACK
    last = row[-1] if len(row) and row[-1].tag == "p" else row
    if len(last):
        last[-1].tail = (last[-1].tail or "").rstrip() + " "
    else:
        last.text = (last.text or "").rstrip() + " "
    last.append(link)


def _free(name: str, taken: set[str]) -> str:
    """Return this name, or the name with the first number that makes it unique."""
    free, count = name, 1
    while free in taken:
        count += 1
        free = f"{name}-{count}"
    taken.add(free)
    return free
