"""Places in TOML files: `tomllib` gives none for what it has read, and those of errors only in its message."""

from __future__ import annotations

import re
from tomllib import TOMLDecodeError

from brief.diagnostics.problems import Place, Problem

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TABLE = re.compile(r"\s*\[\s*([\w-]+)\s*\]")
_ENTRY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s#]*)")


def syntax_problem(rule: str, error: TOMLDecodeError, file: str, text: str) -> Problem:
    """Return the problem of a text that is not TOML, at the place where `tomllib` stopped."""
    message = str(error)
    found = _AT.search(message)
    if found and found[1]:
        place = Place(file, int(found[1]), int(found[2]))
    else:
        place = Place(file, text.count("\n") + 1, len(text.rsplit("\n", 1)[-1]) + 1)
    reason = _AT.sub("", message)
    return Problem(rule, f"not valid TOML: {reason[:1].lower()}{reason[1:]}", place)


def key_place(file: str, text: str, key: str) -> Place:
    """Return where a key or a table is named first, or the whole file when it is written in another way."""
    pattern = re.compile(rf"""^[ \t]*\[*[ \t]*["']?({re.escape(key)})(?=["']?[ \t]*[=.\]])""", re.MULTILINE)
    found = pattern.search(text)
    if not found:
        return Place(file)
    line = text.count("\n", 0, found.start(1)) + 1
    return Place(file, line, found.start(1) - text.rfind("\n", 0, found.start(1)), len(key))


def value_place(file: str, text: str, table: str, key: str) -> Place:
    """Return where the value of a key is written, or the whole file when it is not a line `key = value` of its table.

    A key without a table is given as `table`, with an empty `key`.
    """
    current = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := _TABLE.match(line):
            current = header[1]
        entry = _ENTRY.match(line)
        if entry and (current, entry[1]) in ((table, key), ("", table)):
            return Place(file, number, entry.start(2) + 1, max(1, len(entry[2])))
    return Place(file)
