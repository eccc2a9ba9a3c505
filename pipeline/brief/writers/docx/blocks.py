"""Blocks: one function for each block of the vocabulary, all in `BLOCKS`; `flow` writes what an element holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import lxml.etree as etree

from brief.ooxml.xml import W, Xml, following, last, paragraph_properties, w
from brief.writers.docx.authorities import write_authorities
from brief.writers.docx.boxes import write_basis, write_columns, write_decision, write_summary
from brief.writers.docx.captions import write_caption
from brief.writers.docx.citations import category_of
from brief.writers.docx.content_controls import block_control
from brief.writers.docx.contents import write_contents, write_navigation
from brief.writers.docx.document import Document, Scope
from brief.writers.docx.inline import INLINE, Node, nodes, preformatted
from brief.writers.docx.link_targets import HEADINGS, classes, is_of_contents, number_of, words_of
from brief.writers.docx.lists import write_definitions, write_list
from brief.writers.docx.paragraphs import PARAGRAPH, add_properties, keep_with_next, paragraph, style_of
from brief.writers.docx.runs import Line
from brief.writers.docx.sections import turn, turn_back
from brief.writers.docx.tables import write_table

Write = Callable[[Document, etree._Element, Xml, Scope], None]

# The style of a paragraph by its class.
PARAGRAPHS: Mapping[str, str] = {
    "kicker": "Kicker",
    "subtitle": "Subtitle",
    "meta": "DocumentDetails",
    "label": "Label",
    "lead": "Lead",
    "numbered": "NumberedParagraph",
    "continued": "ContinuedParagraph",
    "privilege": "Privilege",
    "small": "SmallText",
}


def flow(document: Document, element: etree._Element, into: Xml, scope: Scope) -> None:
    """Write what an element holds: blocks as they come, a run of inline nodes as a paragraph."""
    scope = inherited(document, element, scope)
    line: list[Node] = []
    is_turned = False
    for node in nodes(element):
        if isinstance(node, str) or (node.tag in INLINE and not _is_paragraph(node)):
            line.append(node)
            if not isinstance(node, str) and {"scale", "level"} & set(classes(node)):
                line = _written(document, line, into, scope)  # a little picture stands above its words
            continue
        line = _written(document, line, into, scope)
        if is_turned != ("landscape" in classes(node)):
            is_turned = not is_turned
            (turn if is_turned else turn_back)(document, into, scope)
        if node.tag not in BLOCKS and not _is_paragraph(node):
            raise ValueError(f"`<{node.tag}>` cannot stand among blocks")
        if node.get("id"):
            document.bookmarks.wait(node.get("id"))
        around = replace(scope, indent=scope.indent + _inset(document, node, scope))
        BLOCKS.get(str(node.tag), _note_paragraph)(document, node, into, inherited(document, node, around))
    _written(document, line, into, scope)
    if is_turned:
        turn_back(document, into, scope)


def _inset(document: Document, element: etree._Element, scope: Scope) -> int:
    """Return how far in a block stands for what is around it, where its own style does not say it: in twips."""
    has_own = element.tag in ("table", "pre", "figcaption")
    return document.look.left(scope.style) if has_own and scope.style in ("BlockText", "Definition") else 0


def inherited(document: Document, element: etree._Element, scope: Scope) -> Scope:
    """Return the surroundings of what an element holds: its language and direction hold for it."""
    language, direction = element.get("lang"), element.get("dir")
    if language:
        scope = replace(scope, language="" if language == document.language else language)
    return replace(scope, is_rtl=direction == "rtl") if direction in ("rtl", "ltr") else scope


def _is_paragraph(node: etree._Element) -> bool:
    return node.tag == "span" and "para" in classes(node)


def _written(document: Document, line: list[Node], into: Xml, scope: Scope) -> list[Node]:
    if any(not isinstance(node, str) or node.strip(" \t\n\r\f") for node in line):
        paragraph(document, into, scope, _plain(scope), line)
    return []


def _plain(scope: Scope) -> str:
    """Return the style of a paragraph that says nothing of itself."""
    if scope.level >= 0 and scope.style == "BodyText":
        return f"ListContinue{min(scope.level, 8) + 1 if scope.level else ''}"
    return scope.style


def _note_paragraph(document: Document, element: etree._Element, into: Xml, scope: Scope) -> None:
    paragraph(document, into, scope, scope.style, nodes(element))


def _paragraph(document: Document, element: etree._Element, into: Xml, scope: Scope) -> None:
    style = next((PARAGRAPHS[name] for name in classes(element) if name in PARAGRAPHS), "")
    if scope.style in ("Decision", "Basis") and style == "Label":
        style = f"{scope.style}Label"
    number = number_of(element)
    if style == "NumberedParagraph" and number is not None:
        _numbered(document, element, into, scope, number=number, style=style)
        return
    previous = element.getprevious()
    if not style:
        style = _plain(scope)
        if style == "BodyText" and previous is not None and previous.tag in HEADINGS:
            style = "FirstParagraph"
    paragraph(document, into, scope, style, nodes(element))


def _numbered(
    document: Document, element: etree._Element, into: Xml, scope: Scope, *, number: etree._Element, style: str
) -> None:
    numbering, is_native = document.numbering.outlined(words_of(number), style)
    if number.get("id"):
        document.bookmarks.wait(number.get("id"))
    typed = "" if is_native else words_of(number)
    paragraph(document, into, scope, style, nodes(element, after=number), numbering, typed=typed, is_kept=is_native)


def _heading(document: Document, element: etree._Element, into: Xml, scope: Scope) -> None:
    outer = element.getparent()
    if outer is not None and outer.tag == "header" and element.tag == "h1":
        paragraph(document, into, scope, "Title", nodes(element))
        return
    if is_of_contents(element):
        paragraph(document, into, scope, "TOCHeading", nodes(element))
        return
    style, number = heading_style(element), number_of(element)
    if number is not None:
        _numbered(document, element, into, scope, number=number, style=style)
        return
    numbering, _ = document.numbering.outlined("", style)
    unnumbered = w("ind", left=-document.look.outer if style == "Heading1" else 0, firstLine=0)
    paragraph(document, into, scope, style, nodes(element), numbering, unnumbered if numbering is not None else None)


def heading_style(element: etree._Element) -> str:
    """Return the style of a heading: the title is none, so that the page's second level is Word's first."""
    return f"Heading{max(int(str(element.tag)[1]) - 1, 1)}"


def _container(document: Document, element: etree._Element, into: Xml, scope: Scope) -> None:
    source = element.get("data-source") or element.get("data-part")
    if not source:
        flow(document, element, into, scope)
        return
    control = block_control(document, source)
    into.append(control)
    flow(document, element, control[-1], scope)
    if not len(control[-1]):
        into.remove(control)


def _section(document: Document, element: etree._Element, into: Xml, scope: Scope) -> None:
    if "summary" in classes(element):
        write_summary(document, element, into, scope, _container)
    else:
        _container(document, element, into, scope)


def _division(document: Document, element: etree._Element, into: Xml, scope: Scope) -> None:
    kinds = classes(element)
    if "decision" in kinds:
        write_decision(document, element, into, scope)
    elif "columns" in kinds:
        write_columns(document, element, into, scope)
    else:
        flow(document, element, into, scope)


def _quotation(document: Document, element: etree._Element, into: Xml, scope: Scope) -> None:
    is_first = scope.style == "BodyText"
    inner = replace(scope, style="BlockText") if is_first else replace(scope, indent=scope.indent + document.look.step)
    flow(document, element, into, inner)


def _code(document: Document, element: etree._Element, into: Xml, scope: Scope) -> None:
    for code in element:
        document.bookmarks.wait(code.get("id"))
    scope = replace(scope, is_rtl=False)  # as code is written in every language
    made = paragraph(document, into, scope, "SourceCode", (), is_kept=True)
    if made is not None:
        preformatted(element, Line(document, scope, made))


def _rule(document: Document, _: etree._Element, into: Xml, scope: Scope) -> None:
    """Write a rule as Word does: the lower border of the paragraph before it, or a paragraph of its own."""
    previous = last(into)
    sides = [document.look.border(side, "hair", "hairline", 6) for side in ("bottom", "between")]
    is_free = previous is not None and previous.tag == PARAGRAPH and previous[0].find(f"{{{W}}}pBdr") is None
    is_free = is_free and scope.style != "Summary"  # whose paragraphs have borders for its ground
    if previous is not None and is_free and not style_of(previous).startswith(("Basis", "Summary", "Kicker", "Memo")):
        add_properties(previous, w("pBdr", *sides))
        return
    into.append(w("p", paragraph_properties(w("pStyle", val="HorizontalRule"))))


def _figure(document: Document, element: etree._Element, into: Xml, scope: Scope) -> None:
    """Write a figure: all its paragraphs stay on one page with its caption."""
    before = last(into)
    flow(document, element, into, replace(scope, style="CaptionedFigure") if scope.style == "BodyText" else scope)
    for made in following(into, before):
        if made.tag == PARAGRAPH and made.getnext() is not None:
            keep_with_next(made)


def _figure_caption(document: Document, element: etree._Element, into: Xml, scope: Scope) -> None:
    write_caption(document, element, into, scope, style="ImageCaption", name="Figure")


def _list(document: Document, element: etree._Element, into: Xml, scope: Scope) -> None:
    kinds = classes(element)
    if "contents" in kinds:
        write_contents(document, element, into, scope)
    elif element.tag == "ol" and "endnotes" in kinds and document.endnotes:
        return  # they are in a part of their own
    elif category_of(element):
        write_authorities(document, element, into, scope)
    else:
        write_list(document, element, into, scope)


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
