"""Inline content: one function for each inline element of the vocabulary, all in `INLINE`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

import lxml.etree as etree

from brief.ooxml.xml import relation_element, text, w
from brief.page.elements import classes
from brief.writers.docx.citation_fields import citation_fields
from brief.writers.docx.content_controls import inline_control
from brief.writers.docx.fields import link_style, write_reference
from brief.writers.docx.note_references import write_endnote_call, write_footnote_call, write_repeated_call
from brief.writers.docx.pictures import drawing
from brief.writers.docx.runs import Formatting, Line

_BOLD = frozenset({"Heading1", "TOCHeading"})  # styles that are bold themselves
NO_BREAK_SPACE = "\u00a0"  # a space that does not break
Node = str | etree._Element
_ADDRESS = "%:/?#[]@!$&'()*+,;=~"  # what an address may contain besides letters, figures and `-._`
Write = Callable[[etree._Element, Line, Formatting], None]

# The character style of a span by its class; spans of other classes have a function each, in `_SPANS`.
_STYLES: Mapping[str, str] = {
    "number": "SectionNumber",
    "label": "CaptionLabel",
    "small": "SmallChar",
    "tag": "Tag",
    "key": "Key",
}


def nodes(element: etree._Element, *, after: etree._Element | None = None) -> list[Node]:
    """Return what an element contains, text and children in order; with `after`, only what follows that child."""
    found: list[Node] = [] if after is not None else [element.text or ""]
    for child in element if after is None else after.itersiblings():
        found += [child, child.tail or ""]
    return [*([after.tail or ""] if after is not None else []), *found]


def write_inline(content: Iterable[Node], line: Line, form: Formatting) -> None:
    """Write text and inline elements into a line; raise `ValueError` on an element that is not inline."""
    for node in content:
        if isinstance(node, str):
            line.add_text(node, form)
        elif node.tag in INLINE:
            _write(node, line, form)
        else:
            raise ValueError(f"`<{node.tag}>` cannot be in a line of text")


def _write(element: etree._Element, line: Line, form: Formatting) -> None:
    tag, direction = element.get("lang"), element.get("dir")
    if tag and tag != line.output.context.language:
        form = replace(form, language=tag)
    elif tag:
        form = replace(form, language="")
    if direction in ("rtl", "ltr"):
        form = replace(form, is_rtl=direction == "rtl")
    identifier = element.get("id")
    line.add_marks(citation_fields(line.output, element))
    starts, ends = line.output.bookmarks.marks_around([identifier] if identifier else [])
    line.add_marks(starts)
    INLINE[str(element.tag)](element, line, form)
    line.add_marks(ends)


def _with(**changes: object) -> Write:
    def write(element: etree._Element, line: Line, form: Formatting) -> None:
        write_inline(nodes(element), line, replace(form, **changes))  # type: ignore[arg-type]

    return write


def _link(element: etree._Element, line: Line, form: Formatting) -> None:
    address, kinds = element.get("href", ""), classes(element)
    if address.startswith("#"):
        if "noteref" in kinds and (write_endnote_call(element, line, form) or write_repeated_call(element, line, form)):
            return
        if "backref" in kinds and line.scope.is_note:
            return  # Word leads back from a note by itself
        if write_reference(element, line, form):
            return
        link = w("hyperlink", anchor=line.output.bookmarks.name(address[1:]), history=1)
    elif address:
        # Letters of other scripts and spaces are encoded as in RFC 3986: Word reads no others in a target.
        name = line.scope.part.relations.add("hyperlink", quote(address, safe=_ADDRESS), is_external=True)
        link = relation_element("hyperlink", name, history=1)
    else:
        write_inline(nodes(element), line, form)
        return
    outer = line.enter(link)
    style = "Term" if "term" in kinds else link_style(line)
    vertical = "superscript" if "noteref" in kinds else form.vertical
    write_inline(nodes(element), line, replace(form, style=style, vertical=vertical))
    line.leave(outer)


def _span(element: etree._Element, line: Line, form: Formatting) -> None:
    kinds = set(classes(element))
    if not element.get("data-claim"):
        kinds.discard("claim")
    write = next((write for kind, write in _SPANS.items() if kind in kinds), _styled)
    write(element, line, form)


def _claim(element: etree._Element, line: Line, form: Formatting) -> None:
    """Write a claim into a control that carries its id."""
    control = inline_control(line.output, element.get("data-claim", ""))
    outer = line.enter(control, control[-1])
    write_inline(nodes(element), line, form)
    line.leave(outer)


def _status(element: etree._Element, line: Line, form: Formatting) -> None:
    style = "ClaimStatusCell" if line.scope.is_cell else "ClaimStatus"
    write_inline(nodes(element), line, replace(form, style=style))


def _key(element: etree._Element, line: Line, form: Formatting) -> None:
    """Write the name of a value; within a line, with room between it and the pair before it."""
    if line.scope.style == "Memo" or line.is_empty:
        _styled(element, line, form)
        return
    line.trim()
    line.add_text("\u2003", form)
    write_inline(nodes(element), line, replace(form, style="Key"))


def _styled(element: etree._Element, line: Line, form: Formatting) -> None:
    """Write a span in the character style of its class, if it has one."""
    style = next((_STYLES[kind] for kind in classes(element) if kind in _STYLES), form.style)
    if line.scope.style == "Memo" and style == "Key":
        style = "MemoLabel"
    if form.style == "ClaimStatus" and style == "SmallChar":
        style = "ClaimStatusDetail"
    write_inline(nodes(element), line, replace(form, style=style))


def _places(element: etree._Element, line: Line, form: Formatting) -> None:
    """Write on which pages an authority is cited, after a tab; where one is unknown, the links to the places.

    The pages do not break, and a space comes before them, because a full line leaves no room for the tab: the last
    number of a citation must not run into a page number.
    """
    sources = (outer.get("data-source", "") for outer in element.iterancestors("li"))
    authority = line.output.context.authorities.get(next(sources, ""))
    line.add_tab(form)
    line.add_text(NO_BREAK_SPACE, form)
    if authority is not None and authority.pages:
        line.add_text(f",{NO_BREAK_SPACE}".join(map(str, authority.pages)), form)
    else:
        write_inline(nodes(element), line, form)


def _strong(element: etree._Element, line: Line, form: Formatting) -> None:
    """Write strong text; in a bold style it stays as it is, because Word switches bold in bold off (17.7.3)."""
    is_lead = line.scope.style == "Basis" and line.is_empty
    changed = replace(form, style="BasisLead") if is_lead else replace(form, is_bold=line.style not in _BOLD)
    write_inline(nodes(element), line, changed)


def _time(element: etree._Element, line: Line, form: Formatting) -> None:
    """Write a date; one that begins an entry of a timeline gets a line of its own above the entry."""
    if line.scope.style == "Timeline" and line.is_empty:
        write_inline(nodes(element), line, replace(form, style="TimelineDate"))
        line.add_break(form)
    else:
        write_inline(nodes(element), line, form)


def _code(element: etree._Element, line: Line, form: Formatting) -> None:
    write_inline(nodes(element), line, replace(form, style="VerbatimChar"))


def _break(_: etree._Element, line: Line, form: Formatting) -> None:
    line.add_break(form)


def _image(element: etree._Element, line: Line, form: Formatting) -> None:
    line.add_run(drawing(element, line.output, line.scope), replace(form, style=""))


def write_preformatted(element: etree._Element, line: Line) -> None:
    """Write text with every line break and every space in it."""
    for place, row in enumerate("".join(map(str, element.itertext())).rstrip("\n").split("\n")):
        if place:
            line.append(w("r", w("br")))
        for part_place, part in enumerate(row.split("\t")):
            if part_place:
                line.append(w("r", w("tab")))
            if part:
                line.append(w("r", text(part)))
    line.is_at_space = False


# What writes a span of a class that is more than a style; the first of these that a span has decides.
_SPANS: Mapping[str, Write] = {
    "note": write_footnote_call,
    "claim": _claim,
    "status": _status,
    "places": _places,
    "key": _key,
}

INLINE: Mapping[str, Write] = {
    "a": _link,
    "abbr": _with(),
    "br": _break,
    "code": _code,
    "em": _with(is_italic=True),
    "img": _image,
    "s": _with(is_struck=True),
    "span": _span,
    "strong": _strong,
    "sub": _with(vertical="subscript"),
    "sup": _with(vertical="superscript"),
    "time": _time,
}
