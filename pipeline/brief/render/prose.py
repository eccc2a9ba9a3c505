"""Prose as HTML. What needs the whole page to be known (numbers, notes, references) is left as a placeholder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from brief.diagnostics.problems import BriefError, Problem
from brief.model import BLOCKS, Kind, Node, Picture, Prose

# Placeholders: elements that are in no vocabulary, so that one left behind is an error and never a silent gap.
CITE = "x-cite"  # data-cite: "source|prefix|locator" rows, each on a line of its own
NOTE = "x-note"  # data-definition: the same for every call of one note
REFERENCE = "x-reference"  # data-target

DEEPEST = 6  # HTML has six levels of heading


def tag(name: str, inner: str = "", **attributes: str) -> Markup:
    """Return one element; an attribute that is empty is left out, an underscore in a name is a hyphen."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items() if value
    )
    return Markup(f"<{name}{written}>{inner}</{name}>")  # noqa: S704  (every value above is escaped)


@dataclass(frozen=True, slots=True)
class ProseHtml:
    """How one brief's prose becomes HTML: what its variables mean, its pictures, and how a claim is shown."""

    variable: Callable[[str], str]
    pictures: Mapping[str, Picture]
    claim: Callable[[str, Markup], Markup]

    def blocks(self, prose: Prose, level: int = 2) -> Markup:
        """Return prose as blocks; `level` is the level of the heading that it stands under, 1-6."""
        if any(node.kind in BLOCKS for node in prose):
            return self.all(prose, level)
        return tag("p", self.all(prose, level)) if prose else Markup()

    def inline(self, prose: Prose) -> Markup:
        """Return prose as inlines, several paragraphs parted by line breaks; raise E162 on any other block."""
        if not any(node.kind in BLOCKS for node in prose):
            return self.all(prose)
        where, hint = "this text", "write it as plain sentences, or move it into a section"
        return Markup("<br>").join(self.all(node.children) for node in _paragraphs(prose, where, hint))

    def all(self, prose: Prose, level: int = 0) -> Markup:
        """Return nodes as they are, one after the other."""
        return Markup().join(_RULES[node.kind](self, node, level) for node in prose)


Rule = Callable[[ProseHtml, Node, int], Markup]


def _wrapped(name: str) -> Rule:
    return lambda html, node, level: tag(name, html.all(node.children, level))


def _paragraph(html: ProseHtml, node: Node, level: int) -> Markup:
    return tag("p", html.all(node.children, level), id=node.get("id"))


def _heading(html: ProseHtml, node: Node, level: int) -> Markup:
    depth = min(level + int(node.get("level") or 1), DEEPEST)
    return tag(f"h{depth}", html.all(node.children, level), id=node.get("id"))


def _list(html: ProseHtml, node: Node, level: int) -> Markup:
    ordered = node.get("ordered") == "yes"
    start = node.get("start") if ordered and node.get("start") != "1" else ""
    items = node.children if node.get("tight") == "no" else tuple(map(_untied, node.children))
    return tag("ol" if ordered else "ul", html.all(items, level), start=start)


def _definition(html: ProseHtml, node: Node, level: int) -> Markup:
    return tag("dd", html.all(_untied(node).children, level))


def _named(name: str) -> Rule:
    """Return the rule of a wrapper that is there for its id, its language or its direction, and else is not."""

    def rule(html: ProseHtml, node: Node, level: int) -> Markup:
        inner = html.all(node.children, level)
        attributes = {key: node.get(key) for key in ("id", "lang", "dir")}
        return tag(name, inner, **attributes) if any(attributes.values()) else inner

    return rule


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
    paragraphs = [html.all(child.children) for child in _paragraphs(node.children, "a note", hint)]
    inner = paragraphs[0]
    if len(paragraphs) > 1:
        inner = Markup().join(tag("span", paragraph, class_="para") for paragraph in paragraphs)
    return tag(NOTE, inner, data_definition=node.get("definition"))


def _figure(html: ProseHtml, node: Node, level: int) -> Markup:
    picture = html.pictures[node.get("source")]
    image = Markup('<img src="{}" alt="{}" width="{:.0f}" height="{:.0f}">')
    drawn = image.format(picture.path, node.get("alt"), picture.width, picture.height)
    caption = tag("figcaption", html.all(node.children)) if node.children else Markup()
    return tag("figure", caption + drawn, id=node.get("id"))


def _table(html: ProseHtml, node: Node, level: int) -> Markup:
    captions = [child for child in node.children if child.kind is Kind.CAPTION]
    rows = [child for child in node.children if child.kind is Kind.ROW]
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


_RULES: Mapping[Kind, Rule] = {
    Kind.PARAGRAPH: _paragraph,
    Kind.HEADING: _heading,
    Kind.LIST: _list,
    Kind.ITEM: _wrapped("li"),
    Kind.QUOTE: _wrapped("blockquote"),
    Kind.CODE_BLOCK: _code_block,
    Kind.RULE: lambda *_: Markup("<hr>"),
    Kind.DEFINITIONS: _wrapped("dl"),
    Kind.TERM: _wrapped("dt"),
    Kind.DEFINITION: _definition,
    Kind.TABLE: _table,
    Kind.ROW: _row,
    Kind.FIGURE: _figure,
    Kind.DIVISION: _named("div"),
    Kind.TEXT: _text,
    Kind.EMPHASIS: _wrapped("em"),
    Kind.STRONG: _wrapped("strong"),
    Kind.STRIKE: _wrapped("s"),
    Kind.SUPERSCRIPT: _wrapped("sup"),
    Kind.SUBSCRIPT: _wrapped("sub"),
    Kind.CODE: _code,
    Kind.BREAK: lambda *_: Markup("<br>"),
    Kind.LINK: _link,
    Kind.SPAN: _named("span"),
    Kind.CLAIM: _claim,
    Kind.CITE: _cite,
    Kind.REFERENCE: _reference,
    Kind.NOTE: _note,
    Kind.VARIABLE: _variable,
}


def _untied(item: Node) -> Node:
    """Return an item without the tags of its one paragraph: its words stand in the item itself."""
    paragraphs = [child for child in item.children if child.kind is Kind.PARAGRAPH]
    if len(paragraphs) != 1 or item.children[0] is not paragraphs[0] or paragraphs[0].get("id"):
        return item
    return replace(item, children=(*paragraphs[0].children, *item.children[1:]))


def _paragraphs(prose: Prose, where: str, hint: str) -> Prose:
    """Return prose that is nothing but paragraphs; raise E162 when something else is among them."""
    for node in prose:
        if node.kind is not Kind.PARAGRAPH:
            kind = node.kind.value.replace("_", " ")
            raise BriefError(
                [Problem("E162/block-in-text", f"a {kind} may not stand in {where}", node.place, hint=hint)]
            )
    return prose
