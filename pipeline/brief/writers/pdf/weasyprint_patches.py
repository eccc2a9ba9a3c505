"""Mends for WeasyPrint 70: two without which footnotes are lost or stand pages after their call, and two for text.

What is to be proposed upstream is in `docs/weasyprint-footnotes.md`. All hold for the version that `engine.CHECKED`
names; a version whose source does not look as expected is refused here, so that no mend is ever applied to something
else.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
import unicodedata
from collections.abc import Iterator
from typing import Any

from weasyprint import svg
from weasyprint.layout import LayoutContext, block, inline

from brief.diagnostics.problems import BriefError, Problem


def install() -> None:
    """Mend the engine, once; raise `BriefError` (E505) when its source is not the one that the mends were made for."""
    _let_rounding_be_no_overflow()
    _keep_placed_notes()
    _let_the_last_space_hang()
    _draw_words_from_right_to_left()


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


def _let_the_last_space_hang() -> None:
    """Words that fill a line but for the space after them fit: the engine broke such a line after its first word.

    `split_first_line` measures with that space, finds the line too wide where Pango sees no place to break it, and
    tries the first word alone. The space itself hangs (CSS Text 3, 4.1.2), and the caller takes it off.
    """
    original = inline.split_first_line

    def split(text: str, style: Any, context: Any, max_width: Any, *further: Any, **named: Any) -> Any:
        found = original(text, style, context, max_width, *further, **named)
        words = text.rstrip(" ")
        is_bounded = max_width is not None and style["white_space"] in ("normal", "pre-line")
        if not is_bounded or words == text or " " not in words or found[2] is None:
            return found
        if found[2] > len(words.partition(" ")[0].encode()) + 1:
            return found
        if original(words, style, context, max_width, *further, **named)[2] is not None:
            return found
        return original(text, style, context, None, *further, **named)

    inline.split_first_line = split


class _Whole(str):
    """Words that are gone through as one piece."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _draw_words_from_right_to_left() -> None:
    """Draw words of a picture in one piece where letters of them run from right to left.

    The engine draws a picture's text letter by letter from left to right: such words came out backwards, and without
    the joins of their letters. As the letters are drawn where the words begin, those with a place each lose it.
    """

    def text(node: Any) -> str | None:
        words = node._etree_node.text  # noqa: SLF001 (what the engine's own property gives)
        is_rtl = any(unicodedata.bidirectional(each) in ("R", "AL") for each in words or "")
        return _Whole(words) if is_rtl else words

    svg.Node.text = property(text)


def _sets(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
