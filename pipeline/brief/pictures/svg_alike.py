"""Which drawings the PDF engine draws as browsers do; the others are shown as pixels in the PDF."""

from __future__ import annotations

from typing import Final

from lxml import etree

from brief.pictures.svg_names import EFFECTS

# What WeasyPrint 70 leaves out or draws in another way. Its gradients ignore transformations, colours that become
# transparent, and the shape of what they fill where they are radial.
_ELEMENTS = frozenset({*EFFECTS, "mask", "filter", "radialGradient", "textPath"})
_ATTRIBUTES = frozenset({
    "mask", "filter", "gradientTransform", "style", "paint-order", "writing-mode", "stop-opacity",
    "text-decoration", "baseline-shift",
})  # fmt: skip


# Bytes, and characters: the engine's time grows with the square of a path's length.
_LONGEST: Final = 500_000
_LONGEST_PATH: Final = 20_000


def is_drawn_alike(svg: bytes) -> bool:
    """Return whether a picture, as `seen_picture` returns it, looks the same where the PDF engine draws it."""
    if len(svg) > _LONGEST:
        return False
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    return not any(_differs(node) for node in root.iter(etree.Element))


def _differs(node: etree._Element) -> bool:
    name = etree.QName(node).localname
    if name in _ELEMENTS or any(key in _ATTRIBUTES for key in node.attrib):
        return True
    if (node.get("stroke") or "").startswith("url(") or node.get("clip-rule") == "evenodd":
        return True
    if len(node.get("d") or "") > _LONGEST_PATH:
        return True
    return name == "stop" and (node.get("stop-color") or "").startswith("rgba(")
