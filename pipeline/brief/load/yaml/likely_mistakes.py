"""Common mistakes that the line at which a YAML parser stopped shows better than the parser's message."""

from __future__ import annotations

import re

from brief.diagnostics.problems import Problem
from brief.load.origin import Origin

# A line with a key and a value, up to the first character of the value.
_VALUE = re.compile(r"\s*(?:- +)*[\w-]+ *:[ \t]+(\S)")
# The beginning of prose in brackets: a citation, `[words]{...}` or `[words](...)`.
_WORDS = re.compile(r"\[(?:[^\[\]]*@|[^\[\]]*\][^\s,#])")
_CURLY = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
_NO_BREAK = "\u00a0"


def likely_mistake(line: str, number: int, column: int, message: str, origin: Origin) -> Problem | None:
    """Return the common mistake in a line, if there is one; the parser stopped at `column`, with `message`."""
    found = _blank(line) or _opening(line, column, message)
    if found is None and "cannot start any token" in message:
        found = (
            "E101/reserved-character",
            column,
            f"a value cannot begin with `{line[column : column + 1]}`",
            "put the value in quotes",
        )
    return found and Problem(found[0], found[2], origin.place(number, found[1]), hint=found[3])


def _blank(line: str) -> tuple[str, int, str, str] | None:
    """Return what is wrong with the white space of a line: rule, column, problem and hint."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return "E101/tab-indent", line.index("\t"), "a tab is used to indent", "indent with spaces"
    at = line.find(_NO_BREAK)
    if at >= 0 and (at < len(indent) or line[at - 1] in ":-"):
        return (
            "E101/no-break-space",
            at,
            "a no-break space stands where a plain one must",
            "type a plain space over it: the two look alike",
        )
    return None


def _opening(line: str, column: int, message: str) -> tuple[str, int, str, str] | None:
    """Return what is wrong with the first character of a value, if the parser stopped after it."""
    if line[column : column + 1] == "\t":
        return "E101/tab-indent", column, "a tab is used to indent", "indent with spaces"
    found = _VALUE.match(line)
    if not found or found.start(1) >= column:
        return None
    at, sign = found.start(1), found[1]
    if sign == "[" and _WORDS.match(line, at):
        return (
            "E101/bracket-in-text",
            at,
            "a text that begins with a bracket is read as a list",
            "put the whole text in quotes",
        )
    if sign in _CURLY:
        hint = "put the whole text in straight quotes, `\"` or `'`"
        return "E101/curly-quotes", at, "curly quotation marks hold no text together", hint
    if sign in ("'", '"') and ("expected key" in message or "<block end>" in message):
        other = "single quotes" if sign == '"' else "double quotes"
        return (
            "E101/quote-closes-early",
            column,
            "a quotation mark closes before its text ends",
            f"put the whole text in {other}",
        )
    return None
