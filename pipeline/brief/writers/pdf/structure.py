"""The tree of tags, made from the page itself rather than from the engine's boxes.

An element is one node wherever its boxes went: a paragraph over two pages, a table over five, a float or a footnote
stay in one piece, where the page has them. What was painted only decides which nodes there are and what they hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from brief.page.elements import classes
from brief.writers.pdf.marked_content import LinkArea, Mark, Part
from brief.writers.pdf.reading_order import ReadingOrder
from brief.writers.pdf.roles import structure_type


@dataclass(slots=True, eq=False)
class Node:
    """One structure element (ISO 32000-1, 14.7.2): its type, the page's element that it is for, what it holds."""

    kind: str
    element: Any = None
    kids: list[Kid] = field(default_factory=list)


Kid: TypeAlias = "Node | Mark | LinkArea"


def structure(root: Any, marks: Iterable[Mark | LinkArea]) -> Node:
    """Return the tree for a page's root element and what was painted of it, in the order of the page."""
    tree = _Tree(root)
    for item in marks:
        tree.place(item)
    tree.sort(tree.document)
    return tree.document


class _Tree:
    def __init__(self, root: Any) -> None:
        self.document = Node("Document", root)
        self.outer = {child: parent for parent in root.iter() for child in parent}
        self.nodes: dict[tuple[Any, str], Node] = {}
        self.reading = ReadingOrder(root)
        self.positions: dict[Kid, float] = {}

    def place(self, item: Mark | LinkArea) -> None:
        """Put something painted into the node of its element and part."""
        node = self.inner(item.element)
        if item.part is Part.MARKER:
            node = self.part(self.node(item.element), item.element, "Lbl", before=True)
        elif item.part is Part.NOTE_MARKER:
            node = self.part(node, item.element, "Lbl", before=True)
            node = self.part(node, item.element, "Link")
        elif item.part is Part.CALL:
            node = self.part(self.inner(self.outer[item.element]), item.element, "Reference", before=True)
            node = self.part(node, item.element, "Link")
        self.add(node, item, self.reading.position(item))

    def add(self, outer: Node, kid: Kid, position: float) -> None:
        outer.kids.append(kid)
        self.positions[kid] = position

    def sort(self, node: Node) -> None:
        """Bring all below a node into the order of the page; what has the same place keeps its order."""
        node.kids.sort(key=self.positions.__getitem__)
        for kid in node.kids:
            if isinstance(kid, Node):
                self.sort(kid)

    def part(self, outer: Node, element: Any, kind: str, *, before: bool = False) -> Node:
        """Return the node for a part of an element; it is made at its first use."""
        key = (element, f"{outer.kind}/{kind}")
        if key not in self.nodes:
            node = self.nodes[key] = Node(kind, element if kind == "Link" else None)
            self.add(outer, node, self.reading.start(element) - (0.5 if before else 0))
        return self.nodes[key]

    def inner(self, element: Any) -> Node:
        """Return the node that holds an element's own words and children."""
        if element not in self.outer:
            return self.document
        if structure_type(element) is None:
            return self.inner(self.outer[element])
        node = self.node(element)
        return self.part(node, element, "LBody") if node.kind == "LI" else node

    def node(self, element: Any) -> Node:
        """Return an element's own node; it is made and put into its place at its first use."""
        key = (element, "")
        if key not in self.nodes:
            node = self.nodes[key] = Node(str(structure_type(element)), element)
            self.add(self.around(element, node), node, self.reading.start(element))
            if node.kind == "Table":
                self.add_cells(element)
        return self.nodes[key]

    def around(self, element: Any, node: Node) -> Node:
        """Return the node that contains an element's node, with the layers that PDF has and HTML lacks."""
        outer = self.inner(self.outer[element])
        if element.tag in {"dt", "dd"}:
            return self.pair(element, outer)
        if outer.kind == "TOCI" and node.kind == "L":
            node.kind = "TOC"
        if outer.kind == "TOC" and node.kind == "LI":
            node.kind = "TOCI"
        if node.kind == "Link" and self.is_in_contents(element):
            return self.part(outer, element, "Reference")
        return outer

    def is_in_contents(self, element: Any) -> bool:
        while element in self.outer:
            element = self.outer[element]
            if "contents" in classes(element):
                return True
        return False

    def pair(self, element: Any, outer: Node) -> Node:
        """Return the list item of a term and its descriptions: each term after a description begins a new item."""
        siblings = list(self.outer[element])
        first = siblings.index(element)
        while first > 0 and siblings[first].tag == "dd":
            first -= 1
        while first > 0 and siblings[first - 1].tag == "dt":
            first -= 1
        return self.part(outer, siblings[first], "LI")

    def add_cells(self, table: Any) -> None:
        """Add every row and cell, the empty ones too: a ragged table has no columns (ISO 14289-1, 7.5)."""
        for element in table.iter():
            if element.tag in {"thead", "tbody", "tr", "th", "td"}:
                self.node(element)
