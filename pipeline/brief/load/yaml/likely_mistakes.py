"""Slips of the pen that can be told from the line at which a YAML parser gave up, better than from its words."""

from __future__ import annotations

import re

from brief.diagnostics.problems import Problem
from brief.load.origin import Origin

# A line with a key and a value, as far as the first sign of the value.
_VALUE = re.compile(r"\s*(?:- +)*[\w-]+ *:[ \t]+(\S)")
# What begins words of the content format: a citation, or `[words]{...}` and `[words](...)`.
_WORDS = re.compile(r"\[(?:[^\[\]]*@|[^\[\]]*\][^\s,#])")
_CURLY = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
_NO_BREAK = "\u00a0"


def likely_mistake(line: str, number: int, column: int, said: str, origin: Origin) -> Problem | None:
    """Return the problem in a line, if it is a common one; the parser stopped at `column` of it and `said` why."""
    slip = _blank(line) or _opening(line, column, said)
    if slip is None and "cannot start any token" in said:
        slip = (
            "E101/reserved-character",
            column,
            f"a value cannot begin with `{line[column : column + 1]}`",
            "put the value in quotes",
        )
    return slip and Problem(slip[0], slip[2], origin.place(number, slip[1]), hint=slip[3])


def _blank(line: str) -> tuple[str, int, str, str] | None:
    """Return what is wrong with the white space of a line: the rule, where, what, and what to do."""
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


def _opening(line: str, column: int, said: str) -> tuple[str, int, str, str] | None:
    """Return what is wrong with the first sign of a value, when the parser stopped behind it."""
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
    if sign in ("'", '"') and ("expected key" in said or "<block end>" in said):
        other = "single quotes" if sign == '"' else "double quotes"
        return (
            "E101/quote-closes-early",
            column,
            "a quotation mark closes before its text ends",
            f"put the whole text in {other}",
        )
    return None
