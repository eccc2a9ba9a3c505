"""Two mends for WeasyPrint 70, without which footnotes are lost or stand pages after their call.

Both are proposed upstream in `docs/weasyprint-footnotes.md`. They hold for the version that `engine.CHECKED` names; a
version whose source does not look as expected is refused here, so that no mend is ever applied to something else.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import Any

from weasyprint.layout import LayoutContext, block

from brief.errors import BriefError, Problem


def install() -> None:
    """Mend the engine, once; raise `BriefError` (E505) when its source is not the one that the mends were made for."""
    _let_rounding_be_no_overflow()
    _keep_placed_notes()


def _let_rounding_be_no_overflow() -> None:
    """Without a `max-height` the note area grows with its notes: they cannot overflow it, whatever rounding says."""
    original = LayoutContext._update_footnote_area  # noqa: SLF001 (the fault is there)

    def update(context: Any) -> bool:
        overflows = original(context)
        return bool(overflows) and context.current_footnote_area.style["max_height"].value != float("inf")

    LayoutContext._update_footnote_area = update  # noqa: SLF001


def _keep_placed_notes() -> None:
    """Never send placed notes to the next page for the sake of one more line: that line's own notes would be lost."""
    original = block._linebox_layout  # noqa: SLF001 (the fault is there)
    module = ast.parse(textwrap.dedent(inspect.getsource(original)))
    found = [node for node in ast.walk(module) if isinstance(node, ast.Assign) and _sets(node, "report")]
    if len(found) != 1:
        text = "the footnote layout of the PDF engine is not the one that its mend was made for"
        raise BriefError([Problem("E505", text, hint="install the version of WeasyPrint in `constraints.txt`")])
    found[0].value = ast.copy_location(ast.Constant(value=False), found[0].value)
    names: dict[str, Any] = {}
    exec(compile(module, str(block.__file__), "exec"), vars(block), names)  # noqa: S102 (the engine's own source)
    block._linebox_layout = names["_linebox_layout"]  # noqa: SLF001


def _sets(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
