"""Errors of the YAML parser in plain words: what is wrong, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import yaml

from brief.diagnostics.problems import Place, Problem
from brief.load.origin import Origin
from brief.load.yaml.likely_mistakes import likely_mistake


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What an error of the parser means: fragments of its message (those of libyaml and PyYAML differ), and a problem.

    `is_at_start`: the problem is placed where the construct begins, not where the parser stopped.
    """

    fragments: tuple[str, ...]
    rule: str
    text: str
    hint: str
    is_at_start: bool = False


_MEANINGS = (
    _Meaning(
        ("mapping values are not allowed",),
        "E101/unexpected-colon",
        "a colon appears where none is expected",
        "put text that contains `: ` in quotes, and begin all keys of a mapping in the same column",
    ),
    _Meaning(
        ("could not find expected ':'",),
        "E101/missing-colon",
        "a key has no colon, or no space after it",
        "write `key: value`, with a space after the colon",
        is_at_start=True,
    ),
    _Meaning(
        ("sequence entries are not allowed",),
        "E101/unexpected-list-entry",
        "a list entry appears where none is expected",
        "put each `- ` on a line of its own under its key, or put the text in quotes",
    ),
    _Meaning(
        ("unexpected end of stream", "unexpected document indicator"),
        "E101/quote-not-closed",
        "a quotation mark is not closed",
        "close it, or double it if it is part of the text",
        is_at_start=True,
    ),
    _Meaning(
        ("',' or ']'",),
        "E101/list-not-closed",
        "a list in brackets is not closed",
        "close it with `]`, and separate its entries with commas",
        is_at_start=True,
    ),
    _Meaning(
        ("',' or '}'",),
        "E101/mapping-not-closed",
        "a mapping in braces is not closed",
        "close it with `}`, and separate its keys with commas",
        is_at_start=True,
    ),
    _Meaning(
        ("unknown escape character",),
        "E101/unknown-escape",
        "a backslash begins an unknown escape sequence",
        "use single quotes, in which a backslash has no special meaning, or double the backslash",
    ),
    _Meaning(
        ("scanning an alias", "scanning an anchor"),
        "E101/reserved-character",
        "a value begins with a character that YAML reserves",
        "put the value in quotes",
        is_at_start=True,
    ),
    _Meaning(
        ("expected '-' indicator",),
        "E101/broken-list",
        "a list is interrupted by a line that is not an entry",
        "begin each entry with `- `, all in the same column, and indent its keys alike",
    ),
    _Meaning(
        ("expected key", "expected <block end>"),
        "E101/misaligned",
        "this does not line up with the lines above, or follows a value that has ended",
        "begin all keys of a mapping in the same column; quotes must enclose a whole value",
    ),
    _Meaning(
        ("node content",),
        "E101/value-expected",
        "a value is expected here",
        "put text that begins with a bracket, brace or comma in quotes",
    ),
    _Meaning(
        ("found a tab", "indentation"),
        "E101/malformed-indent",
        "the indentation cannot be understood",
        "indent with spaces, and all lines of a block by the same number",
    ),
    _Meaning(
        ("expected comment or line break", "scanning a block scalar"),
        "E101/text-after-block-sign",
        "a text begins on the same line as its `>` or `|`",
        "begin it on the next line, indented, or put it in quotes",
    ),
    _Meaning(
        ("mapping keys are not allowed",),
        "E101/reserved-character",
        "a value begins with a character that YAML reserves",
        "put the value in quotes",
    ),
)


def yaml_problem(error: yaml.YAMLError, text: str, origin: Origin) -> Problem:
    """Return the problem behind a parser's error, at the place where an author would look for it."""
    marked: Any = error
    problem, context = getattr(marked, "problem", None) or "", getattr(marked, "context", None) or ""
    mark, began = getattr(marked, "problem_mark", None), getattr(marked, "context_mark", None)
    if mark is None:
        at = getattr(marked, "position", 0)
        line = text.count("\n", 0, at)
        place = origin.place(line, at - (text.rfind("\n", 0, at) + 1))
        return Problem("E101/character-not-allowed", "a character is not allowed in YAML", place, hint="delete it")
    place = _place(mark, text, origin)
    lines = text.split("\n")
    stopped = began if began and "could not find expected ':'" in problem else mark
    broken = lines[stopped.line] if stopped.line < len(lines) else ""
    if mistake := likely_mistake(broken, stopped.column, f"{problem} {context}", partial(origin.place, stopped.line)):
        return mistake
    for meaning in _MEANINGS:
        if any(fragment in problem or fragment in context for fragment in meaning.fragments):
            place = _place(began, text, origin) if meaning.is_at_start and began else place
            return Problem(meaning.rule, meaning.text, place, hint=meaning.hint)
    return Problem("E101/not-yaml", f"not valid YAML: {problem}", place, hint=context and f"found {context}")


def _place(mark: Any, text: str, origin: Origin) -> Place:
    """Return the place of a parser's mark; if it is after the last line, the end of that line."""
    lines = text.rstrip().split("\n")
    if mark.line >= len(lines):
        return origin.place(len(lines) - 1, max(len(lines[-1]) - 1, 0))
    return origin.place(mark.line, mark.column)
