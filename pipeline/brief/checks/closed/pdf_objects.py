"""The objects that a PDF of ours is made of, by their keys and types (ISO 32000-1); anything else is named.

What can hide content or act on its own is in none of the lists: attachments, scripts, actions but web addresses, forms,
layers that can be switched off, annotations but links, boxes that cut a page off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from brief.checks.closed.names import names

_KEYS: Final[Mapping[str, frozenset[str]]] = {
    "catalog": names(
        "/Type /Pages /Names /Outlines /Metadata /MarkInfo /StructTreeRoot /Lang /ViewerPreferences /OutputIntents"
    ),
    "names": frozenset({"/Dests"}),
    "page": names("/Type /Parent /Contents /Resources /MediaBox /BleedBox /TrimBox /Annots /StructParents /Tabs"),
    "resources": names("/Pattern /ColorSpace /ExtGState /Font /XObject /Shading"),
    "annotation": names("/Type /Subtype /Rect /A /Dest /F /BS /Contents /StructParent"),
    "action": frozenset({"/Type", "/S", "/URI"}),
    "outline": names("/Title /Parent /Prev /Next /First /Last /Count /Dest"),
}
_TYPES: Final = names(
    "/Catalog /Pages /Page /Annot /Font /FontDescriptor /StructTreeRoot /StructElem /MCR /OBJR /Metadata /ObjStm /XRef "
    "/XObject /ExtGState /Pattern /OutputIntent /Outlines /Action /Encoding /CMap /Mask /Group /Border"
)
_SUBTYPES: Final[Mapping[str, frozenset[str]]] = {
    "/Annot": frozenset({"/Link"}),
    "/XObject": frozenset({"/Form", "/Image"}),
    "/Metadata": frozenset({"/XML"}),
}
_PRINTED: Final = 4  # the flags of an annotation that is shown and printed (12.5.3)


def unknown_objects(pdf: Any) -> Iterator[str]:
    """Give each object and key of an open PDF that its writer never makes, with where it is."""
    root = pdf.Root
    yield from _keys("the catalog", root, "catalog")
    yield from _keys("the names", root.get("/Names", {}), "names")
    tagged = _tagged_annotations(pdf)
    for number, page in enumerate(pdf.pages, 1):
        yield from _page(number, page, tagged)
    yield from _outline(root.get("/Outlines", {}))
    yield from _objects(pdf)


def _keys(where: str, found: Any, kind: str) -> Iterator[str]:
    for key in sorted(set(found.keys()) - _KEYS[kind]):
        yield f"`{key}` in {where}"


def _page(number: int, page: Any, tagged: frozenset[Any]) -> Iterator[str]:
    where = f"page {number}"
    yield from _keys(where, page, "page")
    yield from _keys(f"the resources of {where}", page.get("/Resources", {}), "resources")
    if page.get("/Tabs", "/S") != "/S":
        yield f"an order of tabs in {where} that is not that of the tags"
    for annotation in page.get("/Annots", []):
        link = f"a link on {where}"
        if annotation.get("/Subtype") != "/Link":
            yield f"an annotation of the kind `{annotation.get('/Subtype')}` on {where}"
            continue
        yield from _keys(link, annotation, "annotation")
        if annotation.get("/F") != _PRINTED:
            yield f"{link} that is hidden"
        if annotation.objgen not in tagged:
            yield f"{link} that is in no tag"
        if "/A" in annotation:
            yield from _keys(f"the action of {link}", annotation.A, "action")
            if annotation.A.get("/S") != "/URI":
                yield f"an action of the kind `{annotation.A.get('/S')}` on {where}"


def _tagged_annotations(pdf: Any) -> frozenset[Any]:
    """Return the annotations that the structure tree refers to (14.7.4.3)."""
    import pikepdf

    found = set()
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem" and one.get("/S") == "/Link":
            kids = one.K if isinstance(one.K, pikepdf.Array) else [one.K]
            for kid in kids:
                if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                    found.add(kid.Obj.objgen)
    return frozenset(found)


def _outline(outer: Any) -> Iterator[str]:
    row = outer.get("/First")
    while row is not None:
        yield from _keys(f"the bookmark `{row.get('/Title')}`", row, "outline")
        yield from _outline(row)
        row = row.get("/Next")


def _objects(pdf: Any) -> Iterator[str]:
    import pikepdf

    for one in pdf.objects:
        if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            continue
        kind, subtype = str(one.get("/Type", "")), str(one.get("/Subtype", ""))
        if kind and kind not in _TYPES:
            yield f"object {one.objgen[0]} of the type `{kind}`"
        elif kind in _SUBTYPES and subtype not in _SUBTYPES[kind] and kind != "/Annot":
            yield f"object {one.objgen[0]} of the type `{kind}` and the kind `{subtype}`"
        for key in ("/AA", "/OC", "/JS", "/EF", "/Launch", "/OpenAction"):
            if key in one:
                yield f"`{key}` in object {one.objgen[0]}"
