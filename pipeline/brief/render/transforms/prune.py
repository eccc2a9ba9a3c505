"""A part with nothing to show is left out, heading and all."""

from __future__ import annotations

from lxml import etree

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_SHOWS = frozenset({"img", "hr", "x-cite", "x-contents", "x-endnotes"})


def prune(main: etree._Element) -> None:
    """Take out of `main` every part and column that holds nothing but headings, innermost first."""
    candidates = [*main.iter("section", "div", "nav", "aside")]
    for element in reversed(candidates):
        parent = element.getparent()
        if parent is not None and not element.get("data-source") and not _shows(element):
            parent.remove(element)


def _shows(element: etree._Element) -> bool:
    if element.tag in _SHOWS or (element.text or "").strip():
        return True
    return any((child.tag not in _HEADINGS and _shows(child)) or (child.tail or "").strip() for child in element)
