"""Remove parts that have nothing to show, together with their headings."""

from __future__ import annotations

from lxml import etree

from brief.render.prose import CITE, NOTE
from brief.render.transforms.cite import ENDNOTES
from brief.render.transforms.contents import CONTENTS
from brief.render.transforms.number import HEADINGS
from brief.render.transforms.page_context import PageContext

_SHOWN_WITHOUT_WORDS = frozenset({"img", "hr", CITE, CONTENTS, ENDNOTES})


def prune_empty_parts(main: etree._Element, context: PageContext) -> PageContext:
    """Remove every part and column that holds nothing but headings, innermost first.

    A list of notes counts as empty when the brief has neither sources nor notes.
    """
    if not context.sources and next(main.iter(CITE, NOTE), None) is None:
        etree.strip_elements(main, ENDNOTES, with_tail=False)
    for element in reversed([*main.iter("section", "div", "nav", "aside")]):
        parent = element.getparent()
        if parent is not None and not element.get("data-source") and not _shows_something(element):
            parent.remove(element)
    return context


def _shows_something(element: etree._Element) -> bool:
    if element.tag in _SHOWN_WITHOUT_WORDS or (element.text or "").strip():
        return True
    return any(
        (child.tag not in HEADINGS and _shows_something(child)) or (child.tail or "").strip() for child in element
    )
