"""Blocks: one function for each block of the vocabulary, all in `BLOCKS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import lxml.etree as etree

from brief.ooxml.xml import W, Xml, children_after, last_child, paragraph_properties, w
from brief.page.elements import classes, text_of
from brief.writers.docx.authorities import write_authorities
from brief.writers.docx.boxes import write_basis, write_columns, write_decision, write_summary
from brief.writers.docx.captions import write_caption
from brief.writers.docx.citations import category_of
from brief.writers.docx.content_controls import block_control
from brief.writers.docx.contents import write_contents, write_navigation
from brief.writers.docx.document import Context, Output, Scope
from brief.writers.docx.inline import INLINE, Node, nodes, write_preformatted
from brief.writers.docx.lists import write_definitions, write_list
from brief.writers.docx.page_elements import HEADINGS, heading_style, is_contents_heading, leading_number
from brief.writers.docx.paragraphs import PARAGRAPH, add_properties, keep_with_next, style_of, write_paragraph
from brief.writers.docx.runs import Line
from brief.writers.docx.sections import begin_landscape, end_landscape
from brief.writers.docx.tables import write_table

Write = Callable[[Output, etree._Element, Xml, Scope], None]

# The style of a paragraph by its class.
PARAGRAPHS: Mapping[str, str] = {
    "kicker": "Kicker",
    "subtitle": "Subtitle",
    "meta": "DocumentDetails",
    "label": "Label",
    "lead": "Lead",
    "numbered": "NumberedParagraph",
    "privilege": "Privilege",
    "small": "SmallText",
}


def write_blocks(
    output: Output, element: etree._Element, into: Xml, scope: Scope, *, after: etree._Element | None = None
) -> None:
    """Write what an element contains (`after` a child): blocks as they come, a run of inline nodes as a paragraph."""
    scope = scope_inside(output.context, element, scope)
    line: list[Node] = []
    is_landscape = False
    for node in nodes(element, after=after):
        if isinstance(node, str) or (node.tag in INLINE and not _is_paragraph(node)):
            line.append(node)
            if not isinstance(node, str) and {"scale", "level"} & set(classes(node)):
                line = _write_line(output, line, into, scope)  # a small picture is above its text
            continue
        line = _write_line(output, line, into, scope)
        if is_landscape != ("landscape" in classes(node)):
            is_landscape = not is_landscape
            (begin_landscape if is_landscape else end_landscape)(output, into, scope)
        if node.tag not in BLOCKS and not _is_paragraph(node):
            raise ValueError(f"`<{node.tag}>` cannot be among blocks")
        if node.get("id"):
            output.bookmarks.hold(node.get("id"))
        around = replace(scope, indent=scope.indent + _inset(output.context, node, scope))
        BLOCKS.get(str(node.tag), _note_paragraph)(output, node, into, scope_inside(output.context, node, around))
    _write_line(output, line, into, scope)
    if is_landscape:
        end_landscape(output, into, scope)


def _inset(context: Context, element: etree._Element, scope: Scope) -> int:
    """Return the indent that a block gets from what is around it, where its own style does not set it, in twips."""
    has_own = element.tag in ("table", "pre", "figcaption")
    is_indented = scope.style in ("BlockText", "Definition")
    return context.theme.style_indent(scope.style) if has_own and is_indented else 0


def scope_inside(context: Context, element: etree._Element, scope: Scope) -> Scope:
    """Return the surroundings inside an element, with its language and direction."""
    language, direction = element.get("lang"), element.get("dir")
    if language:
        scope = replace(scope, language="" if language == context.language else language)
    return replace(scope, is_rtl=direction == "rtl") if direction in ("rtl", "ltr") else scope


def _is_paragraph(node: etree._Element) -> bool:
    return node.tag == "span" and "para" in classes(node)


def _write_line(output: Output, line: list[Node], into: Xml, scope: Scope) -> list[Node]:
    """Write inline nodes as a paragraph unless they are blank; return the next line, which is empty."""
    if any(not isinstance(node, str) or node.strip(" \t\n\r\f") for node in line):
        write_paragraph(output, into, scope, _default_style(scope), line)
    return []


def _default_style(scope: Scope) -> str:
    """Return the style of a paragraph that has no class."""
    if scope.level >= 0 and scope.style == "BodyText":
        return f"ListContinue{min(scope.level, 8) + 1 if scope.level else ''}"
    return scope.style


def _note_paragraph(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    write_paragraph(output, into, scope, scope.style, nodes(element))


def _paragraph(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    style = next((PARAGRAPHS[name] for name in classes(element) if name in PARAGRAPHS), "")
    if scope.style in ("Decision", "Basis") and style == "Label":
        style = f"{scope.style}Label"
    number = leading_number(element)
    if style == "NumberedParagraph" and number is not None:
        _write_numbered(output, element, into, scope, number=number, style=style)
        return
    previous = element.getprevious()
    if not style:
        style = _default_style(scope)
        if style == "BodyText" and previous is not None and previous.tag in HEADINGS:
            style = "FirstParagraph"
    write_paragraph(output, into, scope, style, nodes(element))


def _write_numbered(
    output: Output, element: etree._Element, into: Xml, scope: Scope, *, number: etree._Element, style: str
) -> None:
    numbering, is_native = output.numbering.outline_number(text_of(number), style)
    if number.get("id"):
        output.bookmarks.hold(number.get("id"))
    typed = "" if is_native else text_of(number)
    write_paragraph(output, into, scope, style, nodes(element, after=number), numbering, typed=typed, is_kept=is_native)


def _heading(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    outer = element.getparent()
    if outer is not None and outer.tag == "header" and element.tag == "h1":
        write_paragraph(output, into, scope, "Title", nodes(element))
        return
    if is_contents_heading(element):
        write_paragraph(output, into, scope, "TOCHeading", nodes(element))
        return
    style, number = heading_style(element), leading_number(element)
    if number is not None:
        _write_numbered(output, element, into, scope, number=number, style=style)
        return
    numbering, _ = output.numbering.outline_number("", style)
    unnumbered = w("ind", left=-output.context.theme.outer if style == "Heading1" else 0, firstLine=0)
    write_paragraph(
        output, into, scope, style, nodes(element), numbering, unnumbered if numbering is not None else None
    )


def _container(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    source = element.get("data-source") or element.get("data-part")
    if not source:
        write_blocks(output, element, into, scope)
        return
    control = block_control(output, source)
    into.append(control)
    write_blocks(output, element, control[-1], scope)
    if not len(control[-1]):
        into.remove(control)


def _section(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    if "summary" in classes(element):
        write_summary(output, element, into, scope, _container)
    else:
        _container(output, element, into, scope)


def _division(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    kinds = classes(element)
    if "decision" in kinds:
        write_decision(output, element, into, scope)
    elif "columns" in kinds:
        write_columns(output, element, into, scope)
    else:
        write_blocks(output, element, into, scope)


def _quotation(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    is_first = scope.style == "BodyText"
    inner = (
        replace(scope, style="BlockText")
        if is_first
        else replace(scope, indent=scope.indent + output.context.theme.list_indent)
    )
    write_blocks(output, element, into, inner)


def _code(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    for code in element:
        output.bookmarks.hold(code.get("id"))
    scope = replace(scope, is_rtl=False)  # code runs from left to right in every language
    made = write_paragraph(output, into, scope, "SourceCode", (), is_kept=True)
    if made is not None:
        write_preformatted(element, Line(output, scope, made))


def _rule(output: Output, _: etree._Element, into: Xml, scope: Scope) -> None:
    """Write a rule as Word does: as the lower border of the paragraph before it, or as a paragraph of its own."""
    previous = last_child(into)
    sides = [output.context.theme.border(side, "hair", "hairline", 6) for side in ("bottom", "between")]
    can_carry = previous is not None and previous.tag == PARAGRAPH and previous[0].find(f"{{{W}}}pBdr") is None
    can_carry = can_carry and scope.style != "Summary"  # whose paragraphs use borders for its ground
    if previous is not None and can_carry and not style_of(previous).startswith(("Basis", "Summary", "Kicker", "Memo")):
        add_properties(previous, w("pBdr", *sides))
        return
    into.append(w("p", paragraph_properties(w("pStyle", val="HorizontalRule"))))


def _figure(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    """Write a figure, whose paragraphs stay on one page with its caption."""
    before = last_child(into)
    write_blocks(output, element, into, replace(scope, style="CaptionedFigure") if scope.style == "BodyText" else scope)
    for made in children_after(into, before):
        if made.tag == PARAGRAPH and made.getnext() is not None:
            keep_with_next(made)


def _figure_caption(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    write_caption(output, element, into, scope, style="ImageCaption", name="Figure")


def _list(output: Output, element: etree._Element, into: Xml, scope: Scope) -> None:
    kinds = classes(element)
    if "contents" in kinds:
        write_contents(output, element, into, scope)
    elif element.tag == "ol" and "endnotes" in kinds and output.context.endnotes:
        return  # Word's endnotes are in a part of their own
    elif category_of(element):
        write_authorities(output, element, into, scope)
    else:
        write_list(output, element, into, scope)


BLOCKS: Mapping[str, Write] = {
    "aside": write_basis,
    "blockquote": _quotation,
    "div": _division,
    "dl": write_definitions,
    "figcaption": _figure_caption,
    "figure": _figure,
    **dict.fromkeys(HEADINGS, _heading),
    "header": _container,
    "hr": _rule,
    "main": _container,
    "nav": write_navigation,
    "ol": _list,
    "p": _paragraph,
    "pre": _code,
    "section": _section,
    "table": write_table,
    "ul": _list,
}
