"""What replaces functions of WeasyPrint 70 whose faults would spoil a file; each takes the original.

`docs/weasyprint-patches.md` has a report for upstream about each of the faults.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
import unicodedata
from collections.abc import Iterator
from typing import Any

from weasyprint.layout import block, table

_LETTERS = (4, 16)  # for each em of a line's width: more than most lines have, more than any
_WORD = 100  # letters: more than any word of a language that is hyphenated


def keep_rounding_from_overflowing(original: Any) -> Any:
    """Without a `max-height` the note area grows with its notes: they overflow it by rounding errors alone."""

    def update(context: Any) -> bool:
        overflows = original(context)
        return bool(overflows) and context.current_footnote_area.style["max_height"].value != float("inf")

    return update


def keep_placed_notes(original: Any) -> Any:
    """Never send placed notes to the next page for the sake of one more line: that line's own notes would be lost.

    The decision is a local variable, `report`, in the middle of 150 lines: only the function's own source, compiled
    again with that one assignment changed, can decide otherwise.
    """
    module = ast.parse(textwrap.dedent(inspect.getsource(original.__code__)))
    (assignment,) = [node for node in ast.walk(module) if isinstance(node, ast.Assign) and _assigns(node, "report")]
    assignment.value = ast.copy_location(ast.Constant(value=False), assignment.value)
    return _compiled(module, block, original.__name__)


def _compiled(changed: ast.Module, module: Any, name: str) -> Any:
    """Return a function of one of the engine's modules from its changed source."""
    names: dict[str, Any] = {}
    ast.fix_missing_locations(changed)
    exec(compile(changed, str(module.__file__), "exec"), vars(module), names)  # noqa: S102 (the engine's own source)
    return names[name]


def move_notes_with_their_grid(original: Any) -> Any:
    """Take notes off a page whose calls a grid leaves to the next one, as blocks and tables do."""

    def layout(context: Any, box: Any, *further: Any) -> Any:
        result = original(context, box, *further)
        kept = {id(each.footnote) for each in result[0].descendants()} if result[0] is not None else set()
        for each in box.descendants():
            if each.footnote in context.current_page_footnotes and id(each.footnote) not in kept:
                context.unlayout_footnote(each.footnote)
        return result

    return layout


def keep_heads_of_tables(original: Any) -> Any:
    """Break a table between rows that should stay together rather than leave out its head.

    The engine tries the rows under the head as if the page were not empty, and takes none where all have to stay
    together; then it tries them without the head. The function is compiled again from its own source.
    """
    module = ast.parse(textwrap.dedent(inspect.getsource(original.__code__)))
    passed = (node for node in ast.walk(module) if isinstance(node, ast.keyword) and _is_passed(node, "avoid_breaks"))
    with_both, with_head, with_foot = passed
    for keyword in (with_both, with_head, with_foot):
        keyword.value = ast.parse("avoid_breaks or page_is_empty", mode="eval").body
    return _compiled(module, table, original.__name__)


def let_last_space_hang(original: Any) -> Any:
    """Words that fill a line but for the space after them fit: the engine broke such a line after its first word.

    `split_first_line` measures with that space, finds the line too wide where Pango sees no place to break it, and
    tries the first word alone. The space itself hangs (CSS Text 3, 4.1.2), and the caller takes it off.
    """

    def split(text: str, style: Any, context: Any, max_width: Any, *further: Any, **named: Any) -> Any:
        line = original(text, style, context, max_width, *further, **named)
        words = text.rstrip(" ")
        is_bounded = max_width is not None and style["white_space"] in ("normal", "pre-line")
        if not is_bounded or words == text or " " not in words or line[2] is None:
            return line
        if line[2] > len(words.partition(" ")[0].encode()) + 1:
            return line
        if original(words, style, context, max_width, *further, **named)[2] is not None:
            return line
        return original(text, style, context, None, *further, **named)

    return split


def split_long_words_by_their_beginnings(original: Any) -> Any:
    """Look for the end of a line in the first letters of words that no line can hold, not in all of them.

    `split_first_line` lays out the whole of a text in which nothing can be broken, again for each of its lines.
    """

    def split(text: str, style: Any, context: Any, max_width: Any, *further: Any, **named: Any) -> Any:
        is_bounded = max_width is not None and style["white_space"] in ("normal", "pre-wrap", "pre-line")
        if is_bounded and not named.get("minimum") and style["font_size"] and len(text) > _WORD:
            for letters in _LETTERS:
                begin = text[: max(_WORD, int(max_width / style["font_size"] * letters))]
                if len(begin) == len(text) or " " in begin:
                    break
                line = original(begin, style, context, max_width, *further, **named)
                if line[2] is not None:
                    return line
        return original(text, style, context, max_width, *further, **named)

    return split


def leave_long_words_unhyphenated(original: Any) -> Any:
    """Give no places for hyphens in a word that is longer than any of a language.

    The engine lays out the word up to each of them, from the last on, until one fits: a code of 2,000 letters took half
    a minute.
    """

    def iterate(self: Any, word: str) -> Iterator[tuple[str, str]]:
        return iter(()) if len(word) > _WORD else original(self, word)

    return iterate


class _OnePiece(str):
    """Words over which a loop goes in one step."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def draw_right_to_left_words(original: Any) -> Any:
    """Draw words of a picture in one piece where some of their letters run from right to left.

    The engine draws a picture's text letter by letter from left to right: such words came out backwards, and without
    the joins of their letters. As they are drawn where the first letter is, letters with places of their own lose them.
    """

    def text(node: Any) -> str | None:
        words: str | None = original(node)
        is_rtl = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words or "")
        return _OnePiece(words) if words and is_rtl else words

    return text


def _assigns(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


def _is_passed(keyword: ast.keyword, name: str) -> bool:
    return keyword.arg == "page_is_empty" and isinstance(keyword.value, ast.Name) and keyword.value.id == name
