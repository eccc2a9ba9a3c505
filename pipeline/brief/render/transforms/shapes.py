"""Say in a class what style rules have to know of what is in an element: a selector that looks for that is slow.

`:has()` walks through all that is in an element, for each element that the rest of the selector fits. With a few
hundred claims or rows, the PDF engine would take longer for that than for all else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from lxml import etree

from brief.page.elements import classes
from brief.render.transforms.page_context import PageContext

WIDTHS = (3, 5, 6, 7)  # cells in a row, from which on style rules treat a table differently
_UNEVEN = 2  # columns side by side, of which the first is the wider one
MOST_COLUMNS = 6  # side by side
_SHORT = 5  # rows of a table that is kept on one page
_MARKS: Mapping[str, str] = MappingProxyType(
    {
        "TLP:RED": "red",
        "TLP:AMBER": "amber",
        "TLP:AMBER+STRICT": "amber strict",
        "TLP:GREEN": "green",
    }
)
_LINES: Mapping[str, str] = MappingProxyType({"data-privilege": "privileged", "data-draft": "draft"})


def mark_shapes(main: etree._Element, context: PageContext) -> PageContext:
    """Give elements the classes of their shape.

    - the page: `red`, `amber`, `strict`, `green` by its handling mark, `unmarked` without one, `privileged`, `draft`
    - a table: `cells-3`, `cells-5`, `cells-6`, `cells-7` for each of these that its longest row reaches; `short`
    - columns side by side: `even` where there are three or more, with their number: `columns-3` to `columns-6`
    - a paragraph: `one-status` with the status of a single claim, `long-status` if that has a second line
    - a heading: `numbered` when it begins with its number; a list item: `nested` with a list of its own in it
    """
    _add(main.getroottree().getroot(), _page_shape(main.getparent()))
    for table in main.iter("table"):
        _add(table, _table_shape(table))
    for columns in main.iter("div"):
        _add(columns, _columns_shape(columns))
    for paragraph in main.iter("p"):
        _add(paragraph, _status_shape(paragraph))
    for heading in main.iter("h2"):
        _add(heading, ["numbered"] if len(heading) and "number" in classes(heading[0]) else [])
    for item in main.iter("li"):
        _add(item, ["nested"] if item.find("ul") is not None or item.find("ol") is not None else [])
    return context


def _add(element: etree._Element, names: Iterable[str]) -> None:
    if added := " ".join([*classes(element), *names]):
        element.set("class", added)


def _page_shape(body: etree._Element | None) -> list[str]:
    if body is None:
        return []
    mark = _MARKS.get(body.get("data-mark", ""), "").split() if body.get("data-mark") else ["unmarked"]
    return [*mark, *(name for attribute, name in _LINES.items() if attribute in body.attrib)]


def _table_shape(table: etree._Element) -> list[str]:
    longest = max((len(row) for row in table.iter("tr")), default=0)
    is_short = all(len(rows) <= _SHORT for rows in table.iterchildren("tbody"))
    return [*(f"cells-{width}" for width in WIDTHS if longest >= width), *(["short"] if is_short else [])]


def _columns_shape(columns: etree._Element) -> list[str]:
    count = len(columns) if "columns" in classes(columns) else 0
    return ["even", f"columns-{min(count, MOST_COLUMNS)}"] if count > _UNEVEN else []


def _status_shape(paragraph: etree._Element) -> list[str]:
    statuses = [span for span in paragraph.iter("span") if "status" in classes(span)]
    if not any(span.getparent() is paragraph for span in statuses):
        return []
    if len({span.getparent() for span in statuses}) < len(statuses):
        return []
    is_long = any("small" in classes(inner) for span in statuses for inner in span)
    return ["one-status", *(["long-status"] if is_long else [])]
