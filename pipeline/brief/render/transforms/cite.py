"""Notes and citations: at the foot of the page that calls them, or in one numbered list at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import lxml.html
from lxml import etree

from brief.model import Citations, Source
from brief.render import prose

ENDNOTES = "x-endnotes"  # where a template wants the list of notes
NARROW = "\u202f"  # narrow no-break space
_PUNCTUATION = ".,;:!?…"
_SEPARATORS = ",;"
_STOPS = (".", "!", "?", "…", ".”", ".“", ".’", ".»", ".\u202f»")


@dataclass(frozen=True, slots=True)
class Style:
    """How a source is written out, as HTML: in full, and short with the number of the note that had it in full."""

    full: Callable[[Source, str, str], str]  # source, prefix, locator
    appraisal: Callable[[Source], str]  # what is to be thought of it, in sentences; empty when nothing is said
    short: Callable[[Source, str, str, str, str], str]  # source, prefix, locator, number, id of the first note
    parted: str = "; "  # what stands between two sources of one citation


def cite(main: etree._Element, citations: Citations, sources: Mapping[str, Source], style: Style) -> None:
    """Turn every placeholder of a note or a citation under `main` into a note, in place.

    A citation's first note gives the source in full; later ones give the short form and the first one's number. What
    stands at the place of the call, the note itself or a link to it, names the sources in `data-cites`.
    """
    notes = _Notes(sources, style)
    outermost = [
        placeholder
        for placeholder in main.iter(prose.CITE, prose.NOTE)
        if next(placeholder.iterancestors(prose.NOTE), None) is None
    ]
    for placeholder in outermost:
        _settle(placeholder)
        cited = " ".join(_cited(placeholder))
        if citations is Citations.FOOTNOTES:
            again = notes.repeated(placeholder)
            made = notes.footnote(placeholder) if again is None else again
        else:
            made = notes.call(placeholder)
        if cited:
            (made[0] if made.tag == "sup" else made).set("data-cites", cited)
        _replace(placeholder, made)
    for call in main.iter("span", "sup"):
        following = call.getnext()
        if following is not None and not call.tail and _is_call(call) and _is_call(following):
            call.tail = NARROW  # two numbers in a row would be read as one
    for placeholder in list(main.iter(ENDNOTES)):
        for made in notes.endnotes():
            placeholder.addprevious(made)
    etree.strip_tags(main, ENDNOTES)


class _Notes:
    """The notes of one page as they come."""

    def __init__(self, sources: Mapping[str, Source], style: Style) -> None:
        self.sources, self.style = sources, style
        self.count = 0
        self.first: dict[str, int] = {}  # source id to the number of the note that had it in full
        self.known: dict[str, int] = {}  # what a citation says, or where a note is written, to its number
        self.items: list[etree._Element] = []

    def repeated(self, placeholder: etree._Element) -> etree._Element | None:
        """Return the call of a note that stands on the page already, or `None` for a new one.

        A citation at the foot of the page is a note of its own each time: it says where the source was given in full.
        """
        number = self.known.get(placeholder.get("data-definition") or "")
        return None if number is None else _call(number, is_first=False)

    def footnote(self, placeholder: etree._Element) -> etree._Element:
        self.count += 1
        self._know(placeholder.get("data-definition"), self.count)
        note = self._content(placeholder, "span", self.count)
        note.set("class", "note")
        note.set("id", f"note-{self.count}")
        note.set("data-number", str(self.count))
        return note

    def call(self, placeholder: etree._Element) -> etree._Element:
        key = placeholder.get("data-cite") or placeholder.get("data-definition") or ""
        number = self.known.get(key)
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
            if placeholder.get("data-cite"):
                item.set("data-source", " ".join(_sources(placeholder)))
            self._know(key, number)
        return _call(number, is_first=is_first)

    def _know(self, key: str | None, number: int) -> None:
        if key:
            self.known[key] = number

    def endnotes(self) -> Iterator[etree._Element]:
        """Give the list of the sources that no note cites, then that of the notes, each with a link to its first call.

        The notes come last because that is where Word has them.
        """
        uncited = [name for name in self.sources if name not in self.first]
        if uncited:
            sources = etree.Element("ul", {"class": "sources"})
            for name in uncited:
                item = lxml.html.fragment_fromstring(f"<li>{self.style.full(self.sources[name], '', '')}.</li>")
                item.set("data-source", name)
                self._appraise(item, name)
                sources.append(item)
            yield sources
        if self.items:
            notes = etree.Element("ol", {"class": "endnotes"})
            for number, item in enumerate(self.items, 1):
                _append(item, " ")
                link = etree.SubElement(item, "a", {"class": "backref", "href": f"#noteref-{number}"})
                link.text = "↩"
                notes.append(item)
            yield notes

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
        return self.style.parted.join(written)


def _call(number: int, *, is_first: bool) -> etree._Element:
    raised = etree.Element("sup")
    link = etree.SubElement(raised, "a", {"class": "noteref", "href": f"#note-{number}"})
    if is_first:
        link.set("id", f"noteref-{number}")
    link.text = str(number)
    return raised


def _plain(html: str) -> str:
    return "".join(map(str, lxml.html.fragment_fromstring(html, create_parent="span").itertext()))


def _is_call(element: etree._Element) -> bool:
    return element.get("class") == "note" or (element.tag == "sup" and element.find("a[@class='noteref']") is not None)


def _sources(placeholder: etree._Element) -> list[str]:
    """Return the ids of the sources that a citation names, each once; none for a note."""
    rows = (placeholder.get("data-cite") or "").split("\n")
    return list(dict.fromkeys(row.split("|", 1)[0] for row in rows if row))


def _cited(placeholder: etree._Element) -> list[str]:
    """Return the ids of the sources that a citation names, or that a note cites in its own text, each once."""
    return list(dict.fromkeys(name for each in placeholder.iter(prose.CITE) for name in _sources(each)))


def _settle(placeholder: etree._Element) -> None:
    """Put a call where typesetters do: without a space before it, and after the punctuation that follows."""
    previous, parent = placeholder.getprevious(), placeholder.getparent()
    if parent is None:
        raise AssertionError("a placeholder stands outside the page")
    tail = placeholder.tail or ""
    marks = tail[: len(tail) - len(tail.lstrip(_PUNCTUATION))]
    placeholder.tail = tail[len(marks) :]
    following = placeholder.getnext()
    if following is not None and following.tag in (prose.CITE, prose.NOTE) and not placeholder.tail.strip():
        marks = marks.strip(_SEPARATORS)  # between two calls they part nothing any more
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
