"""Reading elements of a page's tree."""

from __future__ import annotations

import lxml.etree as etree


def classes(element: etree._Element) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


def text_of(element: etree._Element) -> str:
    """Return the text of an element, with spaces collapsed."""
    return " ".join("".join(map(str, element.itertext())).split())
