"""Patches for faults of WeasyPrint 70, in force while this writer lays out a page and at no other time.

`docs/weasyprint-patches.md` has a report for upstream about each of the faults. No patch is ever applied to a function
other than the one it was written for: `engine.load` compares the digests of all their sources first (E505).
"""

from __future__ import annotations

import ast
import contextlib
import functools
import inspect
import pkgutil
import textwrap
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from weasyprint.layout import block

from brief.diagnostics.problems import BriefError, Problem
from brief.writers.pdf.tags import add_tags
from brief.writers.pdf.weasyprint_sources import Dependency


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Patch(Dependency):
    """One function or property of WeasyPrint, and what makes its replacement from the original."""

    target: str
    replacement: Callable[[Any], Any]


def _keep_rounding_from_overflowing(original: Any) -> Any:
    """Without a `max-height` the note area grows with its notes: they overflow it by rounding errors alone."""

    def update(context: Any) -> bool:
        overflows = original(context)
        return bool(overflows) and context.current_footnote_area.style["max_height"].value != float("inf")

    return update


def _keep_placed_notes(original: Any) -> Any:
    """Never send placed notes to the next page for the sake of one more line: that line's own notes would be lost.

    The decision is a local variable, `report`, in the middle of 150 lines: only the function's own source, compiled
    again with that one assignment changed, can decide otherwise.
    """
    module = ast.parse(textwrap.dedent(inspect.getsource(original.__code__)))
    (assignment,) = [node for node in ast.walk(module) if isinstance(node, ast.Assign) and _assigns(node, "report")]
    assignment.value = ast.copy_location(ast.Constant(value=False), assignment.value)
    names: dict[str, Any] = {}
    exec(compile(module, str(block.__file__), "exec"), vars(block), names)  # noqa: S102 (the engine's own source)
    return names[original.__name__]


def _move_notes_with_their_grid(original: Any) -> Any:
    """Take notes off a page whose calls a grid leaves to the next one, as blocks and tables do."""

    def layout(context: Any, box: Any, *further: Any) -> Any:
        result = original(context, box, *further)
        kept = {id(each.footnote) for each in result[0].descendants()} if result[0] is not None else set()
        for each in box.descendants():
            if each.footnote in context.current_page_footnotes and id(each.footnote) not in kept:
                context.unlayout_footnote(each.footnote)
        return result

    return layout


def _let_last_space_hang(original: Any) -> Any:
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


class _OnePiece(str):
    """Words over which a loop goes in one step."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _draw_right_to_left_words(original: Any) -> Any:
    """Draw words of a picture in one piece where some of their letters run from right to left.

    The engine draws a picture's text letter by letter from left to right: such words came out backwards, and without
    the joins of their letters. As they are drawn where the first letter is, letters with places of their own lose them.
    """

    def text(node: Any) -> str | None:
        words: str | None = original(node)
        is_rtl = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words or "")
        return _OnePiece(words) if words and is_rtl else words

    return text


PATCHES = (
    Patch(
        name="footnote-rounding",
        reason="the bottoms of notes and note area are compared exactly, and rounding alone moves notes to later pages",
        target="weasyprint.layout:LayoutContext._update_footnote_area",
        replacement=_keep_rounding_from_overflowing,
        sources={
            "weasyprint.layout:LayoutContext._update_footnote_area": (
                "2e317e4b066fb80cb369a41cd6f054a127722f9961c18ef4d6e1eef93673c4c1"
            ),
        },
    ),
    Patch(
        name="footnotes-of-kept-lines",
        reason="a line that is kept by moving placed notes away never has its own notes laid out: they are lost",
        target="weasyprint.layout.block:_linebox_layout",
        replacement=_keep_placed_notes,
        sources={
            "weasyprint.layout.block:_linebox_layout": (
                "e07bbe000974787ee370be1f419a01a21b327a1a1e3025a65afd47589060883d"
            ),
        },
    ),
    Patch(
        name="footnotes-of-grids",
        reason="a grid that moves to the next page leaves the notes that were laid out with it behind",
        target="weasyprint.layout.block:grid_layout",
        replacement=_move_notes_with_their_grid,
        sources={
            "weasyprint.layout.block:grid_layout": "c80044013f555b30a0524bc16336946c2da55c4f39a5a8c4f6933760e34bcfca",
            "weasyprint.layout:LayoutContext.unlayout_footnote": (
                "c7c223cf4a0fda5451c7da9f5a95603c21dda3f8286000c989b942ca71d58bfc"
            ),
        },
    ),
    Patch(
        name="hanging-spaces",
        reason="a line that its words just fill is broken after its first word, for the space after the last one",
        target="weasyprint.layout.inline:split_first_line",
        replacement=_let_last_space_hang,
        sources={
            "weasyprint.layout.inline:split_first_line": (
                "39ad1016863ca34de0bea4c9fcffb46da7e27813c87dd82b7011bfa19fe5504f"
            ),
        },
    ),
    Patch(
        name="right-to-left-pictures",
        reason="words of an SVG picture are drawn letter by letter from left to right, whatever their direction",
        target="weasyprint.svg:Node.text",
        replacement=_draw_right_to_left_words,
        sources={
            "weasyprint.svg:Node.text.fget": "20f363cfc53cbd35b18f8a5ea7a1c6b8d1719835263f4f5a02eb4787313b0b0b",
            "weasyprint.svg.text:text": "67a30c3e181b4a8002350771928b86b26dfef05b2706d0b3c6b46943e41af61b",
        },
    ),
    Patch(
        name="structure-tree",
        reason="the engine's tags follow its boxes: split paragraphs, misplaced notes, and not PDF/UA-1 (`tags`)",
        target="weasyprint.pdf:add_tags",
        replacement=lambda _: add_tags,
        sources={
            "weasyprint.pdf:add_tags": "f0e74575b0bafaf36458eaac27874e3b80457fba3694058153da514a68933f22",
        },
    ),
)

_IS_OUR_LAYOUT: ContextVar[bool] = ContextVar("brief-pdf-is-our-layout", default=False)


@contextlib.contextmanager
def patched() -> Iterator[None]:
    """Apply all patches while the block runs, to what is laid out in this thread.

    WeasyPrint is changed as long as any thread is in such a block, and is as it was released once the last one has
    left. Another thread that uses it meanwhile gets what it would get without the patches.

    Raise `BriefError` (E505) where other code has replaced one of the functions since its source was checked.
    """
    with _INSTALLATION:
        token = _IS_OUR_LAYOUT.set(True)
        try:
            yield
        finally:
            _IS_OUR_LAYOUT.reset(token)


def prepare() -> None:
    """Make all replacements, once, from the functions as they are now; to be called when their sources are checked."""
    for patch in PATCHES:
        _switch(patch)


class _Installation:
    """The patches inside WeasyPrint: put there for the first thread that needs them, taken away after the last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0
        self._undo = contextlib.ExitStack()

    def __enter__(self) -> None:
        with self._lock:
            if not self._users:
                self._undo = _install(PATCHES)
            self._users += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._users -= 1
            if not self._users:
                self._undo.close()


_INSTALLATION = _Installation()


def _install(patches: Iterable[Patch]) -> contextlib.ExitStack:
    """Put the switch of each patch into WeasyPrint; return what takes them out again."""
    with contextlib.ExitStack() as undo:
        for patch in patches:
            switch = _switch(patch)
            # The switch itself is there where other code saw it, and put it back, after the last layout.
            if vars(switch.owner)[switch.name] not in (switch.original, switch.switch):
                text = f"`{patch.name}` cannot be applied: other code has replaced `{patch.target}` in this process"
                raise BriefError(
                    [Problem("E505/patched-by-others", text, hint="build the brief in a process of its own")]
                )
            setattr(switch.owner, switch.name, switch.switch)
            undo.callback(switch.remove)
        return undo.pop_all()


@dataclass(frozen=True, slots=True, eq=False)
class _Switch:
    """What goes between WeasyPrint and one patch: the replacement for our own layouts, the original for all others."""

    owner: Any  # the module or class
    name: str
    original: Any
    switch: Any

    def remove(self) -> None:
        """Put the original back, unless other code has put something of its own on top: that stays."""
        if vars(self.owner)[self.name] is self.switch:
            setattr(self.owner, self.name, self.original)


@functools.cache
def _switch(patch: Patch) -> _Switch:
    module, _, path = patch.target.partition(":")
    outer, _, name = path.rpartition(".")
    owner = pkgutil.resolve_name(f"{module}:{outer}")
    original = vars(owner)[name]
    function: Any = original.fget if isinstance(original, property) else original
    replacement = patch.replacement(function)

    @functools.wraps(function)
    def switch(*arguments: Any, **named: Any) -> Any:
        return (replacement if _IS_OUR_LAYOUT.get() else function)(*arguments, **named)

    return _Switch(owner, name, original, property(switch) if isinstance(original, property) else switch)


def _assigns(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
