"""Patches for faults of WeasyPrint 70, in force while this writer lays out a page and at no other time.

`docs/weasyprint-patches.md` has a report for upstream about each of the faults. No patch is ever applied to a function
other than the one it was written for: `engine.load` compares the digests of all their sources first (E505).
"""

from __future__ import annotations

import contextlib
import functools
import pkgutil
import threading
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from brief.diagnostics.problems import BriefError, Problem
from brief.writers.pdf.tags import add_tags
from brief.writers.pdf.weasyprint_repairs import (
    draw_right_to_left_words,
    keep_heads_of_tables,
    keep_placed_notes,
    keep_rounding_from_overflowing,
    leave_long_words_unhyphenated,
    let_last_space_hang,
    move_notes_with_their_grid,
    split_long_words_by_their_beginnings,
)
from brief.writers.pdf.weasyprint_sources import Dependency


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Patch(Dependency):
    """One function or property of WeasyPrint, and what makes its replacement from the original."""

    target: str
    replacement: Callable[[Any], Any]


PATCHES = (
    Patch(
        name="footnote-rounding",
        reason="the bottoms of notes and note area are compared exactly, and rounding alone moves notes to later pages",
        target="weasyprint.layout:LayoutContext._update_footnote_area",
        replacement=keep_rounding_from_overflowing,
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
        replacement=keep_placed_notes,
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
        replacement=move_notes_with_their_grid,
        sources={
            "weasyprint.layout.block:grid_layout": "c80044013f555b30a0524bc16336946c2da55c4f39a5a8c4f6933760e34bcfca",
            "weasyprint.layout:LayoutContext.unlayout_footnote": (
                "c7c223cf4a0fda5451c7da9f5a95603c21dda3f8286000c989b942ca71d58bfc"
            ),
        },
    ),
    Patch(
        name="heads-of-tables",
        reason="a table whose rows must stay together and do not fit under its head loses the head",
        target="weasyprint.layout.block:table_layout",
        replacement=keep_heads_of_tables,
        sources={
            "weasyprint.layout.block:table_layout": "6594fa40743fbc0bd49b2ba12682897bfa86b75b7f6f1e395d8ba947b0641376",
        },
    ),
    Patch(
        name="hanging-spaces",
        reason="a line that its words just fill is broken after its first word; long words are laid out for each line",
        target="weasyprint.layout.inline:split_first_line",
        replacement=lambda original: let_last_space_hang(split_long_words_by_their_beginnings(original)),
        sources={
            "weasyprint.layout.inline:split_first_line": (
                "39ad1016863ca34de0bea4c9fcffb46da7e27813c87dd82b7011bfa19fe5504f"
            ),
        },
    ),
    Patch(
        name="long-words",
        reason="a long word is laid out up to each place where it could be hyphenated, for each of its lines",
        target="pyphen:Pyphen.iterate",
        replacement=leave_long_words_unhyphenated,
        sources={"pyphen:Pyphen.iterate": "f2a0f8af4dc26910174e902ee864bbe74911445a0fe9ec89f87f76678554006c"},
    ),
    Patch(
        name="right-to-left-pictures",
        reason="words of an SVG picture are drawn letter by letter from left to right, whatever their direction",
        target="weasyprint.svg:Node.text",
        replacement=draw_right_to_left_words,
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
