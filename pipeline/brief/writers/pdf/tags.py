"""Write the tree of tags into the file (ISO 32000-1, 14.7), in place of the one that the engine would make."""

from __future__ import annotations

from typing import Any

import pydyf

from brief.writers.pdf.marked_content import LinkArea, Mark, collect_marks
from brief.writers.pdf.structure import Node, structure
from brief.writers.pdf.weasyprint_internals import marked_boxes, root_element

_POINTS = 0.75  # in one CSS pixel


def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: list[Any]) -> None:  # noqa: ARG001 (as the engine calls it)
    """Add the structure tree, the way back from content to tags, and the entries of a tagged file."""
    root = root_element(document)
    tree = structure(root, collect_marks(document, page_streams))
    _TagWriter(pdf, document, page_streams).write(tree)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class _TagWriter:
    def __init__(self, pdf: Any, document: Any, streams: list[Any]) -> None:
        self.pdf = pdf
        self.pages = pdf.page_references
        self.heights = [page.height for page in document.pages]
        self.by_mark = [["null"] * len(marked_boxes(stream)) for stream in streams]
        self.by_annotation: list[Any] = []
        self.names: dict[str, Any] = {}  # structure elements by identifier

    def write(self, tree: Node) -> None:
        parents = self.add_dictionary({})
        root = self.add_dictionary({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
        self.pdf.catalog["StructTreeRoot"] = root.reference
        root["K"] = pydyf.Array([self.write_element(tree, root).reference])
        numbers = pydyf.Array()
        for number, row in enumerate(self.by_mark):
            numbers.extend([number, pydyf.Array(row)])
        for number, reference in enumerate(self.by_annotation, start=len(self.by_mark)):
            numbers.extend([number, reference])
        parents["Nums"] = numbers
        root["ParentTreeNextKey"] = len(self.by_mark) + len(self.by_annotation)
        if self.names:
            names = pydyf.Array()
            for name, reference in sorted(self.names.items(), key=lambda item: item[0].encode()):
                names.extend([pydyf.String(name), reference])
            root["IDTree"] = self.add_dictionary({"Names": names}).reference

    def add_dictionary(self, values: dict[str, Any]) -> Any:
        dictionary = pydyf.Dictionary(values)
        self.pdf.add_object(dictionary)
        return dictionary

    def write_element(self, node: Node, outer: Any) -> Any:
        """Write one node and all below it; return its dictionary."""
        written = self.add_dictionary({"Type": "/StructElem", "S": f"/{node.kind}", "P": outer.reference})
        page = next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)
        if page is not None:
            written["Pg"] = self.pages[page]
        written.update(self.attributes(node, written))
        kids = pydyf.Array()
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self.write_element(kid, written).reference)
            elif isinstance(kid, Mark):
                kids.append(self.write_mark(kid, written, page))
            else:
                kids.append(self.write_link_area(kid, written))
        written["K"] = kids
        return written

    def write_mark(self, mark: Mark, written: Any, page: int | None) -> Any:
        """Return what leads from an element to marked content, through a span of its own where that needs its text.

        Glyphs are painted from left to right, so a reader by tags meets a line from right to left backwards unless its
        element has ActualText (ISO 32000-1, 14.9.4). The marked content itself has none: programs that extract text
        put such glyphs into order themselves, and would turn the text of ActualText around.
        """
        if mark.logical is not None:
            entries = {"Type": "/StructElem", "S": "/Span", "P": written.reference, "Pg": self.pages[mark.page]}
            span = self.add_dictionary(entries | {"ActualText": pydyf.String(mark.logical), "K": mark.number})
            self.by_mark[mark.page][mark.number] = span.reference
            return span.reference
        self.by_mark[mark.page][mark.number] = written.reference
        if mark.page == page:
            return mark.number
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self.pages[mark.page], "MCID": mark.number})

    def write_link_area(self, area: LinkArea, written: Any) -> Any:
        area.annotation["StructParent"] = len(self.by_mark) + len(self.by_annotation)
        words = " ".join("".join(area.element.itertext()).split()) or area.element.get("href", "")
        # What a link is about, for those who do not see it (ISO 14289-1, 7.18.5).
        area.annotation["Contents"] = pydyf.String(words)
        self.by_annotation.append(written.reference)
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": area.annotation.reference, "Pg": self.pages[area.page]})

    def attributes(self, node: Node, written: Any) -> dict[str, Any]:
        """Return the entries of a node besides its type and content."""
        values: dict[str, Any] = {}
        element = node.element
        if element is None or node.kind in {"Document", "Reference"}:
            return values
        if language := element.get("lang"):
            values["Lang"] = pydyf.String(language)
        if node.kind == "Span" and element.get("title"):
            values["E"] = pydyf.String(element.get("title"))
        if node.kind == "Note":
            self.names[element.get("id")] = written.reference
            values["ID"] = pydyf.String(element.get("id"))
        if node.kind == "Figure":
            values["Alt"] = pydyf.String(element.get("alt"))
        if attributes := self.standard_attributes(node):
            values["A"] = pydyf.Dictionary(attributes)
        return values

    def standard_attributes(self, node: Node) -> dict[str, Any]:
        """Return the standard attributes (ISO 32000-1, 14.8.5) of lists, cells and pictures."""
        if node.kind == "L":
            return {"O": "/List", "ListNumbering": _numbering(node)}
        if node.kind in {"TH", "TD"}:
            values = {name: int(node.element.get(name.lower(), 1)) for name in ("ColSpan", "RowSpan")}
            differing: dict[str, Any] = {name: value for name, value in values.items() if value != 1}
            if node.kind == "TH":
                differing["Scope"] = "/Row" if node.element.get("scope") == "row" else "/Column"
            return {"O": "/Table", **differing} if differing else {}
        pictures = [kid for kid in node.kids if isinstance(kid, Mark)]
        if node.kind == "Figure" and pictures:
            box, height = pictures[0].box, self.heights[pictures[0].page]
            left, top = box.content_box_x(), box.content_box_y()
            sides = (left, height - top - box.height, left + box.width, height - top)
            return {"O": "/Layout", "BBox": pydyf.Array([side * _POINTS for side in sides])}
        return {}


def _numbering(node: Node) -> str:
    items = [item for item in node.kids if isinstance(item, Node)]
    if not any(isinstance(kid, Node) and kid.kind == "Lbl" for item in items for kid in item.kids):
        return "/None"
    return {"ol": "/Decimal", "ul": "/Disc"}.get(node.element.tag, "/None")
