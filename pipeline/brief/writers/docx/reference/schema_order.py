"""The schema's order of children, for properties that other programs wrote: not all of them keep to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from brief.ooxml.xml import PARAGRAPH_ORDER, RUN_ORDER, W, Xml

# ECMA-376 17.7.4.17 (style), 17.7.6.6 (tblStylePr), 17.3.1.26, 17.3.2.28, 17.4.60 (tblPr), 17.4.70 (tcPr).
_ORDERS: Final[Mapping[str, str]] = {
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked
        pPr rPr tblPr trPr tcPr tblStylePr""",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "pPr": PARAGRAPH_ORDER,
    "rPr": RUN_ORDER,
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing
        tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription""",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
}


def sort_properties(tree: Xml) -> Xml:
    """Sort the properties at and below an element into the schema's order; return the element.

    What the schema does not know is removed, except for what later versions of Word added, which comes last in its own
    order.
    """
    for element in tree.iter(*(f"{{{W}}}{name}" for name in _ORDERS)):
        names = _ORDERS[str(element.tag).rpartition("}")[2]].split()
        places = {f"{{{W}}}{name}": place for place, name in enumerate(names)}
        known = [each for each in element if each.tag in places or not str(each.tag).startswith(f"{{{W}}}")]
        element[:] = sorted(known, key=lambda each: places.get(str(each.tag), len(places)))
    return tree
