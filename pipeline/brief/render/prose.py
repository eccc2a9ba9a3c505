"""Prose as HTML. What depends on the whole page (numbers, notes, references) is left as a placeholder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from brief.diagnostics.problems import BriefError, Problem
from brief.model import BLOCKS, Kind, Node, Picture, Prose
from brief.render.column_alignment import align_columns
from brief.render.pictures import asset_name

# Placeholders: elements outside the vocabulary, so that one left on the page is an error and never a silent gap.
CITE = "x-cite"  # data-cite: rows of "source|prefix|locator", one a line
NOTE = "x-note"  # data-definition: the same for every call of one note
REFERENCE = "x-reference"  # data-target

DEEPEST = 6  # HTML has six levels of heading


def tag(name: str, inner: str = "", **attributes: str) -> Markup:
    """Return one element; empty attributes are left out, and an underscore in a name becomes a hyphen."""
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items() if value
    )
    return Markup(f"<{name}{pairs}>{inner}</{name}>")  # noqa: S704  (every value above is escaped)


@dataclass(frozen=True, slots=True)
class ProseHtml:
    """Writes one brief's prose as HTML, with the values of its variables, its pictures, and the words of its claims."""

    variable: Callable[[str], str]
    pictures: Mapping[str, Picture]
    claim: Callable[[str, Markup], Markup]

    def blocks(self, prose: Prose, level: int = 2) -> Markup:
        """Return prose as blocks; `level` is the level of the heading above it, 1-6."""
        if any(node.kind in BLOCKS for node in prose):
            return self.all(prose, level)
        return tag("p", self.all(prose, level)) if prose else Markup()

    def inline(self, prose: Prose) -> Markup:
        """Return prose as inlines, with line breaks between paragraphs; raise `BriefError` (E162) for other blocks."""
        if not any(node.kind in BLOCKS for node in prose):
            return self.all(prose)
        where, hint = "this text", "write it as plain sentences, or move it into a section"
        return Markup("<br>").join(self.all(node.children) for node in _only_paragraphs(prose, where, hint))

    def all(self, prose: Prose, level: int = 0) -> Markup:
        """Return the HTML of nodes, one after the other."""
        return Markup().join(_WRITERS[node.kind](self, node, level) for node in prose)


NodeWriter = Callable[[ProseHtml, Node, int], Markup]


def _element(name: str) -> NodeWriter:
    return lambda html, node, level: tag(name, html.all(node.children, level))


def _paragraph(html: ProseHtml, node: Node, level: int) -> Markup:
    return tag("p", html.all(node.children, level), id=node.get("id"))


def _heading(html: ProseHtml, node: Node, level: int) -> Markup:
    depth = min(level + int(node.get("level") or 1), DEEPEST)
    return tag(f"h{depth}", html.all(node.children, level), id=node.get("id"))


def _list(html: ProseHtml, node: Node, level: int) -> Markup:
    ordered = node.get("ordered") == "yes"
    start = node.get("start") if ordered and node.get("start") != "1" else ""
    items = node.children if node.get("tight") == "no" else tuple(map(_unwrapped, node.children))
    return tag("ol" if ordered else "ul", html.all(items, level), start=start)


def _definition(html: ProseHtml, node: Node, level: int) -> Markup:
    return tag("dd", html.all(_unwrapped(node).children, level))


def _wrapper(name: str) -> NodeWriter:
    """Return the writer of a wrapper, which is left out unless it has an id, a language or a direction."""

    def write(html: ProseHtml, node: Node, level: int) -> Markup:
        inner = html.all(node.children, level)
        attributes = {key: node.get(key) for key in ("id", "lang", "dir")}
        return tag(name, inner, **attributes) if any(attributes.values()) else inner

    return write


def _text(html: ProseHtml, node: Node, level: int) -> Markup:
    return escape(node.text)


def _code(html: ProseHtml, node: Node, level: int) -> Markup:
    return tag("code", escape(node.text))


def _code_block(html: ProseHtml, node: Node, level: int) -> Markup:
    return tag("pre", tag("code", escape(node.text.rstrip("\n"))))


def _link(html: ProseHtml, node: Node, level: int) -> Markup:
    return tag("a", html.all(node.children, level), href=node.get("target"))


def _claim(html: ProseHtml, node: Node, level: int) -> Markup:
    return html.claim(node.get("claim"), html.all(node.children, level))


def _cite(html: ProseHtml, node: Node, level: int) -> Markup:
    rows = ("|".join(child.get(key) for key in ("source", "prefix", "locator")) for child in node.children)
    return tag(CITE, data_cite="\n".join(rows))


def _reference(html: ProseHtml, node: Node, level: int) -> Markup:
    return tag(REFERENCE, html.all(node.children, level), data_target=node.get("target"))


def _variable(html: ProseHtml, node: Node, level: int) -> Markup:
    return escape(html.variable(node.get("name")))


def _note(html: ProseHtml, node: Node, level: int) -> Markup:
    if not any(child.kind in BLOCKS for child in node.children):
        return tag(NOTE, html.all(node.children), data_definition=node.get("definition"))
    hint = "write the note as paragraphs"
    paragraphs = [html.all(child.children) for child in _only_paragraphs(node.children, "a note", hint)]
    inner = paragraphs[0]
    if len(paragraphs) > 1:
        inner = Markup().join(tag("span", paragraph, class_="para") for paragraph in paragraphs)
    return tag(NOTE, inner, data_definition=node.get("definition"))


def _figure(html: ProseHtml, node: Node, level: int) -> Markup:
    picture = html.pictures[node.get("source")]
    image = Markup('<img src="{}" alt="{}" width="{:.0f}" height="{:.0f}">')
    drawn = image.format(asset_name(picture.path), node.get("alt"), max(picture.width, 1), max(picture.height, 1))
    caption = tag("figcaption", html.all(node.children)) if node.children else Markup()
    return tag("figure", caption + drawn, id=node.get("id"))


def _table(html: ProseHtml, node: Node, level: int) -> Markup:
    captions = [child for child in node.children if child.kind is Kind.CAPTION]
    rows = align_columns([child for child in node.children if child.kind is Kind.ROW])
    caption = Markup().join(tag("caption", html.all(child.children)) for child in captions)
    heads = html.all(tuple(row for row in rows if row.get("header") == "yes"))
    bodies = html.all(tuple(row for row in rows if row.get("header") != "yes"))
    inner = caption + (tag("thead", heads) if heads else Markup()) + tag("tbody", bodies)
    return tag("table", inner, class_="grid", id=node.get("id"))


def _row(html: ProseHtml, row: Node, level: int) -> Markup:
    cells = []
    for cell in row.children:
        scope = "col" if row.get("header") == "yes" else cell.get("scope")
        align = "" if cell.get("align") == "start" else cell.get("align")
        cells.append(tag("th" if scope else "td", html.all(cell.children), scope=scope, class_=align))
    return tag("tr", Markup().join(cells))


_WRITERS: Mapping[Kind, NodeWriter] = {
    Kind.PARAGRAPH: _paragraph,
    Kind.HEADING: _heading,
    Kind.LIST: _list,
    Kind.ITEM: _element("li"),
    Kind.QUOTE: _element("blockquote"),
    Kind.CODE_BLOCK: _code_block,
    Kind.RULE: lambda *_: Markup("<hr>"),
    Kind.DEFINITIONS: _element("dl"),
    Kind.TERM: _element("dt"),
    Kind.DEFINITION: _definition,
    Kind.TABLE: _table,
    Kind.ROW: _row,
    Kind.FIGURE: _figure,
    Kind.DIVISION: _wrapper("div"),
    Kind.TEXT: _text,
    Kind.EMPHASIS: _element("em"),
    Kind.STRONG: _element("strong"),
    Kind.STRIKE: _element("s"),
    Kind.SUPERSCRIPT: _element("sup"),
    Kind.SUBSCRIPT: _element("sub"),
    Kind.CODE: _code,
    Kind.BREAK: lambda *_: Markup("<br>"),
    Kind.LINK: _link,
    Kind.SPAN: _wrapper("span"),
    Kind.CLAIM: _claim,
    Kind.CITE: _cite,
    Kind.REFERENCE: _reference,
    Kind.NOTE: _note,
    Kind.VARIABLE: _variable,
}


def _unwrapped(item: Node) -> Node:
    """Return an item with the words of its only paragraph in it directly, without the paragraph's own tags."""
    paragraphs = [child for child in item.children if child.kind is Kind.PARAGRAPH]
    if len(paragraphs) != 1 or item.children[0] is not paragraphs[0] or paragraphs[0].get("id"):
        return item
    return replace(item, children=(*paragraphs[0].children, *item.children[1:]))


def _only_paragraphs(prose: Prose, where: str, hint: str) -> Prose:
    """Return prose that is only paragraphs; raise `BriefError` (E162) when it has anything else."""
    for node in prose:
        if node.kind is not Kind.PARAGRAPH:
            kind = node.kind.value.replace("_", " ")
            raise BriefError(
                [Problem("E162/block-in-text", f"a {kind} is not allowed in {where}", node.place, hint=hint)]
            )
    return prose
