"""Put the file together: the furniture of the page becomes visible, what it loads becomes part of it."""

from __future__ import annotations

from copy import deepcopy

import lxml.etree as etree
import lxml.html

from brief.diagnostics.problems import BriefError, Problem
from brief.page.vocabulary import Page, vocabulary_violations
from brief.writers.html.notes import ids, move_notes
from brief.writers.html.pictures import embed_pictures
from brief.writers.html.stylesheet import browser_css
from brief.writers.html.tables import let_tables_scroll

KEPT = frozenset({"data-mark"})  # the style sheet colours the mark by it

# Nothing is loaded and nothing runs, whatever a reader's browser would allow (CSP 3, 2.3).
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)


def write(page: Page) -> bytes:
    """Return the page as one UTF-8 HTML file (HTML Living Standard, WCAG 2.2 AA), the same bytes for the same page.

    Handling mark and privilege line are text at its top and bottom, notes are at its end with links both ways
    (DPUB-ARIA 1.1), pictures and faces are embedded. Raise `BriefError` (E304) for what is not in the vocabulary.
    """
    root = deepcopy(page.tree())
    problems = [Problem(violation.rule, violation.text) for violation in vocabulary_violations(root)]
    if problems:
        raise BriefError(problems)
    body, main = _require(root, "body"), _require(root, "body/main")
    move_notes(body, main)
    let_tables_scroll(main)
    _show_furniture(body, main)
    _remove_data(root)
    embed_pictures(root, page)
    _fill_head(_require(root, "head"), browser_css(page, "".join(map(str, root.itertext()))))
    text = lxml.html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    return f"{text}\n".encode()


def _require(root: etree._Element, path: str) -> etree._Element:
    found = root.find(path)
    if found is None:
        raise BriefError([Problem("E304/missing-element", f"the page has no `<{path.rpartition('/')[2]}>`")])
    return found


def _show_furniture(body: etree._Element, main: etree._Element) -> None:
    """Add mark and privilege line at the top and bottom, and a link that skips what is before the main part."""
    header = body.find("header")
    if header is None:
        header = etree.Element("header")
        body.insert(0, header)
    header.insert(0, _furniture(body))
    footer = etree.SubElement(body, "footer")
    footer.append(_furniture(body))
    if body.get("data-reference"):
        etree.SubElement(footer, "p").text = body.get("data-reference")
    if not main.get("id"):
        taken = ids(body)
        main.set("id", next(name for name in ("main", "brief-main") if name not in taken))
    main.set("tabindex", "-1")
    skip = etree.Element("a", {"class": "skip", "href": f"#{main.get('id')}"})
    skip.text = body.get("data-skip") or body.get("data-running")
    body.insert(0, skip)


def _furniture(body: etree._Element) -> etree._Element:
    furniture = etree.Element("div", {"class": "furniture"})
    for name in ("draft", "privilege", "mark"):
        if body.get(f"data-{name}"):
            etree.SubElement(furniture, "p", {"class": name}).text = body.get(f"data-{name}")
    return furniture


def _remove_data(root: etree._Element) -> None:
    """Remove what only writers read; a `time` without a date becomes a span, as it would not be valid."""
    for element in root.iter():
        for name in [str(name) for name in element.attrib if str(name).startswith("data-")]:
            if name not in KEPT or element.tag != "body":
                del element.attrib[name]
        if element.tag == "time" and not element.get("datetime"):
            element.tag = "span"
            element.set("class", "time")


def _fill_head(head: etree._Element, css: str) -> None:
    for charset in head.findall("meta[@charset]"):
        head.remove(charset)
    rows: tuple[dict[str, str], ...] = (
        {"charset": "utf-8"},
        {"http-equiv": "Content-Security-Policy", "content": POLICY},
        {"name": "viewport", "content": "width=device-width, initial-scale=1"},
        {"name": "referrer", "content": "no-referrer"},
    )
    for place, attributes in enumerate(rows):
        row = etree.Element("meta", attributes)
        row.tail = "\n"
        head.insert(place, row)
    style = etree.SubElement(head, "style")
    style.text = css.replace("</", "<\\/")
    style.tail = "\n"
