"""Lists: items numbered by Word, definitions, and the head of a memorandum."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace

import lxml.etree as etree

from brief.ooxml.xml import W, Xml, children_after, last_child, twips, w
from brief.page.elements import classes, text_of
from brief.writers.docx.document import Context, Output, Scope
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
    """Write a list, every item with a mark that Word counts; lists of sources and the like have none."""
    numbering = output.numbering
    plain = next((_PLAIN[name] for name in classes(element) if name in _PLAIN), "")
    start = int(element.get("start") or 1)
    is_typed = _has_typed_numbers(element, start)
    is_counted = element.tag == "ol" and not plain and not is_typed
    inner = _scope_of_items(output.context, element, scope, plain)
    level = scope.level if plain else scope.level + 1
    numbering.deepest = max(numbering.deepest, min(level, LEVELS - 1))
    has_own_style = level == 0 and inner.style != "BodyText"
    style = numbering.item_style(inner.style, "Number") if is_counted and has_own_style else ""
    identifier = numbering.start_ordered_list(start, level, style) if is_counted else 0
    for item in element:
        before = last_child(into)
        output.bookmarks.hold(item.get("id"))
        number = leading_number(item) if is_counted else None  # which Word counts, and the item leaves out
        if number is not None:
            output.bookmarks.hold(number.get("id"))
        output.write_blocks(item, into, inner, after=number)
        if not plain and not is_typed:
            _mark_item(output, _first_paragraph(output, into, before, inner), inner, identifier)
    end = last_child(into)
    if scope.level < 0 and scope.style == "BodyText" and end is not None and end.tag == PARAGRAPH:
        # The same space below a list as below any other text.
        add_properties(end, w("spacing", after=twips(output.context.theme.points("space.paragraph"))))


def _scope_of_items(context: Context, element: etree._Element, scope: Scope, plain: str) -> Scope:
    """Return the surroundings of a list's items; `plain` is their style in a list without marks."""
    if plain:
        return replace(scope, style=plain) if scope.style == "BodyText" else scope
    inner = replace(scope, level=scope.level + 1, indent=scope.indent + context.theme.list_indent)
    is_endnotes = "endnotes" in classes(element) and scope.style == "BodyText"
    return replace(inner, style="EndnoteText") if is_endnotes else inner


def _has_typed_numbers(element: etree._Element, start: int) -> bool:
    """Return whether the items' numbers are not those that Word would count, so that they must be typed."""
    numbers = [leading_number(item) for item in element]
    words = ["" if number is None else text_of(number) for number in numbers]
    return not all(not word or word.rstrip(".") == str(start + place) for place, word in enumerate(words))


def _first_paragraph(output: Output, into: Xml, before: Xml | None, scope: Scope) -> Xml:
    """Return the first paragraph of an item that follows `before`; one of its own where it begins otherwise."""
    first = next(children_after(into, before), None)
    if first is not None and first.tag == PARAGRAPH and not _has_mark(output, first):
        return first
    style = list_style("Continue", scope.level) if scope.style == "BodyText" else scope.style
    made = w("p", w("pPr", w("pStyle", val=style)))
    if before is None:
        into.insert(0, made)
    else:
        before.addnext(made)
    return made


def _has_mark(output: Output, made: Xml) -> bool:
    """Return whether a paragraph has the mark of a list item already, directly or by its style."""
    style = style_of(made)
    is_item = style.startswith(("ListBullet", "ListNumber")) or style in output.numbering.items
    return is_item or made[0].find(f"{{{W}}}numPr") is not None


def _mark_item(output: Output, made: Xml, scope: Scope, identifier: int) -> None:
    """Give the first paragraph of an item its mark; `identifier` is that of an ordered list, 0 in an unordered one."""
    numbering, theme, base = output.numbering, output.context.theme, style_of(made)
    number = numbering.ordered_number(identifier, scope.level) if identifier else numbering.bullet_number(scope.level)
    style = _marked_style(output, made, scope, "Number" if identifier else "Bullet")
    if style:
        drop_properties(made, "ind")  # the style's definition sets it
        add_properties(made, w("pStyle", val=style), *([number] if identifier else []))
        return
    indent = scope.indent + (0 if base.startswith("List") else theme.style_indent(base))
    add_properties(made, number, w("ind", left=indent, hanging=theme.mark_hanging(is_counted=bool(identifier))))


def _marked_style(output: Output, made: Xml, scope: Scope, kind: str) -> str:
    """Return the style that sets a paragraph's mark and indent; empty where both must be set directly."""
    theme, base = output.context.theme, style_of(made)
    if base.startswith("ListContinue") and made[0].find(f"{{{W}}}ind") is None and scope.level < LEVELS:
        return list_style(kind, scope.level)
    is_first_level = scope.level == 0 and scope.indent == theme.list_indent
    if base == scope.style and not base.startswith("List") and is_first_level:
        return output.numbering.item_style(base, kind)
    return ""


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
    """Write the head of a memorandum: each label and what it labels on one line, after a tab."""
    scope, label = replace(scope, style="Memo"), None
    for child in element:
        output.bookmarks.hold(child.get("id"))
        if child.tag == "dt":
            key = etree.Element("span", {"class": "key"})
            key.text = child.text
            key.extend(copy.deepcopy(list(child)))
            label = write_paragraph(output, into, scope, "Memo", [key])
            continue
        before = last_child(into)
        output.write_blocks(child, into, scope)
        first = next(children_after(into, before), None)
        if label is not None and first is not None and _is_memo(first):
            label.append(w("r", w("tab")))
            label.extend(list(first)[1:])
            into.remove(first)
            for further in filter(_is_memo, children_after(into, label)):
                # A tab and not an indent: another indent would split the lines above and below the whole.
                further.insert(1, w("r", w("tab")))
        label = None


def _is_memo(made: Xml) -> bool:
    return made.tag == PARAGRAPH and style_of(made) == "Memo"
