"""Style rules never look for what is in an element: rendering says it in a class."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest

from brief.page.elements import classes
from brief.render.transforms.shapes import mark_shapes
from tests.render.briefs import page_context

STATUS = '<span class="status">alleged</span>'
LONG = '<span class="status">alleged <span class="small">twice</span></span>'
ROW = "<tr>{}</tr>"


def shape(fragment: str, path: str, body: str = "") -> list[str]:
    """Return the classes that an element of a page has in the end."""
    root = lxml.html.document_fromstring(f"<html><body {body}><main>{fragment}</main></body></html>")
    main = root.find("body/main")
    assert main is not None
    mark_shapes(main, page_context())
    (found,) = [root] if path == "html" else main.findall(f".//{path}")
    return classes(found)


def table(cells: int, rows: int = 1) -> str:
    return f"<table><tbody>{ROW.format('<td>x</td>' * cells) * rows}</tbody></table>"


@pytest.mark.parametrize(
    ("fragment", "path", "expected"),
    [
        (table(2), "table", ["short"]),
        (table(3, 6), "table", ["cells-3"]),
        (table(5), "table", ["cells-3", "cells-5", "short"]),
        (table(8, 9), "table", ["cells-3", "cells-5", "cells-6", "cells-7"]),
        (f"<p>One. {STATUS}</p>", "p", ["one-status"]),
        (f'<p class="numbered">One. {LONG}</p>', "p", ["numbered", "one-status", "long-status"]),
        (f"<p>One. {STATUS} Two. {STATUS}</p>", "p", []),
        (f"<p>One. <em>{STATUS}</em></p>", "p", []),
        ("<p>One.</p>", "p", []),
        ('<h2><span class="number">1</span> Facts</h2>', "h2", ["numbered"]),
        ("<h2>Facts</h2>", "h2", []),
        ("<ul><li>a</li></ul>", "li", []),
        ("<dl><dd><li>a<ol></ol></li></dd></dl>", "dd/li", ["nested"]),
    ],
)
def test_an_element_has_the_classes_of_its_shape(fragment: str, path: str, expected: list[str]) -> None:
    assert shape(fragment, path) == expected


@pytest.mark.parametrize(("count", "expected"), [(2, []), (3, ["even", "columns-3"]), (9, ["even", "columns-6"])])
def test_columns_side_by_side_say_how_many_they_are(count: int, expected: list[str]) -> None:
    columns = f'<div class="columns">{"<p>x</p>" * count}</div>'
    assert shape(columns, "div") == ["columns", *expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('data-mark="TLP:RED"', ["red"]),
        ('data-mark="TLP:AMBER" data-privilege="x"', ["amber", "privileged"]),
        ('data-mark="TLP:AMBER+STRICT"', ["amber", "strict"]),
        ('data-mark="TLP:GREEN"', ["green"]),
        ('data-mark="TLP:CLEAR"', []),
        ("", ["unmarked"]),
        ('data-mark="TLP:CLEAR" data-draft="Draft"', ["draft"]),
    ],
)
def test_the_page_has_the_classes_of_its_handling_mark(body: str, expected: list[str]) -> None:
    assert shape("", "html", body) == expected


def test_no_shipped_style_sheet_looks_for_what_is_in_an_element(checkout: Path) -> None:
    sheets = [*(checkout / "templates").rglob("*.css"), *(checkout / "docs/themes").rglob("*.css")]
    assert len(sheets) > 8
    assert [sheet.name for sheet in sheets if re.search(r":has\(", sheet.read_text(encoding="utf-8"))] == []
