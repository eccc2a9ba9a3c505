"""Common mistakes that the line at which a YAML parser stopped shows better than the parser's message."""

from __future__ import annotations

import re
from collections.abc import Callable

from brief.diagnostics.problems import Place, Problem

# A line with a key and a value, up to the first character of the value.
_VALUE = re.compile(r"\s*(?:- +)*[\w-]+ *:[ \t]+(\S)")
# The beginning of prose in brackets: a citation, `[words]{...}` or `[words](...)`.
_WORDS = re.compile(r"\[(?:[^\[\]]*@|[^\[\]]*\][^\s,#])")
_CURLY = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
_NO_BREAK = "\u00a0"


def likely_mistake(line: str, column: int, message: str, place: Callable[[int], Place]) -> Problem | None:
    """Return the common mistake in a line, if there is one; the parser stopped at `column`, with `message`.

    `place` is a function that returns the place of a column of the line.
    """
    problem = _white_space(line, place) or _value_start(line, column, message, place)
    if problem is None and "cannot start any token" in message:
        text = f"a value cannot begin with `{line[column : column + 1]}`"
        return Problem("E101/reserved-character", text, place(column), hint="put the value in quotes")
    return problem


def _white_space(line: str, place: Callable[[int], Place]) -> Problem | None:
    """Return what is wrong with the white space of a line."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return _tab(place(line.index("\t")))
    at = line.find(_NO_BREAK)
    if at >= 0 and (at < len(indent) or line[at - 1] in ":-"):
        text = "a no-break space is used where a plain space is needed"
        hint = "replace it with a plain space; the two look alike"
        return Problem("E101/no-break-space", text, place(at), hint=hint)
    return None


def _tab(place: Place) -> Problem:
    return Problem("E101/tab-indent", "a tab is used to indent", place, hint="indent with spaces")


def _value_start(line: str, column: int, message: str, place: Callable[[int], Place]) -> Problem | None:
    """Return what is wrong with the first character of a value, if the parser stopped after it."""
    if line[column : column + 1] == "\t":
        return _tab(place(column))
    found = _VALUE.match(line)
    if not found or found.start(1) >= column:
        return None
    at, sign = found.start(1), found[1]
    if sign == "[" and _WORDS.match(line, at):
        text = "a text that begins with a bracket is read as a list"
        return Problem("E101/bracket-in-text", text, place(at), hint="put the whole text in quotes")
    if sign in _CURLY:
        text = "curly quotation marks cannot delimit a YAML string"
        return Problem("E101/curly-quotes", text, place(at), hint="""use `"` or `'`""")
    if sign in ("'", '"') and ("expected key" in message or "<block end>" in message):
        other = "single" if sign == '"' else "double"
        text = "a quotation mark closes before its text ends"
        return Problem("E101/quote-closes-early", text, place(column), hint=f"put the whole text in {other} quotes")
    return None
