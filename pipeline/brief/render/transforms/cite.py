"""Turn citations and notes into footnotes, or into one numbered list of endnotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import lxml.html
from lxml import etree

from brief.diagnostics.problems import BriefError, Problem
from brief.model import Citations, Source
from brief.render import prose
from brief.render.transforms.page_context import CitationStyle, PageContext

ENDNOTES = "x-endnotes"  # where a template wants the list of notes
NARROW = "\u202f"  # narrow no-break space
_PUNCTUATION = ".,;:!?…"
_SEPARATORS = ",;"
_STOPS = (".", "!", "?", "…", ".”", ".“", ".’", ".»", ".\u202f»")


def write_notes(main: etree._Element, context: PageContext) -> PageContext:
    """Replace every placeholder of a note or citation with a footnote, or with a call of an endnote.

    A source is cited in full in its first note; later notes have the short form and the first note's number. A
    footnote, or the link in a call, names its sources in `data-cites`.
    """
    notes = _Notes(context.sources, context.citation_style)
    _remove_repeated(main)
    outermost = [
        placeholder
        for placeholder in main.iter(prose.CITE, prose.NOTE)
        if next(placeholder.iterancestors(prose.NOTE), None) is None
    ]
    for placeholder in outermost:
        _move_after_punctuation(placeholder)
        cited = " ".join(_cited_sources(placeholder))
        if context.citations is Citations.FOOTNOTES:
            repeated = notes.repeated_call(placeholder)
            replacement = notes.footnote(placeholder) if repeated is None else repeated
        else:
            replacement = notes.endnote_call(placeholder)
        if cited:
            (replacement[0] if replacement.tag == "sup" else replacement).set("data-cites", cited)
        _replace(placeholder, replacement)
    for call in main.iter("span", "sup"):
        following = call.getnext()
        if following is not None and not call.tail and _is_call(call) and _is_call(following):
            call.tail = NARROW  # two numbers in a row would be read as one
    for placeholder in list(main.iter(ENDNOTES)):
        for each in notes.endnotes():
            placeholder.addprevious(each)
    etree.strip_tags(main, ENDNOTES)
    return context


class _Notes:
    """The notes of one page, in the order in which they are called."""

    def __init__(self, sources: Mapping[str, Source], style: CitationStyle) -> None:
        self.sources, self.style = sources, style
        self.count = 0
        self.first: dict[str, int] = {}  # source id to the number of the note that has it in full
        self.known: dict[str, int] = {}  # what a citation contains, or where a note is defined, to its number
        self.items: list[etree._Element] = []

    def repeated_call(self, placeholder: etree._Element) -> etree._Element | None:
        """Return the call of a footnote that is already on the page, or `None` for a new one.

        A citation is a footnote of its own each time: it refers back to where the source is cited in full.
        """
        number = self.known.get(placeholder.get("data-definition") or "")
        return None if number is None else _call(number, is_first=False)

    def footnote(self, placeholder: etree._Element) -> etree._Element:
        """Return a new footnote, which is written at the place of its call."""
        self.count += 1
        self._remember(placeholder.get("data-definition"), self.count)
        note = self._content(placeholder, "span", self.count)
        note.set("class", "note")
        note.set("id", f"note-{self.count}")
        note.set("data-number", str(self.count))
        return note

    def endnote_call(self, placeholder: etree._Element) -> etree._Element:
        """Return the call of an endnote; equal citations share one note."""
        key = placeholder.get("data-cite") or placeholder.get("data-definition") or ""
        number = self.known.get(key)
        is_first = number is None
        if number is None:
            self.count += 1
            number = self.count
            cited = _cited_sources(placeholder)
            new_sources = [name for name in cited if name not in self.first]
            item = self._content(placeholder, "li", number)
            for name in new_sources:
                self._append_appraisal(item, name)
            item.set("id", f"note-{number}")
            self.items.append(item)
            if cited:
                item.set("data-source", " ".join(cited))
            self._remember(key, number)
        return _call(number, is_first=is_first)

    def _remember(self, key: str | None, number: int) -> None:
        if key:
            self.known[key] = number

    def endnotes(self) -> Iterator[etree._Element]:
        """Give the list of sources that no note cites, then the notes, each with a link to its first call.

        The notes come last because that is where Word has them.
        """
        uncited = [name for name in self.sources if name not in self.first]
        if uncited:
            sources = etree.Element("ul", {"class": "sources"})
            for name in uncited:
                item = lxml.html.fragment_fromstring(f"<li>{self.style.full(self.sources[name], '', '')}.</li>")
                item.set("data-source", name)
                self._append_appraisal(item, name)
                sources.append(item)
            yield sources
        if self.items:
            notes = etree.Element("ol", {"class": "endnotes"})
            for number, item in enumerate(self.items, 1):
                _append_text(item, " ")
                link = etree.SubElement(item, "a", {"class": "backref", "href": f"#noteref-{number}"})
                link.text = "↩"
                notes.append(item)
            yield notes

    def _append_appraisal(self, item: etree._Element, name: str) -> None:
        html = self.style.appraisal(self.sources[name]).strip()
        if html:
            _append_text(item, " ")
            words = lxml.html.fragment_fromstring(html, create_parent="span")
            item.append(words)
            words.drop_tag()

    def _content(self, placeholder: etree._Element, tag: str, number: int) -> etree._Element:
        if placeholder.tag == prose.CITE:
            html = self._citation(placeholder, number)
            stop = "" if _text(html).rstrip().endswith(_STOPS) else "."
            element: etree._Element = lxml.html.fragment_fromstring(f"<{tag}>{html}{stop}</{tag}>")
            return element
        note = etree.Element(tag)
        note.text = placeholder.text
        note.extend(list(placeholder))
        for inner in list(note.iter(prose.CITE)):
            words = lxml.html.fragment_fromstring(f"<span>{self._citation(inner, number)}</span>")
            _replace(inner, words)
            words.drop_tag()
        for inner in list(note.iter(prose.NOTE)):
            inner.tag = "span"
        return note

    def _citation(self, placeholder: etree._Element, number: int) -> str:
        """Return the sources of a citation as HTML, separated by semicolons; a note ends with a full stop (OSCOLA)."""
        citations = []
        for row in (placeholder.get("data-cite") or "").split("\n"):
            name, prefix, locator = [*row.split("|", 2), "", ""][:3]
            if (source := self.sources.get(name)) is None:
                hint = "let `blocks`, `inline` and `source_link` write citations"
                raise BriefError([Problem("E310/broken-link", f"a citation names no source `{name}`", hint=hint)])
            first = self.first.setdefault(name, number)
            if first == number:
                citations.append(self.style.full(source, prefix, locator))
            else:
                citations.append(self.style.short(source, prefix, locator, str(first), f"note-{first}"))
        return self.style.separator.join(citations)


def _call(number: int, *, is_first: bool) -> etree._Element:
    raised = etree.Element("sup")
    link = etree.SubElement(raised, "a", {"class": "noteref", "href": f"#note-{number}"})
    if is_first:
        link.set("id", f"noteref-{number}")
    link.text = str(number)
    return raised


def _text(html: str) -> str:
    return "".join(map(str, lxml.html.fragment_fromstring(html, create_parent="span").itertext()))


def _is_call(element: etree._Element) -> bool:
    return element.get("class") == "note" or (element.tag == "sup" and element.find("a[@class='noteref']") is not None)


def _sources(placeholder: etree._Element) -> list[str]:
    """Return the ids of the sources in a citation, each once; none for a note."""
    rows = (placeholder.get("data-cite") or "").split("\n")
    return list(dict.fromkeys(row.split("|", 1)[0] for row in rows if row))


def _cited_sources(placeholder: etree._Element) -> list[str]:
    """Return the ids of the sources in a citation, or in all citations of a note, each once."""
    return list(dict.fromkeys(name for each in placeholder.iter(prose.CITE) for name in _sources(each)))


def _move_after_punctuation(placeholder: etree._Element) -> None:
    """Put a call where typesetters do: without a space before it, and after the punctuation that follows it."""
    previous, parent = placeholder.getprevious(), placeholder.getparent()
    if parent is None:
        raise AssertionError("a placeholder is outside the page")
    tail = placeholder.tail or ""
    marks = tail[: len(tail) - len(tail.lstrip(_PUNCTUATION))]
    placeholder.tail = tail[len(marks) :]
    following = placeholder.getnext()
    if following is not None and following.tag in (prose.CITE, prose.NOTE) and not placeholder.tail.strip():
        marks = marks.strip(_SEPARATORS)  # between two calls there is nothing left to separate
    while previous is not None and _is_call(previous) and not (previous.tail or "").strip():
        previous.tail = None  # calls in a row are kept together, all of them after the punctuation
        previous = previous.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "").rstrip(" \n") + marks
    else:
        parent.text = (parent.text or "").rstrip(" \n") + marks


def _remove_repeated(main: etree._Element) -> None:
    """Remove each citation right after an equal one: a text that cites a source which its item lists too."""
    for placeholder in list(main.iter(prose.CITE)):
        previous, parent = placeholder.getprevious(), placeholder.getparent()
        if parent is None or previous is None or (previous.tail or "").strip(f" \n{_PUNCTUATION}"):
            continue
        if previous.get("data-cite") == placeholder.get("data-cite"):
            previous.tail = (previous.tail or "") + (placeholder.tail or "")
            parent.remove(placeholder)


def _append_text(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _replace(old: etree._Element, new: etree._Element) -> None:
    new.tail = old.tail
    parent = old.getparent()
    if parent is None:
        raise AssertionError("a placeholder is outside the page")
    parent.replace(old, new)
