"""The structure type of PDF (ISO 32000-1, 14.8.4) of each element of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brief.page.elements import classes

TYPES: Mapping[str, str] = {
    "header": "Sect",
    "main": "Part",
    "nav": "Sect",
    "section": "Sect",
    "aside": "Sect",
    "div": "Div",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "p": "P",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "dl": "L",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "figure": "Div",
    "figcaption": "Caption",
    "blockquote": "BlockQuote",
    "pre": "P",
    "img": "Figure",
    "a": "Link",
    "code": "Code",
}

# These are about the look of words or about programs that read them: their words belong to what is around them.
WITHOUT_TYPE = frozenset({"html", "body", "span", "em", "strong", "s", "sup", "sub", "time", "abbr", "br", "hr"})


def structure_type(element: Any) -> str | None:
    """Return an element's structure type, `None` for one without; raise `KeyError` outside the vocabulary."""
    tag = element.tag
    if tag == "span" and "note" in classes(element):
        return "Note"
    if tag == "span" and "para" in classes(element):
        return "P"
    if tag in {"ul", "ol"} and "contents" in classes(element):
        return "TOC"
    if tag == "abbr" and element.get("title"):
        return "Span"  # carries the expansion
    if tag in WITHOUT_TYPE:
        # A change of language needs an element that carries it (ISO 14289-1, 7.2).
        return "Span" if element.get("lang") and tag not in {"html", "body"} else None
    return TYPES[tag]
