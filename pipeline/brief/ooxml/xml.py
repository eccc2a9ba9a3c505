"""Elements of WordprocessingML: namespaces, units, and the order of children in the schema."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Final, cast

import lxml.etree as etree

Xml = etree._Element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML: Final = "http://www.w3.org/XML/1998/namespace"
NAMESPACES: Final = {"w": W, "r": R, "w14": W14, "mc": MC}
# Namespaces of pictures, declared at the root of a part: pandoc ignores declarations further in.
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_DRAWING: Final = {"a": A, "pic": PIC, "wp": WP}
MM: Final = 72 / 25.4  # points
_MAIN: Final = {"w": W}
_PREFIX: Final = f"{{{W}}}"
SPACE: Final = f"{{{XML}}}space"

# The order of children in ECMA-376 17.3.1.26 (pPr) and 17.3.2.28 (rPr).
PARAGRAPH_ORDER = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
RUN_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath ligatures numForm numSpacing"
)
_PARAGRAPH = {name: place for place, name in enumerate(PARAGRAPH_ORDER.split())}
_RUN = {name: place for place, name in enumerate(RUN_ORDER.split())}


def w(name: str, /, *children: Xml | None, **attributes: str | int) -> Xml:
    """Return an element of the main namespace, with its attributes in that too; children that are `None` are left out.

    A child that has a parent already is copied, so that one element can be used in several places.
    """
    made = etree.Element(_PREFIX + name, None, _MAIN)
    for key, value in attributes.items():
        made.set(_PREFIX + key, str(value))
    for child in children:
        if child is not None:
            made.append(child if child.getparent() is None else copy.deepcopy(child))
    return made


def relation_element(name: str, identifier: str, **attributes: str | int) -> Xml:
    """Return an element that points to another part or an address by the id of a relationship."""
    made = etree.Element(_PREFIX + name, None, {"w": W, "r": R})
    made.set(f"{{{R}}}id", identifier)
    for key, value in attributes.items():
        made.set(_PREFIX + key, str(value))
    return made


def root(name: str, *children: Xml) -> Xml:
    """Return the root of a part, which lets older readers ignore what they do not know.

    Write a part into its root from the start: each namespace of elements that are moved there later is looked up.
    """
    made = etree.Element(_PREFIX + name, None, NAMESPACES | _DRAWING)
    made.extend(children)
    made.set(f"{{{MC}}}Ignorable", "w14")
    return made


def w14(name: str, value: str) -> Xml:
    """Return an element of Word 2010's extension of run properties."""
    made = etree.Element(f"{{{W14}}}{name}", None, {"w14": W14})
    made.set(f"{{{W14}}}val", value)
    return made


def on(name: str, is_on: bool = True) -> Xml:
    """Return a switch that is on, or one that is off where a style has it on."""
    return w(name) if is_on else w(name, val="0")


def text(words: str) -> Xml:
    """Return a text element that keeps its spaces."""
    made = w("t")
    made.text = words
    if words != words.strip() or "  " in words:
        made.set(SPACE, "preserve")
    return made


def _local(element: Xml) -> str:
    return str(element.tag).rpartition("}")[2]


def paragraph_properties(*properties: Xml | None) -> Xml:
    """Return `pPr` with its children in the schema's order."""
    return w("pPr", *sorted(filter(lambda each: each is not None, properties), key=_paragraph_place))


def _paragraph_place(element: Xml | None) -> int:
    return _PARAGRAPH[_local(element)] if element is not None else -1


def run_properties(*properties: Xml | None) -> Xml | None:
    """Return `rPr` with its children in the schema's order, or `None` without properties."""
    given = [each for each in properties if each is not None]
    return w("rPr", *sorted(given, key=lambda each: _RUN[_local(each)])) if given else None


def default_space(name: str) -> dict[str, str]:
    """Return the namespace map of an element whose children need no prefix."""
    spaces: dict[str | None, str] = {None: name}
    return cast("dict[str, str]", spaces)


def serialise(element: Xml) -> bytes:
    """Return a part's bytes: UTF-8, declared standalone, without unused namespaces."""
    kept = list(NAMESPACES) if element.tag.startswith(f"{{{W}}}") else []
    etree.cleanup_namespaces(element, keep_ns_prefixes=kept)
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def last_child(into: Xml) -> Xml | None:
    """Return the last child of an element, if it has any, without counting them all."""
    return next(into.iterchildren(reversed=True), None)


def children_after(into: Xml, before: Xml | None) -> Iterator[Xml]:
    """Yield the children after one of them in order, or all of them for `None`."""
    return into.iterchildren() if before is None else before.itersiblings()


def twips(points: float) -> int:
    """Return twentieths of a point."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Return half points, the unit of sizes of type."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Return eighths of a point, the unit of borders, at least 2, the thinnest that Word draws."""
    return max(2, round(points * 8))


def emu(points: float) -> int:
    """Return English metric units, 12,700 to the point."""
    return round(points * 12700)
