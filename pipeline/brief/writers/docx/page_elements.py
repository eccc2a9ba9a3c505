"""Reading elements of the page: headings, their numbers, and the styles that they have in Word."""

from __future__ import annotations

import lxml.etree as etree

from brief.page.elements import classes

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def is_contents_heading(heading: etree._Element) -> bool:
    """Return whether a heading is that of a list of contents, which the contents themselves leave out."""
    following = heading.getnext()
    return following is not None and following.tag in ("ol", "ul") and "contents" in classes(following)


def leading_number(element: etree._Element) -> etree._Element | None:
    """Return the `span.number` that an element begins with, if it begins with one."""
    first = element[0] if len(element) else None
    if first is None or (element.text or "").strip() or first.tag != "span" or "number" not in classes(first):
        return None
    return first


def heading_style(element: etree._Element) -> str:
    """Return the style of a heading: the title is not a heading, so the page's second level is Word's first."""
    return f"Heading{max(int(str(element.tag)[1]) - 1, 1)}"
