"""Table styles: no vertical lines, one strong line under the header, hairlines between rows."""

from __future__ import annotations

from collections.abc import Iterator

from brief.ooxml.xml import W, Xml, twips, w
from brief.writers.docx.word_theme import WordTheme


def table_styles(theme: WordTheme) -> Iterator[Xml]:
    """Yield all table styles, and `No List`, which Word would add by itself."""
    normal = _style("TableNormal", "Normal Table", _properties(0, 0), is_own=False)
    normal.set(f"{{{W}}}default", "1")
    yield normal
    down, across = twips(theme.points("space.cell")), twips(theme.points("space.gutter"))
    hair = [theme.border(side, "hair", "hairline") for side in ("bottom", "insideH")]
    table = _style("Table", "Table", _properties(down, across, w("tblBorders", *hair)))
    line = w("tcBorders", theme.border("bottom", "head", "structure"))
    table.append(w("tblStylePr", w("tcPr", line, w("vAlign", val="bottom")), type="firstRow"))
    yield table
    box = twips(theme.points("space.box"))
    decision = _style("DecisionTable", "Decision Table", _properties(box * 2 // 3, box, left=box))
    decision.append(w("tcPr", w("shd", val="clear", color="auto", fill=theme.colour("structure"))))
    yield decision
    yield _style("TableLayout", "Table Layout", _properties(0, across))
    no_list = w("style", w("name", val="No List"), w("uiPriority", val=99), type="numbering", styleId="NoList")
    no_list.set(f"{{{W}}}default", "1")
    yield no_list


def _properties(down: int, across: int, *more: Xml, left: int = 0) -> Xml:
    margins = [
        w(side, w=value, type="dxa")
        for side, value in (("top", down), ("left", left), ("bottom", down), ("right", across))
    ]
    return w("tblPr", w("tblInd", w=0, type="dxa"), *more, w("tblCellMar", *margins))


def _style(identifier: str, name: str, properties: Xml, *, is_own: bool = True) -> Xml:
    based = w("basedOn", val="TableNormal") if is_own else None
    made = w("style", w("name", val=name), based, w("uiPriority", val=59 if is_own else 99), properties,
             type="table", styleId=identifier)  # fmt: skip
    if is_own:
        made.set(f"{{{W}}}customStyle", "1")
    return made
