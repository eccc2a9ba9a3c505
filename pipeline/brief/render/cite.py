"""Notes and citations: at the foot of the page that calls them, or in one numbered list at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import lxml.html
from lxml import etree

from brief.model import Citations, Source
from brief.render import prose

ENDNOTES = "x-endnotes"  # where a template wants the list of notes
NARROW = "\u202f"  # narrow no-break space
_PUNCTUATION = ".,;:!?…"
_STOPS = (".", "!", "?", "…", ".”", ".’", ".»")


@dataclass(frozen=True, slots=True)
class Style:
    """How a source is written out, as HTML: in full, and short with the number of the note that had it in full."""

    full: Callable[[Source, str, str], str]  # source, prefix, locator
    appraisal: Callable[[Source], str]  # what is to be thought of it, in sentences; empty when nothing is said
    short: Callable[[Source, str, str, str, str], str]  # source, prefix, locator, number, id of the first note


def cite(main: etree._Element, citations: Citations, sources: Mapping[str, Source], style: Style) -> None:
    """Turn every placeholder of a note or a citation under `main` into a note, in place.

    A citation's first note gives the source in full; later ones give the short form and the first one's number.
    """
    notes = _Notes(sources, style)
    outermost = [
        placeholder
        for placeholder in main.iter(prose.CITE, prose.NOTE)
        if next(placeholder.iterancestors(prose.NOTE), None) is None
    ]
    for placeholder in outermost:
        _settle(placeholder)
        if citations is Citations.FOOTNOTES:
            _replace(placeholder, notes.footnote(placeholder))
        else:
            _replace(placeholder, notes.call(placeholder))
    for call in main.iter("span", "sup"):
        following = call.getnext()
        if following is not None and not call.tail and _is_call(call) and _is_call(following):
            call.tail = NARROW  # two numbers in a row would be read as one
    for placeholder in list(main.iter(ENDNOTES)):
        _replace(placeholder, notes.endnotes())


class _Notes:
    """The notes of one page as they come."""

    def __init__(self, sources: Mapping[str, Source], style: Style) -> None:
        self.sources, self.style = sources, style
        self.count = 0
        self.first: dict[str, int] = {}  # source id to the number of the note that had it in full
        self.known: dict[str, int] = {}  # what a citation says to its number, for endnotes
        self.items: list[etree._Element] = []

    def footnote(self, placeholder: etree._Element) -> etree._Element:
        self.count += 1
        note = self._content(placeholder, "span", self.count)
        note.set("class", "note")
        note.set("id", f"note-{self.count}")
        note.set("data-number", str(self.count))
        return note

    def call(self, placeholder: etree._Element) -> etree._Element:
        key = placeholder.get("data-cite") or ""
        number = self.known.get(key) if key else None
        is_first = number is None
        if number is None:
            self.count += 1
            number = self.count
            fresh = [name for name in _sources(placeholder) if name not in self.first]
            item = self._content(placeholder, "li", number)
            for name in fresh:
                self._appraise(item, name)
            item.set("id", f"note-{number}")
            self.items.append(item)
            if key:
                item.set("data-source", " ".join(_sources(placeholder)))
                self.known[key] = number
        raised = etree.Element("sup")
        link = etree.SubElement(raised, "a")
        link.set("class", "noteref")
        link.set("href", f"#note-{number}")
        if is_first:
            link.set("id", f"noteref-{number}")
        link.text = str(number)
        return raised

    def endnotes(self) -> etree._Element:
        """Return the list of notes, each with a link back to its first call, then the sources that no note cites."""
        notes = etree.Element("ol")
        notes.set("class", "endnotes")
        for number, item in enumerate(self.items, 1):
            _append(item, " ")
            link = etree.SubElement(item, "a")
            link.set("class", "backref")
            link.set("href", f"#noteref-{number}")
            link.text = "↩"
        notes.extend(self.items)
        for name in (name for name in self.sources if name not in self.first):
            notes.append(lxml.html.fragment_fromstring(f"<li>{self.style.full(self.sources[name], '', '')}.</li>"))
            notes[-1].set("data-source", name)
            self._appraise(notes[-1], name)
        return notes

    def _appraise(self, item: etree._Element, name: str) -> None:
        html = self.style.appraisal(self.sources[name]).strip()
        if html:
            _append(item, " ")
            words = lxml.html.fragment_fromstring(html, create_parent="span")
            item.append(words)
            words.drop_tag()

    def _content(self, placeholder: etree._Element, tag: str, number: int) -> etree._Element:
        if placeholder.tag == prose.CITE:
            html = self._written(placeholder, number)
            stop = "" if _plain(html).rstrip().endswith(_STOPS) else "."
            made: etree._Element = lxml.html.fragment_fromstring(f"<{tag}>{html}{stop}</{tag}>")
            return made
        note = etree.Element(tag)
        note.text = placeholder.text
        note.extend(list(placeholder))
        for inner in list(note.iter(prose.CITE)):
            words = lxml.html.fragment_fromstring(f"<span>{self._written(inner, number)}</span>")
            _replace(inner, words)
            words.drop_tag()
        for inner in list(note.iter(prose.NOTE)):
            inner.tag = "span"
        return note

    def _written(self, placeholder: etree._Element, number: int) -> str:
        """Return what a citation says of its sources, parted by semicolons; a note ends with a full stop (OSCOLA)."""
        written = []
        for row in (placeholder.get("data-cite") or "").split("\n"):
            name, prefix, locator = row.split("|", 2)
            source = self.sources[name]
            first = self.first.setdefault(name, number)
            if first == number:
                written.append(self.style.full(source, prefix, locator))
            else:
                written.append(self.style.short(source, prefix, locator, str(first), f"note-{first}"))
        return "; ".join(written)


def _plain(html: str) -> str:
    return "".join(map(str, lxml.html.fragment_fromstring(html, create_parent="span").itertext()))


def _is_call(element: etree._Element) -> bool:
    return element.get("class") == "note" or (element.tag == "sup" and element.find("a[@class='noteref']") is not None)


def _sources(placeholder: etree._Element) -> list[str]:
    """Return the ids of the sources that a citation names, each once; none for a note."""
    rows = (placeholder.get("data-cite") or "").split("\n")
    return list(dict.fromkeys(row.split("|", 1)[0] for row in rows if row))


def _settle(placeholder: etree._Element) -> None:
    """Put a call where typesetters do: without a space before it, and after the punctuation that follows."""
    previous, parent = placeholder.getprevious(), placeholder.getparent()
    if parent is None:
        raise AssertionError("a placeholder stands outside the page")
    tail = placeholder.tail or ""
    marks = tail[: len(tail) - len(tail.lstrip(_PUNCTUATION))]
    placeholder.tail = tail[len(marks) :]
    while previous is not None and _is_call(previous) and not (previous.tail or "").strip():
        previous.tail = None  # calls in a row stand together, all of them after the punctuation
        previous = previous.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "").rstrip(" \n") + marks
    else:
        parent.text = (parent.text or "").rstrip(" \n") + marks


def _append(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _replace(old: etree._Element, new: etree._Element) -> None:
    new.tail = old.tail
    parent = old.getparent()
    if parent is None:
        raise AssertionError("a placeholder stands outside the page")
    parent.replace(old, new)
