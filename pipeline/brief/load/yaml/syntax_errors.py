"""Errors of the YAML parser in plain words: what is wrong, and what to do."""

from __future__ import annotations

from typing import Any

import yaml

from brief.diagnostics.problems import Place, Problem
from brief.load.origin import Origin
from brief.load.yaml.likely_mistakes import likely_mistake

# Fragments of the parsers' messages (libyaml and PyYAML differ), the rule, what they mean, what to do, and whether the
# place where the construct begins is more helpful than the one where the parser stopped.
_MEANINGS: tuple[tuple[tuple[str, ...], str, str, str, bool], ...] = (
    (
        ("mapping values are not allowed",),
        "E101/unexpected-colon",
        "a colon stands where none is expected",
        "put text that has `: ` in it in quotes, and begin all keys of one mapping in one column",
        False,
    ),
    (
        ("could not find expected ':'",),
        "E101/missing-colon",
        "a key has no colon, or no space after it",
        "write `key: value`, with a space after the colon",
        True,
    ),
    (
        ("sequence entries are not allowed",),
        "E101/unexpected-list-entry",
        "a list entry stands where none is expected",
        "put each `- ` on a line of its own under its key, or put the text in quotes",
        False,
    ),
    (
        ("unexpected end of stream",),
        "E101/quote-not-closed",
        "a quotation mark is not closed",
        "close it, or double it if it is part of the text",
        True,
    ),
    (
        ("unexpected document indicator",),
        "E101/quote-not-closed",
        "a quotation mark is not closed",
        "close it, or double it if it is part of the text",
        True,
    ),
    (
        ("',' or ']'",),
        "E101/list-not-closed",
        "a list in brackets is not closed",
        "close it with `]`, with commas between its entries",
        True,
    ),
    (
        ("',' or '}'",),
        "E101/mapping-not-closed",
        "a mapping in braces is not closed",
        "close it with `}`, with commas between its keys",
        True,
    ),
    (
        ("unknown escape character",),
        "E101/unknown-escape",
        "a backslash begins no known escape",
        "use single quotes, in which a backslash is itself, or write it twice",
        False,
    ),
    (
        ("scanning an alias", "scanning an anchor"),
        "E101/reserved-character",
        "a value begins with a sign that YAML keeps for itself",
        "put the value in quotes",
        True,
    ),
    (
        ("expected '-' indicator",),
        "E101/broken-list",
        "a list is broken off by something that is no entry",
        "begin each entry with `- `, all in one column, and indent its keys alike",
        False,
    ),
    (
        ("expected key", "expected <block end>"),
        "E101/misaligned",
        "this does not line up with the lines above, or follows a value that has ended",
        "begin all keys of one mapping in one column; quotes go around a whole value",
        False,
    ),
    (
        ("node content",),
        "E101/value-expected",
        "a value is expected here",
        "put text that begins with a bracket, brace or comma in quotes",
        False,
    ),
    (
        ("found a tab", "indentation"),
        "E101/malformed-indent",
        "the indent cannot be understood",
        "indent with spaces, the same number for all lines of one block",
        False,
    ),
    (
        ("expected comment or line break", "scanning a block scalar"),
        "E101/text-after-block-sign",
        "a text begins behind `>` or `|`, on the same line",
        "begin it on the next line, indented, or put it in quotes",
        False,
    ),
    (
        ("mapping keys are not allowed",),
        "E101/reserved-character",
        "a value begins with a sign that YAML keeps for itself",
        "put the value in quotes",
        False,
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
        return Problem("E101/character-not-allowed", "a character is not allowed in YAML", place, hint="take it out")
    place = _place(mark, text, origin)
    lines = text.split("\n")
    stopped = began if began and "could not find expected ':'" in problem else mark
    broken = lines[stopped.line] if stopped.line < len(lines) else ""
    if mistake := likely_mistake(broken, stopped.line, stopped.column, f"{problem} {context}", origin):
        return mistake
    for fragments, rule, meaning, hint, at_beginning in _MEANINGS:
        if any(fragment in problem or fragment in context for fragment in fragments):
            place = _place(began, text, origin) if at_beginning and began else place
            return Problem(rule, meaning, place, hint=hint)
    return Problem("E101/not-yaml", f"not valid YAML: {problem}", place, hint=context and f"found {context}")


def _place(mark: Any, text: str, origin: Origin) -> Place:
    """Return the place of a parser's mark; if it is after the last line, the end of that line."""
    lines = text.rstrip().split("\n")
    if mark.line >= len(lines):
        return origin.place(len(lines) - 1, max(len(lines[-1]) - 1, 0))
    return origin.place(mark.line, mark.column)
