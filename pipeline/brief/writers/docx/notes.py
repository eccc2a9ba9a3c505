"""Notes: footnotes and endnotes as parts of their own, with separators (ECMA-376 17.11)."""

from __future__ import annotations

from typing import Any

import lxml.etree as etree

from brief.ooxml.package import WORD_TYPE, Part
from brief.ooxml.xml import Xml, paragraph_properties, root, serialise, text, w
from brief.page.elements import classes, text_of
from brief.writers.docx.document import Context, Output, Scope
from brief.writers.docx.paragraphs import PARAGRAPH, end_with_paragraph

_UNRESTRICTED = (None, "", "TLP:CLEAR")
_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


def native_endnotes(tree: etree._Element) -> dict[str, etree._Element]:
    """Return the items of the page's list of endnotes by their ids, if Word can have them as endnotes, else nothing.

    The list must be the last thing on the page, because that is where Word puts endnotes, and the notes must first be
    called in the order of the list, because that is how Word numbers them. Word's endnotes have no item that nothing
    calls, and no call within a note. A page whose mark restricts it keeps its list: LibreOffice before 24.8 puts
    endnotes on a page of their own without header and footer, and no page may be without the mark.
    """
    body = tree.find("body")
    if body is not None and body.get("data-mark") not in _UNRESTRICTED:
        return {}
    lists = [each for each in tree.iter("ol") if "endnotes" in classes(each)]
    if len(lists) != 1 or not _is_last(lists[0]):
        return {}
    items = {item.get("id", ""): item for item in lists[0]}
    called: dict[str, None] = {}
    for link in tree.iter("a"):
        if "noteref" in classes(link):
            if any(outer.tag == "li" or "note" in classes(outer) for outer in _holders(link, lists[0])):
                return {}
            called.setdefault(link.get("href", "")[1:])
    return items if list(items) == list(called) and len(items) == len(lists[0]) else {}


def _holders(link: etree._Element, notes: etree._Element) -> list[etree._Element]:
    """Return the notes that a call is in."""
    return [outer for outer in link.iterancestors() if outer.getparent() is notes or "note" in classes(outer)]


def _is_last(element: etree._Element) -> bool:
    while element.tag != "body":
        for following in element.itersiblings():
            if text_of(following) or following.find(".//img") is not None:
                return False
        outer = element.getparent()
        if outer is None:
            return False
        element = outer
    return True


def write_notes(output: Output, source: Part) -> None:
    """Add the parts with all notes that were called, if there are any."""
    if output.footnotes:
        _part(output, source, "footnote", output.footnotes)
    if output.context.endnotes:
        _part(output, source, "endnote", list(output.context.endnotes.values()))


def _part(output: Output, source: Part, kind: str, notes: list[etree._Element]) -> None:
    part = Part(f"word/{kind}s.xml", WORD_TYPE.format(f"{kind}s"))
    style = f"{kind.capitalize()}Text"
    made = root(f"{kind}s", *(_separator(kind, name, identifier) for name, identifier in _SEPARATORS))
    for identifier, note in enumerate(notes, 1):
        body = w(kind, id=identifier)
        made.append(body)
        scope = Scope(
            part, output.context.theme.text_width, style=style, is_note=True, **_scope_of_call(output.context, note)
        )
        if kind == "endnote":
            output.bookmarks.hold(note.get("id"))
        output.write_blocks(note, body, scope)
        _insert_number(body, kind, style)
        end_with_paragraph(body)
    part.data = serialise(made)
    output.package.add(part, f"{kind}s", source)


def _scope_of_call(context: Context, note: etree._Element) -> dict[str, Any]:
    """Return direction and language of the text that calls a note, which the note shares."""
    directions = (each.get("dir") for each in note.iterancestors() if each.get("dir") in ("rtl", "ltr"))
    languages = (each.get("lang") for each in note.iterancestors() if each.get("lang"))
    language = next(languages, None) or context.language
    return {
        "is_rtl": next(directions, "") == "rtl",
        "language": "" if language == context.language else language,
    }


def _insert_number(body: Xml, kind: str, style: str) -> None:
    """Put the note's own number at the start of its first paragraph; a note that begins with a table gets one."""
    mark = w("r", w("rPr", w("rStyle", val=f"{kind.capitalize()}Reference")), w(f"{kind}Ref"))
    space = w("r", text(" "))  # as in Word itself: LibreOffice drops a tab here
    first = body[0] if len(body) and body[0].tag == PARAGRAPH else None
    if first is None:
        first = w("p", paragraph_properties(w("pStyle", val=style)))
        body.insert(0, first)
    first.insert(1, space)
    first.insert(1, mark)


def _separator(kind: str, name: str, identifier: int) -> Xml:
    """Return what separates notes from the text: a line, or space alone where the page has a heading above them."""
    if kind == "footnote":
        between = w("p", paragraph_properties(w("pStyle", val="NoteSeparator")), w("r", w(name)))
    else:
        between = w("p", paragraph_properties(w("pStyle", val="AfterTable")))
    return w(kind, between, type=name, id=identifier)
