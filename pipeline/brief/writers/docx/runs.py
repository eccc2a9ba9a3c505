"""Runs: words with their character style, language, direction and face (ECMA-376 17.3.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from brief.locale.language import language_from_tag
from brief.ooxml.xml import SPACE, W, Xml, on, run_properties, text, w
from brief.writers.docx.document import Output, Scope

_SPACES = re.compile(r"[ \t\n\r\f]+")
# Right to left: Hebrew to Arabic Extended, their presentation forms, and the planes' right-to-left blocks.
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# Scripts that Word sets in the complex face though they run left to right: Indic to Myanmar, Khmer, Mongolian.
_COMPLEX = "\u0900-\u109f\u1780-\u18af\u1a00-\u1aff"
_PLAIN = re.compile(r"[\x00-\u024f\u0370-\u052f\u1e00-\u1fff\u2010-\u205e\u20a0-\u20bf]*")
_LTR = "A-Za-z\u00c0-\u058f\u0900-\u1fff\u2c00-\ud7ff"
_IN_LTR = re.compile(f"(?P<rtl>[{_RTL}](?:[^{_LTR}]*[{_RTL}])*)|(?P<cs>[{_COMPLEX}]+)")
_IN_RTL = re.compile(f"[{_LTR}](?:[^{_RTL}]*[{_LTR}])?")
_EAST_ASIAN = ("zh", "ja", "ko")


@dataclass(frozen=True, slots=True)
class Formatting:
    """How text is set."""

    style: str = ""
    is_bold: bool = False
    is_italic: bool = False
    is_struck: bool = False
    vertical: str = ""  # superscript or subscript
    language: str = ""  # where it is not the page's
    is_rtl: bool = False


@dataclass
class Line:
    """The inline content of one paragraph while it is written; spaces collapse as in HTML."""

    output: Output
    scope: Scope
    into: Xml
    style: str = ""  # of the paragraph, where it matters to its content
    is_at_space: bool = True
    trailing: Xml | None = None  # the text element that ends with a space, while nothing follows it
    last: tuple[Xml, Formatting, str, str] | None = (
        None  # the last run and its kind, to be continued by text of the same kind
    )

    @property
    def is_empty(self) -> bool:
        """Return whether nothing but marks has been written yet."""
        return next(self.into.iter(f"{{{W}}}r"), None) is None

    def add_text(self, written: str, form: Formatting) -> None:
        """Add text."""
        words = _SPACES.sub(" ", written)
        if self.is_at_space:
            words = words.removeprefix(" ")
        if not words:
            return
        for piece, direction in directional_pieces(words, form.is_rtl):
            for part, family in self._by_face(piece):
                self._run(part, form, direction, family)
        self.is_at_space = words.endswith(" ")

    def add_run(self, element: Xml, form: Formatting) -> None:
        """Add something other than text, such as a note's call, as a run of its own."""
        self.append(w("r", run_format(form), element))

    def append(self, element: Xml) -> None:
        """Add a whole element: a run, a bookmark, a drawing."""
        self.into.append(element)
        self.last = None
        self.is_at_space = False
        self.trailing = None

    def add_marks(self, elements: list[Xml]) -> None:
        """Add elements that take no room, such as bookmarks; spaces collapse across them."""
        self.into.extend(elements)
        self.last = None

    def add_break(self, form: Formatting) -> None:
        """Add a line break, and remove spaces on both sides of it."""
        self.trim()
        self.add_run(w("br"), form)
        self.is_at_space = True

    def add_tab(self, form: Formatting) -> None:
        """Add a tab, and remove spaces on both sides of it."""
        self.trim()
        self.add_run(w("tab"), form)
        self.is_at_space = True

    def enter(self, element: Xml, inner: Xml | None = None) -> Xml:
        """Append a hyperlink or a control and continue in it, or in `inner`; return where to come back to."""
        outer, self.into, self.last = self.into, element if inner is None else inner, None
        outer.append(element)
        return outer

    def leave(self, outer: Xml) -> None:
        """Come back out of a hyperlink or a control."""
        self.into, self.last = outer, None

    def trim(self) -> None:
        """Remove the space that a line would end with."""
        if self.trailing is None:
            return
        words = (self.trailing.text or "").removesuffix(" ")
        if words:
            self.trailing.text = words
        else:
            run = self.trailing.getparent()
            outer = run.getparent() if run is not None else None
            if run is not None and outer is not None:
                outer.remove(run)
        self.trailing, self.last = None, None

    def _run(self, words: str, form: Formatting, direction: str, family: str) -> None:
        if self.last is not None and self.last[1:] == (form, direction, family):
            element = self.last[0][-1]
            element.text = f"{element.text}{words}"
            element.set(SPACE, "preserve")
        else:
            element = text(words)
            run = w("r", run_format(form, direction, family), element)
            self.into.append(run)
            self.last = (run, form, direction, family)
            if family:
                self.output.fallback_families.add(family)
        self.trailing = element if words.endswith(" ") else None

    def _by_face(self, words: str) -> Iterator[tuple[str, str]]:
        if _PLAIN.fullmatch(words):
            yield words, ""
            return
        start, family = 0, self.output.context.faces.fallback_for(words[0])
        for place, character in enumerate(words):
            found = family if character == " " else self.output.context.faces.fallback_for(character)
            if found != family:
                yield words[start:place], family
                start, family = place, found
        yield words[start:], family


def directional_pieces(words: str, is_rtl: bool) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text that Word must know the direction of, each with `rtl`, `cs` or nothing."""
    if is_rtl:
        place = 0
        for found in _IN_RTL.finditer(words):
            if found.start() > place:
                yield words[place : found.start()], "rtl"
            yield found[0], ""
            place = found.end()
        if place < len(words):
            yield words[place:], "rtl"
        return
    if _PLAIN.fullmatch(words):
        yield words, ""
        return
    place = 0
    for found in _IN_LTR.finditer(words):
        if found.start() > place:
            yield words[place : found.start()], ""
        yield found[0], found.lastgroup or ""
        place = found.end()
    if place < len(words):
        yield words[place:], ""


def run_format(form: Formatting, direction: str = "", family: str = "") -> Xml | None:
    """Return a run's properties: one character style, and directly only what would need a second one."""
    style, bold, italic = form.style, form.is_bold, form.is_italic
    if not style and italic and not bold:
        style, italic = "Emphasis", False
    elif not style and bold:
        style, bold = "Strong", False
    slots = ("cs",) if direction else ("ascii", "hAnsi", "eastAsia", "cs")
    fonts = w("rFonts", **dict.fromkeys(slots, family)) if family else None
    return run_properties(
        w("rStyle", val=style) if style else None,
        fonts,
        *([w("b"), w("bCs")] if bold else []),
        *([w("i"), w("iCs")] if italic else []),
        on("strike") if form.is_struck else None,
        w("vertAlign", val=form.vertical) if form.vertical else None,
        w(direction) if direction else None,
        language_property(form.language) if form.language else None,
    )


def language_property(tag: str) -> Xml:
    """Return the language of a run, in the slot that Word reads for its script (ECMA-376 17.3.2.20)."""
    main = tag.partition("-")[0].lower()
    if main in _EAST_ASIAN:
        return w("lang", eastAsia=tag)
    return w("lang", bidi=tag) if language_from_tag(tag).direction == "rtl" else w("lang", val=tag)
