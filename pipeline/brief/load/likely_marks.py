"""Words that look like an audience mark and mark nothing: a slip in a mark must never show its words to everyone.

What is read as a mark is not looked at here, nor is code. In what is left, these are taken for slips, whatever letters,
brackets, quotation marks and signs they are written with, as long as they look like it:

- braces around a word such as `audience`, or around nothing but names of audiences: `{audience: legal}`, `{for legal}`
- `audience=legal` without spaces; with them, in any brackets, before a brace or at the end of a line
- a line that consists of `audience: legal`, or that begins with signs that look like `:::`

Sentences about audiences are right: `the audience = legal readers`, `(audience: the public)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from brief.diagnostics.problems import Place, Problem
from brief.load.audience_words import GLUE, is_mark_word
from brief.load.look_alikes import first_odd_character, is_any_near, plain, plain_with_offsets

Span = tuple[int, int]

_TRIGGER: Final = re.compile(r"[{}:=\x01\x02]")
_BRACES: Final = re.compile(r"\{([^{}]{1,300})\}")
_TOKEN: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_ASSIGNED: Final = re.compile(
    r"(?<![^\W\d_])(?P<word>[^\W\d_]{6,11})(?P<before>[ \t]*)(?P<sign>[:=]{1,2}|=>)(?P<after>[ \t]*)[\x00\"'\[]*"
    r"(?P<names>[a-z0-9][a-z0-9 ,;/|&+-]*)?(?P<closed>[\x00\"' \t]*[\])}>\x02]*)"
)
_HINT: Final = (
    'write `{audience="legal"}` at the end of a paragraph, or `[words]{audience="legal"}`; put it in backticks if no '
    "mark is meant"
)
NO_PROSE: Final = "only prose can be marked, as in `[words]{audience=legal}`; reword this if no mark is meant"
_COLONS: Final = re.compile(r"^[ \t]*:{2,}", re.MULTILINE)  # of a `:::` line that was not read as one
_OPEN: Final = "{([<\x01"
_CLOSING: Final = "})]>\x02"
# What comes before `audience=legal` in an address, or in an option such as `--audience=legal`.
_ADDRESS: Final = re.compile(r"(?:\w://|\bwww\.|[\w-]\.[\w.-]+/|[?&](?![#\w]+;)|(?<!\S)-{1,2}$)\S*$")
_ESCAPES: Final = {"=": "\0\0", ":": "\0\0", "{": "\0\x01", "}": "\0\x02"}  # what a backslash makes of each sign
_ESCAPED_LIST: Final = re.compile(r"\\\{[^{}\n]*\\\}")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class LikelyMark:
    """Words that look like a mark, and their offsets in the text."""

    text: str
    start: int
    end: int


def likely_marks(
    text: str, names: Collection[str], hidden: Sequence[Span] = (), *, is_prose: bool = True
) -> list[LikelyMark]:
    r"""Return what looks like a mark in a text, without the parts that are `hidden`: read as something else, or code.

    In prose a backslash makes a sign an ordinary one, so `audience\=legal` and `\{audience=legal\}` are no marks; a
    brace without one still looks like the end of a mark. In other texts a backslash means nothing.
    """
    looked_at = _without(text, hidden)
    if is_prose and "\\" in looked_at:
        looked_at = _ESCAPED_LIST.sub(lambda found: "\0" * len(found[0]), looked_at)
        looked_at = _ESCAPED.sub(lambda found: _ESCAPES.get(found[1], f"\0{found[1]}"), looked_at)
    seen = plain(looked_at)
    if not _TRIGGER.search(seen):
        return []
    spans = sorted(set(_spans(seen, frozenset(map(plain, names)))))
    if not spans:
        return []
    whole = plain_with_offsets(looked_at)
    found: list[LikelyMark] = []
    for span in spans:
        start, end = whole.span(*span)
        if not found or start >= found[-1].end:
            found.append(LikelyMark(text[start:end], start, end))
    return found


def _without(text: str, hidden: Sequence[Span]) -> str:
    """Return a text of the same length with nothing in the parts that are hidden."""
    kept, position = [], 0
    for start, end in sorted(hidden):
        if end > position:
            kept += [text[position:start], "\0" * (end - max(start, position))]
            position = end
    return "".join([*kept, text[position:]])


def mark_problem(mark: LikelyMark, place: Callable[[int, int], Place], hint: str = _HINT) -> Problem:
    """Return the problem of words that look like a mark: E187 at an odd character in them, else E151.

    `place` returns the place of a part of the text that the mark is in.
    """
    if odd := first_odd_character(mark.text, lambda start, end: place(mark.start + start, mark.start + end)):
        return odd
    where = place(mark.start, mark.end)
    shown = " ".join(mark.text.split())
    shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
    return Problem("E151/likely-mark", f"`{shown}` looks like an audience mark, but marks nothing", where, hint=hint)


def _spans(seen: str, names: frozenset[str]) -> Iterator[Span]:
    """Give the offsets of what looks like a mark in a text that `plain` has returned."""
    for found in _COLONS.finditer(seen):
        yield found.span()
    for found in _BRACES.finditer(seen):
        tokens = _TOKEN.findall(found[1])
        if any(map(is_mark_word, _LETTERS.findall(found[1]))) or _are_names(tokens, names, GLUE):
            yield found.span()
    for found in _ASSIGNED.finditer(seen):
        if is_mark_word(found["word"]) and _is_mark(seen, found, names):
            opened = found.start() > 0 and seen[found.start() - 1] in _OPEN
            yield found.start() - opened, _end(seen, found)


def _is_mark(seen: str, found: re.Match[str], names: frozenset[str]) -> bool:
    """Return whether an assignment to a word such as `audience` looks like a mark, not like a part of a sentence."""
    before = seen[max(found.start() - 80, 0) : found.start()]
    tokens = _TOKEN.findall(found["names"] or "")
    is_opened = before.rstrip(" \t\"'\0")[-1:] in tuple(_OPEN)
    is_closed = any(sign in _CLOSING for sign in found["closed"])
    is_braced = is_closed and any(sign in "}\x02" for sign in found["closed"])
    are_names = _are_names(tokens, names, frozenset())
    if is_opened and is_closed and (are_names or ("=" in found["sign"] and not found["before"])):
        return True
    if are_names and (is_braced or before[-1:] in ("{", "\x01")):
        return True
    ends_line = seen[found.end() : found.end() + 80].lstrip(" \t")[:1] in ("", "\n")
    begins_line = before.rpartition("\n")[2].strip(" \t\"'*_>-{([<\0\x01") == ""
    if "=" not in found["sign"]:
        return are_names and ends_line and (begins_line or is_opened)
    is_spaced = bool(found["before"] and found["after"])
    if is_spaced:
        return are_names and ends_line
    return not _ADDRESS.search(before) and bool(tokens) and is_any_near(tokens[0], names)


def _are_names(tokens: Sequence[str], names: frozenset[str], others: Collection[str]) -> bool:
    """Return whether words are names of audiences and, besides at least one of them, only certain others."""
    return any(is_any_near(token, names) for token in tokens) and all(
        token in others or is_any_near(token, names) for token in tokens
    )


def _end(seen: str, found: re.Match[str]) -> int:
    """Return where a mark ends: after its brackets, or after its first name where a sentence goes on."""
    if found["closed"].strip("\0\"' \t") or not found["names"]:
        return found.end()
    first = _TOKEN.search(seen, found.start("names"))
    return first.end() if first else found.end()
