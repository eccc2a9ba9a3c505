"""Lists: items numbered by Word, definitions, and the head of a memorandum."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace

import lxml.etree as etree

from brief.ooxml.xml import W, Xml, following, last, twips, w
from brief.page.elements import classes, text_of
from brief.writers.docx.document import Output, Scope
from brief.writers.docx.inline import nodes
from brief.writers.docx.numbering import LEVELS, list_style
from brief.writers.docx.page_elements import leading_number
from brief.writers.docx.paragraphs import (
    PARAGRAPH,
    add_properties,
    drop_properties,
    keep_with_next,
    style_of,
    write_paragraph,
)

# Lists without marks, by the style of their items.
_PLAIN: Mapping[str, str] = {"sources": "Bibliography", "authorities": "TableofAuthorities", "timeline": "Timeline"}


def write_list(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    """Write a list, every item with a mark of Word's own counting; lists of sources and the like have none."""
    plain = next((_PLAIN[name] for name in classes(element) if name in _PLAIN), "")
    level = scope.level if plain else scope.level + 1
    output.numbering.deepest = max(output.numbering.deepest, min(level, LEVELS - 1))
    start = int(element.get("start") or 1)
    numbers = _typed(element, start)
    is_counted = element.tag == "ol" and not plain and not numbers
    inner = replace(scope, level=level, indent=scope.indent + (0 if plain else output.context.theme.list_indent))
    if "endnotes" in classes(element) and scope.style == "BodyText":
        inner = replace(inner, style="EndnoteText")
    elif plain and scope.style == "BodyText":
        inner = replace(scope, style=plain)
    is_own = level == 0 and inner.style != "BodyText"
    items = output.numbering.item_style(inner.style, "Number") if is_counted and is_own else ""
    identifier = output.numbering.start_ordered_list(start, level, items) if is_counted else 0
    for item in element:
        before = last(into)
        output.bookmarks.hold(item.get("id"))
        number = leading_number(item)
        if number is not None and is_counted:
            output.bookmarks.hold(number.get("id"))
        output.write_blocks(item, into, inner, after=number if is_counted else None)
        if not plain and not numbers:
            _mark(output, into, before, inner, identifier)
    end = last(into)
    if scope.level < 0 and scope.style == "BodyText" and end is not None and end.tag == PARAGRAPH:
        after = w("spacing", after=twips(output.context.theme.points("space.paragraph")))
        add_properties(end, after)  # below the list as below any other text


def _typed(element: etree._Element, start: int) -> list[str]:
    """Return the items' numbers where they are not those that Word would count, else nothing."""
    numbers = [leading_number(item) for item in element]
    words = ["" if number is None else text_of(number) for number in numbers]
    counted = all(not word or word.rstrip(".") == str(start + place) for place, word in enumerate(words))
    return [] if counted else words


def _mark(output: Output, into: Xml, before: Xml | None, scope: Scope, identifier: int) -> None:
    """Make the first paragraph of an item its marked one; an item that begins otherwise gets one of its own.

    `before` is what stands before the item, if anything does.
    """
    made = next(following(into, before), None)
    if made is None or made.tag != PARAGRAPH or made[0].find(f"{{{W}}}numPr") is not None or _is_item(output, made):
        made = w("p", w("pPr", w("pStyle", val=_continued(scope))))
        if before is None:
            into.insert(0, made)
        else:
            before.addnext(made)
    numbering = output.numbering
    number = numbering.ordered_number(identifier, scope.level) if identifier else numbering.bullet_number(scope.level)
    if style_of(made).startswith("ListContinue") and made[0].find(f"{{{W}}}ind") is None and scope.level < LEVELS:
        style = list_style("Number" if identifier else "Bullet", scope.level)
        add_properties(made, w("pStyle", val=style), *([number] if identifier else []))
        return
    base, step = style_of(made), output.context.theme.list_indent
    left = scope.indent + output.context.theme.style_indent(base) * (not base.startswith("List"))
    if base == scope.style and scope.level == 0 and left == step + output.context.theme.style_indent(base):
        style = output.numbering.item_style(base, "Number" if identifier else "Bullet")
        drop_properties(made, "ind")  # the definition says it
        add_properties(made, w("pStyle", val=style), *([number] if identifier else []))
        return
    add_properties(
        made, number, w("ind", left=left, hanging=output.context.theme.mark_hanging(is_counted=bool(identifier)))
    )


def _is_item(output: Output, made: Xml) -> bool:
    style = style_of(made)
    return style.startswith(("ListBullet", "ListNumber")) or style in output.numbering.items


def _continued(scope: Scope) -> str:
    return list_style("Continue", scope.level) if scope.style == "BodyText" else scope.style


def write_definitions(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    """Write terms and what they mean; the head of a memorandum as one line for each pair."""
    if "memo" in classes(element):
        _memo(output, element, into, scope)
        return
    is_body = scope.style == "BodyText"
    for child in element:
        output.bookmarks.hold(child.get("id"))
        if child.tag == "dt":
            made = write_paragraph(output, into, scope, "DefinitionTerm" if is_body else scope.style, nodes(child))
            if made is not None:
                keep_with_next(made)
        else:
            inner = replace(scope, indent=scope.indent + output.context.theme.list_indent)
            output.write_blocks(child, into, replace(scope, style="Definition") if is_body else inner)


def _memo(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    scope, label = replace(scope, style="Memo"), None
    for child in element:
        output.bookmarks.hold(child.get("id"))
        if child.tag == "dt":
            key = etree.Element("span", {"class": "key"})
            key.text = child.text
            key.extend(copy.deepcopy(list(child)))
            label = write_paragraph(output, into, scope, "Memo", [key])
            continue
        before = last(into)
        output.write_blocks(child, into, scope)
        said = next(following(into, before), None)
        if label is not None and said is not None and said.tag == PARAGRAPH and style_of(said) == "Memo":
            label.append(w("r", w("tab")))
            label.extend(list(said)[1:])
            into.remove(said)
            for further in following(into, label):
                if further.tag == PARAGRAPH and style_of(further) == "Memo":
                    further.insert(1, w("r", w("tab")))  # another indent would part the lines around the whole
        label = None
