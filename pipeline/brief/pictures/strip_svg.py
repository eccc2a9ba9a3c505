"""SVG pictures without what is not seen: comments, names of editors and files, places, earlier versions."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

_SPACES = frozenset({"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"})
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"


def strip_svg(data: bytes) -> bytes:
    """Return an SVG file as UTF-8 with its drawing alone: without comments, metadata and an editor's own data."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    for node in list(root.iter(etree.Element)):
        name = etree.QName(node)
        outer = node.getparent()
        if outer is not None and (name.namespace not in _SPACES or name.localname == "metadata"):
            _remove(outer, node)
            continue
        for key in [str(key) for key in node.attrib]:
            space = etree.QName(key).namespace
            if (space and space not in _SPACES and not key.startswith(_XML)) or key.startswith("data-"):
                del node.attrib[key]
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode", with_tail=False).encode()


def _remove(outer: Any, node: Any) -> None:
    """Remove an element and keep the text after it."""
    before = node.getprevious()
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        outer.text = (outer.text or "") + node.tail
    outer.remove(node)
